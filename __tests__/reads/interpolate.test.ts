import { interpolate } from '../../src/reads/interpolate.ts'

const values = new Map([
  ['A', 'a'],
  ['EMPTY', ''],
])
const lookup = (name: string) => (name === 'HIDDEN' ? 'unknown' : { value: values.get(name) })

describe('variables are replaced as compose does', () => {
  test.each([
    ['plain', 'plain'],
    ['$A/x', 'a/x'],
    ['${A}b', 'ab'],
    ['$$A', '$A'],
    ['$$$A', '$a'],
    ['$NONE|${NONE}', '|'],
    ['${NONE:-x}${NONE-y}', 'xy'],
    ['${EMPTY:-x}${EMPTY-y}', 'x'],
    ['${A:-x}${A-y}', 'aa'],
    ['${A:+x}${A+y}', 'xy'],
    ['${EMPTY:+x}${EMPTY+y}', 'y'],
    ['${NONE:+x}${NONE+y}', ''],
    ['${A:?e}${A?e}', 'aa'],
    ['${NONE:-a:-b}', 'a:-b'],
    ['${A}}', 'a}'],
  ])('%s', (text, expected) => {
    expect(interpolate(text, lookup)).toBe(expected)
  })
})

test.each([
  '$',
  '$1',
  '${',
  '${}',
  '${A',
  '${A!x}',
  '${NONE:-$A}',
  '${NONE:-${A}}',
  '${NONE:?e}',
  '${EMPTY:?e}',
  '$HIDDEN',
  '${HIDDEN:-x}',
  '${NONE:-a\nb}',
  '$A\u017f',
  '$A\u212a',
])('%j has no certain value', (text) => {
  expect(interpolate(text, lookup)).toBeUndefined()
})
