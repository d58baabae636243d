import type { Docker } from '../docker/docker.ts'
import { type Engine, findEngineAddress } from '../docker/find-engine.ts'
import { emulatorOf } from '../model/binfmt.ts'
import type { Env, Files } from '../ports/ports.ts'

const kernelFolder = '/proc/sys/fs/binfmt_misc'
/** More entries than distributions register. */
const entryLimit = 200

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
 * The architectures that the kernel emulates in containers, too: by enabled entries with flag F, which keeps the program open (kernel
 * documentation, admin-guide/binfmt-misc). An entry has the name of its QEMU, or names QEMU as its interpreter.
 */
export async function findEmulated(
  files: Pick<Files, 'list' | 'read'>,
  architectures: readonly string[],
): Promise<ReadonlySet<string>> {
  const names = (await files.list(kernelFolder)).slice(0, entryLimit)
  const entries = await Promise.all(
    names.map(async (name) => ({ name, text: (await readQuietly(files, `${kernelFolder}/${name}`)) ?? '' })),
  )
  const usable = entries.filter(({ text }) => /^enabled$/m.test(text) && /^flags: \w*F/m.test(text))
  const programs = new Set(
    usable.flatMap(({ name, text }) => [
      name,
      /^interpreter \S*\/([\w-]+?)(?:-static)?$/m.exec(text)?.[1] ?? '',
    ]),
  )
  return new Set(architectures.filter((architecture) => programs.has(emulatorOf(architecture))))
}

/** Undefined for a file that is missing or unreadable, since the kernel's answer is optional. */
async function readQuietly(files: Pick<Files, 'read'>, path: string): Promise<string | undefined> {
  try {
    return await files.read(path, 64 * 1024)
  } catch {
    return undefined
  }
}
