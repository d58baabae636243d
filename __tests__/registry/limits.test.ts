import fc from 'fast-check'
import { parseRepository } from '../../src/model/reference.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex, ociManifest } from '../../src/registry/media-types.ts'
import { createFakeWorld, type FakeAnswer } from '../helpers/registry.ts'

const app = parseRepository('r.test/acme/app')
const other = parseRepository('other.test/acme/app')
const page = (tags: readonly string[], link?: string): FakeAnswer => ({
  status: 200,
  headers: link === undefined ? {} : { link: `<${link}>; rel="next"` },
  body: JSON.stringify({ tags }),
})
const problem = (code: string) => ({ problems: [{ code }] })

describe('pagination', () => {
  test('fails after 500 empty pages of tags', async () => {
    const world = createFakeWorld((_request, count) => page([], `?last=${count}`))
    await expect(world.client.listTags(app)).rejects.toMatchObject(problem('registry-endless'))
    expect(world.requests).toHaveLength(500)
  })

  test('fails when endless pages repeat the same tags', async () => {
    const world = createFakeWorld((_request, count) => page(['a', 'b'], `?last=${count}`))
    await expect(world.client.listTags(app)).rejects.toMatchObject(problem('registry-endless'))
  })

  test('fails when pages arrive too slowly', async () => {
    const world = createFakeWorld(async (_request, count) => {
      await world.clock.sleep(25_000)
      return page([], `?last=${count}`)
    })
    await expect(world.client.listTags(app)).rejects.toMatchObject(problem('registry-endless'))
    expect(world.requests).toHaveLength(8)
  })

  test('fails for endless pages of referrers', async () => {
    const config = {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: `sha256:${'c'.repeat(64)}`,
      size: 2,
    }
    const text = JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, config, layers: [] })
    const digest = computeDigest(Buffer.from(text))
    const world = createFakeWorld(({ url }, count) =>
      url.includes('/referrers/')
        ? {
            status: 200,
            headers: { 'content-type': ociIndex, link: `<?last=${count}>; rel="next"` },
            body: JSON.stringify({ manifests: [] }),
          }
        : page([]),
    )
    await expect(world.client.copyReferrers(app, other, [digest])).rejects.toMatchObject(
      problem('registry-endless'),
    )
    expect(world.requests.length).toBeLessThan(510)
  })

  test('listing tags ends for any graph of page links, reads each page once, and is complete only without another link', async () => {
    const web = fc.array(
      fc.record({ tags: fc.array(fc.nat(30)), next: fc.option(fc.nat(12), { nil: undefined }) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    await fc.assert(
      fc.asyncProperty(web, fc.integer({ min: 1, max: 40 }), async (pages, most) => {
        let isLast = false
        const world = createFakeWorld(({ url }) => {
          const at = Number(new URL(url).searchParams.get('at') ?? 0)
          const one = pages[at % pages.length]
          isLast = one?.next === undefined
          return page(
            (one?.tags ?? []).map((tag) => `t${tag}`),
            one?.next === undefined ? undefined : `?at=${one.next}`,
          )
        })
        const { tags, complete } = await world.client.listTags(app, most)
        expect(world.requests.length).toBeLessThanOrEqual(13 + 1)
        expect(new Set(tags).size).toBe(tags.length)
        expect(tags.length >= most || complete === isLast).toBe(true)
        if (complete) expect(isLast).toBe(true)
      }),
    )
  })
})

describe('a manifest beyond the limits', () => {
  const descriptor = (at: number) => ({
    mediaType: ociManifest,
    digest: computeDigest(Buffer.from(String(at))),
    size: 1,
  })
  const many = Array.from({ length: 5001 }, (_, at) => descriptor(at))
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  test.each([
    [
      'an index with too many manifests',
      ociIndex,
      JSON.stringify({ mediaType: ociIndex, manifests: many }),
      'more than 5000 manifests',
    ],
    [
      'a manifest with too many layers',
      ociManifest,
      JSON.stringify({ mediaType: ociManifest, layers: many }),
      'more than 5000 layers',
    ],
    [
      'deeply nested JSON',
      ociManifest,
      `{"mediaType":"${ociManifest}","layers":${deep}}`,
      'is not a JSON object',
    ],
  ])('%s is refused', async (_, mediaType, body, why) => {
    const answer = { status: 200, headers: { 'content-type': mediaType }, body }
    const world = createFakeWorld(() => answer)
    const digest = computeDigest(Buffer.from(body))
    await expect(world.client.getManifest(app, { digest })).rejects.toThrow(why)
    await expect(world.client.copyImage(app, other, digest)).rejects.toThrow(why)
  })

  test('an image whose platforms have too many layers in total is refused', async () => {
    const layers = (from: number) =>
      Array.from({ length: 4000 }, (_, at) => ({
        ...descriptor(from + at),
        mediaType: 'application/octet-stream',
      }))
    const texts = [0, 4000, 8000].map((from) =>
      JSON.stringify({
        schemaVersion: 2,
        mediaType: ociManifest,
        config: layers(from)[0],
        layers: layers(from),
      }),
    )
    const children = texts.map((text) => ({
      mediaType: ociManifest,
      digest: computeDigest(Buffer.from(text)),
      size: text.length,
    }))
    const index = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: children })
    const all = new Map([index, ...texts].map((text) => [computeDigest(Buffer.from(text)), text]))
    const world = createFakeWorld(({ url, method }) => {
      const text = method === 'GET' ? all.get(url.slice(url.lastIndexOf('/') + 1)) : undefined
      const mediaType = text === index ? ociIndex : ociManifest
      return text === undefined
        ? { status: 404 }
        : { status: 200, headers: { 'content-type': mediaType }, body: text }
    })
    const copy = world.client.copyImage(app, other, computeDigest(Buffer.from(index)))
    await expect(copy).rejects.toThrow('more than 10000 configs and layers')
  })

  test('a config that claims an impossible size is refused', async () => {
    const body = JSON.stringify({
      mediaType: ociManifest,
      config: { ...descriptor(1), size: Number.MAX_SAFE_INTEGER },
      layers: [],
    })
    const world = createFakeWorld(() => ({ status: 200, headers: { 'content-type': ociManifest }, body }))
    const copy = world.client.copyImage(app, other, computeDigest(Buffer.from(body)), { isAbsent: true })
    await expect(copy).rejects.toThrow('it names a part of 9007199254740991 bytes')
  })
})

test('answers that make regular expressions backtrack are processed in milliseconds', async () => {
  for (const unit of ['?', '//', '&', '<title', '"token":"', 'bearer ', '?a=']) {
    const body = unit.repeat(Math.floor(60_000 / unit.length))
    const started = Date.now()
    const world = createFakeWorld(() => ({ status: 400, headers: { 'content-type': 'text/html' }, body }))
    await expect(world.client.getBlob(app, `sha256:${'a'.repeat(64)}`)).rejects.toThrow()
    const plain = createFakeWorld(() => ({ status: 400, body }))
    await expect(plain.client.headManifest(app, { tag: 'x' })).rejects.toThrow()
    expect(Date.now() - started).toBeLessThan(500)
  }
})
