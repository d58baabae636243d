import { block, code, plain, row } from '../../src/report/markdown.ts'

const tricks: [name: string, text: string, expected: string][] = [
  ['a name', 'tickets/DM-42.x', 'tickets/DM-42.x'],
  ['a cell border', 'a|b', 'a&#124;b'],
  ['a backtick', '`id`', '&#96;id&#96;'],
  ['HTML', '</code><img src=x>', '&#60;/code&#62;&#60;img src=x&#62;'],
  ['an entity', '&lt;b&gt;', '&#38;lt;b&#38;gt;'],
  ['a link', '[x](http://y)', '&#91;x&#93;(http://y)'],
  ['an image', '![x](y)', '!&#91;x&#93;(y)'],
  ['emphasis', '**a** _b_ ~~c~~', '&#42;&#42;a&#42;&#42; &#95;b&#95; &#126;&#126;c&#126;&#126;'],
  ['an escape', 'a\\|b', 'a&#92;&#124;b'],
  ['a mention and an issue', '@acme #1', '&#64;acme &#35;1'],
  ['a formula', '$x$', '&#36;x&#36;'],
  ['line breaks', 'a\r\nb\n\nc', 'a b c'],
]

test.each(tricks)('plain and code format %s as text', (_, text, expected) => {
  expect(plain(text)).toBe(expected)
  expect(code(text)).toBe(`<code>${expected}</code>`)
})

test('a table row stays one row, whatever its cells contain', () => {
  const text = row(...tricks.map(([, trick]) => code(trick)))
  expect(text).not.toContain('\n')
  expect(text.split('|')).toHaveLength(tricks.length + 2)
})

test.each<[name: string, text: string, fence: string]>([
  ['plain text', 'a', '```'],
  ['text with backticks', 'a `b`', '```'],
  ['text with a fence', 'x\n```\n# y', '````'],
  ['text with a long fence', '`````', '``````'],
])('a block with %s has a fence longer than any in its content', (_, text, fence) => {
  expect(block(text)).toBe(`${fence}text\n${text}\n${fence}`)
})
