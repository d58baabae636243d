import fc from 'fast-check'
import { chooseChallenge, parseChallenges } from '../../src/registry/challenge.ts'

const parse = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => ({ scheme, parameters: { ...parameters } }))

describe('parseChallenges', () => {
  test.each([
    {
      name: 'Bearer with realm, service and scope (Token Authentication Specification)',
      header: 'Bearer realm="https://a.test/token",service="a.test",scope="repository:x/y:pull,push"',
      expected: [
        {
          scheme: 'bearer',
          parameters: { realm: 'https://a.test/token', service: 'a.test', scope: 'repository:x/y:pull,push' },
        },
      ],
    },
    { name: 'a scheme alone', header: 'Negotiate', expected: [{ scheme: 'negotiate', parameters: {} }] },
    {
      name: 'two schemes in one header (RFC 9110, 11.6.1)',
      header: 'Basic realm="simple", Bearer realm="https://t.test", error="x"',
      expected: [
        { scheme: 'basic', parameters: { realm: 'simple' } },
        { scheme: 'bearer', parameters: { realm: 'https://t.test', error: 'x' } },
      ],
    },
    {
      name: 'a scheme with a token in place of parameters, before another scheme',
      header: 'Negotiate YWJj==, Basic realm=plain',
      expected: [
        { scheme: 'negotiate', parameters: {} },
        { scheme: 'basic', parameters: { realm: 'plain' } },
      ],
    },
    {
      name: 'quoted pairs, and names in any case with blanks around the equals sign',
      header: 'BASIC Realm = "a \\"b\\" c"',
      expected: [{ scheme: 'basic', parameters: { realm: 'a "b" c' } }],
    },
    {
      name: 'the first of two equal names',
      header: 'Bearer realm="https://one.test",realm="https://two.test"',
      expected: [{ scheme: 'bearer', parameters: { realm: 'https://one.test' } }],
    },
    {
      name: 'parameters named like object properties',
      header: 'Bearer constructor="x", realm="https://t.test"',
      expected: [{ scheme: 'bearer', parameters: { constructor: 'x', realm: 'https://t.test' } }],
    },
    { name: 'an empty header', header: '', expected: [] },
    {
      name: 'a malformed header up to the error',
      header: 'Basic realm="open',
      expected: [{ scheme: 'basic', parameters: {} }],
    },
  ])('reads $name', ({ header, expected }) => {
    expect(parse(header)).toEqual(expected)
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (header) => void parseChallenges(header)))
    const piece = fc.constantFrom('Bearer', 'Basic', ' ', ',', '=', '"', '\\', 'realm', 'x', ';', '\t')
    fc.assert(fc.property(fc.array(piece), (pieces) => void parseChallenges(pieces.join(''))))
  })

  test('reads any quoted realm and service', () => {
    const text = fc.string().filter((value) => /^[\x20-\x7e]*$/.test(value))
    fc.assert(
      fc.property(text, text, (realm, service) => {
        const quote = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`
        const header = `Bearer realm=${quote(realm)},service=${quote(service)}`
        expect(parse(header)).toEqual([{ scheme: 'bearer', parameters: { realm, service } }])
      }),
    )
  })
})

describe('chooseChallenge', () => {
  test.each([
    {
      name: 'Bearer before Basic',
      header: 'Basic realm="x", Bearer realm="https://t.test"',
      expected: 'bearer',
    },
    { name: 'Basic where Bearer has no realm', header: 'Bearer, Basic realm="x"', expected: 'basic' },
    { name: 'nothing where it supports no scheme', header: 'Negotiate, NTLM', expected: undefined },
  ])('chooses $name', ({ header, expected }) => {
    expect(chooseChallenge(parseChallenges(header))?.scheme).toBe(expected)
  })
})
