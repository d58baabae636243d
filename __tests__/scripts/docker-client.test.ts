import { isAtLeast, versionIn } from '../../scripts/lib/docker-client.mjs'

describe('versionIn', () => {
  it.each([
    { text: 'Docker version 28.5.2+dfsg4, build ecc6942', expected: [28, 5, 2] },
    {
      text: 'github.com/docker/buildx v0.29.1 a32761aeb3debd39be1eca514af3693af0db334b',
      expected: [0, 29, 1],
    },
    { text: 'github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3', expected: [0, 13, 1] },
    { text: ' 0.30~rc1 ', expected: [0, 30, 0] },
    { text: 'unknown', expected: undefined },
  ])('finds $expected in "$text"', ({ text, expected }) => {
    expect(versionIn(text)).toEqual(expected)
  })
})

describe('isAtLeast', () => {
  it.each([
    { text: '0.13.0', oldest: '0.13', expected: true },
    { text: '0.12.9', oldest: '0.13', expected: false },
    { text: '1.0.0', oldest: '0.13', expected: true },
    { text: '20.10.24', oldest: '23.0', expected: false },
    { text: '23.0.0', oldest: '23.0', expected: true },
    { text: '', oldest: '23.0', expected: false },
  ])('compares "$text" with $oldest: $expected', ({ text, oldest, expected }) => {
    expect(isAtLeast(text, oldest)).toBe(expected)
  })
})
