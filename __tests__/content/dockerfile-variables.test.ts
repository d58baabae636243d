import { expand } from '../../src/content/dockerfile-variables.ts'

const variables = new Map([
  ['A', 'one'],
  ['EMPTY', ''],
  ['a_1', 'small'],
])

test.each<[text: string, expected: string | undefined]>([
  ['alpine:3.20', 'alpine:3.20'],
  ['$A', 'one'],
  ['${A}', 'one'],
  ['x-$A/y', 'x-one/y'],
  ['$a_1-x', 'small-x'],
  ['$AA', undefined],
  ['$NONE', undefined],
  ['${NONE}', undefined],
  ['$EMPTY', ''],
  ['${NONE:-other}', 'other'],
  ['${NONE-other}', 'other'],
  ['${EMPTY:-other}', 'other'],
  ['${EMPTY-other}', ''],
  ['${A:-other}', 'one'],
  ['${A:+other}', 'other'],
  ['${EMPTY:+other}', ''],
  ['${EMPTY+other}', 'other'],
  ['${NONE:+other}', ''],
  ['${NONE:-${A}}:x', 'one:x'],
  ['${NONE:-${EMPTY:-$A}}', 'one'],
  ['"$A"', 'one'],
  ['\\$A', '$A'],
  ['${A:?wrong}', undefined],
  ['${A#o}', undefined],
  ['${A/o/u}', undefined],
  ['$', undefined],
  ['', ''],
])('%s expands to %s', (text, expected) => {
  expect(expand(text, variables)).toBe(expected)
})
