import fc from 'fast-check'
import { parseRepository } from '../../src/model/reference.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { createFakeWorld, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
/** They differ in scheme, host or port. */
const origins = [
  'https://r.test',
  'https://auth.test',
  'https://evil.test',
  'https://auth.test:8443',
  'http://auth.test',
]
const secrets = ['refresh+token', 'hunter2!', 't0k3n', 'bearer-t0k3n']
const configs = {
  identity: { identitytoken: 'refresh+token' },
  password: { auth: Buffer.from('robot:hunter2!').toString('base64') },
  bearer: { registrytoken: 'bearer-t0k3n' },
}

function secretsIn({ headers, body, url }: HttpRequest): string[] {
  const basic = Buffer.from(String(headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString()
  const form = body instanceof Uint8Array ? decodeURIComponent(Buffer.from(body).toString()) : ''
  const text = [...Object.values(headers), basic, form, url].join('\n')
  return secrets.filter((secret) => text.includes(secret))
}

const hop = fc.record({
  status: fc.constantFrom(301, 302, 303, 307, 308),
  origin: fc.constantFrom(...origins),
})
const context = fc.record({
  kind: fc.constantFrom('identity', 'password', 'bearer'),
  /** The redirects that the token server sends first. */
  realm: fc.array(hop, { maxLength: 4 }),
  /** The redirects that the registry sends to requests with a credential. */
  registry: fc.array(hop, { maxLength: 4 }),
  /** The origin of the upload location. */
  location: fc.constantFrom(...origins),
  /** Whether other servers send a challenge too. */
  asks: fc.boolean(),
})

test('a credential reaches only the server that it is for, whatever redirects and locations a registry sends', async () => {
  await fc.assert(
    fc.asyncProperty(context, async ({ kind, realm, registry, location, asks }) => {
      const left = { realm: [...realm], registry: [...registry] }
      const redirect = (list: typeof realm, path: string): FakeAnswer | undefined => {
        const next = list.shift()
        return next && { status: next.status, headers: { location: `${next.origin}${path}` } }
      }
      const challenge = {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="https://auth.test/token",service="r.test"' },
      }
      const world = createFakeWorld(
        (request) => {
          const url = new URL(request.url)
          if (url.pathname === '/token')
            return redirect(left.realm, '/token') ?? { status: 200, body: '{"token":"t0k3n"}' }
          const isShown = request.headers.authorization !== undefined
          if (!isShown && (url.origin === 'https://r.test' || asks)) return challenge
          const next = redirect(left.registry, url.pathname)
          if (next) return next
          return request.method === 'POST'
            ? { status: 202, headers: { location: `${location}/v2/acme/app/blobs/uploads/1` } }
            : { status: 404 }
        },
        { config: { auths: { 'r.test': configs[kind as keyof typeof configs] } } },
      )
      const { client } = world
      const settled = await Promise.allSettled([
        client.headManifest(app, { tag: 'x' }),
        client.checkPush(app),
        client.getBlob(app, `sha256:${'a'.repeat(64)}`),
      ])
      expect(settled).toHaveLength(3)
      // checkPush does not await its cancellation. The fake server answers at once, so it ends within this turn.
      await new Promise((resolve) => setImmediate(resolve))
      // Passwords and refresh tokens are for the token server, tokens for the registry.
      for (const request of world.requests) {
        const { origin } = new URL(request.url)
        const mayShow =
          origin === 'https://r.test'
            ? ['t0k3n', 'bearer-t0k3n']
            : origin === 'https://auth.test'
              ? ['refresh+token', 'hunter2!']
              : []
        expect([request.url, secretsIn(request).filter((secret) => !mayShow.includes(secret))]).toEqual([
          request.url,
          [],
        ])
      }
    }),
    { numRuns: 500 },
  )
})

test.each([307, 308])(
  'a refresh token does not follow a redirect with %i to another server',
  async (status) => {
    const world = createFakeWorld(
      ({ url }) => {
        if (url.startsWith('https://r.test'))
          return { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://auth.test/token"' } }
        return { status, headers: { location: 'https://evil.test/token' } }
      },
      { config: { auths: { 'r.test': configs.identity } } },
    )
    await expect(world.client.headManifest(app, { tag: 'x' })).rejects.toMatchObject({
      problems: [
        {
          code: 'registry-login-redirect',
          what: 'auth.test redirects the login for r.test/acme/app:x to evil.test, which must not receive it.',
        },
      ],
    })
    expect(world.requests.map(({ url }) => new URL(url).host)).toEqual(['r.test', 'auth.test'])
  },
)

test('a refresh token follows a redirect within its server', async () => {
  const world = createFakeWorld(
    ({ url, headers }) => {
      if (url.startsWith('https://r.test'))
        return headers.authorization
          ? { status: 404 }
          : { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://auth.test/token"' } }
      return url.endsWith('/token')
        ? { status: 308, headers: { location: '/new' } }
        : { status: 200, body: '{"token":"t0k3n"}' }
    },
    { config: { auths: { 'r.test': configs.identity } } },
  )
  expect(await world.client.headManifest(app, { tag: 'x' })).toBeUndefined()
  expect(secretsIn(world.requests[2] as HttpRequest)).toEqual(['refresh+token'])
})

test('an upload on another host that redirects to the registry gets no credential', async () => {
  const world = createFakeWorld(
    ({ url, method, headers }) => {
      if (url.startsWith('https://evil.test'))
        return { status: 307, headers: { location: 'https://r.test/v2/acme/app/blobs/uploads/1' } }
      if (!headers.authorization)
        return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' }, body: '{}' }
      return method === 'POST'
        ? { status: 202, headers: { location: 'https://evil.test/upload' } }
        : { status: 204 }
    },
    { config: { auths: { 'r.test': configs.password } } },
  )
  await world.client.checkPush(app)
  // The cancellation is not awaited.
  await new Promise((resolve) => setTimeout(resolve, 10))
  const elsewhere = world.requests.filter(({ url }) => url.startsWith('https://evil.test'))
  expect(elsewhere).toHaveLength(1)
  expect(elsewhere.flatMap(secretsIn)).toEqual([])
})
