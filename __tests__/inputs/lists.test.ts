import { splitList } from '../../src/inputs/lists.ts'
import type { Problem } from '../../src/model/tagboat-error.ts'

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
