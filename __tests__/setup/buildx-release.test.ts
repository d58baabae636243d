import fc from 'fast-check'
import { assetName, buildxReleases, parseChecksums, releaseUrl } from '../../src/setup/buildx-release.ts'

const sum = 'ab'.repeat(32)

test('the address of a release has the form that docker/buildx publishes', () => {
  const url = 'https://github.com/docker/buildx/releases/download/v0.36.1/buildx-v0.36.1.linux-arm-v7'
  expect(releaseUrl(buildxReleases, '0.36.1', assetName('0.36.1', 'linux-arm-v7'))).toBe(url)
})

test.each([
  { what: 'two blanks', text: `${sum}  buildx-v1\n` },
  { what: 'a blank and *', text: `${sum} *buildx-v1\n` },
  { what: 'blank lines and CRLF', text: `\r\n${sum}  buildx-v1\r\n\r\n` },
])('a list of checksums with $what is read', ({ text }) => {
  expect(parseChecksums(text)).toEqual(new Map([['buildx-v1', sum]]))
})

test.each([
  { what: 'nothing', text: '\n' },
  { what: 'a page', text: '<html></html>' },
  { what: 'a checksum that is too short', text: `${sum.slice(1)}  buildx-v1` },
  { what: 'a checksum without a name', text: `${sum}  ` },
  { what: 'one line that is not a checksum', text: `${sum}  buildx-v1\nrate limit exceeded` },
])('a list of checksums with $what is refused', ({ text }) => {
  expect(parseChecksums(text)).toBeUndefined()
})

test('every list that sha256sum writes is read', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/)
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/)
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, hex), { minLength: 1, selector: ([key]) => key }), (pairs) => {
      const text = pairs.map(([key, value]) => `${value} *${key}\n`).join('')
      expect(parseChecksums(text)).toEqual(new Map(pairs))
    }),
  )
})
