import { readPassword } from '../../src/command/password.ts'

const flags = (...names: readonly string[]) => new Map(names.map((name) => [name, ['true']]))
const given = flags('password-stdin', 'username')
const terminal = (text: string, isInTerminal = false) => ({ isInTerminal, readInput: async () => text })

test.each<{ title: string; text: string; password: string }>([
  { title: 'the last line break is not part of a password', text: 'secret\n', password: 'secret' },
  { title: 'a line break of Windows is not part of a password', text: 'secret\r\n', password: 'secret' },
  { title: 'a password may have no line break', text: 'secret', password: 'secret' },
  { title: 'spaces are part of a password', text: ' se cret \n', password: ' se cret ' },
])('$title', async ({ text, password }) => {
  expect(await readPassword(terminal(text), given)).toBe(password)
})

test('standard input is not read without --password-stdin', async () => {
  const readInput = async () => {
    throw new Error('Standard input was read.')
  }
  expect(await readPassword({ isInTerminal: false, readInput }, flags('username'))).toBeUndefined()
})

test.each<{ title: string; text: string; names?: readonly string[]; isInTerminal?: boolean; says: string }>([
  {
    title: 'a password without --username is refused',
    text: 'x',
    names: ['password-stdin'],
    says: 'needs --username',
  },
  { title: 'a password from a terminal is refused', text: 'x', isInTerminal: true, says: 'terminal' },
  { title: 'an empty password is refused', text: '\n', says: 'empty' },
  { title: 'a password of several lines is refused', text: 'a\nb\n', says: 'more than one line' },
])('$title, and is not in the message', async ({ text, names, isInTerminal, says }) => {
  const reading = readPassword(terminal(text, isInTerminal), names ? flags(...names) : given)
  await expect(reading).rejects.toThrow(says)
  await expect(reading).rejects.toThrow('[password-stdin]')
})
