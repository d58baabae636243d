import fc from 'fast-check'
import { parseRepository } from '../../../src/model/reference.ts'
import { TagboatError } from '../../../src/model/tagboat-error.ts'
import type { HttpRequest } from '../../../src/ports/http.ts'
import { createSlices } from '../../../src/registry/copy/upload-blob.ts'
import { computeDigest } from '../../../src/registry/digest.ts'
import { ociManifest } from '../../../src/registry/media-types.ts'
import { createFakeWorld, type FakeAnswer } from '../../helpers/registry.ts'
import { createFiller, createRegistryServer } from '../../helpers/registry-server.ts'

const from = parseRepository('a.test/acme/app')
const to = parseRepository('b.test/acme/app')
const MiB = 1024 * 1024
const page = {
  status: 413,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>413 Request Entity Too Large</title></head></html>',
}

/** One image with one layer of `size` bytes; `sent` has the requests that sent it. */
function makeWorld(
  size: number,
  fault: (request: HttpRequest, url: URL, size: number) => FakeAnswer | undefined,
) {
  const layer = 'x'.repeat(size)
  const sent: string[] = []
  const registry = createRegistryServer({
    resumes: true,
    fault: (request, url) => {
      const length = Number(request.headers['content-length'] ?? 0)
      if (/uploads\/\d+$/.test(url.pathname) && length >= 1000) {
        sent.push(`${request.method} ${request.headers['content-range'] ?? length}`)
      }
      return fault(request, url, length)
    },
  })
  const fill = createFiller(registry.open('a.test/acme/app'))
  const image = fill.manifest(ociManifest, {
    config: { mediaType: 'application/vnd.oci.empty.v1+json', ...fill.blob('{}') },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...fill.blob(layer) }],
  })
  const world = createFakeWorld(registry.serve)
  const copy = () => world.client.copyImage(from, to, image.digest)
  const has = () => registry.open('b.test/acme/app').blobs.has(computeDigest(Buffer.from(layer)))
  return { ...world, registry, copy, has, sent }
}

/** A body longer than `most` is refused. */
const limit = (most: number) => (_request: HttpRequest, url: URL, size: number) =>
  url.pathname.includes('/uploads/') && size > most ? page : undefined

test('a layer below the limit is sent in one request', async () => {
  const world = makeWorld(3 * MiB, limit(4 * MiB))
  await world.copy()
  expect([world.sent, world.has()]).toEqual([[`PUT ${3 * MiB}`], true])
})

test('after a 413 a layer is sent in chunks that fit: 1 MiB for the default of nginx', async () => {
  const world = makeWorld(2 * MiB + 5000, limit(MiB))
  await world.copy()
  expect(world.has()).toBe(true)
  expect(world.sent).toEqual([
    `PUT ${2 * MiB + 5000}`,
    `PATCH 0-${MiB - 1}`,
    `PATCH ${MiB}-${2 * MiB - 1}`,
    `PATCH ${2 * MiB}-${2 * MiB + 4999}`,
  ])
  expect(world.clock.sleeps).toEqual([])
})

test('the first chunk size is at least 5 MiB, as ECR requires, and its 201 is accepted', async () => {
  const world = makeWorld(6 * MiB, (request, url, size) =>
    request.method === 'PUT' ? limit(5 * MiB)(request, url, size) : undefined,
  )
  const serve = world.registry.serve
  const ecr = createFakeWorld(async (request) => {
    const answer = await serve(request)
    return request.method === 'PATCH' && typeof answer === 'object' ? { ...answer, status: 201 } : answer
  })
  const [digest = ''] = [...world.registry.open('a.test/acme/app').manifests.keys()]
  await ecr.client.copyImage(from, to, digest)
  expect(world.has()).toBe(true)
  expect(world.sent).toEqual([`PUT ${6 * MiB}`, `PATCH 0-${5 * MiB - 1}`, `PATCH ${5 * MiB}-${6 * MiB - 1}`])
})

test('OCI-Chunk-Max-Length limits the first request already', async () => {
  const most = 700_000
  let begun = 0
  const world = makeWorld(MiB, (request, url, size) => {
    if (request.method !== 'POST') return limit(most)(request, url, size)
    const location = `/v2/acme/app/blobs/uploads/${1000 + begun++}`
    world.registry.uploads.set(location, '')
    return { status: 202, headers: { location, 'oci-chunk-max-length': String(most) } }
  })
  await world.copy()
  expect([world.sent, world.has()]).toEqual([[`PATCH 0-${most - 1}`, `PATCH ${most}-${MiB - 1}`], true])
})

test('a chunk that broke off is resumed at the offset of the registry', async () => {
  let isBroken = false
  const world = makeWorld(2 * MiB + 10, (request, url, size) => {
    if (request.method === 'PATCH' && request.headers['content-range']?.startsWith(`${MiB}-`) && !isBroken) {
      isBroken = true
      return { status: 503 }
    }
    return limit(MiB)(request, url, size)
  })
  await world.copy()
  expect(world.has()).toBe(true)
  expect(world.sent.filter((line) => line.startsWith(`PATCH ${MiB}-`))).toHaveLength(2)
  expect(world.sent.filter((line) => line.startsWith('PATCH 0-'))).toHaveLength(1)
})

test('a limit below the smallest chunk size is an error that names the setting', async () => {
  const failure: unknown = await makeWorld(2 * MiB, limit(1000))
    .copy()
    .catch((error: unknown) => error)
  const [problem] = failure instanceof TagboatError ? failure.problems : []
  expect(problem).toMatchObject({
    code: 'registry-body-limit',
    original: 'HTTP 413: 413 Request Entity Too Large',
  })
  expect(problem?.fix).toContain('client_max_body_size')
})

test('slices of a stream are its bytes, however the stream is chunked', async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 30 }), async (chunks, size) => {
      const all = Buffer.concat(chunks)
      async function* stream() {
        yield* chunks
      }
      const slices = createSlices(stream())
      const parts: Uint8Array[] = []
      for (let at = 0; at < all.byteLength; at += size) {
        const part: Uint8Array[] = []
        for await (const chunk of slices.take(Math.min(size, all.byteLength - at))) part.push(chunk)
        parts.push(Buffer.concat(part))
      }
      await slices.end()
      expect(Buffer.concat(parts)).toEqual(all)
      expect(parts.slice(0, -1).every(({ byteLength }) => byteLength === size)).toBe(true)
    }),
  )
})
