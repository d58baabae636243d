import { readPlatforms } from '../../src/command/init.ts'

test.each([
  { text: 'linux/amd64, linux/arm64', expected: 'linux/amd64,linux/arm64' },
  { text: 'linux/amd64 linux/arm/v7', expected: 'linux/amd64,linux/arm/v7' },
])('the platforms "$text" are written with commas', ({ text, expected }) => {
  expect(readPlatforms(text)).toBe(expected)
})

test('platforms that do not exist are errors, and no workflow gets them', () => {
  expect(() => readPlatforms('foo,linux/amd64,linux/x')).toThrow(
    /'foo' is not a platform[\s\S]*'linux\/x' has an unknown/,
  )
})
