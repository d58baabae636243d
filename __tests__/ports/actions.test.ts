import { createRedactor } from '../../src/masking/redactor.ts'
import { createLog, disarm } from '../../src/ports/actions.ts'
import type { Log } from '../../src/ports/ports.ts'

/** The runner's rule (ActionCommand.cs): blanks of .NET, then `::`; or `##[` anywhere. */
const isCommand = (text: string) =>
  text.split(/\r\n|\r|\n/).some((line) => /^[\s\u0085]*::/.test(line) || line.includes('##['))

const tricks: [name: string, text: string][] = [
  ['a command', '::error::x'],
  ['one with properties', '::error file=a,line=1::x'],
  ['blanks before it', '  \t::error::x'],
  ['other blanks before it', '\u00a0\u2003\u000b::error::x'],
  ['the next-line character before it', '\u0085::error::x'],
  ['one on a later line', 'a\n::error::x'],
  ['one after an empty line', '\n\n::error::x'],
  ['a line end of Windows', 'a\r\n::error::x'],
  ['a lone carriage return', 'a\r::error::x'],
  ['a lone carriage return, then blanks', 'a\r  ::error::x'],
  ['several', '::a::\n::b::\n::c::'],
  ['more colons', '::::error::x'],
  ['the old form', '##[error]x'],
  ['the old form within a line', 'a ##[add-mask]x'],
  ['the old form with another mark before it', '###[error]x'],
  ['the old form twice', '##[##[error]x'],
  ['the end of commands', '::stop-commands::pause'],
  ['a line separator before it', 'a\u2028::error::x'],
]

test.each(tricks)('%s is text only', (_, text) => {
  expect(isCommand(text) || text.includes('\u2028')).toBe(true)
  expect(isCommand(disarm(text))).toBe(false)
})

test.each([
  ['ordinary text', 'Building 12 %, a::b ## [x]'],
  ['several lines', 'a\n  b\n\nc'],
  ['a name with colons', 'std::vector'],
  ['nothing', ''],
])('%s stays as it is', (_, text) => {
  expect(disarm(text)).toBe(text)
})

describe('the log', () => {
  const written: string[] = []
  const { write } = process.stdout
  beforeEach(() => {
    written.length = 0
    process.stdout.write = (text: string | Uint8Array) => {
      written.push(String(text))
      return true
    }
  })
  afterEach(() => {
    process.stdout.write = write
  })

  const print = (use: (log: Log) => unknown) => {
    const log = createLog(createRedactor())
    log.mask('s3cret')
    log.mask('::mask::me')
    use(log)
    return written.join('')
  }

  test.each<[name: string, use: (log: Log) => unknown, expected: string]>([
    ['info', (log) => log.info('::error::s3cret'), ': :error::***\n'],
    ['a report, which is of fixed form', (log) => log.report('::error::s3cret'), ': :error::s3cret\n'],
    ['text from outside', (log) => log.foreign('a\r##[error]s3cret'), 'a\n## [error]***\n'],
    ['a secret that looks like a command', (log) => log.info('::mask::me'), '***\n'],
    ['a notice', (log) => log.notice('a s3cret\n::error::b'), '::notice::a ***%0A::error::b\n'],
    ['a warning', (log) => log.warning('a\rb'), '::warning::a%0Db\n'],
    ['an error', (log) => log.error('100%'), '::error::100%25\n'],
    ['a debug line', (log) => log.debug('s3cret\n::set-output::x'), '::debug::***%0A::set-output::x\n'],
  ])('%s', (_, use, expected) => {
    expect(print(use).replaceAll('\r\n', '\n')).toBe(expected)
  })

  test('a group has a title without commands and without secrets, and ends also after a failure', async () => {
    const log = createLog(createRedactor())
    log.mask('s3cret')
    const failing = log.group('docker ##[x] s3cret\n::error::', async () => {
      log.info('within')
      throw new Error('it failed')
    })
    await expect(failing).rejects.toThrow('it failed')
    expect(written.join('')).toBe('::group::docker ## [x] ***%0A: :error::\nwithin\n::endgroup::\n')
  })
})
