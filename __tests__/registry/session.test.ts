import { parseRepository } from '../../src/model/reference.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { createFakeWorld, describeErrors, describeLogin, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const tag = { tag: '1' }
const found: FakeAnswer = {
  status: 200,
  headers: {
    'docker-content-digest': computeDigest(Buffer.from('x')),
    'content-type': ociIndex,
    'content-length': '1',
  },
}
const bearer = 'Bearer realm="https://auth.test/token",service="r.test",scope="repository:acme/app:pull"'
const unauthorized = (challenge: string): FakeAnswer => ({
  status: 401,
  headers: { 'www-authenticate': challenge },
  body: describeErrors('UNAUTHORIZED'),
})
const authorizationOf = (request: HttpRequest) => request.headers.authorization
const isToken = (request: HttpRequest) => request.url.startsWith('https://auth.test/')
const token = (value: string, more = {}): FakeAnswer => ({
  status: 200,
  body: JSON.stringify({ token: value, ...more }),
})
const login = { config: describeLogin('r.test', 'robot', 'hunter2!') }
const basic = `Basic ${Buffer.from('robot:hunter2!').toString('base64')}`

describe('Basic', () => {
  const server = (request: HttpRequest) =>
    authorizationOf(request) === basic ? found : unauthorized('Basic realm="x"')

  test('sends the login after the first 401, and with every later request', async () => {
    const world = createFakeWorld(server, login)
    await world.client.headManifest(app, tag)
    await world.client.headManifest(app, tag)
    expect(world.requests.map(authorizationOf)).toEqual([undefined, basic, basic])
  })

  test('discovers the challenge with one 401 for concurrent requests', async () => {
    const world = createFakeWorld(server, login)
    await Promise.all(Array.from({ length: 20 }, () => world.client.headManifest(app, tag)))
    expect(world.requests).toHaveLength(21)
  })

  test('does not retry a rejected password', async () => {
    const world = createFakeWorld(() => unauthorized('Basic realm="x"'), login)
    await expect(world.client.headManifest(app, tag)).rejects.toThrow("does not accept the login of 'robot'")
    expect(world.requests).toHaveLength(2)
  })

  test('reports that there is no login', async () => {
    const world = createFakeWorld(() => unauthorized('Basic realm="x"'))
    await expect(world.client.headManifest(app, tag)).rejects.toThrow('there is none')
    expect(world.requests).toHaveLength(1)
  })
})

describe('Bearer (Token Authentication Specification)', () => {
  const server = (request: HttpRequest) => {
    if (isToken(request)) return token('t0k3n')
    return authorizationOf(request) === 'Bearer t0k3n' ? found : unauthorized(bearer)
  }

  test('requests a token from the realm with Basic, service, scope and account, and sends it to the registry', async () => {
    const world = createFakeWorld(server, login)
    await world.client.headManifest(app, tag)
    expect(world.lines()).toEqual([
      'HEAD https://r.test/v2/acme/app/manifests/1',
      'GET https://auth.test/token?service=r.test&scope=repository%3Aacme%2Fapp%3Apull&account=robot',
      'HEAD https://r.test/v2/acme/app/manifests/1',
    ])
    expect(world.requests.map(authorizationOf)).toEqual([undefined, basic, 'Bearer t0k3n'])
    expect(world.log.masks).toContain('t0k3n')
  })

  test('requests an anonymous token without a login', async () => {
    const world = createFakeWorld(server)
    await world.client.headManifest(app, tag)
    expect(world.requests.map(authorizationOf)).toEqual([undefined, undefined, 'Bearer t0k3n'])
  })

  test('exchanges an identity token by POST (OAuth2 Token Authentication)', async () => {
    const config = { auths: { 'r.test': { identitytoken: 'id+token' } } }
    const world = createFakeWorld(server, { config })
    await world.client.headManifest(app, tag)
    const [, request] = world.requests
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe('https://auth.test/token')
    expect(Object.fromEntries(new URLSearchParams(String(request?.body)))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'tagboat',
      service: 'r.test',
      scope: 'repository:acme/app:pull',
      refresh_token: 'id+token',
    })
  })

  test('sends a configured registry token unchanged', async () => {
    const config = { auths: { 'r.test': { registrytoken: 't0k3n' } } }
    const world = createFakeWorld(server, { config })
    await world.client.headManifest(app, tag)
    expect(world.requests.filter(isToken)).toHaveLength(0)
  })

  test('shares one token between concurrent requests', async () => {
    const world = createFakeWorld(server, login)
    await Promise.all(Array.from({ length: 20 }, () => world.client.headManifest(app, tag)))
    expect(world.requests.filter(isToken)).toHaveLength(1)
    expect(world.requests).toHaveLength(22)
  })

  test('reuses a push token for a read', async () => {
    const world = createFakeWorld((request) => {
      if (request.method === 'POST') {
        return authorizationOf(request)
          ? { status: 202, headers: { location: '/v2/up/1' } }
          : unauthorized(bearer)
      }
      return request.method === 'DELETE' ? { status: 204 } : server(request)
    }, login)
    await world.client.checkPush(app)
    await world.client.headManifest(app, tag)
    expect(world.requests.filter(isToken).map(({ url }) => new URL(url).searchParams.get('scope'))).toEqual([
      'repository:acme/app:pull,push',
    ])
  })

  test('keeps a token that lacks a permission for the requests that it allows', async () => {
    const deleteChallenge = bearer.replace(':pull', ':delete')
    let count = 0
    const world = createFakeWorld((request) => {
      if (isToken(request)) return token(`t${++count}`)
      if (request.method === 'DELETE')
        return authorizationOf(request) === 'Bearer t2' ? { status: 204 } : unauthorized(deleteChallenge)
      if (authorizationOf(request) === undefined) return unauthorized(bearer)
      return request.method === 'POST' ? { status: 202, headers: { location: '/v2/up/1' } } : found
    }, login)
    // Its cancellation of the upload requires permission to delete.
    await world.client.checkPush(app)
    await new Promise((resolve) => setTimeout(resolve, 10))
    await world.client.headManifest(app, tag)
    expect(world.requests.filter(isToken)).toHaveLength(2)
    expect(world.requests.at(-1)?.headers.authorization).toBe('Bearer t1')
  })

  test.each([
    { name: 'for 60 seconds where the server does not say', more: {}, live: 47_000 },
    { name: 'until 10 seconds before it expires', more: { expires_in: 300 }, live: 289_000 },
    { name: 'for four fifths of a short lifetime', more: { expires_in: 10 }, live: 7_000 },
  ])('keeps a token $name', async ({ more, live }) => {
    const world = createFakeWorld(
      (request) => (isToken(request) ? token('t0k3n', more) : server(request)),
      login,
    )
    await world.client.headManifest(app, tag)
    await world.clock.sleep(live)
    await world.client.headManifest(app, tag)
    expect(world.requests.filter(isToken)).toHaveLength(1)
    await world.clock.sleep(4_000)
    await world.client.headManifest(app, tag)
    expect(world.requests.filter(isToken)).toHaveLength(2)
  })

  test('replaces a rejected token once', async () => {
    let current = 0
    const world = createFakeWorld((request) => {
      if (isToken(request)) {
        current += 1
        return token(`t${current}`)
      }
      return authorizationOf(request) === `Bearer t${current}` && current > 0 ? found : unauthorized(bearer)
    }, login)
    await world.client.headManifest(app, tag)
    current += 1
    await world.client.headManifest(app, tag)
    expect(world.requests.map(authorizationOf).slice(-3)).toEqual(['Bearer t1', basic, 'Bearer t3'])
  })

  test('treats a second 401 after a fresh token as denied', async () => {
    const world = createFakeWorld((request) => (isToken(request) ? token('t') : unauthorized(bearer)), login)
    await expect(world.client.headManifest(app, tag)).rejects.toThrow('registry-denied')
    expect(world.requests).toHaveLength(3)
  })

  test('treats insufficient_scope as denied at once (RFC 6750, 3.1)', async () => {
    const insufficient = `${bearer},error="insufficient_scope"`
    const world = createFakeWorld((request) => {
      if (isToken(request)) return token('t')
      return request.url.endsWith('/1') && authorizationOf(request) ? found : unauthorized(insufficient)
    }, login)
    await world.client.headManifest(app, tag)
    await expect(world.client.headManifest(app, { tag: '2' })).rejects.toThrow('registry-denied')
    expect(world.requests.filter(isToken)).toHaveLength(1)
  })

  test('requests an additional scope that the registry demands', async () => {
    const more = `${bearer.replace(':pull"', ':pull,metadata_read"')},error="insufficient_scope"`
    const world = createFakeWorld((request) => {
      if (isToken(request)) return token(request.url.includes('metadata_read') ? 'wide' : 'narrow')
      if (
        authorizationOf(request) === 'Bearer wide' ||
        (authorizationOf(request) && request.url.endsWith('/1'))
      )
        return found
      return unauthorized(authorizationOf(request) ? more : bearer)
    }, login)
    await world.client.headManifest(app, tag)
    await expect(world.client.headManifest(app, { tag: '2' })).resolves.toBeDefined()
    expect(world.requests.filter(isToken)).toHaveLength(2)
  })

  test.each([
    { name: 'a wrong password', status: 401, config: login, message: "does not accept the login of 'robot'" },
    { name: 'a missing permission', status: 403, config: login, message: 'registry-denied' },
    { name: 'a missing login', status: 403, config: {}, message: 'registry-unauthorized' },
    { name: 'a page', status: 403, config: {}, body: '<html>', message: 'registry-page' },
    { name: 'an unknown realm', status: 404, config: {}, body: '', message: 'registry-failed' },
  ])(
    'reports $name when the token server answers $status',
    async ({ status, config, message, body = describeErrors('DENIED') }) => {
      const world = createFakeWorld(
        (request) => (isToken(request) ? { status, body } : unauthorized(bearer)),
        config,
      )
      await expect(world.client.headManifest(app, tag)).rejects.toThrow(message)
      expect(world.requests).toHaveLength(2)
    },
  )

  test('retries a malformed answer of the token server', async () => {
    const world = createFakeWorld((request, count) => {
      if (isToken(request)) return count < 4 ? { status: 200, body: '{' } : token('t0k3n')
      return server(request)
    }, login)
    await expect(world.client.headManifest(app, tag)).resolves.toBeDefined()
    expect(world.requests.filter(isToken)).toHaveLength(3)
  })

  test.each([
    { realm: 'http://auth.test/token' },
    { realm: 'http://127.0.0.1/token' },
    { realm: 'ftp://auth.test' },
    { realm: 'https://me:pw@auth.test/' },
    { realm: 'token' },
  ])('sends no password to the realm $realm', async ({ realm }) => {
    const world = createFakeWorld(() => unauthorized(`Bearer realm="${realm}"`), login)
    await expect(world.client.headManifest(app, tag)).rejects.toThrow('registry-realm')
    expect(world.requests).toHaveLength(1)
  })
})

describe('protection of secrets', () => {
  const away = (request: HttpRequest) => request.url.startsWith('https://elsewhere.test')

  test('no Authorization header follows a redirect to another host', async () => {
    const world = createFakeWorld((request) => {
      if (away(request)) return found
      return authorizationOf(request)
        ? { status: 307, headers: { location: 'https://elsewhere.test/x' } }
        : unauthorized('Basic realm="x"')
    }, login)
    await world.client.headManifest(app, tag)
    expect(world.requests.map(authorizationOf)).toEqual([undefined, basic, undefined])
  })

  test.each([
    { name: 'another port', location: 'https://r.test:8443/x', kept: undefined },
    { name: 'the same origin', location: '/v2/x', kept: basic },
  ])('the Authorization header after a redirect to $name is $kept', async ({ location, kept }) => {
    const world = createFakeWorld((_request, count) => {
      if (count === 1) return unauthorized('Basic realm="x"')
      return count === 2 ? { status: 302, headers: { location } } : found
    }, login)
    await world.client.headManifest(app, tag)
    expect(world.requests.map(authorizationOf)[2]).toBe(kept)
  })

  test('a 401 from another host gets no password, and its realm is ignored', async () => {
    const world = createFakeWorld((request) => {
      if (away(request)) return unauthorized('Bearer realm="https://evil.test/token"')
      return { status: 307, headers: { location: 'https://elsewhere.test/x' } }
    }, login)
    await expect(world.client.headManifest(app, tag)).rejects.toThrow('registry-unauthorized')
    expect(world.requests.some(({ url }) => url.includes('evil'))).toBe(false)
  })

  test('a redirect to plain HTTP is not followed', async () => {
    const world = createFakeWorld(() => ({ status: 307, headers: { location: 'http://r.test/x' } }))
    await expect(world.client.headManifest(app, tag)).rejects.toThrow('registry-downgrade')
    expect(world.requests).toHaveLength(1)
  })

  test('a redirect loop is an error', async () => {
    const world = createFakeWorld(() => ({ status: 307, headers: { location: '/x' } }))
    await expect(world.client.headManifest(app, tag)).rejects.toThrow('registry-redirects')
    expect(world.requests).toHaveLength(6)
  })

  test('secrets that a server echoes appear in no message and no log line', async () => {
    const echo = (request: HttpRequest) =>
      JSON.stringify({ errors: [{ code: 'X', message: JSON.stringify(request) }] })
    const world = createFakeWorld((request, count) => {
      if (isToken(request)) return token('t0k3n')
      if (!authorizationOf(request)) return unauthorized(bearer)
      return { status: count % 2 ? 500 : 503, body: echo(request) }
    }, login)
    const failure = await world.client.getManifest(app, tag).catch((error: unknown) => String(error))
    for (const secret of ['hunter2', 't0k3n', basic.slice(6)]) {
      expect(failure).not.toContain(secret)
      expect(world.log.lines.join('\n')).not.toContain(secret)
    }
  })
})

describe('the retry policy', () => {
  test.each<{ name: string; answer: FakeAnswer; requests: number; sleep?: number }>([
    { name: '429', answer: { status: 429 }, requests: 2 },
    {
      name: '429 with Retry-After',
      answer: { status: 429, headers: { 'retry-after': '2' } },
      requests: 2,
      sleep: 2_000,
    },
    {
      name: '429 with a Retry-After date by the clock of the server',
      answer: {
        status: 429,
        headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:05 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' },
      },
      requests: 2,
      sleep: 5_000,
    },
    { name: '500', answer: { status: 500 }, requests: 2 },
    { name: 'a broken connection', answer: 'ECONNRESET', requests: 2 },
    { name: 'a time-out', answer: 'CONNECT_TIMEOUT', requests: 2 },
    { name: 'a refused connection', answer: 'ECONNREFUSED', requests: 2 },
  ])('retries after $name', async ({ answer, requests, sleep }) => {
    const world = createFakeWorld((_request, count) => (count === 1 ? answer : found))
    await expect(world.client.headManifest(app, tag)).resolves.toBeDefined()
    expect(world.requests).toHaveLength(requests)
    expect(world.clock.sleeps).toEqual([sleep ?? 500])
  })

  test.each<{ answer: FakeAnswer; code: string; requests: number }>([
    { answer: { status: 429 }, code: 'registry-too-many-requests', requests: 5 },
    { answer: { status: 502, headers: { 'content-type': 'text/html' } }, code: 'registry-page', requests: 5 },
    { answer: { status: 500 }, code: 'registry-failed', requests: 5 },
    { answer: 'ECONNRESET', code: 'registry-unreachable', requests: 5 },
    { answer: { status: 501 }, code: 'registry-failed', requests: 1 },
    { answer: { status: 400 }, code: 'registry-failed', requests: 1 },
    { answer: { status: 403 }, code: 'registry-denied', requests: 1 },
    { answer: 'ENOTFOUND', code: 'registry-unreachable', requests: 1 },
    { answer: 'CERT_HAS_EXPIRED', code: 'registry-tls', requests: 1 },
    { answer: 'SELF_SIGNED_CERT_IN_CHAIN', code: 'registry-tls', requests: 1 },
    { answer: 'EPROTO', code: 'registry-tls', requests: 1 },
  ])(
    'reports $code after $requests requests if each answer is $answer',
    async ({ answer, code, requests }) => {
      const world = createFakeWorld(() => answer)
      await expect(world.client.headManifest(app, tag)).rejects.toThrow(code)
      expect(world.requests).toHaveLength(requests)
    },
  )
})

test('at most 16 requests to one registry are in flight', async () => {
  let running = 0
  let most = 0
  const world = createFakeWorld(async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return found
  })
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => world.client.headManifest(app, { tag: `t${index}` })),
  )
  expect(world.requests).toHaveLength(50)
  expect(most).toBe(16)
})
