import fc from 'fast-check'
import { parseHttpDate } from '../../src/registry/http-date.ts'
import { findNextLink, resolveUrl } from '../../src/registry/link.ts'
import { parseRetryAfter } from '../../src/registry/retry.ts'
import {
  coverScopes,
  formatScopes,
  parseScopes,
  scopeRepository,
  unionScopes,
} from '../../src/registry/scopes.ts'

describe('findNextLink', () => {
  test.each([
    { header: '</v2/a/tags/list?n=2&last=b>; rel="next"', expected: '/v2/a/tags/list?n=2&last=b' },
    { header: '<https://r.test/v2/a?x=1>; rel=next', expected: 'https://r.test/v2/a?x=1' },
    { header: '<u1>; rel="prev", <u2>; title="a, b"; rel="up next"', expected: 'u2' },
    { header: '<u1>; rel="prev"', expected: undefined },
    { header: '<u1>', expected: undefined },
    { header: 'u1; rel="next"', expected: undefined },
    { header: '<>; rel="next"', expected: undefined },
    { header: '', expected: undefined },
  ])('finds $expected in $header', ({ header, expected }) => {
    expect(findNextLink(header)).toBe(expected)
  })

  test('never throws, and resolveUrl accepts all results', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      ';',
      ',',
      'rel',
      '=',
      '"',
      'next',
      ' ',
      '\\',
      'http://',
      '//',
      'x',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (header) => {
          const next = findNextLink(header)
          if (next !== undefined) resolveUrl(next, 'https://r.test/v2/')
        },
      ),
    )
  })
})

describe('resolveUrl', () => {
  test.each([
    { address: '/v2/x', expected: 'https://r.test/v2/x' },
    { address: '?n=1', expected: 'https://r.test/v2/tags?n=1' },
    { address: 'https://other.test/x', expected: 'https://other.test/x' },
    { address: 'ftp://other.test/x', expected: undefined },
    { address: 'file:///etc/passwd', expected: undefined },
    { address: 'https://', expected: undefined },
  ])('resolves $address to $expected', ({ address, expected }) => {
    expect(resolveUrl(address, 'https://r.test/v2/tags')?.href).toBe(expected)
  })
})

describe('parseHttpDate (RFC 9110, 5.6.7)', () => {
  test.each([
    { text: 'Sun, 06 Nov 1994 08:49:37 GMT', expected: 784_111_777_000 },
    { text: 'Wednesday, 06-Nov-30 08:49:37 GMT', expected: 1_920_185_377_000 },
    { text: 'Sun Nov  6 08:49:37 1994', expected: 784_111_777_000 },
    { text: 'Thu, 29 Feb 2024 00:00:00 GMT', expected: 1_709_164_800_000 },
    { text: 'Sun, 06 Nox 1994 08:49:37 GMT', expected: undefined },
    { text: 'Sun, 06 Nov 1994 24:49:37 GMT', expected: undefined },
    { text: '2024-02-29T00:00:00Z', expected: undefined },
    { text: '', expected: undefined },
  ])('reads $text as $expected', ({ text, expected }) => {
    expect(parseHttpDate(text)).toBe(expected)
  })

  test('reads every second from 1970 to 2099', () => {
    const date = fc.date({ min: new Date(0), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (day) => {
        const seconds = Math.floor(day.getTime() / 1000) * 1000
        expect(parseHttpDate(day.toUTCString())).toBe(seconds)
      }),
    )
  })
})

describe('parseRetryAfter (RFC 9110, 10.2.3)', () => {
  const now = 784_111_777_000
  test.each([
    { header: '2', expected: 2_000 },
    { header: ' 120 ', expected: 120_000 },
    { header: 'Sun, 06 Nov 1994 08:49:40 GMT', expected: 3_000 },
    { header: 'Sun, 06 Nov 1994 08:00:00 GMT', expected: 0 },
    { header: '-1', expected: undefined },
    { header: '1.5', expected: undefined },
    { header: '9'.repeat(40), expected: undefined },
    { header: 'soon', expected: undefined },
    { header: undefined, expected: undefined },
  ])('reads $header as $expected', ({ header, expected }) => {
    expect(parseRetryAfter(header, now)).toBe(expected)
  })

  test('never throws, and is never negative', () => {
    fc.assert(fc.property(fc.string(), (header) => (parseRetryAfter(header, now) ?? 0) >= 0))
  })
})

describe('scopes (Token Scope Documentation)', () => {
  test.each([
    { text: 'repository:a/b:pull,push', expected: ['repository:a/b:pull,push'] },
    { text: 'repository:a:push,pull repository:a:delete', expected: ['repository:a:pull,push,delete'] },
    { text: 'repository:host:5000/a:pull', expected: ['repository:host:5000/a:pull'] },
    { text: 'registry:catalog:*', expected: ['registry:catalog:*'] },
    { text: 'nonsense', expected: [] },
    { text: '', expected: [] },
  ])('parses and formats $text', ({ text, expected }) => {
    expect(formatScopes(parseScopes(text))).toEqual(expected)
  })

  test.each([
    { held: 'repository:a:pull,push', wanted: 'repository:a:pull', expected: true },
    { held: 'repository:a:pull', wanted: 'repository:a:pull,push', expected: false },
    { held: 'repository:a:pull,push', wanted: 'repository:b:pull', expected: false },
    { held: 'repository:a:pull repository:b:pull,push', wanted: 'repository:b:push', expected: true },
  ])('$held covers $wanted: $expected', ({ held, wanted, expected }) => {
    expect(coverScopes(parseScopes(held), parseScopes(wanted))).toBe(expected)
  })

  test('a union covers both repositories of a mount', () => {
    const scopes = unionScopes(scopeRepository('from', 'pull'), scopeRepository('to', 'pull', 'push'))
    expect(formatScopes(scopes)).toEqual(['repository:from:pull', 'repository:to:pull,push'])
  })
})
