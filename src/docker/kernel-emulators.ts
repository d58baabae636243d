import { binfmtArchitectures, emulatorOf } from '../model/binfmt.ts'
import type { Env, Files } from '../ports/ports.ts'
import type { Docker } from './docker.ts'
import { type Engine, findEngineAddress } from './find-engine.ts'

const kernelFolder = '/proc/sys/fs/binfmt_misc'
/** More entries than distributions register. */
const entryLimit = 200

export interface KernelPorts {
  readonly docker: Docker
  readonly files: Pick<Files, 'list' | 'read'>
  readonly env: Env
}

/**
 * The architectures that the engine's kernel emulates in containers, as tonistiigi/binfmt names them; empty if that kernel is not this
 * machine's. It takes no command, except in a named docker context.
 */
export async function findEmulated(ports: KernelPorts, engine: Engine): Promise<ReadonlySet<string>> {
  return (await sharesKernel(ports, engine)) ? readEmulated(ports.files) : new Set()
}

/**
 * Whether this machine's kernel is the engine's: the engine has a socket here and reports the same kernel and host name. Docker Desktop
 * and an engine behind a tunnel have a socket here, too. The kernel may keep registrations of its own for a rootless engine, since Linux
 * 6.7 has them for each user namespace.
 */
async function sharesKernel({ docker, files, env }: KernelPorts, engine: Engine): Promise<boolean> {
  const { kernel, host, context, isRootless } = engine
  if (kernel === undefined || isRootless) return false
  const read = async (name: string) => (await readQuietly(files, `/proc/sys/kernel/${name}`))?.trim()
  if ((await read('osrelease')) !== kernel) return false
  if (host !== undefined && (await read('hostname')) !== host) return false
  // docker's default context has the local socket, unless DOCKER_HOST is set.
  if (!env.DOCKER_HOST && context === 'default') return true
  return (await findEngineAddress(docker, env)).startsWith('unix://')
}

/**
 * Reads the kernel's enabled entries with flag F, which keeps the program open for containers, too (kernel documentation,
 * admin-guide/binfmt-misc). An entry has the name of its QEMU, or names QEMU as its interpreter.
 */
async function readEmulated(files: KernelPorts['files']): Promise<ReadonlySet<string>> {
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
  return new Set(binfmtArchitectures.filter((architecture) => programs.has(emulatorOf(architecture))))
}

/** Undefined for a file that is missing or unreadable, since the kernel's answer is optional. */
async function readQuietly(files: Pick<Files, 'read'>, path: string): Promise<string | undefined> {
  try {
    return await files.read(path, 64 * 1024)
  } catch {
    return undefined
  }
}
