import { parseRepository } from '../../src/model/reference.ts'
import type { HttpRequest } from '../../src/ports/http.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { createFakeWorld, describeErrors, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const digest = `sha256:${'a'.repeat(64)}`

describe('deleteManifest (spec 1.1, "Deleting Manifests")', () => {
  test.each<{
    name: string
    target: { tag: string } | { digest: string }
    answer: FakeAnswer
    expected: string
  }>([
    { name: '202', target: { tag: '1' }, answer: { status: 202 }, expected: 'deleted' },
    {
      name: '404 MANIFEST_UNKNOWN',
      target: { digest },
      answer: { status: 404, body: describeErrors('MANIFEST_UNKNOWN') },
      expected: 'absent',
    },
    { name: '404 without a body', target: { digest }, answer: { status: 404 }, expected: 'unsupported' },
    {
      name: '404 with a page (ECR, once)',
      target: { tag: '1' },
      answer: { status: 404, body: '404 page not found' },
      expected: 'unsupported',
    },
    { name: '405', target: { digest }, answer: { status: 405 }, expected: 'unsupported' },
    {
      name: '400 for a tag (distribution 2.8)',
      target: { tag: '1' },
      answer: { status: 400, body: describeErrors('DIGEST_INVALID') },
      expected: 'unsupported',
    },
    {
      name: '403',
      target: { digest },
      answer: { status: 403, body: describeErrors('DENIED') },
      expected: 'unsupported',
    },
    { name: '401', target: { digest }, answer: { status: 401 }, expected: 'unsupported' },
  ])('$name means $expected', async ({ target, answer, expected }) => {
    const world = createFakeWorld(() => answer)
    expect(await world.client.deleteManifest(app, target)).toBe(expected)
  })

  test('a 400 for a digest is an error', async () => {
    const world = createFakeWorld(() => ({ status: 400 }))
    await expect(world.client.deleteManifest(app, { digest })).rejects.toThrow('registry-failed')
  })
})

/** A registry that deletes only by digest, like distribution 2.8; `refuse` replaces its answers. */
function createStore(refuse: (request: HttpRequest) => FakeAnswer | undefined = () => undefined) {
  const bytes = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [] })
  const first = computeDigest(Buffer.from(bytes))
  const tags = new Map([
    ['1', first],
    ['other', first],
  ])
  const manifests = new Map([[first, bytes]])
  const serve = (request: HttpRequest): FakeAnswer => {
    const name = request.url.split('/').at(-1) ?? ''
    const target = tags.get(name) ?? name
    const body = manifests.get(target)
    if (request.method === 'PUT') {
      const put = Buffer.from(request.body instanceof Uint8Array ? request.body : [])
      tags.set(name, computeDigest(put))
      manifests.set(computeDigest(put), put.toString())
      return { status: 201 }
    }
    if (request.method === 'GET' || request.method === 'HEAD')
      return body === undefined
        ? { status: 404, body: describeErrors('MANIFEST_UNKNOWN') }
        : {
            status: 200,
            headers: { 'content-type': ociIndex, 'docker-content-digest': target, 'content-length': '9' },
            body,
          }
    if (!name.startsWith('sha256:')) return { status: 400, body: describeErrors('DIGEST_INVALID') }
    if (body === undefined) return { status: 404, body: describeErrors('MANIFEST_UNKNOWN') }
    manifests.delete(target)
    for (const [tag, on] of [...tags]) if (on === target) tags.delete(tag)
    return { status: 202 }
  }
  return { tags, first, server: (request: HttpRequest) => refuse(request) ?? serve(request) }
}

describe('removeTag', () => {
  const isDelete = ({ method }: HttpRequest) => method === 'DELETE'

  test('removes only the given tag where the registry deletes only by digest', async () => {
    const store = createStore()
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, '1')).toBe('removed')
    expect([...store.tags]).toEqual([['other', store.first]])
  })

  test('deletes by name first, and checks that the tag no longer exists', async () => {
    const absent = { status: 404, body: describeErrors('MANIFEST_UNKNOWN') }
    const world = createFakeWorld(({ method }) => (method === 'DELETE' ? { status: 202 } : absent))
    expect(await world.client.removeTag(app, '1')).toBe('removed')
    const address = 'https://r.test/v2/acme/app/manifests/1'
    expect(world.lines().slice(0, 2)).toEqual([`DELETE ${address}`, `HEAD ${address}`])
    expect(world.lines().some((line) => line.startsWith('PUT'))).toBe(false)
  })

  test.each([
    { what: '202', answer: { status: 202 } },
    { what: '404 MANIFEST_UNKNOWN', answer: { status: 404, body: describeErrors('MANIFEST_UNKNOWN') } },
    { what: '404 with a page', answer: { status: 404, body: '404 page not found' } },
  ])(
    'reports unsupported when the tag still exists after DELETE was answered with $what',
    async ({ answer }) => {
      const store = createStore((request) => (isDelete(request) ? answer : undefined))
      const world = createFakeWorld(store.server)
      expect(await world.client.removeTag(app, '1')).toBe('unsupported')
      expect(store.tags.get('1')).toBe(store.first)
    },
  )

  test('changes nothing where deletion is disabled', async () => {
    const store = createStore((request) => (isDelete(request) ? { status: 405 } : undefined))
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, '1')).toBe('unsupported')
    expect(store.tags.get('1')).toBe(store.first)
    expect(world.requests.every(isDelete)).toBe(true)
  })

  test('restores the tag when the final deletion fails', async () => {
    let deletions = 0
    const store = createStore((request) => {
      if (!isDelete(request)) return undefined
      deletions += 1
      return deletions > 2 ? { status: 403, body: describeErrors('DENIED') } : undefined
    })
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, '1')).toBe('unsupported')
    expect(store.tags.get('1')).toBe(store.first)
  })

  test('reports a tag that does not exist as removed', async () => {
    const store = createStore()
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, 'gone')).toBe('removed')
    expect(world.requests.some(({ method }) => method === 'PUT')).toBe(false)
  })
})

test.each([
  { status: 404, body: describeErrors('MANIFEST_UNKNOWN'), expected: true },
  { status: 404, body: '404 page not found', expected: false },
  { status: 202, body: '', expected: true },
  { status: 405, body: '', expected: false },
  { status: 401, body: '', expected: false },
])('probeDelete returns $expected for $status $body', async ({ status, body, expected }) => {
  const world = createFakeWorld(() => ({ status, body }))
  expect(await world.client.probeDelete(app)).toBe(expected)
})
