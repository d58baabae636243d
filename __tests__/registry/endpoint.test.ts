import { parseRepository } from '../../src/model/reference.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { createInsecurePolicy, isLoopback } from '../../src/registry/insecure.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { createFakeWorld, type FakeAnswer, type FakeSetting } from '../helpers/registry.ts'

const tag = { tag: '1' }
const found: FakeAnswer = {
  status: 200,
  headers: {
    'docker-content-digest': computeDigest(Buffer.from('x')),
    'content-type': ociIndex,
    'content-length': '1',
  },
}
const plainServer = ({ url }: { readonly url: string }): FakeAnswer =>
  url.startsWith('https:') ? 'EPROTO' : found

function ask(name: string, server: Parameters<typeof createFakeWorld>[0], setting?: FakeSetting) {
  const world = createFakeWorld(server, setting)
  return { ...world, ask: () => world.client.headManifest(parseRepository(name), tag) }
}

describe('the scheme of a registry', () => {
  test.each([
    { name: 'Docker Hub', image: 'acme/app', url: 'https://registry-1.docker.io/v2/acme/app/manifests/1' },
    {
      name: 'an official image',
      image: 'app',
      url: 'https://registry-1.docker.io/v2/library/app/manifests/1',
    },
    { name: 'a port', image: 'r.test:5000/app', url: 'https://r.test:5000/v2/app/manifests/1' },
    { name: "https's own port", image: 'r.test:443/app', url: 'https://r.test/v2/app/manifests/1' },
    { name: 'an IPv6 address', image: '[::1]:5000/app', url: 'https://[::1]:5000/v2/app/manifests/1' },
  ])('is https for $name: $url', async ({ image, url }) => {
    const world = ask(image, () => found)
    await world.ask()
    expect(world.requests.map((request) => request.url)).toEqual([url])
  })

  test('falls back to plain HTTP on loopback, after trying https once', async () => {
    const world = ask('localhost:5000/app', plainServer)
    await Promise.all([world.ask(), world.ask(), world.ask()])
    expect(world.lines().map((line) => line.slice(0, 10))).toEqual([
      'HEAD https',
      'HEAD http:',
      'HEAD http:',
      'HEAD http:',
    ])
  })

  test.each([
    { name: 'its host and port', insecure: ['r.test:5000'] },
    { name: 'its address', insecure: ['127.0.0.0/8', '10.1.0.0/16'], addresses: { 'r.test': ['10.1.2.3'] } },
  ])(
    'falls back to plain HTTP for a registry that the engine lists as insecure by $name',
    async ({ insecure, addresses }) => {
      const setting = { options: { insecureRegistries: insecure }, ...(addresses && { addresses }) }
      const world = ask('r.test:5000/app', plainServer, setting)
      await expect(world.ask()).resolves.toBeDefined()
      expect(world.requests[0]?.tls?.verify).toBe(false)
    },
  )

  describe('while the engine’s list of insecure registries is unknown', () => {
    const late = (
      server: Parameters<typeof ask>[1],
      listed: readonly string[],
      image = 'r.test:5000/app',
    ) => {
      const asked: string[] = []
      const askInsecure = async () => {
        asked.push('docker info')
        return listed
      }
      return { asked, ...ask(image, server, { options: { askInsecure } }) }
    }

    test('falls back to plain HTTP if the engine lists the registry; the engine is asked once', async () => {
      const world = late(plainServer, ['r.test:5000'])
      await Promise.all([world.ask(), world.ask()])
      expect(world.asked).toHaveLength(1)
      expect(world.lines().filter((line) => line.includes('http:'))).toHaveLength(2)
    })

    test('stays https with an untrusted certificate if the engine lists the registry', async () => {
      const world = late(({ tls }) => (tls?.verify ? 'SELF_SIGNED_CERT_IN_CHAIN' : found), ['r.test:5000'])
      await world.ask()
      await world.ask()
      expect([world.asked.length, world.requests.map(({ tls }) => tls?.verify)]).toEqual([
        1,
        [true, false, false],
      ])
    })

    test.each<{ what: string; server: FakeAnswer; code: string }>([
      { what: 'missing TLS', server: 'EPROTO', code: 'registry-tls' },
      { what: 'an untrusted certificate', server: 'SELF_SIGNED_CERT_IN_CHAIN', code: 'registry-tls' },
    ])('$what is an error if the engine does not list the registry', async ({ server, code }) => {
      const world = late(() => server, ['other.test'])
      await expect(world.ask()).rejects.toThrow(code)
      expect(world.lines().some((line) => line.includes('http:'))).toBe(false)
    })

    test('the engine is not asked where TLS works or the registry is on loopback', async () => {
      const secure = late(() => found, [])
      await secure.ask()
      const local = late(plainServer, [], 'localhost:5000/app')
      await local.ask()
      expect([secure.asked, local.asked]).toEqual([[], []])
    })
  })

  test('does not fall back to plain HTTP for any other registry', async () => {
    const world = ask('r.test:5000/app', plainServer, {
      options: { insecureRegistries: ['127.0.0.0/8', '::1/128'] },
    })
    await expect(world.ask()).rejects.toThrow('registry-tls')
    expect(world.requests).toHaveLength(1)
  })

  test('does not fall back to plain HTTP because of an untrusted certificate', async () => {
    const world = ask('localhost:5000/app', ({ url }) =>
      url.startsWith('https:') ? 'SELF_SIGNED_CERT_IN_CHAIN' : found,
    )
    await expect(world.ask()).rejects.toThrow('registry-tls')
  })

  test('stays https after a TLS connection broke once', async () => {
    const world = ask('localhost:5000/app', ({ url }, count) => {
      if (url.startsWith('http:')) return { status: 400 }
      return count === 1 ? 'ECONNRESET' : found
    })
    await expect(world.ask()).resolves.toBeDefined()
    await world.ask()
    expect(world.lines().at(-1)).toContain('https:')
  })
})

describe('TLS trust', () => {
  const files = {
    '/etc/docker/certs.d/r.test:5000/ca.crt': 'CA',
    '/etc/docker/certs.d/r.test:5000/client.cert': 'CERT',
    '/etc/docker/certs.d/r.test:5000/client.key': 'KEY',
    '/etc/docker/certs.d/r.test:5000/readme.txt': 'text',
    '/extra.pem': 'EXTRA',
  }

  test('combines the authorities of the system, the environment and certs.d', async () => {
    const env = { NODE_EXTRA_CA_CERTS: '/extra.pem', SSL_CERT_FILE: '/absent.pem' }
    const world = ask('r.test:5000/app', () => found, { files, env })
    await world.ask()
    expect(world.requests[0]?.tls).toEqual({
      ca: ['SYSTEM', 'EXTRA', 'CA'],
      bundled: false,
      client: [{ cert: 'CERT', key: 'KEY' }],
      verify: true,
    })
  })

  test('uses the runtime’s authorities where the system has none', async () => {
    const world = ask('r.test/app', () => found, { files: { '/etc/ssl/certs/ca-certificates.crt': '' } })
    await world.ask()
    expect(world.requests[0]?.tls).toMatchObject({ ca: [], bundled: true })
  })

  test('is read from the file system once', async () => {
    const world = ask('r.test:5000/app', () => found, { files })
    await world.ask()
    await world.ask()
    expect(world.requests[0]?.tls).toBe(world.requests[1]?.tls)
  })

  test('rejects a client certificate without its key', async () => {
    const world = ask('r.test/app', () => found, { files: { '/etc/docker/certs.d/r.test/a.cert': 'CERT' } })
    await expect(world.ask()).rejects.toThrow('without a.key')
  })
})

describe('createInsecurePolicy', () => {
  const judge = createInsecurePolicy(
    ['127.0.0.0/8', '::1/128', 'Named.test:5000', '10.0.0.0/8', 'fd00::/8', 'x/y', '1.2.3.4/99'],
    async (host) =>
      host === 'inside.test' ? ['10.9.8.7'] : host === 'six.test' ? ['fd00::1'] : ['192.0.2.1'],
  )
  test.each([
    { host: 'localhost:5000', plain: true, unverified: true },
    { host: '127.0.0.1', plain: true, unverified: true },
    { host: '[::1]:5000', plain: true, unverified: true },
    { host: 'named.test:5000', plain: true, unverified: true },
    { host: 'named.test:5001', plain: false, unverified: false },
    { host: '10.1.2.3:5000', plain: true, unverified: true },
    { host: 'inside.test', plain: true, unverified: true },
    { host: 'six.test', plain: true, unverified: true },
    { host: 'ghcr.io', plain: false, unverified: false },
    { host: '127.0.0.1.evil.test', plain: false, unverified: false },
  ])('for $host: plain HTTP $plain, unverified TLS $unverified', async ({ host, plain, unverified }) => {
    expect(await judge(host)).toEqual({ plain, unverified })
  })

  test('without an engine, allows plain HTTP on loopback and verifies certificates', async () => {
    const policy = createInsecurePolicy([], async () => [])
    expect(await policy('localhost:5000')).toEqual({ plain: true, unverified: false })
  })

  test('resolves no host if only loopback ranges are listed', async () => {
    const asked: string[] = []
    const policy = createInsecurePolicy(['127.0.0.0/8', '::1/128'], async (host) => {
      asked.push(host)
      return []
    })
    await policy('ghcr.io')
    expect(asked).toEqual([])
  })

  test.each([
    ['localhost', true],
    ['LOCALHOST:80', true],
    ['127.1.2.3:5000', true],
    ['[::1]', true],
    ['127.evil.test', false],
    ['localhost.evil.test', false],
  ])('isLoopback(%s) is %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })
})
