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
])('at(value, %j) is %j', (path, expected) => {
  expect(at(value, ...path)).toEqual(expected)
})

test.each<[name: string, found: Json, expected: Json]>([
  ['stringAt returns a string', stringAt(value, 'a', 's'), 't'],
  ['stringAt ignores an empty string', stringAt(value, 'a', 'e'), undefined],
  ['stringAt ignores a number', stringAt(value, 'a', 'n'), undefined],
  ['numberAt returns zero', numberAt(value, 'a', 'n'), 0],
  ['numberAt ignores a string', numberAt(value, 'a', 's'), undefined],
  ['booleanAt returns false', booleanAt(value, 'a', 'f'), false],
  ['booleanAt ignores null', booleanAt(value, 'a', 'z'), undefined],
  ['arrayAt returns a list', arrayAt(value, 'a', 'b'), ['x']],
  ['arrayAt returns an empty list for any other value', arrayAt(value, 'a'), []],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected)
})

test.each(['', '{', 'undefined', "{'a':1}", '{"a":1}x'])('parseJson(%j) is undefined', (text) => {
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

test('compact removes only undefined values', () => {
  expect(Object.entries(compact({ a: undefined, b: null, c: 0, d: '', e: false }))).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
    ['e', false],
  ])
})

test.each<[name: string, text: string, isRead: boolean]>([
  ['500 levels of lists', `${'['.repeat(500)}${']'.repeat(500)}`, true],
  ['501 levels of lists', `${'['.repeat(501)}${']'.repeat(501)}`, false],
  ['501 levels of objects', `${'{"a":'.repeat(501)}1${'}'.repeat(501)}`, false],
  ['5000 lists side by side', `[${'[],'.repeat(5000)}{}]`, true],
  ['brackets in a string', JSON.stringify(['['.repeat(5000), '\\"[['.repeat(5000)]), true],
])('parseJson limits the depth of JSON, so that recursion is safe: %s', (_, text, isRead) => {
  expect(parseJson(text) !== undefined).toBe(isRead)
})
