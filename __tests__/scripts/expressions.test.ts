import { evaluate, fillIn } from '../../scripts/lib/expressions.mjs'

const contexts = {
  github: {
    ref: 'refs/heads/main',
    ref_name: 'main',
    event_name: 'push',
    event: { labels: [{ name: 'a' }, { name: 'b' }] },
  },
  matrix: { variant: 'slim', 'python-version': '3.13' },
  inputs: { version: '', push: true },
}

test.each([
  ["'it''s'", "it's"],
  ['-1.5', -1.5],
  ['null', null],
  ['github.ref_name', 'main'],
  ['matrix.python-version', '3.13'],
  ["matrix['variant']", 'slim'],
  ['github.event.nothing.at.all', null],
  ["github.event_name == 'PUSH'", true],
  ["github.event_name != 'push'", false],
  ["inputs.version == ''", true],
  ["inputs.nothing == ''", true],
  ['inputs.push == true', true],
  ["inputs.version || 'none'", 'none'],
  ["matrix.variant == 'slim' && '-slim' || ''", '-slim'],
  ["!startsWith(github.ref, 'refs/tags/')", true],
  ["(true || false) && 'x'", 'x'],
  ["true || false && 'x'", true],
  ['1 < 2', true],
  ["format('{0}:{1}', 'a', matrix.variant)", 'a:slim'],
  ["contains('abc', 'B')", true],
  ["contains(github.event.labels.*.name, 'b')", true],
  ["contains(github.event.nothing.*.name, 'b')", false],
  ["endsWith(github.ref, '/main')", true],
  [`fromJSON('{"a": 1}')`, { a: 1 }],
  ['github.event.constructor', null],
])('the expression %s is %j', (expression, value) => expect(evaluate(expression, contexts)).toEqual(value))

test.each([
  ['github.ref ==', 'ends too early'],
  ["github.ref 'x'", 'goes on after its end'],
  ['(github.ref', '")" is missing'],
  ['secrets.TOKEN', 'context "secrets" is not given'],
  ["hashFiles('a')", 'function "hashFiles" is not known'],
  ['constructor', 'context "constructor" is not given'],
  ['toString()', 'function "toString" is not known'],
  ['github.ref ? 1 : 2', 'is not understood'],
])('the expression %s is an error: %s', (expression, message) =>
  expect(() => evaluate(expression, contexts)).toThrow(message),
)

test('all expressions in a text are filled in, and null is empty', () => {
  const text = "a-${{ matrix.variant }}-${{ inputs.push\n&& 'x' }}-${{ github.nothing }}-{{branch}}"
  expect(fillIn(text, contexts)).toBe('a-slim-x--{{branch}}')
})
