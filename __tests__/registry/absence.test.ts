import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { createFakeWorld, describeErrors, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const body = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [] })
const digest = computeDigest(Buffer.from(body))
const absent = { status: 404, body: describeErrors('MANIFEST_UNKNOWN') }
const found = {
  status: 200,
  headers: { 'content-type': ociIndex, 'docker-content-digest': digest, 'content-length': `${body.length}` },
  body,
}

interface Setting {
  readonly tags: readonly string[]
  /** HEAD answers 404 even for tags that exist. */
  readonly isHeadBroken?: boolean
  /** Replaces the answer to the list of tags. */
  readonly list?: FakeAnswer
  /** The answer to a request for an absent manifest. */
  readonly absence?: FakeAnswer
  readonly push?: FakeAnswer
}

function createWorld({ tags, isHeadBroken, list, absence = absent, push }: Setting) {
  const held = new Set([...tags, ...(tags.length > 0 ? [digest] : [])])
  const serve = ({ method, url }: HttpRequest): FakeAnswer => {
    const name = url.split('/').at(-1) ?? ''
    if (url.includes('/blobs/uploads/'))
      return push ?? { status: 202, headers: { location: '/v2/acme/app/blobs/uploads/1' } }
    if (url.includes('/tags/list')) return list ?? { status: 200, body: JSON.stringify({ tags }) }
    if (method === 'HEAD' && isHeadBroken) return absent
    return held.has(name) ? found : absence
  }
  const world = createFakeWorld(serve)
  const sent = () =>
    world.requests.map(({ method, url }) => `${method} ${url.replace(/^.*\/acme\/app\//, '')}`)
  const head = async (tag: string) => (await world.client.headManifest(app, { tag }))?.digest
  return { ...world, held, sent, head }
}
const more = { status: 200, headers: { link: '</v2/acme/app/tags/list?last=a>; rel="next"' } }

describe('a 404 to HEAD', () => {
  test('means absence without another request where HEAD has found another tag', async () => {
    const world = createWorld({ tags: ['main'] })
    expect([await world.head('main'), await world.head('1.0')]).toEqual([digest, undefined])
    expect(world.sent()).toEqual(['HEAD manifests/main', 'HEAD manifests/1.0'])
  })

  test('ends peekManifest after one request, and is no proof for headManifest', async () => {
    const world = createWorld({ tags: ['main'], isHeadBroken: true })
    const peek = async () => (await world.client.peekManifest(app, { tag: 'main' }))?.digest
    expect(await peek()).toBeUndefined()
    expect(world.sent()).toEqual(['HEAD manifests/main'])
    expect(await world.head('main')).toBe(digest)
    expect(await peek()).toBe(digest)
  })

  test('makes later peeks send a single GET where HEAD does not work; a failed peek is not retried', async () => {
    const refusing = createFakeWorld(() => ({ status: 429, headers: { 'retry-after': '1' } }))
    await expect(refusing.client.peekManifest(app, { tag: 'main' })).rejects.toThrow('limits requests')
    expect([refusing.lines().length, refusing.clock.sleeps]).toEqual([1, []])
    const world = createWorld({ tags: ['main'], isHeadBroken: true })
    await world.head('main')
    const before = world.sent().length
    await world.client.peekManifest(app, { tag: 'main' })
    expect(world.sent().slice(before)).toEqual(['GET manifests/main'])
  })

  test('means absence where the list of tags lacks the tag; the list is read once, in parallel', async () => {
    const world = createWorld({ tags: ['main'] })
    world.client.expectAbsence(app)
    const both = await Promise.all([world.head('1.0'), world.head('1.1')])
    expect(both).toEqual([undefined, undefined])
    expect(world.sent().filter((line) => line.startsWith('GET'))).toEqual(['GET tags/list?n=1000'])
  })

  test('is checked with GET where the tag is listed, and so is every later tag', async () => {
    const world = createWorld({ tags: ['1.0', 'main'], isHeadBroken: true })
    expect([await world.head('1.0'), await world.head('main'), await world.head('2.0')]).toEqual([
      digest,
      digest,
      undefined,
    ])
    expect(world.sent().filter((line) => line.startsWith('GET'))).toEqual([
      'GET tags/list?n=1000',
      'GET manifests/1.0',
      'GET manifests/main',
      'GET manifests/2.0',
    ])
  })

  test.each<{ name: string; list: FakeAnswer }>([
    { name: 'is forbidden', list: { status: 403, body: describeErrors('DENIED') } },
    { name: 'is a 404 page', list: { status: 404, body: '404 page not found' } },
    { name: 'is rate-limited', list: { status: 429, headers: { 'retry-after': '60' } } },
    { name: 'fails with a broken connection', list: 'ECONNRESET' },
    { name: 'is not JSON', list: { status: 200, body: '<html>' } },
  ])('is confirmed by GET where the list of tags $name', async ({ list }) => {
    const world = createWorld({ tags: ['1.0'], isHeadBroken: true, list })
    expect([await world.head('1.0'), await world.head('2.0')]).toEqual([digest, undefined])
    expect(world.clock.sleeps.every((time) => time <= 2_000)).toBe(true)
    expect(world.sent().filter((line) => line.includes('GET manifests'))).toEqual([
      'GET manifests/1.0',
      'GET manifests/2.0',
    ])
  })

  test('means absence where the repository does not exist', async () => {
    const list = { status: 404, body: describeErrors('NAME_UNKNOWN') }
    const world = createWorld({ tags: [], list })
    expect(await world.head('1.0')).toBeUndefined()
    expect(world.sent()).toEqual(['HEAD manifests/1.0', 'GET tags/list?n=1000'])
  })

  test('is tested with a listed tag where the list has more pages', async () => {
    const list = { ...more, body: JSON.stringify({ tags: ['a'] }) }
    const good = createWorld({ tags: ['a', 'z'], list })
    expect([await good.head('new'), await good.head('z')]).toEqual([undefined, digest])
    const bad = createWorld({ tags: ['a', 'z'], list, isHeadBroken: true })
    expect([await bad.head('new'), await bad.head('z')]).toEqual([undefined, digest])
  })

  test('is confirmed by the list only once, so that a tag pushed later is found', async () => {
    const world = createWorld({ tags: [], isHeadBroken: true })
    expect(await world.head('1.0')).toBeUndefined()
    world.held.add('1.0')
    expect(await world.head('1.0')).toBe(digest)
  })

  test('needs a GET after a first push only where HEAD does not find the pushed manifest', async () => {
    for (const isHeadBroken of [false, true]) {
      const world = createWorld({ tags: [], isHeadBroken })
      world.client.expectAbsence(app)
      expect(await world.head('1.0')).toBeUndefined()
      world.held.add(digest)
      await world.client.getManifest(app, { digest })
      const before = world.requests.length
      expect(await world.head('1.0')).toBeUndefined()
      expect(world.sent().slice(before)).toEqual([
        'HEAD manifests/1.0',
        ...(isHeadBroken ? ['GET manifests/1.0'] : []),
      ])
    }
  })
})

describe('a 403 for an absent manifest (Artifactory)', () => {
  const absence = { status: 403, body: describeErrors('DENIED') }
  const code = (error: unknown) => (error instanceof TagboatError ? error.problems[0]?.code : error)
  const findDigest = (world: ReturnType<typeof createWorld>, name: string) =>
    world.client
      .headManifest(app, name.startsWith('sha256:') ? { digest: name } : { tag: name })
      .then((one) => one?.digest, code)

  test('means absence where the readable list of tags lacks the tag', async () => {
    const world = createWorld({ tags: ['main'], absence })
    world.client.expectAbsence(app)
    expect(await findDigest(world, '1.0')).toBeUndefined()
  })

  test('means absence of a tag or digest where the login may push, for HEAD and GET', async () => {
    const world = createWorld({ tags: ['main'], absence, list: absence })
    const other = `sha256:${'0'.repeat(64)}`
    await world.client.checkPush(app)
    expect([await findDigest(world, '1.0'), await findDigest(world, other)]).toEqual([undefined, undefined])
    expect(await world.client.getManifest(app, { tag: '1.0' })).toBeUndefined()
  })

  test('stays an error where the login may not push, no push was checked, or the tag is listed', async () => {
    const refusing = createWorld({ tags: [], absence, list: absence, push: absence })
    await refusing.client.checkPush(app).catch(() => undefined)
    expect(await findDigest(refusing, '1.0')).toBe('registry-denied')
    expect(await findDigest(createWorld({ tags: [], absence }), '1.0')).toBe('registry-denied')
    const listed = createWorld({ tags: ['main'], absence })
    listed.held.delete('main')
    listed.client.expectAbsence(app)
    await listed.client.checkPush(app)
    expect(await findDigest(listed, 'main')).toBe('registry-denied')
  })
})
