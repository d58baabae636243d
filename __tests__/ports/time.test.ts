import { epochSeconds, isoFromMillis, isoFromText } from '../../src/ports/time.ts'

test.each<[text: string, expected: string | undefined]>([
  ['2020-01-09T15:45:10-08:00', '2020-01-09T23:45:10Z'],
  ['2020-01-09T23:45:10Z', '2020-01-09T23:45:10Z'],
  ['2020-01-09T23:45:10.999Z', '2020-01-09T23:45:10Z'],
  ['', undefined],
  ['yesterday', undefined],
])('%j is %s', (text, expected) => {
  expect(isoFromText(text)).toBe(expected)
})

test('milliseconds lose their fractions', () => {
  expect(isoFromMillis(1_578_613_510_999)).toBe('2020-01-09T23:45:10Z')
})

test('SOURCE_DATE_EPOCH is in whole seconds', () => {
  expect(epochSeconds('2020-01-09T23:45:10.999Z')).toBe(1_578_613_510)
})
