import { createRedactor } from '../../src/masking/redactor.ts'
import { createLog, disarm } from '../../src/ports/actions.ts'
import type { Log } from '../../src/ports/ports.ts'

/** The runner's rule (ActionCommand.cs): whitespace as .NET defines it, then `::`; or `##[` anywhere. */
const isCommand = (text: string) =>
  text.split(/\r\n|\r|\n/).some((line) => /^[\s\u0085]*::/.test(line) || line.includes('##['))

const tricks: [name: string, text: string][] = [
  ['a command', '::error::x'],
  ['a command with properties', '::error file=a,line=1::x'],
  ['a command after whitespace', '  \t::error::x'],
  ['a command after Unicode whitespace', '\u00a0\u2003\u000b::error::x'],
  ['a command after the next-line character', '\u0085::error::x'],
  ['a command on a later line', 'a\n::error::x'],
  ['a command after an empty line', '\n\n::error::x'],
  ['a command after a line end of Windows', 'a\r\n::error::x'],
  ['a command after a lone carriage return', 'a\r::error::x'],
  ['a command after a lone carriage return and spaces', 'a\r  ::error::x'],
  ['several commands', '::a::\n::b::\n::c::'],
  ['a command after more colons', '::::error::x'],
  ['a legacy command', '##[error]x'],
  ['a legacy command within a line', 'a ##[add-mask]x'],
  ['a legacy command after another number sign', '###[error]x'],
  ['a legacy command within another', '##[##[error]x'],
  ['a command that stops commands', '::stop-commands::pause'],
  ['a command after a line separator', 'a\u2028::error::x'],
]

test.each(tricks)('disarm() turns %s into plain text', (_, text) => {
  expect(isCommand(text) || text.includes('\u2028')).toBe(true)
  expect(isCommand(disarm(text))).toBe(false)
})

test.each([
  ['ordinary text', 'Building 12 %, a::b ## [x]'],
  ['several lines', 'a\n  b\n\nc'],
  ['a name with colons', 'std::vector'],
  ['empty text', ''],
])('disarm() does not change %s', (_, text) => {
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
    ['an info line', (log) => log.info('::error::s3cret'), ': :error::***\n'],
    ['a report line without masking', (log) => log.report('::error::s3cret'), ': :error::s3cret\n'],
    ['foreign text without commands', (log) => log.foreign('a\r##[error]s3cret'), 'a\n## [error]***\n'],
    ['a secret that looks like a command', (log) => log.info('::mask::me'), '***\n'],
    ['a notice', (log) => log.notice('a s3cret\n::error::b'), '::notice::a ***%0A::error::b\n'],
    ['a warning', (log) => log.warning('a\rb'), '::warning::a%0Db\n'],
    ['an error', (log) => log.error('100%'), '::error::100%25\n'],
    [
      'a warning on a line of a file',
      (log) => log.annotate('warning', 's3cret\n::error::b', { file: 'a,b:c%\n::d', line: 3, title: 'T' }),
      '::warning title=T,file=a%2Cb%3Ac%25%0A%3A%3Ad,line=3::***%0A::error::b\n',
    ],
    [
      'an error on a line of a file whose name is a secret',
      (log) => log.annotate('error', 'x', { file: 'a/s3cret', line: 1, title: 'T' }),
      '::error title=T,file=a/***,line=1::x\n',
    ],
    ['a debug line', (log) => log.debug('s3cret\n::set-output::x'), '::debug::***%0A::set-output::x\n'],
  ])('prints %s', (_, use, expected) => {
    expect(print(use).replaceAll('\r\n', '\n')).toBe(expected)
  })

  test('cleans the title of a group, and closes the group after a failure', async () => {
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
