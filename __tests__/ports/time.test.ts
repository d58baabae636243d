import { epochSeconds, isoFromMillis, isoFromText, sleep } from '../../src/ports/time.ts'

test.each<[text: string, expected: string | undefined]>([
  ['2020-01-09T15:45:10-08:00', '2020-01-09T23:45:10Z'],
  ['2020-01-09T23:45:10Z', '2020-01-09T23:45:10Z'],
  ['2020-01-09T23:45:10.999Z', '2020-01-09T23:45:10Z'],
  ['+012345-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
  ['', undefined],
  ['yesterday', undefined],
])('isoFromText(%j) is %s', (text, expected) => {
  expect(isoFromText(text)).toBe(expected)
})

test('isoFromMillis drops fractions of a second', () => {
  expect(isoFromMillis(1_578_613_510_999)).toBe('2020-01-09T23:45:10Z')
})

test.each<[millis: number, expected: string]>([
  [1e23, '9999-12-31T23:59:59Z'],
  [-1, '1970-01-01T00:00:00Z'],
])('isoFromMillis limits the years of a commit: %d ms is %s', (millis, expected) => {
  expect(isoFromMillis(millis)).toBe(expected)
})

test('epochSeconds drops fractions of a second', () => {
  expect(epochSeconds('2020-01-09T23:45:10.999Z')).toBe(1_578_613_510)
})

test.each<[what: string, when: 'before' | 'during' | 'never', ms: number]>([
  ['before it starts', 'before', 60_000],
  ['while it waits', 'during', 60_000],
  ['never', 'never', 1],
])('sleep ends if its signal is aborted %s', async (_, when, ms) => {
  const controller = new AbortController()
  if (when === 'before') controller.abort()
  const waiting = sleep(ms, undefined, controller.signal)
  if (when === 'during') controller.abort()
  await expect(waiting).resolves.toBeUndefined()
})
