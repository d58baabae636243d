import { parseRepository } from '../../../src/model/reference.ts'
import { dockerManifest, ociManifest } from '../../../src/registry/media-types.ts'
import {
  createFakeWorld,
  describeErrors,
  describeLogin,
  type FakeAnswer,
  type FakeSetting,
} from '../../helpers/registry.ts'
import { createFiller, createRegistryServer, type ServerSetting } from '../../helpers/registry-server.ts'

const from = parseRepository('a.test/acme/app')
const within = parseRepository('a.test/stable/app')
const across = parseRepository('b.test/stable/app')

/** Two platforms with a layer in common, and an attestation, as BuildKit makes them: 4 manifests, 7 blobs. */
function makeWorld(server: ServerSetting = {}, world: FakeSetting = {}) {
  const registry = createRegistryServer(server)
  const fill = createFiller(registry.open('a.test/acme/app'))
  const amd64 = fill.image(['base', 'amd64'])
  const arm64 = fill.image(['base', 'arm64'])
  const attestation = fill.image(['statement'])
  const top = fill.index([amd64, arm64, attestation], {}, '1')
  const { client, lines, requests, log, clock } = createFakeWorld(registry.serve, world)
  const held = (name: string) => registry.open(name)
  return { client, lines, requests, log, clock, fill, top, amd64, arm64, attestation, held, registry }
}

const count = (lines: readonly string[], pattern: RegExp) => lines.filter((line) => pattern.test(line)).length

/** How many blobs were mounted, and how many were sent, in `lines` of requests. */
const countBlobs = (lines: readonly string[]) => ({
  mounted: count(lines, /^POST .*[?&]mount=/),
  sent: count(lines, /^PUT .*\/uploads\//),
})

describe('copyImage within a registry', () => {
  test('mounts every blob, puts children before parents, and takes 2C + B + 3 requests', async () => {
    const { client, lines, top, amd64, arm64, attestation, held } = makeWorld()
    await client.copyImage(from, within, top.digest)
    expect(countBlobs(lines())).toEqual({ mounted: 7, sent: 0 })
    expect(count(lines(), /^GET .*\/blobs\//)).toBe(0)
    expect(lines()).toHaveLength(2 * 3 + 7 + 3)
    const puts = lines().filter((line) => line.startsWith('PUT'))
    expect(puts).toHaveLength(4)
    expect(puts.at(-1)).toContain(top.digest)
    for (const one of [amd64, arm64, attestation, top]) {
      const { text } = held('a.test/acme/app').manifests.get(one.digest) ?? {}
      expect(held('a.test/stable/app').manifests.get(one.digest)?.text).toBe(text)
    }
  })

  test('does not read a manifest again that the caller has read', async () => {
    const { client, lines, top } = makeWorld()
    const known = await client.getManifest(from, { tag: '1' })
    await client.copyImage(from, within, top.digest, { ...(known && { top: known }) })
    expect(count(lines(), new RegExp(`GET .*${top.digest}`))).toBe(0)
  })

  test('does not look for the image at a destination that is known to lack it', async () => {
    const { client, lines, top } = makeWorld()
    await client.copyImage(from, within, top.digest, { isAbsent: true })
    expect(count(lines(), /^HEAD .*manifests/)).toBe(0)
    expect(count(lines(), new RegExp(`PUT .*${top.digest}`))).toBe(1)
  })

  test('streams blobs that the registry does not mount into the upload that it opened instead', async () => {
    const { client, lines, top } = makeWorld({ mounts: false })
    await client.copyImage(from, within, top.digest)
    expect(countBlobs(lines())).toEqual({ mounted: 7, sent: 7 })
    expect(count(lines(), /^POST/)).toBe(7)
  })

  test('cancels an upload that turns out to be unnecessary', async () => {
    const { client, lines, amd64, held } = makeWorld({ mounts: false })
    createFiller(held('a.test/stable/app')).blob('base')
    await client.copyImage(from, within, amd64.digest)
    expect(countBlobs(lines())).toEqual({ mounted: 3, sent: 2 })
    expect(count(lines(), /^DELETE/)).toBe(1)
  })

  test('uses one token for both repositories', async () => {
    const scopes: string[] = []
    const challenge = 'Bearer realm="https://auth.test/token",service="a.test"'
    const { client, amd64 } = makeWorld(
      {
        fault: (request, url) => {
          if (url.host === 'auth.test') {
            scopes.push(url.searchParams.getAll('scope').join(' '))
            return { status: 200, body: '{"token":"t"}' }
          }
          if (request.headers.authorization) return undefined
          return { status: 401, headers: { 'www-authenticate': challenge } }
        },
      },
      { config: describeLogin('a.test') },
    )
    await client.copyImage(from, within, amd64.digest)
    expect(scopes).toContain('repository:acme/app:pull repository:stable/app:pull,push')
    expect(scopes.length).toBeLessThanOrEqual(3)
  })

  test('streams blobs if no token for both repositories is available', async () => {
    const { client, lines, amd64 } = makeWorld({
      fault: (_request, url) =>
        url.searchParams.has('mount') ? { status: 403, body: describeErrors('DENIED') } : undefined,
    })
    await client.copyImage(from, within, amd64.digest)
    expect(countBlobs(lines())).toEqual({ mounted: 3, sent: 3 })
  })
})

describe('copyImage between registries', () => {
  test('streams the missing blobs with unchanged bytes', async () => {
    const { client, lines, top, held } = makeWorld()
    const { digest } = createFiller(held('b.test/stable/app')).blob('base')
    await client.copyImage(from, across, top.digest)
    expect(countBlobs(lines())).toEqual({ mounted: 0, sent: 6 })
    expect(count(lines(), /^GET .*\/blobs\//)).toBe(6)
    expect(lines().filter((line) => line.startsWith('GET') && line.includes(digest))).toEqual([])
    expect(count(lines(), /^HEAD .*blobs/)).toBe(7)
    expect([...held('b.test/stable/app').blobs].sort()).toEqual([...held('a.test/acme/app').blobs].sort())
  })

  test.each<{ what: string; answer: FakeAnswer; sent: number }>([
    { what: 'its size', answer: { status: 200, headers: { 'content-length': '4' } }, sent: 0 },
    { what: 'no size', answer: { status: 200 }, sent: 0 },
    {
      what: 'a redirect',
      answer: { status: 307, headers: { location: 'https://store.test/' } },
      sent: 0,
    },
    { what: '404', answer: { status: 404 }, sent: 3 },
  ])('sends $sent blobs where HEAD answers $what, and follows no redirect', async ({ answer, sent }) => {
    const { client, lines, amd64 } = makeWorld({
      fault: ({ method }, { pathname }) =>
        method === 'HEAD' && pathname.includes('/blobs/') ? answer : undefined,
    })
    await client.copyImage(from, across, amd64.digest)
    expect(countBlobs(lines())).toEqual({ mounted: 0, sent })
    expect(count(lines(), /^HEAD .*\/blobs\//)).toBe(3)
    expect(count(lines(), /store\.test/)).toBe(0)
  })

  test('only reads when the image was copied before', async () => {
    const { client, lines, top } = makeWorld()
    await client.copyImage(from, across, top.digest)
    const before = lines().length
    await client.copyImage(from, across, top.digest)
    expect(count(lines().slice(before), /^(?:PUT|POST|PATCH)/)).toBe(0)
    expect(lines().length - before).toBe(8)
  })

  test('restores a child that garbage collection removed from under its index', async () => {
    const { client, lines, top, amd64, held } = makeWorld()
    await client.copyImage(from, across, top.digest)
    held('b.test/stable/app').manifests.delete(amd64.digest)
    const before = lines().length
    await client.copyImage(from, across, top.digest)
    expect(count(lines().slice(before), /^PUT .*\/manifests\//)).toBe(1)
    expect(held('b.test/stable/app').manifests.has(amd64.digest)).toBe(true)
  })

  test('skips non-distributable layers', async () => {
    const { client, fill, lines } = makeWorld()
    const foreign = {
      mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      digest: `sha256:${'f'.repeat(64)}`,
      size: 9,
      urls: ['https://windows.test/layer'],
    }
    const config = { mediaType: 'application/vnd.docker.container.image.v1+json', ...fill.blob('{}') }
    const { digest } = fill.manifest(dockerManifest, { config, layers: [foreign] })
    await client.copyImage(from, across, digest)
    expect(countBlobs(lines())).toEqual({ mounted: 0, sent: 1 })
    expect(count(lines(), /f{64}/)).toBe(0)
  })

  test("copies an index entry of another media type as a blob (BuildKit's cache)", async () => {
    const { client, fill, held } = makeWorld()
    const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...fill.blob('cached') }
    await client.copyImage(from, across, fill.index([layer]).digest)
    expect(held('b.test/stable/app').blobs.get(layer.digest)).toBe('cached')
  })

  test('refuses nested indexes of more than 5 levels', async () => {
    const { client, fill, amd64 } = makeWorld()
    let top = amd64
    for (let level = 1; level < 5; level += 1) top = fill.index([top])
    await expect(client.copyImage(from, across, top.digest)).resolves.toBeUndefined()
    await expect(client.copyImage(from, within, fill.index([top]).digest)).rejects.toThrow('5 levels deep')
  })

  test('copies an empty blob', async () => {
    const { client, fill, held } = makeWorld()
    await client.copyImage(from, across, fill.image(['']).digest)
    expect([...held('b.test/stable/app').blobs.values()]).toContain('')
  })
})

describe('copyImage refuses', () => {
  test('an image that does not exist', async () => {
    const { client } = makeWorld()
    const digest = `sha256:${'0'.repeat(64)}`
    await expect(client.copyImage(from, across, digest)).rejects.toThrow(
      `a.test/acme/app@${digest} does not exist`,
    )
  })

  test('an index that lacks a platform, without putting anything under its digest', async () => {
    const { client, top, arm64, held } = makeWorld()
    held('a.test/acme/app').manifests.delete(arm64.digest)
    await expect(client.copyImage(from, across, top.digest)).rejects.toThrow(`${arm64.digest} does not exist`)
    expect(held('b.test/stable/app').manifests.has(top.digest)).toBe(false)
  })

  test('an image that lacks a layer', async () => {
    const { client, amd64, held, fill } = makeWorld()
    const { digest } = fill.blob('base')
    held('a.test/acme/app').blobs.delete(digest)
    await expect(client.copyImage(from, across, amd64.digest)).rejects.toThrow(`${digest} does not exist`)
    expect(held('b.test/stable/app').manifests.size).toBe(0)
  })

  test.each([
    { name: 'no digest', layer: { size: 3 }, what: 'a part without a digest or a size' },
    {
      name: 'a size below zero',
      layer: { digest: `sha256:${'a'.repeat(64)}`, size: -1 },
      what: 'a digest or a size',
    },
    {
      name: 'an unknown algorithm',
      layer: { digest: `md5:${'a'.repeat(32)}`, size: 1 },
      what: 'cannot be checked',
    },
  ])('a manifest with $name', async ({ layer, what }) => {
    const { client, fill } = makeWorld()
    const { digest } = fill.manifest(ociManifest, { config: fill.blob('{}'), layers: [layer] })
    await expect(client.copyImage(from, across, digest)).rejects.toThrow(what)
  })

  test.each([
    {
      name: 'push',
      to: across,
      fault: /^(?:POST|PUT) .*b\.test/,
      what: 'b.test does not let this login push to b.test/stable/app',
    },
    {
      name: 'push within the registry',
      to: within,
      fault: /^(?:POST|PUT) .*stable/,
      what: 'push to a.test/stable/app',
    },
    {
      name: 'read',
      to: across,
      fault: /^GET .*a\.test/,
      what: 'a.test does not let this login read a.test/acme/app',
    },
  ])('a login that may not $name', async ({ to, fault, what }) => {
    const { client, top } = makeWorld({
      fault: ({ method, url }) =>
        fault.test(`${method} ${url}`) ? { status: 403, body: describeErrors('DENIED') } : undefined,
    })
    await expect(client.copyImage(from, to, top.digest)).rejects.toThrow(what)
  })
})
