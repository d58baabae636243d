import { parseRepository } from '../../../src/model/reference.ts'
import type { HttpRequest } from '../../../src/ports/http.ts'
import { computeDigest } from '../../../src/registry/digest.ts'
import { createFakeWorld, describeErrors, describeLogin, type FakeAnswer } from '../../helpers/registry.ts'
import {
  createFiller,
  createRegistryServer,
  readBody,
  type ServerSetting,
} from '../../helpers/registry-server.ts'

const from = parseRepository('a.test/acme/app')
const to = parseRepository('b.test/acme/app')
const layer = 'x'.repeat(1000)
const digest = computeDigest(Buffer.from(layer))

/** One image with one layer of 1,000 bytes; `fault` is asked about requests for that layer, with their number. */
function makeWorld(
  fault: (request: HttpRequest, count: number) => FakeAnswer | undefined | Promise<FakeAnswer | undefined>,
  setting: ServerSetting = {},
) {
  const counts = new Map<string, number>()
  const config = computeDigest(Buffer.from(`{"${layer}":1}`))
  const registry = createRegistryServer({
    ...setting,
    fault: (request, url) => {
      const isLayer = url.pathname.endsWith(digest) || /uploads\/\d+$/.test(url.pathname)
      if (!isLayer || request.method === 'HEAD' || url.searchParams.get('digest') === config) return undefined
      const key = `${request.method} ${url.host}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return fault(request, counts.get(key) ?? 0)
    },
  })
  const image = createFiller(registry.open('a.test/acme/app')).image([layer])
  const world = createFakeWorld(registry.serve)
  const copy = () => world.client.copyImage(from, to, image.digest)
  return { ...world, registry, copy, blobs: () => registry.open('b.test/acme/app').blobs }
}

const reads = (requests: readonly HttpRequest[]) =>
  requests
    .filter(({ method, url }) => method === 'GET' && url.endsWith(`/blobs/${digest}`))
    .map(({ headers }) => headers.range)

/** Takes `bytes` of an upload and breaks the connection. */
const cutUpload = async (request: HttpRequest, bytes: number): Promise<string> => {
  let got = 0
  if (typeof request.body === 'function')
    for await (const chunk of request.body()) {
      got += chunk.byteLength
      if (got >= bytes) break
    }
  return 'ECONNRESET'
}

describe('a download that breaks off', () => {
  test('resumes twice with Range requests, within one upload', async () => {
    const { copy, requests, blobs } = makeWorld(({ method, headers }, count) => {
      if (method !== 'GET' || count > 2) return undefined
      const start = Number(/(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0)
      const range = { 'content-range': `bytes ${start}-999/1000` }
      return { status: start ? 206 : 200, headers: start ? range : {}, body: layer.slice(start), cut: 300 }
    })
    await copy()
    expect(reads(requests)).toEqual([undefined, 'bytes=300-', 'bytes=600-'])
    expect(blobs().get(digest)).toBe(layer)
    expect(requests.filter(({ method, url }) => method === 'PUT' && url.includes('uploads'))).toHaveLength(2)
  })

  test('starts again where the registry does not support Range, and sends only the rest', async () => {
    const { copy, blobs } = makeWorld(({ method }, count) =>
      method === 'GET' ? { status: 200, body: layer, ...(count === 1 ? { cut: 300 } : {}) } : undefined,
    )
    await copy()
    expect(blobs().get(digest)).toBe(layer)
  })

  test('every time fails the copy, and cancels its upload', async () => {
    const { copy, requests, clock, registry } = makeWorld(({ method }) =>
      method === 'GET' ? { status: 200, body: layer, cut: 0 } : undefined,
    )
    await expect(copy()).rejects.toThrow('The connection to a.test broke')
    expect(reads(requests)).toHaveLength(5)
    expect(clock.sleeps).toHaveLength(4)
    expect(registry.uploads.size).toBe(0)
  })
})

describe('a blob with wrong content', () => {
  const answers: readonly { name: string; body: string; what: string }[] = [
    { name: 'other bytes', body: 'y'.repeat(1000), what: 'its digest is' },
    { name: 'more bytes', body: `${layer}x`, what: 'it is longer than the 1000 bytes' },
    { name: 'fewer bytes', body: layer.slice(1), what: 'it ended too early' },
  ]
  test.each(answers)('is never completed at the destination: $name', async ({ body, what }) => {
    const sent: string[] = []
    const { copy, blobs } = makeWorld(async (request) => {
      if (request.method === 'GET') return { status: 200, body }
      if (request.method !== 'PUT') return undefined
      const text = await readBody(request, (soFar) => void sent.push(soFar)).catch(() => undefined)
      return text === undefined ? 'ECONNRESET' : undefined
    })
    await expect(copy()).rejects.toThrow(what)
    expect(blobs().has(digest)).toBe(false)
    expect(sent.some((text) => text.length >= 1000)).toBe(false)
  })

  test('is retried, and succeeds when the content is right', async () => {
    const { copy, blobs, log } = makeWorld(({ method }, count) =>
      method === 'GET' && count === 1 ? { status: 200, body: 'y'.repeat(1000) } : undefined,
    )
    await copy()
    expect(blobs().get(digest)).toBe(layer)
    expect(log.lines.join('\n')).toContain('a.test sent wrong content; retrying')
  })
})

describe('an upload that breaks off', () => {
  test('resumes with PATCH at the offset that the registry reports', async () => {
    const { copy, requests, registry, blobs } = makeWorld(
      async (request, count) => {
        if (request.method !== 'PUT' || count > 1 || typeof request.body !== 'function') return undefined
        await cutUpload(request, 1000)
        registry.uploads.set(new URL(request.url).pathname, layer.slice(0, 400))
        return 'ECONNRESET'
      },
      { resumes: true },
    )
    await copy()
    const patch = requests.find(({ method }) => method === 'PATCH')
    expect(patch?.headers).toMatchObject({ 'content-range': '400-999', 'content-length': '600' })
    expect(blobs().get(digest)).toBe(layer)
  })

  test.each([1, 2])('%i times starts again where the registry reports no offset', async (times) => {
    const { copy, requests, blobs } = makeWorld(async (request, count) =>
      request.method === 'PUT' && count <= times ? cutUpload(request, 1) : undefined,
    )
    await copy()
    expect(blobs().get(digest)).toBe(layer)
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(2 + times)
  })

  test('after its last byte is completed without sending it again', async () => {
    const { copy, requests, registry } = makeWorld(async (request, count) => {
      if (request.method !== 'PUT' || count > 1) return undefined
      await readBody(request)
      registry.open('b.test/acme/app').blobs.set(digest, layer)
      return 'ECONNRESET'
    })
    await copy()
    expect(reads(requests)).toHaveLength(1)
  })

  test('every time fails the copy', async () => {
    const { copy, requests } = makeWorld(({ method }) => (method === 'PUT' ? { status: 503 } : undefined))
    await expect(copy()).rejects.toThrow('b.test answered 503')
    expect(requests.filter(({ method, url }) => method === 'PUT' && url.includes('uploads'))).toHaveLength(6)
  })

  test('with a final refusal is not retried', async () => {
    const { copy, requests } = makeWorld(({ method }) =>
      method === 'PUT' ? { status: 403, body: describeErrors('DENIED', 'quota exceeded') } : undefined,
    )
    await expect(copy()).rejects.toThrow('registry-quota')
    expect(requests.filter(({ method, url }) => method === 'PUT' && url.includes('uploads'))).toHaveLength(2)
  })
})

test('a redirect of a layer to another host is followed without an Authorization header', async () => {
  const registry = createRegistryServer({
    fault: ({ headers, method }, url) => {
      if (url.host === 'store.test') return { status: 200, body: layer }
      if (url.host === 'a.test' && headers.authorization === undefined) {
        return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
      }
      const isLayer = method === 'GET' && url.pathname.endsWith(`/blobs/${digest}`)
      return isLayer ? { status: 307, headers: { location: 'https://store.test/layer?sig=1' } } : undefined
    },
  })
  const image = createFiller(registry.open('a.test/acme/app')).image([layer])
  const { client, requests } = createFakeWorld(registry.serve, { config: describeLogin('a.test') })
  await client.copyImage(from, to, image.digest)
  expect(registry.open('b.test/acme/app').blobs.get(digest)).toBe(layer)
  const shown = (host: string) =>
    requests.filter(({ url }) => new URL(url).host === host).map(({ headers }) => headers.authorization)
  expect(shown('store.test')).toEqual([undefined])
  expect(new Set(shown('b.test'))).toEqual(new Set([undefined]))
})

test('copying many images between two registries in both directions does not deadlock', async () => {
  const registry = createRegistryServer()
  const hosts = ['a.test', 'b.test']
  const digests = hosts.map((host) =>
    Array.from({ length: 20 }, (_, image) =>
      createFiller(registry.open(`${host}/x`)).image([`${host}${image}1`, `${host}${image}2`]),
    ),
  )
  const { client } = createFakeWorld(registry.serve)
  const [a, b] = hosts.map((host) => parseRepository(`${host}/x`))
  if (!a || !b) throw new Error('Two hosts.')
  await Promise.all([
    ...(digests[0] ?? []).map((one) => client.copyImage(a, b, one.digest)),
    ...(digests[1] ?? []).map((one) => client.copyImage(b, a, one.digest)),
  ])
  expect(registry.open('a.test/x').blobs.size).toBe(120)
})
