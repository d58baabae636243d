import { formatBytes, formatDuration } from '../src/units.ts'

test.each<[bytes: number, expected: string]>([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [12_345_678, '12.3 MB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [5_000_000_000, '5.0 GB'],
  [999_999_999_999, '1.0 TB'],
  [1_234_000_000_000_000, '1234.0 TB'],
])('formatBytes(%d) is %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected)
})

test.each<[millis: number, expected: string]>([
  [0, '0.0 s'],
  [440, '0.4 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [12_400, '12 s'],
  [59_600, '1 min 0 s'],
  [185_000, '3 min 5 s'],
])('formatDuration(%d) is %s', (millis, expected) => {
  expect(formatDuration(millis)).toBe(expected)
})
