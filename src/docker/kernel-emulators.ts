import { emulatorOf } from '../model/binfmt.ts'
import type { Env, Files } from '../ports/ports.ts'
import type { Docker } from './docker.ts'
import { type Engine, findEngineAddress } from './find-engine.ts'

const kernelFolder = '/proc/sys/fs/binfmt_misc'

/**
 * Whether this machine's kernel is the engine's: the engine has a socket here and reports the same kernel. Docker Desktop has a socket
 * here, too, but runs in a virtual machine with its own kernel.
 */
export async function sharesKernel(
  ports: { readonly docker: Docker; readonly files: Pick<Files, 'read'>; readonly env: Env },
  engine: Engine,
): Promise<boolean> {
  if (engine.kernel === undefined) return false
  const release = (await readQuietly(ports.files, '/proc/sys/kernel/osrelease'))?.trim()
  return release === engine.kernel && (await findEngineAddress(ports.docker, ports.env)).startsWith('unix://')
}

/**
 * Whether the kernel has an emulator of the architecture that containers can use: an enabled entry with flag F, which keeps the program
 * open (kernel documentation, admin-guide/binfmt-misc).
 */
export async function isEmulated(files: Pick<Files, 'read'>, architecture: string): Promise<boolean> {
  const entry = (await readQuietly(files, `${kernelFolder}/${emulatorOf(architecture)}`)) ?? ''
  return /^enabled$/m.test(entry) && /^flags: \w*F/m.test(entry)
}

/** Undefined for a file that is missing or unreadable, since the kernel's answer is optional. */
async function readQuietly(files: Pick<Files, 'read'>, path: string): Promise<string | undefined> {
  try {
    return await files.read(path, 64 * 1024)
  } catch {
    return undefined
  }
}
