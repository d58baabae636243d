import { parseRepository } from '../../../src/model/reference.ts'
import type { HttpRequest } from '../../../src/ports/http.ts'
import { computeDigest } from '../../../src/registry/digest.ts'
import { ociIndex, ociManifest } from '../../../src/registry/media-types.ts'
import { codes, problemsIn } from '../../helpers/problems.ts'
import { createFakeWorld, describeErrors, type FakeAnswer } from '../../helpers/registry.ts'
import { createRegistryServer } from '../../helpers/registry-server.ts'

const to = parseRepository('b.test/acme/app')
const layer = 'x'.repeat(1000)

/** An index of one image of one layer, as the files of a layout. */
function makeLayout() {
  const files: Record<string, string> = { '/layout/oci-layout': '{"imageLayoutVersion":"1.0.0"}' }
  const put = (mediaType: string, content: string | object) => {
    const text = typeof content === 'string' ? content : JSON.stringify({ mediaType, ...content })
    const digest = computeDigest(Buffer.from(text))
    files[`/layout/blobs/${digest.replace(':', '/')}`] = text
    return { mediaType, digest, size: text.length }
  }
  const parts = {
    config: put('application/vnd.oci.image.config.v1+json', '{}'),
    layers: [put('text/plain', layer)],
  }
  const image = put(ociManifest, parts)
  const index = put(ociIndex, { manifests: [image] })
  files['/layout/index.json'] = JSON.stringify({ schemaVersion: 2, manifests: [index] })
  return { files, image, index }
}

const layerDigest = computeDigest(Buffer.from(layer))
const layerFile = `/layout/blobs/${layerDigest.replace(':', '/')}`

/** `fault` is asked about the requests that send the layer, with their number. */
function makeWorld(
  fault: (request: HttpRequest, count: number) => FakeAnswer | undefined | Promise<FakeAnswer | undefined>,
  more: Readonly<Record<string, string>> = {},
  resumes = false,
) {
  let count = 0
  const { files, image, index } = makeLayout()
  const registry = createRegistryServer({
    resumes,
    fault: (request, url) => {
      const sends = request.method === 'PATCH' || url.searchParams.get('digest') === layerDigest
      if (!sends || !url.pathname.includes('/uploads/')) return undefined
      count += 1
      return fault(request, count)
    },
  })
  const world = createFakeWorld(registry.serve, { files: { ...files, ...more } })
  const kept = registry.open('b.test/acme/app')
  const push = () => world.client.pushLayout('/layout', to, index.digest)
  const manifests = () => world.lines().filter((line) => /^PUT .*\/manifests\//.test(line))
  return { ...world, registry, kept, push, image, index, manifests, count: () => count }
}

/** Reads part of an upload and breaks the connection like a stream: it throws into the body. */
async function cutUpload({ body }: HttpRequest): Promise<string> {
  if (typeof body === 'function') {
    const chunks = body()[Symbol.asyncIterator]()
    await chunks.next()
    await chunks.throw?.(new Error('read ECONNRESET')).catch(() => undefined)
  }
  return 'ECONNRESET'
}

test.each<{
  what: string
  fault: (request: HttpRequest) => FakeAnswer | Promise<FakeAnswer>
  resumes?: boolean
}>([
  { what: 'a connection that breaks', fault: cutUpload },
  { what: 'a connection that breaks where uploads can be resumed', fault: cutUpload, resumes: true },
  { what: '503', fault: () => ({ status: 503 }) },
  { what: '429', fault: () => ({ status: 429, headers: { 'retry-after': '1' } }) },
  {
    what: 'a lost upload',
    fault: () => ({ status: 404, body: describeErrors('BLOB_UPLOAD_UNKNOWN') }),
  },
])('pushLayout recovers twice from $what, and pushes the manifests after the layer', async (row) => {
  const world = makeWorld((request, count) => (count <= 2 ? row.fault(request) : undefined), {}, row.resumes)
  await world.push()
  expect(world.count()).toBe(3)
  expect(world.kept.blobs.get(layerDigest)).toBe(layer)
  const order = [world.image, world.index].map(({ digest }) => expect.stringContaining(digest))
  expect(world.manifests()).toEqual(order)
})

test.each<{ what: string; fault: FakeAnswer | undefined; files?: Record<string, string>; code: string }>([
  {
    what: 'the registry refuses it',
    fault: { status: 403, body: describeErrors('DENIED') },
    code: 'registry-denied',
  },
  { what: 'every attempt fails', fault: { status: 503 }, code: 'registry-failed' },
  {
    what: 'its file is damaged',
    fault: undefined,
    files: { [layerFile]: 'y'.repeat(1000) },
    code: 'from-layout',
  },
])('pushLayout pushes no manifest of a layer that did not arrive: $what', async ({ fault, files, code }) => {
  const world = makeWorld(() => fault, files)
  expect(codes(await problemsIn(world.push))).toEqual([code])
  expect(world.kept.blobs.has(layerDigest)).toBe(false)
  expect(world.manifests()).toEqual([])
})

test('pushLayout sends nothing if the image exists', async () => {
  const world = makeWorld(() => undefined)
  await world.push()
  const before = world.requests.length
  await world.push()
  const writes = world
    .lines()
    .slice(before)
    .filter((line) => !/^(GET|HEAD)/.test(line))
  expect(writes).toEqual([])
})

describe('pushLayout to several repositories', () => {
  const other = parseRepository('b.test/acme/other')
  const mounts = (lines: readonly string[]) =>
    lines.filter((line) => line.includes(`mount=${encodeURIComponent(layerDigest)}`))

  test('uploads a layer to a registry once, and mounts it into the other repository', async () => {
    const world = makeWorld(() => undefined)
    await Promise.all([world.push(), world.client.pushLayout('/layout', other, world.index.digest)])
    expect(world.count()).toBe(1)
    expect(mounts(world.lines())).toHaveLength(1)
    expect(world.registry.open('b.test/acme/other').manifests.has(world.index.digest)).toBe(true)
  })

  test('uploads a layer to each registry', async () => {
    const world = makeWorld(() => undefined)
    const away = parseRepository('c.test/acme/app')
    await Promise.all([world.push(), world.client.pushLayout('/layout', away, world.index.digest)])
    expect(mounts(world.lines())).toEqual([])
    expect(world.count()).toBe(2)
  })

  test('does not mount a layer whose upload failed', async () => {
    const world = makeWorld((_, count) =>
      count === 1 ? { status: 403, body: describeErrors('DENIED') } : undefined,
    )
    const [one, two] = await Promise.allSettled([
      world.push(),
      world.client.pushLayout('/layout', other, world.index.digest),
    ])
    expect([one?.status, two?.status]).toEqual(['rejected', 'fulfilled'])
    expect(mounts(world.lines())).toEqual([])
  })
})
