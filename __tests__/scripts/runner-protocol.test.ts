import {
  inputVariable,
  parseCommandFile,
  parseWorkflowCommands,
  shownLog,
} from '../../scripts/lib/runner-protocol.mjs'

describe('inputVariable', () => {
  it.each([
    { name: 'images', expected: 'INPUT_IMAGES' },
    { name: 'build-args', expected: 'INPUT_BUILD-ARGS' },
    { name: 'two words', expected: 'INPUT_TWO_WORDS' },
  ])('converts "$name" to $expected', ({ name, expected }) => {
    expect(inputVariable(name)).toBe(expected)
  })
})

describe('parseCommandFile', () => {
  it.each([
    { title: 'a line', text: 'a=b=c\n', expected: { a: 'b=c' } },
    { title: 'an empty value', text: 'a=\n', expected: { a: '' } },
    { title: 'a block', text: 'a<<E\none\n\nb=2\nE\nc=3\n', expected: { a: 'one\n\nb=2', c: '3' } },
    { title: 'an empty block', text: 'a<<E\nE\n', expected: { a: '' } },
    { title: 'the last of two values', text: 'a=1\na=2\n', expected: { a: '2' } },
    { title: 'Windows line endings', text: 'a<<E\r\none\r\nE\r\n', expected: { a: 'one' } },
    { title: 'a value that contains <<', text: 'a=x<<y\n', expected: { a: 'x<<y' } },
    { title: 'an empty file', text: '', expected: {} },
  ])('reads $title', ({ text, expected }) => {
    expect(parseCommandFile(text)).toEqual(expected)
  })

  it.each([
    { title: 'a line without = or <<', text: 'a\n' },
    { title: 'an unclosed block', text: 'a<<E\none\n' },
  ])('refuses $title', ({ text }) => {
    expect(() => parseCommandFile(text)).toThrow('command file')
  })
})

describe('parseWorkflowCommands', () => {
  it.each([
    {
      log: '::error::it failed%0Asecond%25line',
      expected: [{ command: 'error', properties: {}, message: 'it failed\nsecond%line' }],
    },
    {
      log: '::error title=a%3A b%2C c,line=1::x::y',
      expected: [{ command: 'error', properties: { title: 'a: b, c', line: '1' }, message: 'x::y' }],
    },
    { log: '::add-mask::p%250Ass', expected: [{ command: 'add-mask', properties: {}, message: 'p%0Ass' }] },
    { log: 'text ::error::x\n##[error]y', expected: [] },
    { log: '::endgroup::', expected: [{ command: 'endgroup', properties: {}, message: '' }] },
  ])('reads $log', ({ log, expected }) => {
    expect(parseWorkflowCommands(log)).toEqual(expected)
  })

  it('ignores commands while commands are stopped', () => {
    const log = '::stop-commands::tok\n::error::from the build\n::tok::\n::notice::ours'
    expect(parseWorkflowCommands(log).map(({ command }) => command)).toEqual(['stop-commands', 'notice'])
  })
})

describe('shownLog', () => {
  it('shows groups, annotations and masks, and hides other commands', () => {
    const log = [
      '::add-mask::s3cret',
      '::group::Build',
      'with s3cret',
      '::endgroup::',
      '::error title=No::s3cret%0Ax',
      '::debug::y',
    ].join('\n')
    expect(shownLog(log)).toBe('> Build\nwith ***\nerror: No: ***\nx')
  })

  it('masks values that another part of the step masked', () => {
    expect(shownLog('the s3cret', ['s3cret'])).toBe('the ***')
  })

  it('keeps build output while commands are stopped', () => {
    expect(shownLog('::stop-commands::t\n::warning::from the build\n::t::\n::warning::ours')).toContain(
      '\n::t::\nwarning: ours',
    )
  })
})
