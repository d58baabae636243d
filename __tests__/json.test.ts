import {
  arrayAt,
  at,
  booleanAt,
  compact,
  isRecord,
  type Json,
  numberAt,
  parseJson,
  stringAt,
} from '../src/json.ts'

const value = parseJson(
  '{"a":{"b":["x"],"s":"t","n":0,"f":false,"e":"","z":null},"a.b":1,"__proto__":{"p":1}}',
)

test.each<[path: string[], expected: Json]>([
  [[], value],
  [['a', 's'], 't'],
  [['a', 'z'], null],
  [['a.b'], 1],
  [['a', 'z', 'x'], undefined],
  [['a', 'b', '0'], undefined],
  [['a', 's', 'length'], undefined],
  [['toString'], undefined],
  [['a', 'constructor'], undefined],
  [['__proto__', 'p'], 1],
])('at %j', (path, expected) => {
  expect(at(value, ...path)).toEqual(expected)
})

test.each<[name: string, found: Json, expected: Json]>([
  ['a string', stringAt(value, 'a', 's'), 't'],
  ['an empty string counts as none', stringAt(value, 'a', 'e'), undefined],
  ['a number is no string', stringAt(value, 'a', 'n'), undefined],
  ['zero is a number', numberAt(value, 'a', 'n'), 0],
  ['a string is no number', numberAt(value, 'a', 's'), undefined],
  ['false is a boolean', booleanAt(value, 'a', 'f'), false],
  ['null is no boolean', booleanAt(value, 'a', 'z'), undefined],
  ['a list', arrayAt(value, 'a', 'b'), ['x']],
  ['anything else is an empty list', arrayAt(value, 'a'), []],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected)
})

test.each(['', '{', 'undefined', "{'a':1}", '{"a":1}x'])('%j is no JSON', (text) => {
  expect(parseJson(text)).toBeUndefined()
})

test.each<[json: Json, expected: boolean]>([
  [{}, true],
  [[], false],
  [null, false],
  ['x', false],
  [undefined, false],
])('isRecord(%j) is %s', (json, expected) => {
  expect(isRecord(json)).toBe(expected)
})

test('compact leaves out what is undefined, and nothing else', () => {
  expect(Object.entries(compact({ a: undefined, b: null, c: 0, d: '', e: false }))).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
    ['e', false],
  ])
})

test.each<[name: string, text: string, isRead: boolean]>([
  ['as deep as allowed', `${'['.repeat(500)}${']'.repeat(500)}`, true],
  ['deeper', `${'['.repeat(501)}${']'.repeat(501)}`, false],
  ['deeper, by objects', `${'{"a":'.repeat(501)}1${'}'.repeat(501)}`, false],
  ['many beside each other', `[${'[],'.repeat(5000)}{}]`, true],
  ['brackets in a string', JSON.stringify(['['.repeat(5000), '\\"[['.repeat(5000)]), true],
])('JSON is read where no code that follows it needs too much of the stack: %s', (_, text, isRead) => {
  expect(parseJson(text) !== undefined).toBe(isRead)
})
