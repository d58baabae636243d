import { badPassword } from '../errors/operands.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Terminal } from '../ports/terminal.ts'
import { isSwitchedOn } from './flags.ts'

/**
 * The password for --registry with --username, from standard input with --password-stdin; undefined without the flag. As `docker login`,
 * it is the input without its last line break. Throws for a terminal, which would show what is typed.
 */
export async function readPassword(
  terminal: Pick<Terminal, 'isInTerminal' | 'readInput'>,
  flags: ReadonlyMap<string, readonly string[]>,
): Promise<string | undefined> {
  if (!isSwitchedOn(flags, 'password-stdin')) return undefined
  if (!flags.has('username')) throw new TagboatError(badPassword('needs --username'))
  if (terminal.isInTerminal) throw new TagboatError(badPassword('does not read from a terminal'))
  const password = (await terminal.readInput()).replace(/\r?\n$/, '')
  if (password === '') throw new TagboatError(badPassword('got an empty password'))
  if (/[\r\n]/.test(password)) throw new TagboatError(badPassword('got more than one line'))
  return password
}
