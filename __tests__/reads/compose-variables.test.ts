import { interpolate, readEnvFile } from '../../src/reads/compose-variables.ts'

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
])('the value of %j is uncertain', (text) => {
  expect(interpolate(text, lookup)).toBeUndefined()
})

test.each([
  ['', {}],
  ['# A=1\n\n  # B=2\r\n', {}],
  ['A=1\nB = two words  \nexport C=3', { A: '1', B: 'two words', C: '3' }],
  ['A=1 # note\nB=a#b\nC="x # y" # note', { A: '1', B: 'unknown', C: 'x # y' }],
  ['A=\'$B\'\nB=$C\nC="$A"', { A: 'unknown', B: 'unknown', C: 'unknown' }],
  ['A=a\\\nB=', { A: 'unknown', B: '' }],
  ['A=1\nA=2', { A: '2' }],
  // Values as real projects have them: a mark inside the other kind, JSON, escapes.
  [`A="it's"\nB='{"a":1}' # note\nC=1`, { A: "it's", B: '{"a":1}', C: '1' }],
  ['A="x\\ny"\nB=\'\\d+\'\nC=1', { A: 'unknown', B: 'unknown', C: '1' }],
])('variables of env file %j', (text, expected) => {
  const table = readEnvFile(text)
  const found = [...(table ?? [])].map(([name, value]) => [name, value === 'unknown' ? value : value.value])
  expect(Object.fromEntries(found)).toEqual(expected)
})

test.each([
  'A',
  'A: b',
  '1A=b',
  'A="x\nB=y"',
  'A="x"B=y',
  "A='x",
  'A="\\""',
  'A="x\\\\"',
  "A='it\\'s'",
  `A="x" 'y'`,
  '\u00a0A=b',
  'A=\u00a0"',
  'A=b\rB=c',
  '[a]',
])('the variables of env file %j are uncertain', (text) => {
  expect(readEnvFile(`X=1\n${text}\n`)).toBeUndefined()
})
