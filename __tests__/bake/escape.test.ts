import fc from 'fast-check'
import { type BakeValue, escapeTemplates } from '../../src/bake/escape.ts'

/** Evaluates a template as HCL does ("Template expressions"); throws if it contains an expression. */
function evaluate(template: string): string {
  const parts = template.split(/(\$\$\{|%%\{)/)
  const evaluated = parts.map((part, index) => {
    if (index % 2 === 1) return part.slice(1)
    if (/[$%]\{/.test(part)) throw new Error(`an expression in ${template}`)
    return part
  })
  return evaluated.join('')
}

test.each<[name: string, value: BakeValue, expected: BakeValue]>([
  ['an interpolation', '${HOME}', '$${HOME}'],
  ['a directive', '%{ if true }', '%%{ if true }'],
  ['what looks escaped already', '$${x} %%{y}', '$$${x} %%%{y}'],
  ['a dollar without a brace', '$HOME $$ 100% {}', '$HOME $$ 100% {}'],
  ['one at the very end', 'a$', 'a$'],
  ['several', '${a}${b}%{c}', '$${a}$${b}%%{c}'],
  ['keys', { '${k}': { '%{l}': 'v' } }, { '$${k}': { '%%{l}': 'v' } }],
  ['items of lists', ['${a}', ['${b}']], ['$${a}', ['$${b}']]],
  ['values of other types stay', { a: true, b: null, c: 1, d: [] }, { a: true, b: null, c: 1, d: [] }],
  [
    'a key with a meaning in JavaScript',
    JSON.parse('{"__proto__":"${x}"}'),
    JSON.parse('{"__proto__":"$${x}"}'),
  ],
])('escaped for HCL: %s', (_, value, expected) => {
  expect(escapeTemplates(value)).toEqual(expected)
  expect(JSON.stringify(escapeTemplates(value))).toBe(JSON.stringify(expected))
})

test('HCL evaluates any escaped text to the original text', () => {
  const pieces = fc.constantFrom('$', '%', '{', '}', '~', '"', '\\', '\n', 'a', '${', '%{')
  const texts = fc.oneof(fc.string({ unit: pieces }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(texts, (text) => {
      const escaped = escapeTemplates(text)
      expect(typeof escaped === 'string' && evaluate(escaped)).toBe(text)
    }),
  )
})

test('escaping never makes two keys equal', () => {
  const pieces = fc.constantFrom('$', '%', '{', 'a')
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: pieces })), (keys) => {
      const escaped = escapeTemplates(Object.fromEntries(keys.map((key) => [key, 1])))
      expect(Object.keys(Object(escaped))).toHaveLength(keys.length)
    }),
  )
})
