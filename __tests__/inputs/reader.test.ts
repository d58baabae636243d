import { parseBoolean, splitList } from '../../src/inputs/reader.ts'
import type { Problem } from '../../src/model/tagboat-error.ts'
import { makeReader } from '../helpers/inputs.ts'

test.each<[text: string, expected: boolean | undefined]>([
  ...['true', 'True', 'TRUE'].map((text): [string, boolean] => [text, true]),
  ...['false', 'False', 'FALSE'].map((text): [string, boolean] => [text, false]),
  ...['', 'yes', 'no', 'on', 'off', '1', '0', 'tRUE', ' true', 'null'].map((text): [string, undefined] => [
    text,
    undefined,
  ]),
])('parseBoolean("%s") is %s, as in YAML 1.2', (text, expected) => {
  expect(parseBoolean(text)).toBe(expected)
})

test.each<[text: string, expected: boolean, problems: number]>([
  ['', false, 0],
  ['true', true, 0],
  ['FALSE', false, 0],
  ['yes', false, 1],
])('flag "%s" is %s with %d problems', (text, expected, count) => {
  const reader = makeReader({ pull: text })
  expect([reader.flag('pull'), reader.problems.length]).toEqual([expected, count])
})

test('an invalid flag is an error with its value and a fix', () => {
  const reader = makeReader({ pull: 'yes' })
  reader.flag('pull')
  expect(reader.problems).toEqual([
    { code: 'input-value', what: "Input pull: 'yes' is not a boolean.", fix: 'Write true or false.' },
  ])
})

test.each<[name: string, text: string, expected: [string, string][]]>([
  ['one pair', 'a=b', [['a', 'b']]],
  ['an equals sign in the value', 'a=b=c', [['a', 'b=c']]],
  ['an empty value', 'a=', [['a', '']]],
  ['spaces around the name', 'a = b', [['a', ' b']]],
  ['a value of several lines', '"a=b\nc"', [['a', 'b\nc']]],
  [
    'a repeated name',
    'a=1\na=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
])('pairs accepts %s', (_, text, expected) => {
  const reader = makeReader({ labels: text })
  expect(reader.pairs('labels')).toEqual(expected.map(([key, value]) => ({ key, value })))
  expect(reader.problems).toEqual([])
})

test.each<[name: string, secret: boolean, shown: string]>([
  ['is shown', false, "'tok3n'"],
  ['is hidden if it may be secret', true, "'item 2'"],
])('a line without a name %s in the error', (_, secret, shown) => {
  const reader = makeReader({ secrets: 'a=b\ntok3n\n=c' })
  expect(reader.pairs('secrets', { secret })).toEqual([{ key: 'a', value: 'b' }])
  expect(reader.problems[0]?.what).toBe(`Input secrets: ${shown} is not of the form name=value.`)
  expect(reader.problems).toHaveLength(2)
})

test.each<[name: string, text: string, lines: string[], items: string[]]>([
  ['nothing', '', [], []],
  ['blank lines only', ' \n\n\t\n', [], []],
  ['one item', 'a', ['a'], ['a']],
  ['one item per line', 'a\nb', ['a', 'b'], ['a', 'b']],
  ['spaces around items', '  a  \n\tb\t', ['a', 'b'], ['a', 'b']],
  ['Windows line endings, also mixed with others', 'a\r\nb\n c \r\n', ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['commas', 'a, b ,,c', ['a, b ,,c'], ['a', 'b', 'c']],
  ['comments', '# x, y\na\n  # z\nb', ['a', 'b'], ['a', 'b']],
  ['# inside an item', 'a#b\nc #d', ['a#b', 'c #d'], ['a#b', 'c #d']],
  ['quotation marks inside an item', 'K="v"\nX=a"b', ['K="v"', 'X=a"b'], ['K="v"', 'X=a"b']],
  ['an item in quotation marks', '" a,b "', [' a,b '], [' a,b ']],
  ['a quoted item over several lines', '"a\nb\n"\nc', ['a\nb\n', 'c'], ['a\nb\n', 'c']],
  ['a doubled quotation mark in a quoted item', '"say ""hi"""', ['say "hi"'], ['say "hi"']],
  ['a line with # in a quoted item', '"a\n#b"', ['a\n#b'], ['a\n#b']],
  ['single quotes, which are literal', "'a,b'", ["'a,b'"], ["'a", "b'"]],
])('splitList accepts %s', (_, text, lines, items) => {
  const problems: Problem[] = []
  expect(splitList('x', text, false, problems)).toEqual(lines)
  expect(splitList('x', text, true, problems)).toEqual(items)
  expect(problems).toEqual([])
})

test.each<[name: string, text: string, line: number]>([
  ['without its closing mark', 'ok\n"top secret\nb', 3],
  ['with text after it', 'ok\n"top" secret', 2],
])('a quoted item %s is an error that does not show it', (_, text, line) => {
  const problems: Problem[] = []
  expect(splitList('secrets', text, false, problems)).toEqual([])
  expect(problems).toMatchObject([{ code: 'input-quotes' }])
  expect(problems[0]?.what).toContain(`Input secrets: `)
  expect(problems[0]?.what).toContain(`(line ${line} or above)`)
  expect(JSON.stringify(problems)).not.toMatch(/top|secret /)
})
