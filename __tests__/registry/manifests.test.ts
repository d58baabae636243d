import { parseRepository } from '../../src/model/reference.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { dockerManifest, ociIndex, ociManifest } from '../../src/registry/media-types.ts'
import { createFakeWorld, describeErrors, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const tag = { tag: '1' }
const index = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [] })
const digest = computeDigest(Buffer.from(index))
const sha512 = computeDigest(Buffer.from(index), 'sha512')
const other = `sha256:${'0'.repeat(64)}`
const json = { 'content-type': 'application/json' }

function answer(over: { headers?: Record<string, string>; body?: string; status?: number } = {}): FakeAnswer {
  const headers = { 'content-type': ociIndex, 'docker-content-digest': digest, ...over.headers }
  return { status: over.status ?? 200, headers, body: over.body ?? index }
}

describe('headManifest', () => {
  test('accepts all four media types, without which registries hide an index', async () => {
    const world = createFakeWorld(() => answer({ headers: { 'content-length': '88' } }))
    expect(await world.client.headManifest(app, tag)).toEqual({ digest, mediaType: ociIndex, size: 88 })
    expect(world.requests[0]?.headers.accept?.split(', ')).toHaveLength(4)
  })

  test.each<{ name: string; answer: FakeAnswer }>([
    { name: 'JSON', answer: { status: 404, headers: json } },
    { name: 'no content', answer: { status: 404 } },
  ])('a 404 with $name means that the manifest is absent', async ({ answer }) => {
    const world = createFakeWorld(() => answer)
    expect(await world.client.headManifest(app, tag)).toBeUndefined()
    // There is no list of tags, so that GET decides.
    expect(world.requests.map(({ method, url }) => `${method} ${url.split('/acme/app/')[1]}`)).toEqual([
      'HEAD manifests/1',
      'GET tags/list?n=1000',
      'GET manifests/1',
    ])
  })

  test.each<{ name: string; type: string; body: string; code: string }>([
    { name: 'a page', type: 'text/html', body: '<html>', code: 'registry-page' },
    { name: 'text', type: 'text/plain', body: '404 page not found', code: 'registry-failed' },
  ])('a 404 with $name is an error', async ({ type, body, code }) => {
    const world = createFakeWorld(() => ({ status: 404, headers: { 'content-type': type }, body }))
    await expect(world.client.headManifest(app, tag)).rejects.toThrow(code)
  })

  test('a 404 with text means that the manifest is absent if GET answers a 404 with JSON', async () => {
    const headers = { 'content-type': 'text/plain' }
    const world = createFakeWorld(({ method }) => ({
      status: 404,
      headers: method === 'HEAD' ? headers : json,
    }))
    expect(await world.client.headManifest(app, tag)).toBeUndefined()
  })

  test.each([
    { name: 'no digest', headers: { 'docker-content-digest': '' } },
    { name: 'no size', headers: {} },
    {
      name: 'an unknown media type',
      headers: { 'content-type': 'application/json', 'content-length': '88' },
    },
  ])('gets the manifest if the answer to HEAD has $name', async ({ headers }) => {
    const world = createFakeWorld(({ method }) => (method === 'HEAD' ? answer({ headers }) : answer()))
    expect(await world.client.headManifest(app, tag)).toEqual({
      digest,
      mediaType: ociIndex,
      size: index.length,
    })
    expect(world.lines()).toHaveLength(2)
  })
})

describe('getManifest', () => {
  test('returns bytes, digest, media type and JSON', async () => {
    const world = createFakeWorld(() => answer())
    const manifest = await world.client.getManifest(app, tag)
    expect(manifest).toMatchObject({ digest, mediaType: ociIndex, json: { schemaVersion: 2 } })
    expect(Buffer.from(manifest?.bytes ?? []).toString()).toBe(index)
  })

  test.each<{
    name: string
    target: { tag: string } | { digest: string }
    answer: FakeAnswer
    expected: string
  }>([
    {
      name: 'an answer without a digest',
      target: tag,
      answer: { status: 200, headers: { 'content-type': ociIndex }, body: index },
      expected: digest,
    },
    { name: 'the requested digest', target: { digest }, answer: answer(), expected: digest },
    {
      name: 'a SHA-512 digest',
      target: { digest: sha512 },
      answer: answer({ headers: { 'docker-content-digest': sha512 } }),
      expected: sha512,
    },
    {
      name: 'a media type that only the content states',
      target: tag,
      answer: answer({ headers: json }),
      expected: digest,
    },
    {
      name: 'a media type with parameters',
      target: tag,
      answer: answer({ headers: { 'content-type': `${ociIndex}; charset=utf-8` } }),
      expected: digest,
    },
  ])('accepts $name', async ({ target, answer, expected }) => {
    const world = createFakeWorld(() => answer)
    expect((await world.client.getManifest(app, target))?.digest).toBe(expected)
  })

  const image = JSON.stringify({ schemaVersion: 2, mediaType: dockerManifest, layers: [] })
  const both = JSON.stringify({ schemaVersion: 2, manifests: [], layers: [] })
  const of = (body: string, headers = {}) =>
    answer({ body, headers: { 'docker-content-digest': computeDigest(Buffer.from(body)), ...headers } })
  test.each<{ name: string; target?: { digest: string }; answer: FakeAnswer; message: string }>([
    {
      name: 'content without the requested digest',
      target: { digest: other },
      answer: answer(),
      message: 'its digest is',
    },
    {
      name: 'content without the digest that the answer states',
      answer: answer({ headers: { 'docker-content-digest': other } }),
      message: 'its digest is',
    },
    {
      name: 'a digest that cannot be checked',
      answer: answer({ headers: { 'docker-content-digest': `md5:${'0'.repeat(32)}` } }),
      message: 'its digest is',
    },
    { name: 'a broken body', answer: of('{"schema'), message: 'not a JSON object' },
    { name: 'a JSON array', answer: of('[]'), message: 'not a JSON object' },
    {
      name: 'a media type that contradicts the content (CVE-2021-41190)',
      answer: of(image, { 'content-type': ociManifest }),
      message: 'contradicts its content',
    },
    {
      name: 'a manifest that is both image and index (CVE-2021-41190)',
      answer: of(both),
      message: 'contradicts its content',
    },
    {
      name: 'a media type that is not an image’s',
      answer: of('{"schemaVersion":1}', {
        'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws',
      }),
      message: 'not that of an image',
    },
  ])('rejects $name after five attempts', async ({ target, answer, message }) => {
    const world = createFakeWorld(() => answer)
    const failure = world.client.getManifest(app, target ?? tag)
    await expect(failure).rejects.toThrow(message)
    await expect(failure).rejects.toThrow('registry-content')
    expect(world.requests).toHaveLength(5)
  })

  test('retries when the content is wrong', async () => {
    const world = createFakeWorld((_request, count) => (count === 1 ? of('garbage') : answer()))
    expect((await world.client.getManifest(app, tag))?.digest).toBe(digest)
  })

  test.each([
    { name: 'a Content-Length', headers: { 'content-length': String(5 << 20) }, body: '{}' },
    { name: 'no Content-Length', headers: { 'content-length': '' }, body: ' '.repeat((4 << 20) + 1) },
  ])('rejects more than 4 MiB, with $name', async ({ headers, body }) => {
    const world = createFakeWorld(() => answer({ headers, body }))
    await expect(world.client.getManifest(app, tag)).rejects.toThrow('larger than 4 MiB')
    expect(world.requests).toHaveLength(1)
  })

  test.each([
    { name: 'an absent manifest', body: describeErrors('MANIFEST_UNKNOWN') },
    { name: 'an absent repository', body: describeErrors('NAME_UNKNOWN') },
  ])('returns undefined for $name', async ({ body }) => {
    const world = createFakeWorld(() => ({ status: 404, headers: json, body }))
    expect(await world.client.getManifest(app, tag)).toBeUndefined()
  })
})

describe('putManifest', () => {
  const manifest = { mediaType: ociIndex, bytes: Buffer.from(index) }
  const stored: FakeAnswer = { status: 201, headers: { 'docker-content-digest': digest } }

  test('sends the bytes with their media type', async () => {
    const world = createFakeWorld(() => stored)
    expect(await world.client.putManifest(app, tag, manifest)).toEqual({ digest })
    expect(world.lines()).toEqual(['PUT https://r.test/v2/acme/app/manifests/1'])
    expect(world.requests[0]).toMatchObject({ headers: { 'content-type': ociIndex }, body: manifest.bytes })
  })

  test('returns the subject that the registry has listed (spec 1.1, OCI-Subject)', async () => {
    const world = createFakeWorld(() => ({ status: 201, headers: { 'oci-subject': other } }))
    expect(await world.client.putManifest(app, { digest }, manifest)).toEqual({ digest, subject: other })
  })

  test('retries when the registry reports a missing blob', async () => {
    const missing = { status: 404, headers: json, body: describeErrors('MANIFEST_BLOB_UNKNOWN') }
    const answers = [missing, stored]
    const world = createFakeWorld(() => answers.shift() ?? stored)
    expect(await world.client.putManifest(app, tag, manifest)).toEqual({ digest })
    expect(world.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2)
  })

  test('throws without a request if the bytes do not have the digest', async () => {
    const world = createFakeWorld(() => stored)
    await expect(world.client.putManifest(app, { digest: other }, manifest)).rejects.toThrow('These bytes')
    expect(world.requests).toHaveLength(0)
  })

  test.each<{ name: string; answer: FakeAnswer; code: string }>([
    {
      name: 'an answer with another digest',
      answer: { status: 201, headers: { 'docker-content-digest': other } },
      code: 'registry-content',
    },
    { name: 'a 200 with a page', answer: { status: 200, body: '<html>' }, code: 'registry-failed' },
    {
      name: 'a refusal',
      answer: { status: 400, headers: json, body: describeErrors('MANIFEST_INVALID') },
      code: 'registry-manifest-invalid',
    },
  ])('$name is an error', async ({ answer, code }) => {
    const world = createFakeWorld(() => answer)
    await expect(world.client.putManifest(app, tag, manifest)).rejects.toThrow(code)
  })
})
