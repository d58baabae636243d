import { parseRepository } from '../../src/plan/reference.ts'
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
    { name: '404', target: { digest }, answer: { status: 404 }, expected: 'absent' },
    { name: '405', target: { digest }, answer: { status: 405 }, expected: 'unsupported' },
    {
      name: '400 to a tag (distribution 2.8)',
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

  test('400 to a digest is a problem', async () => {
    const world = createFakeWorld(() => ({ status: 400 }))
    await expect(world.client.deleteManifest(app, { digest })).rejects.toThrow('registry-failed')
  })
})

/** A registry that deletes by digest only, as distribution 2.8; `refuse` answers what it does not do. */
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
    if (request.method === 'GET')
      return body === undefined
        ? { status: 404 }
        : { status: 200, headers: { 'content-type': ociIndex }, body }
    if (!name.startsWith('sha256:')) return { status: 400, body: describeErrors('DIGEST_INVALID') }
    if (body === undefined) return { status: 404 }
    manifests.delete(target)
    for (const [tag, on] of [...tags]) if (on === target) tags.delete(tag)
    return { status: 202 }
  }
  return { tags, first, server: (request: HttpRequest) => refuse(request) ?? serve(request) }
}

describe('removeTag', () => {
  const isDelete = ({ method }: HttpRequest) => method === 'DELETE'

  test('takes the tag alone away where only digests can be deleted', async () => {
    const store = createStore()
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, '1')).toBe('removed')
    expect([...store.tags]).toEqual([['other', store.first]])
  })

  test('asks by name first', async () => {
    const world = createFakeWorld(() => ({ status: 202 }))
    expect(await world.client.removeTag(app, '1')).toBe('removed')
    expect(world.lines()).toEqual(['DELETE https://r.test/v2/acme/app/manifests/1'])
  })

  test('changes nothing where deletion is off', async () => {
    const store = createStore((request) => (isDelete(request) ? { status: 405 } : undefined))
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, '1')).toBe('unsupported')
    expect(store.tags.get('1')).toBe(store.first)
    expect(world.requests.every(isDelete)).toBe(true)
  })

  test('puts the tag back where the deletion fails after all', async () => {
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

  test('a tag that is gone is removed', async () => {
    const store = createStore()
    const world = createFakeWorld(store.server)
    expect(await world.client.removeTag(app, 'gone')).toBe('removed')
    expect(world.requests.some(({ method }) => method === 'PUT')).toBe(false)
  })
})

test.each([
  { status: 404, expected: true },
  { status: 202, expected: true },
  { status: 405, expected: false },
  { status: 401, expected: false },
])('probeDelete: $status means $expected', async ({ status, expected }) => {
  const world = createFakeWorld(() => ({ status }))
  expect(await world.client.probeDelete(app)).toBe(expected)
})
