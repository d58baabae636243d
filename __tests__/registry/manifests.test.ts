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
  test('asks with all four media types: with fewer an index is not found', async () => {
    const world = createFakeWorld(() => answer({ headers: { 'content-length': '88' } }))
    expect(await world.client.headManifest(app, tag)).toEqual({ digest, mediaType: ociIndex, size: 88 })
    expect(world.requests[0]?.headers.accept?.split(', ')).toHaveLength(4)
  })

  test.each<{ name: string; answer: FakeAnswer }>([
    { name: 'JSON', answer: { status: 404, headers: json } },
    { name: 'nothing', answer: { status: 404 } },
  ])('a 404 with $name is an absent manifest', async ({ answer }) => {
    const world = createFakeWorld(() => answer)
    expect(await world.client.headManifest(app, tag)).toBeUndefined()
    // The list of tags is asked, and since there is none, GET.
    expect(world.requests.map(({ method, url }) => `${method} ${url.split('/acme/app/')[1]}`)).toEqual([
      'HEAD manifests/1',
      'GET tags/list?n=1000',
      'GET manifests/1',
    ])
  })

  test.each<{ name: string; type: string; body: string; code: string }>([
    { name: 'a page', type: 'text/html', body: '<html>', code: 'registry-page' },
    { name: 'text', type: 'text/plain', body: '404 page not found', code: 'registry-failed' },
  ])('a 404 with $name is no answer of a registry', async ({ type, body, code }) => {
    const world = createFakeWorld(() => ({ status: 404, headers: { 'content-type': type }, body }))
    await expect(world.client.headManifest(app, tag)).rejects.toThrow(code)
  })

  test('a 404 with text is an absent manifest where the body says so', async () => {
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
  ])('reads the manifest where the answer has $name', async ({ headers }) => {
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
  test('gives bytes, digest, media type and content', async () => {
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
      name: 'no digest in the answer',
      target: tag,
      answer: answer({ headers: { 'docker-content-digest': digest } }),
      expected: digest,
    },
    { name: 'a digest that was asked for', target: { digest }, answer: answer(), expected: digest },
    {
      name: 'a SHA-512 digest',
      target: { digest: sha512 },
      answer: answer({ headers: { 'docker-content-digest': sha512 } }),
      expected: sha512,
    },
    {
      name: 'a media type in the content only',
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
  ])('takes $name', async ({ target, answer, expected }) => {
    const world = createFakeWorld(() => answer)
    expect((await world.client.getManifest(app, target))?.digest).toBe(expected)
  })

  const image = JSON.stringify({ schemaVersion: 2, mediaType: dockerManifest, layers: [] })
  const both = JSON.stringify({ schemaVersion: 2, manifests: [], layers: [] })
  const of = (body: string, headers = {}) =>
    answer({ body, headers: { 'docker-content-digest': computeDigest(Buffer.from(body)), ...headers } })
  test.each<{ name: string; target?: { digest: string }; answer: FakeAnswer; message: string }>([
    {
      name: 'content that has not the digest that was asked for',
      target: { digest: other },
      answer: answer(),
      message: 'its digest is',
    },
    {
      name: 'content that has not the digest that the answer names',
      answer: answer({ headers: { 'docker-content-digest': other } }),
      message: 'its digest is',
    },
    {
      name: 'a digest that cannot be checked',
      answer: answer({ headers: { 'docker-content-digest': `md5:${'0'.repeat(32)}` } }),
      message: 'its digest is',
    },
    { name: 'a broken body', answer: of('{"schema'), message: 'no JSON object' },
    { name: 'a list', answer: of('[]'), message: 'no JSON object' },
    {
      name: 'a type that contradicts itself (CVE-2021-41190)',
      answer: of(image, { 'content-type': ociManifest }),
      message: 'contradicts itself',
    },
    {
      name: 'an image that is an index too (CVE-2021-41190)',
      answer: of(both),
      message: 'contradicts itself',
    },
    {
      name: 'a type of another thing',
      answer: of('{"schemaVersion":1}', {
        'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws',
      }),
      message: 'none of an image',
    },
  ])('does not take $name, however often', async ({ target, answer, message }) => {
    const world = createFakeWorld(() => answer)
    const failure = world.client.getManifest(app, target ?? tag)
    await expect(failure).rejects.toThrow(message)
    await expect(failure).rejects.toThrow('registry-content')
    expect(world.requests).toHaveLength(5)
  })

  test('content that is wrong once is asked for again', async () => {
    const world = createFakeWorld((_request, count) => (count === 1 ? of('garbage') : answer()))
    expect((await world.client.getManifest(app, tag))?.digest).toBe(digest)
  })

  test.each([
    { name: 'announced', headers: { 'content-length': String(5 << 20) }, body: '{}' },
    { name: 'not announced', headers: { 'content-length': '' }, body: ' '.repeat((4 << 20) + 1) },
  ])('reads no more than 4 MiB, $name', async ({ headers, body }) => {
    const world = createFakeWorld(() => answer({ headers, body }))
    await expect(world.client.getManifest(app, tag)).rejects.toThrow('larger than 4 MiB')
    expect(world.requests).toHaveLength(1)
  })

  test.each([
    { name: 'an absent manifest', body: describeErrors('MANIFEST_UNKNOWN') },
    { name: 'an absent repository', body: describeErrors('NAME_UNKNOWN') },
  ])('$name is undefined', async ({ body }) => {
    const world = createFakeWorld(() => ({ status: 404, headers: json, body }))
    expect(await world.client.getManifest(app, tag)).toBeUndefined()
  })
})

describe('putManifest', () => {
  const manifest = { mediaType: ociIndex, bytes: Buffer.from(index) }
  const stored: FakeAnswer = { status: 201, headers: { 'docker-content-digest': digest } }

  test('puts the bytes with their media type', async () => {
    const world = createFakeWorld(() => stored)
    expect(await world.client.putManifest(app, tag, manifest)).toEqual({ digest })
    expect(world.lines()).toEqual(['PUT https://r.test/v2/acme/app/manifests/1'])
    expect(world.requests[0]).toMatchObject({ headers: { 'content-type': ociIndex }, body: manifest.bytes })
  })

  test('tells of a subject that the registry has listed (spec 1.1, OCI-Subject)', async () => {
    const world = createFakeWorld(() => ({ status: 201, headers: { 'oci-subject': other } }))
    expect(await world.client.putManifest(app, { digest }, manifest)).toEqual({ digest, subject: other })
  })

  test('a blob that the registry misses for a moment is waited for', async () => {
    const missing = { status: 404, headers: json, body: describeErrors('MANIFEST_BLOB_UNKNOWN') }
    const answers = [missing, stored]
    const world = createFakeWorld(() => answers.shift() ?? stored)
    expect(await world.client.putManifest(app, tag, manifest)).toEqual({ digest })
    expect(world.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2)
  })

  test('bytes that have not the digest are a fault of ours', async () => {
    const world = createFakeWorld(() => stored)
    await expect(world.client.putManifest(app, { digest: other }, manifest)).rejects.toThrow('These bytes')
    expect(world.requests).toHaveLength(0)
  })

  test.each<{ name: string; answer: FakeAnswer; code: string }>([
    {
      name: 'another digest',
      answer: { status: 201, headers: { 'docker-content-digest': other } },
      code: 'registry-content',
    },
    { name: 'a page with 200', answer: { status: 200, body: '<html>' }, code: 'registry-failed' },
    {
      name: 'a refusal',
      answer: { status: 400, headers: json, body: describeErrors('MANIFEST_INVALID') },
      code: 'registry-manifest-invalid',
    },
  ])('$name is a problem', async ({ answer, code }) => {
    const world = createFakeWorld(() => answer)
    await expect(world.client.putManifest(app, tag, manifest)).rejects.toThrow(code)
  })
})
