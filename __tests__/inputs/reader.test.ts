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
])('"%s" as a boolean of YAML 1.2 is %s', (text, expected) => {
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

test('an unknown flag is an error with its value and the fix', () => {
  const reader = makeReader({ pull: 'yes' })
  reader.flag('pull')
  expect(reader.problems).toEqual([
    { code: 'input-value', what: "Input pull: 'yes' is not a boolean.", fix: 'Write true or false.' },
  ])
})

test.each<[name: string, text: string, expected: [string, string][]]>([
  ['a pair', 'a=b', [['a', 'b']]],
  ['an equals sign in the value', 'a=b=c', [['a', 'b=c']]],
  ['an empty value', 'a=', [['a', '']]],
  ['blanks around the name only', 'a = b', [['a', ' b']]],
  ['a value of several lines', '"a=b\nc"', [['a', 'b\nc']]],
  [
    'the same name twice',
    'a=1\na=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
])('pairs: %s', (_, text, expected) => {
  const reader = makeReader({ labels: text })
  expect(reader.pairs('labels')).toEqual(expected.map(([key, value]) => ({ key, value })))
  expect(reader.problems).toEqual([])
})

test.each<[name: string, secret: boolean, shown: string]>([
  ['shows what was written', false, "'tok3n'"],
  ['hides what may be a secret', true, "'item 2'"],
])('a line without a name %s', (_, secret, shown) => {
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
  ['blanks around items', '  a  \n\tb\t', ['a', 'b'], ['a', 'b']],
  ['lines of Windows, also among others', 'a\r\nb\n c \r\n', ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['commas', 'a, b ,,c', ['a, b ,,c'], ['a', 'b', 'c']],
  ['comments', '# x, y\na\n  # z\nb', ['a', 'b'], ['a', 'b']],
  ['a # within an item', 'a#b\nc #d', ['a#b', 'c #d'], ['a#b', 'c #d']],
  ['quotation marks within an item', 'K="v"\nX=a"b', ['K="v"', 'X=a"b'], ['K="v"', 'X=a"b']],
  ['an item in quotation marks', '" a,b "', [' a,b '], [' a,b ']],
  ['one over several lines', '"a\nb\n"\nc', ['a\nb\n', 'c'], ['a\nb\n', 'c']],
  ['a doubled quotation mark in it', '"say ""hi"""', ['say "hi"'], ['say "hi"']],
  ['a # line in it', '"a\n#b"', ['a\n#b'], ['a\n#b']],
  ['single quotes mean nothing', "'a,b'", ["'a,b'"], ["'a", "b'"]],
])('%s', (_, text, lines, items) => {
  const problems: Problem[] = []
  expect(splitList('x', text, false, problems)).toEqual(lines)
  expect(splitList('x', text, true, problems)).toEqual(items)
  expect(problems).toEqual([])
})

test.each<[name: string, text: string, line: number]>([
  ['that is never closed', 'ok\n"top secret\nb', 3],
  ['with something behind it', 'ok\n"top" secret', 2],
])('an item in quotation marks %s is an error that does not show it', (_, text, line) => {
  const problems: Problem[] = []
  expect(splitList('secrets', text, false, problems)).toEqual([])
  expect(problems).toMatchObject([{ code: 'input-quotes' }])
  expect(problems[0]?.what).toContain(`Input secrets: `)
  expect(problems[0]?.what).toContain(`(line ${line} or above)`)
  expect(JSON.stringify(problems)).not.toMatch(/top|secret /)
})
