import { scopeRepository, unionScopes } from '../../src/registry/scopes.ts'
import { describeTokenRequest, parseToken, readRealm } from '../../src/registry/tokens.ts'

const asked = { host: 'localhost:5000', name: 'localhost:5000/app', action: 'read' } as const

describe('describeTokenRequest', () => {
  const scopes = unionScopes(scopeRepository('to', 'push', 'pull'), scopeRepository('from', 'pull'))
  const realm = { url: new URL('https://auth.test/token?x=1'), service: undefined }

  test('requests both scopes of a mount as separate parameters', () => {
    const { url } = describeTokenRequest(realm, scopes, undefined)
    expect([...new URL(url).searchParams]).toEqual([
      ['x', '1'],
      ['scope', 'repository:from:pull'],
      ['scope', 'repository:to:pull,push'],
    ])
  })

  test('posts both scopes of a mount separated by a space', () => {
    const { body } = describeTokenRequest(realm, scopes, { kind: 'identity', token: 'id' })
    expect(new URLSearchParams(String(body)).get('scope')).toBe(
      'repository:from:pull repository:to:pull,push',
    )
  })
})

describe('readRealm', () => {
  test('accepts plain HTTP if registry and realm are on loopback', () => {
    const { url, service } = readRealm(asked, { realm: 'http://127.0.0.1:5001/auth', service: 's' })
    expect([url.href, service]).toEqual(['http://127.0.0.1:5001/auth', 's'])
  })

  test.each(['http://auth.test/token', 'http://127.0.0.1.evil.test/'])('rejects %s', (realm) => {
    expect(() => readRealm(asked, { realm })).toThrow('registry-realm')
  })
})

describe('parseToken', () => {
  const scopes = scopeRepository('app', 'pull')
  test.each([
    { text: '{"token":"a","access_token":"b"}', value: 'a' },
    { text: '{"access_token":"b","expires_in":"300"}', value: 'b' },
    { text: '{"token":""}', value: undefined },
    { text: '{"token":"a b"}', value: undefined },
    { text: '{"token":"a\\r\\nx: y"}', value: undefined },
    { text: '{"token":7}', value: undefined },
    { text: '[]', value: undefined },
    { text: 'token', value: undefined },
  ])('reads $value from $text', ({ text, value }) => {
    expect(parseToken(text, scopes, 0)?.value).toBe(value)
  })
})
