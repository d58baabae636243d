/** Programs of another processor on this one: the kernel is told to run them by qemu. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { onPath } from './docker-client.mjs'
import { mustRunAsRoot, run, SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

const KERNEL = '/proc/sys/fs/binfmt_misc'

/** `machine` is the byte e_machine of an ELF header. */
const PROCESSORS = {
  amd64: { qemu: 'qemu-x86_64-static', machine: '3e' },
  arm64: { qemu: 'qemu-aarch64-static', machine: 'b7' },
}

/**
 * Sees to it that this machine runs a program of another processor, also in containers, until the teardown. Where it
 * does already nothing is changed: Debian's and Ubuntu's packages tell the kernel in ways of their own.
 * @param {string} program a static one, that answers 0 to `true`
 * @param {'amd64' | 'arm64'} architecture
 * @throws {SetupError}
 */
export async function ensureRuns(program, architecture) {
  const runs = async () => (await run(program, ['true'])).code === 0
  if (await runs()) return
  const { qemu, machine } = PROCESSORS[architecture]
  const [interpreter] = onPath(qemu)
  if (!interpreter)
    throw new SetupError(`"${qemu}" is not here: run "node scripts/lib/packages.mjs qemu-user-static" first`)
  if (!existsSync(`${KERNEL}/register`))
    await mustRunAsRoot('mount', ['-t', 'binfmt_misc', 'binfmt_misc', KERNEL])
  // A name of this run's own: another one beside it may end sooner.
  const name = `tagboat-${randomBytes(4).toString('hex')}`
  await mustRunAsRoot('tee', [`${KERNEL}/register`], { input: registration(name, machine, interpreter) })
  onTeardown(`emulation ${name}`, () => mustRunAsRoot('tee', [`${KERNEL}/${name}`], { input: '-1' }))
  if (!(await runs())) throw new SetupError(`${interpreter} does not run "${program}"`)
}

/**
 * As the kernel's documentation has it (admin-guide/binfmt-misc): 64 bits, little endian, an executable of this machine,
 * whatever its ABI. With `F` the interpreter is opened now, so that containers need not have it.
 * @param {string} name
 * @param {string} machine
 * @param {string} interpreter
 */
function registration(name, machine, interpreter) {
  /** @param {string} bytes */
  const hex = (bytes) => bytes.replace(/../g, '\\x$&')
  const magic = hex(`7f454c460201010000000000000000000200${machine}00`)
  const mask = hex('ffffffffffffff00fffffffffffffffffeffffff')
  return `:${name}:M:0:${magic}:${mask}:${interpreter}:F`
}
