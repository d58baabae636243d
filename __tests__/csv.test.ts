import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csv } from '../src/csv.ts'

test.each<[name: string, fields: string[], expected: string]>([
  ['plain fields', ['type=env', 'id=a'], 'type=env,id=a'],
  ['a comma', ['a,b', 'c'], '"a,b",c'],
  ['a quotation mark', ['say "hi"'], '"say ""hi"""'],
  ['line breaks', ['a\nb', 'c\rd'], '"a\nb","c\rd"'],
  ['spaces without quotes', [' a ', ''], ' a ,'],
  ['no fields', [], ''],
])('csv formats %s', (_, fields, expected) => {
  expect(csv(...fields)).toBe(expected)
})

test('property: a CSV reader returns the formatted fields', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '=') })
  fc.assert(
    fc.property(fc.array(field, { minLength: 2 }), (fields) => {
      expect(parse(csv(...fields), { record_delimiter: '\u0000' })).toEqual([fields])
    }),
  )
})
