/** Emulation of other processors: registers qemu in the kernel. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { onPath } from './docker-client.mjs'
import { mustRunAsRoot, run, SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

const KERNEL = '/proc/sys/fs/binfmt_misc'

/** `machine` is the e_machine byte of an ELF header. */
const PROCESSORS = {
  amd64: { qemu: 'qemu-x86_64-static', machine: '3e' },
  arm64: { qemu: 'qemu-aarch64-static', machine: 'b7' },
}

/**
 * Lets this machine run programs of another processor, also in containers, until the teardown. Changes nothing if it already can,
 * since Debian's and Ubuntu's packages register qemu differently.
 * @param {string} program a static program that exits with 0 for `true`
 * @param {'amd64' | 'arm64'} architecture
 * @throws {SetupError}
 */
export async function ensureRuns(program, architecture) {
  const runs = async () => (await run(program, ['true'])).code === 0
  if (await runs()) return
  const { qemu, machine } = PROCESSORS[architecture]
  const [interpreter] = onPath(qemu)
  if (!interpreter)
    throw new SetupError(
      `"${qemu}" is not installed: run "node scripts/lib/packages.mjs qemu-user-static" first`,
    )
  if (!existsSync(`${KERNEL}/register`))
    await mustRunAsRoot('mount', ['-t', 'binfmt_misc', 'binfmt_misc', KERNEL])
  // A unique name, since a concurrent run may end sooner.
  const name = `tagboat-${randomBytes(4).toString('hex')}`
  await mustRunAsRoot('tee', [`${KERNEL}/register`], { input: registration(name, machine, interpreter) })
  onTeardown(`emulation ${name}`, () => mustRunAsRoot('tee', [`${KERNEL}/${name}`], { input: '-1' }))
  if (!(await runs())) throw new SetupError(`${interpreter} does not run "${program}"`)
}

/**
 * A rule by the kernel's documentation (admin-guide/binfmt-misc): a 64-bit little-endian executable for this machine, of any
 * ABI. With `F` the kernel opens the interpreter now, so that containers do not need it.
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
