import type { DeletionOutcome } from '../../src/deletion/deletion-ports.ts'
import { createDockerHubDeleter } from '../../src/deletion/docker-hub-deleter.ts'
import { openHub } from '../../src/deletion/open-hub.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp, createFakeWorld, describeErrors, type FakeAnswer } from '../helpers/registry.ts'
import { createFakePorts } from '../helpers/run-ports.ts'
import { createVendorRegistry, imageOf, type VendorRequest } from '../helpers/vendor-registry.ts'

const repository = parseRepository('docker.io/acme/app')
const address = 'https://hub.docker.com/v2/repositories/acme/app/tags/topic'
const json = (status: number, body: unknown, headers = {}): FakeAnswer => ({
  status,
  headers,
  body: JSON.stringify(body),
})
/** docker/hub-feedback issues 1759 and 2360. */
const unsupported = { status: 405, body: describeErrors('UNSUPPORTED', 'The operation is unsupported.') }
const login = { user: 'robot', password: 'dckr_pat_secret' }
const now = 1_800_000_000_000

interface Scene {
  readonly tags?: Readonly<Record<string, string>>
  /** Replaces answers of the registry. */
  readonly registry?: (request: VendorRequest) => FakeAnswer | undefined
  /** The answer of the web API to DELETE, which removes the tag if it is undefined. */
  readonly web?: FakeAnswer | (() => FakeAnswer | undefined)
  /** The answer to the login. */
  readonly token?: FakeAnswer
  readonly config?: unknown
}

function start({ tags = { topic: 'a' }, registry = () => undefined, web, token, config }: Scene) {
  const store = createVendorRegistry(tags, registry)
  const world = createFakeWorld(store.serve)
  // docker/docs, content/reference/api/hub/latest.yaml: AuthCreateAccessToken. 204: docker/hub-feedback issue 496.
  const http = createFakeHttp(({ url }: HttpRequest) => {
    if (url === 'https://hub.docker.com/v2/auth/token') return token ?? json(200, { access_token: 'jwt-1' })
    const own = typeof web === 'function' ? web() : web
    if (own !== undefined) return own
    store.remove(url.split('/').at(-1) ?? '')
    return { status: 204 }
  })
  const auth = Buffer.from(`${login.user}:${login.password}`).toString('base64')
  const given = config ?? { auths: { 'https://index.docker.io/v1/': { auth } } }
  const files = createFakeFiles({ '/docker/config.json': JSON.stringify(given) })
  const [log, clock] = [createFakeLog(), createFakeClock(now)]
  const hub = openHub(createFakePorts({ http, files, log, clock }), '/docker')
  const deleter = createDockerHubDeleter(world.client, repository, hub)
  return { store, world, http, log, clock, deleter }
}

/** As it answered before tags could be deleted; a digest with a tag, as it answers today. */
const refusesDeletion = ({ method, isDigest, tags }: VendorRequest): FakeAnswer | undefined => {
  if (method !== 'DELETE') return undefined
  if (!isDigest) return unsupported
  return tags.length > 0 ? { status: 403 } : undefined
}
const removeTopic = (scene: Scene) => {
  const started = start(scene)
  return started.deleter
    .removeTag('topic', imageOf('a'), async () => false)
    .then((outcome) => ({ ...started, outcome }))
}

test('the registry API of Docker Hub removes a tag by its name, and the web API is not asked', async () => {
  const { outcome, store, http } = await removeTopic({ tags: { topic: 'a', main: 'a' } })
  expect([outcome, [...store.tags.keys()], http.requests]).toEqual([{ kind: 'deleted' }, ['main'], []])
})

test('the web API of Docker Hub removes a tag that the registry API refuses, with the same login', async () => {
  const { outcome, store, http, log, world } = await removeTopic({ registry: refusesDeletion })
  expect([outcome, store.tags.size]).toEqual([{ kind: 'deleted' }, 0])
  const [first, second] = http.requests
  const body = first?.body instanceof Uint8Array ? Buffer.from(first.body).toString() : ''
  expect([first?.method, JSON.parse(body)]).toEqual(['POST', { identifier: 'robot', secret: login.password }])
  expect([second?.method, second?.url, second?.headers.authorization]).toEqual([
    'DELETE',
    address,
    'Bearer jwt-1',
  ])
  expect(log.masks).toEqual(expect.arrayContaining([login.password, 'jwt-1']))
  expect(world.requests.some(({ method }) => method === 'PUT')).toBe(false)
})

test('the web API is not asked about a tag that the registry API calls immutable', async () => {
  const immutable = { status: 403, body: describeErrors('DENIED', 'tag is immutable') }
  const { outcome, http } = await removeTopic({
    registry: ({ method }) => (method === 'DELETE' ? immutable : undefined),
  })
  expect([outcome, http.requests]).toMatchObject([{ kind: 'refused', isRule: true }, []])
})

test('further tags go by the web API at once, with one login', async () => {
  const { deleter, http, world } = start({ tags: { topic: 'a', other: 'b' }, registry: refusesDeletion })
  await deleter.removeTag('topic', imageOf('a'), async () => false)
  expect(await deleter.removeTag('other', imageOf('b'), async () => false)).toEqual({ kind: 'deleted' })
  expect(http.requests.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'DELETE'])
  expect(world.lines().filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
})

const both = (said: string) => `the registry answered 405: UNSUPPORTED: The operation is unsupported; ${said}`

test.each<{
  title: string
  web?: FakeAnswer
  token?: FakeAnswer
  config?: unknown
  expected: DeletionOutcome
}>([
  {
    // docker/hub-feedback issue 2251.
    title: 'a token that may not delete is a failure with both answers',
    web: json(403, { detail: 'access is forbidden with a JWT issued from a personal access token' }),
    expected: {
      kind: 'refused',
      isRule: false,
      why: `the registry does not allow it to this login: ${both('hub.docker.com answered 403 access is forbidden with a JWT issued from a personal access token')}`,
    },
  },
  {
    // docker/hub-feedback issue 2398.
    title: 'a 500 with the 401 of the registry inside is a login that may not delete',
    web: json(500, {
      message: 'Delete "https://registry.test": http: non-successful response (status=401 body="")',
    }),
    expected: {
      kind: 'refused',
      isRule: false,
      why: `the registry does not allow it to this login: ${both('hub.docker.com answered 500, because its registry refused')}`,
    },
  },
  {
    // digitalocean/csi-digitalocean pull request 287.
    title: 'a 200 with the detail Not found deletes nothing',
    web: json(200, { detail: 'Not found' }),
    expected: {
      kind: 'refused',
      isRule: false,
      why: 'the registry answered that there is no such tag, but still serves it',
    },
  },
  {
    // docs.docker.com/docker-hub/repos/manage/hub-images/immutable-tags: they cannot be deleted. The words are not documented.
    title: 'an immutable tag stays',
    web: json(403, { message: 'tag is immutable' }),
    expected: {
      kind: 'refused',
      isRule: true,
      why: `it is locked or immutable: ${both('hub.docker.com answered 403 tag is immutable')}. Change that rule in the settings of the registry, or name the tag in input keep`,
    },
  },
  {
    title: 'a refused login is a failure',
    token: json(401, { detail: 'Incorrect authentication credentials' }),
    expected: {
      kind: 'refused',
      isRule: false,
      why: `the registry does not allow it to this login: ${both('the web API of Docker Hub refused the login that should delete acme/app:topic')}`,
    },
  },
  {
    title: 'a login without a password is a failure',
    config: { auths: { 'https://index.docker.io/v1/': { identitytoken: 'identity' } } },
    expected: {
      kind: 'refused',
      isRule: false,
      why: `the registry does not allow it to this login: ${both('the web API of Docker Hub cannot delete acme/app:topic without a user name and a password or access token')}`,
    },
  },
])('on Docker Hub $title', async ({ expected, ...scene }) => {
  const { outcome, store, world, log } = await removeTopic({ registry: refusesDeletion, ...scene })
  expect(outcome).toEqual(expected)
  expect([...store.tags]).toEqual([['topic', imageOf('a')]])
  expect(world.requests.some(({ method }) => method === 'PUT')).toBe(false)
  expect(JSON.stringify([outcome, log.at('info')])).not.toContain(login.password)
})

test('a limit of Docker Hub that lasts an hour is an error, and is not waited for', async () => {
  const web = json(429, { detail: 'Rate limit exceeded' }, { 'x-retry-after': String(now / 1000 + 3600) })
  await expect(removeTopic({ registry: refusesDeletion, web })).rejects.toThrow(
    'still refuses to delete acme/app:topic; it asks to wait 3600 s',
  )
})

test('a limit of Docker Hub that passes is waited for until its unix time', async () => {
  let isLimited = true
  const { outcome, clock, http } = await removeTopic({
    registry: refusesDeletion,
    web: () => {
      const answer = json(429, {}, { 'x-retry-after': String(now / 1000 + 40) })
      const limited = isLimited ? answer : undefined
      isLimited = false
      return limited
    },
  })
  expect([outcome, clock.now() - now]).toEqual([{ kind: 'deleted' }, 40_000])
  expect(http.requests.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'DELETE'])
})

describe('a digest on Docker Hub', () => {
  test('goes by the registry API', async () => {
    const { deleter, store } = start({})
    expect(await deleter.deleteManifest(imageOf('a'), [])).toEqual({ kind: 'deleted' })
    expect(store.manifests.size).toBe(0)
  })

  // docs.docker.com, Docker Hub registry API, DeleteImageManifest: 403 without content while it is referenced; 500 while Docker Hub retries.
  test.each<{ title: string; status: number; isGone?: boolean; expected: DeletionOutcome }>([
    {
      title: 'stays while a tag or an index refers to it: 403',
      status: 403,
      expected: {
        kind: 'refused',
        why: 'the registry keeps it, because something refers to it: the registry answered 403',
        stays: 'used',
      },
    },
    {
      title: 'is left to Docker Hub, which deletes it in the background: 500',
      status: 500,
      expected: {
        kind: 'refused',
        why: 'Docker Hub answered 500, and goes on deleting it in the background',
        stays: 'uncollected',
      },
    },
    {
      title: 'is deleted if it is gone after a 500',
      status: 500,
      isGone: true,
      expected: { kind: 'deleted' },
    },
  ])('$title', async ({ status, isGone, expected }) => {
    const { deleter, store } = start({
      registry: ({ method, reference }) => {
        if (method !== 'DELETE') return undefined
        if (isGone) store.remove(reference)
        return { status }
      },
    })
    expect(await deleter.deleteManifest(imageOf('a'), [])).toEqual(expected)
  })
})
