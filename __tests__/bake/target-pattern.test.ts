import { matchesPattern } from '../../src/bake/target-pattern.ts'

test.each<[pattern: string, matches: string[], others: string[]]>([
  ['app', ['app'], ['app2', 'xapp', '']],
  ['*', ['', 'app', 'a-b_c'], []],
  ['app-*', ['app-', 'app-1'], ['app', 'xapp-1']],
  ['a?', ['ab', 'a_'], ['a', 'abc']],
  ['[ab]', ['a', 'b'], ['c', 'ab']],
  ['[^ab]x', ['cx'], ['ax']],
  ['a-[0-9]', ['a-1'], ['a-x']],
  ['a.b', ['a.b'], ['axb']],
  ['a\\*', ['a*'], ['ab']],
  ['a+(b|c)', ['a+(b|c)'], ['ab', 'aab']],
  ['[z-a]', [], ['a', 'z']],
  ['*a*b*c', ['abc', 'xaybzc'], ['acb', 'abcd']],
  [`${'*a'.repeat(30)}b`, [`${'a'.repeat(200)}b`], ['a'.repeat(200)]],
])('pattern %s matches the same names as in bake', (pattern, matches, others) => {
  expect(matches.filter((name) => !matchesPattern(pattern, name))).toEqual([])
  expect(others.filter((name) => matchesPattern(pattern, name))).toEqual([])
})
