/** The registry client against real registries: open, with passwords, with tokens, behind TLS, with faults, and through proxies. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startTlsFront } from '../../scripts/lib/tls-front.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { parseRepository } from '../../src/model/reference.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { describeLogin } from '../helpers/registry.ts'
import { makeClient, type Setting } from './setup/client.ts'
import { newFolder } from './setup/environment.ts'
import { startTunnel } from './setup/tunnel.ts'

/** An index without images, which a registry without blobs accepts. */
function makeIndex(name: string) {
  const index = { schemaVersion: 2, mediaType: ociIndex, manifests: [], annotations: { name } }
  const bytes = Buffer.from(JSON.stringify(index))
  return { mediaType: ociIndex, bytes, digest: computeDigest(bytes) }
}

/** More tags than fit on a page; `npm run test:soak` sets it to 5000. */
const tagCount = Number(process.env.TAGBOAT_TAGS ?? 1_100)
const one = makeIndex('one')
const two = makeIndex('two')
const app = (host: string) => parseRepository(`${host}/acme/app`)

afterAll(teardown)

describe('an open registry', () => {
  test('stores, returns and lists manifests, and removes one tag without the others', async () => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    const { client } = makeClient()
    const repository = app(registry.host)
    expect(await client.headManifest(repository, { tag: '1' })).toBeUndefined()
    expect(await client.getManifest(repository, { tag: '1' })).toBeUndefined()
    expect(await client.listTags(repository)).toEqual({ tags: [], complete: true })
    await client.checkPush(repository)
    for (const tag of ['1', '2']) {
      expect(await client.putManifest(repository, { tag }, one)).toEqual({ digest: one.digest })
    }
    const size = one.bytes.byteLength
    expect(await client.headManifest(repository, { tag: '1' })).toEqual({
      digest: one.digest,
      mediaType: ociIndex,
      size,
    })
    expect((await client.getManifest(repository, { digest: one.digest }))?.bytes).toEqual(one.bytes)
    expect(await client.probeDelete(repository)).toBe(true)
    expect(await client.removeTag(repository, '1')).toBe('removed')
    expect(await client.listTags(repository)).toEqual({ tags: ['2'], complete: true })
    expect((await client.headManifest(repository, { tag: '2' }))?.digest).toBe(one.digest)
    expect(await client.getBlob(repository, one.digest)).toBeUndefined()
    expect(await client.deleteManifest(repository, { digest: one.digest })).toBe('deleted')
    expect(await client.deleteManifest(repository, { digest: one.digest })).toBe('absent')
  })

  test(`lists ${tagCount} tags in pages after concurrent writes`, async () => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    const { client } = makeClient()
    const tags = Array.from({ length: tagCount }, (_, index) => `t${String(index).padStart(4, '0')}`)
    await Promise.all(tags.map((tag) => client.putManifest(app(registry.host), { tag }, one)))
    const list = await client.listTags(app(registry.host))
    expect({ ...list, tags: [...list.tags].sort() }).toEqual({ tags, complete: true })
  })

  test('keeps a tag if deletion is disabled', async () => {
    const registry = await startRegistry({ dir: newFolder('registry'), delete: false })
    const { client } = makeClient()
    await client.putManifest(app(registry.host), { tag: '1' }, one)
    expect(await client.removeTag(app(registry.host), '1')).toBe('unsupported')
    expect((await client.headManifest(app(registry.host), { tag: '1' }))?.digest).toBe(one.digest)
  })

  test('refuses a manifest with missing blobs, and the error names the reason', async () => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    const descriptor = { mediaType: 'application/octet-stream', digest: one.digest, size: 7 }
    const mediaType = 'application/vnd.oci.image.manifest.v1+json'
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config: descriptor, layers: [] }))
    const put = makeClient().client.putManifest(app(registry.host), { tag: '1' }, { mediaType, bytes })
    await expect(put).rejects.toThrow('registry-manifest-invalid')
  })
})

describe('a registry that requires a password', () => {
  const password = 'p\u00e4ss:word!'
  test.each([
    {
      name: 'accepts the right one',
      config: (host: string) => describeLogin(host, 'me', password),
      code: undefined,
    },
    {
      name: 'refuses a wrong one',
      config: (host: string) => describeLogin(host, 'me', 'wrong'),
      code: 'registry-unauthorized',
    },
    { name: 'refuses without one', config: () => undefined, code: 'registry-unauthorized' },
  ])('$name', async ({ config, code }) => {
    const registry = await startRegistry({ dir: newFolder('registry'), users: { me: password } })
    const { client } = makeClient({ config: config(registry.host) })
    const check = client.checkPush(app(registry.host))
    if (code === undefined) await expect(check).resolves.toBeUndefined()
    else await expect(check).rejects.toThrow(code)
  })

  test('gets it from a credential helper on the PATH', async () => {
    const registry = await startRegistry({ dir: newFolder('registry'), users: { me: password } })
    const bin = newFolder('bin')
    const answer = JSON.stringify({ ServerURL: registry.host, Username: 'me', Secret: password })
    const script = `#!/bin/sh\n[ "$1" = get ] && [ "$(cat)" = '${registry.host}' ] && echo '${answer}'\n`
    writeFileSync(join(bin, 'docker-credential-test'), script, { mode: 0o755 })
    const config = { credHelpers: { [registry.host]: 'test' } }
    const { client, log } = makeClient({ config, env: { PATH: `/nowhere:${bin}` } })
    await expect(client.checkPush(app(registry.host))).resolves.toBeUndefined()
    expect(log.masks).toContain(password)
    const hidden = makeClient({ config, env: { PATH: bin, GITHUB_WORKSPACE: bin } })
    await expect(hidden.client.checkPush(app(registry.host))).rejects.toThrow('credential-helper-missing')
  })
})

describe('a registry that requires a token', () => {
  const users = { writer: 'w-pass', reader: 'r-pass' }
  const all = ['pull', 'push', 'delete']
  const grants = { writer: { '*': all }, reader: { '*': ['pull'] }, '': { 'open/app': ['pull'] } }
  const start = async (lifetime = 300) => {
    const tokens = await startTokenServer({ dir: newFolder('token'), users, grants, lifetime })
    const registry = await startRegistry({ dir: newFolder('registry'), token: tokens.auth })
    const login = (user: keyof typeof users) =>
      makeClient({ config: describeLogin(registry.host, user, users[user]) }).client
    return { tokens, registry, login, repository: app(registry.host) }
  }

  test('allows all operations to a writer, with a token for each set of scopes', async () => {
    const { tokens, login, repository } = await start()
    const client = login('writer')
    await client.checkPush(repository)
    await client.putManifest(repository, { tag: '1' }, one)
    await client.putManifest(repository, { tag: '2' }, one)
    expect((await client.headManifest(repository, { tag: '1' }))?.digest).toBe(one.digest)
    expect(await client.removeTag(repository, '1')).toBe('removed')
    expect((await client.listTags(repository)).tags).toEqual(['2'])
    expect(tokens.requests.map(({ scopes }) => scopes.join(' '))).toEqual([
      'repository:acme/app:pull,push',
      'repository:acme/app:pull,push,delete',
    ])
  })

  test('denies a push with a pull-only token before any upload', async () => {
    const { login, repository } = await start()
    await login('writer').putManifest(repository, { tag: '1' }, one)
    const reader = login('reader')
    expect((await reader.headManifest(repository, { tag: '1' }))?.digest).toBe(one.digest)
    const failure = reader.checkPush(repository)
    await expect(failure).rejects.toThrow(`does not let this login push to ${repository.name}.`)
    await expect(failure).rejects.toThrow('registry-denied')
    expect(await reader.removeTag(repository, '1')).toBe('unsupported')
  })

  test('serves only public repositories without a login', async () => {
    const { registry, login } = await start()
    const open = parseRepository(`${registry.host}/open/app`)
    await login('writer').putManifest(open, { tag: '1' }, one)
    const { client } = makeClient()
    expect((await client.headManifest(open, { tag: '1' }))?.digest).toBe(one.digest)
    await expect(client.headManifest(app(registry.host), { tag: '1' })).rejects.toThrow('there is none')
  })

  test('reports a wrong password', async () => {
    const { registry, repository } = await start()
    const { client } = makeClient({ config: describeLogin(registry.host, 'writer', 'wrong') })
    await expect(client.checkPush(repository)).rejects.toThrow("does not accept the login of 'writer'")
  })

  test('issues a new token after the old one expired', async () => {
    const { tokens, login, repository } = await start(1)
    const client = login('writer')
    await client.checkPush(repository)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await client.checkPush(repository)
    expect(tokens.requests.length).toBeGreaterThan(1)
  })
})

describe('a registry behind TLS', () => {
  const start = async () => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    return startTlsFront({ dir: newFolder('tls'), upstream: registry.host })
  }
  const trust = (host: string, caFile: string) => {
    const certsDir = newFolder('certs.d')
    mkdirSync(join(certsDir, host))
    copyFileSync(caFile, join(certsDir, host, 'ca.crt'))
    return certsDir
  }

  test.each([
    {
      name: 'through certs.d',
      setting: (host: string, ca: string): Setting => ({ certsDir: trust(host, ca) }),
    },
    {
      name: 'through NODE_EXTRA_CA_CERTS',
      setting: (_host: string, ca: string): Setting => ({ env: { NODE_EXTRA_CA_CERTS: ca } }),
    },
    {
      name: 'without verification, like an insecure registry of the engine',
      setting: (): Setting => ({ insecureRegistries: ['127.0.0.0/8'] }),
    },
  ])('is trusted $name', async ({ setting }) => {
    const front = await start()
    const { client } = makeClient(setting(front.host, front.caFile))
    await client.putManifest(app(front.host), { tag: '1' }, one)
    expect((await client.headManifest(app(front.host), { tag: '1' }))?.digest).toBe(one.digest)
  })

  test.each([{ authority: 'no CA' }, { authority: 'another CA' }])(
    'is refused if the client trusts $authority',
    async ({ authority }) => {
      const [front, otherCa] = [await start(), await start()]
      const certsDir = authority === 'no CA' ? newFolder('certs.d') : trust(front.host, otherCa.caFile)
      const { client, log } = makeClient({ certsDir })
      const failure = client.headManifest(app(front.host), { tag: '1' })
      await expect(failure).rejects.toThrow('from an authority that is not trusted here')
      await expect(failure).rejects.toThrow(`/etc/docker/certs.d/${front.host}/ca.crt`)
      expect(log.lines).toEqual([])
    },
  )
})

describe('a registry with faults', () => {
  const start = async () => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    const proxy = await startFaultProxy({ upstream: registry.host })
    return { proxy, repository: app(proxy.host) }
  }

  test('is retried after two answers of 429 with Retry-After: 1', async () => {
    const { proxy, repository } = await start()
    const { client, log } = makeClient()
    proxy.decide(({ method, count }) =>
      method === 'PUT' && count <= 2 ? { status: 429, headers: { 'retry-after': '1' } } : undefined,
    )
    const began = Date.now()
    await client.putManifest(repository, { tag: '1' }, one)
    expect(Date.now() - began).toBeGreaterThan(1_900)
    expect(log.lines).toHaveLength(2)
  })

  const faults = {
    'a cut': { cut: true as const },
    'a cut answer': { cut: 'answer' as const },
    'a stall': { stall: true },
    '429': { status: 429 },
    '500': { status: 500 },
    '503 with a page': { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>' },
    garbage: { status: 200, body: 'garbage' },
  }
  test.each(Object.entries(faults))('serves every request after a single fault: %s', async (_name, fault) => {
    const { proxy, repository } = await start()
    const { client } = makeClient({ idle: 300 })
    proxy.decide(({ count }) => (count === 1 ? fault : undefined))
    await client.putManifest(repository, { tag: '1' }, one)
    expect((await client.headManifest(repository, { tag: '1' }))?.digest).toBe(one.digest)
    expect((await client.getManifest(repository, { tag: '1' }))?.digest).toBe(one.digest)
    expect((await client.listTags(repository)).tags).toEqual(['1'])
    await client.putManifest(repository, { tag: '1' }, two)
    expect((await client.headManifest(repository, { tag: '1' }))?.digest).toBe(two.digest)
  })

  test.each(Object.entries(faults))('causes an error if the fault persists: %s', async (name, fault) => {
    const { proxy, repository } = await start()
    const { client } = makeClient({ idle: 100 })
    proxy.decide(() => fault)
    const results = await Promise.allSettled([
      client.headManifest(repository, { tag: '1' }),
      client.getManifest(repository, { tag: '1' }),
      client.putManifest(repository, { tag: '1' }, one),
      client.listTags(repository),
      client.checkPush(repository),
    ])
    // The headers of a cut answer are enough to see that a tag is absent or a manifest was accepted.
    const failed = results.filter(({ status }) => status === 'rejected')
    expect(failed).toHaveLength(name === 'a cut answer' ? failed.length : results.length)
    for (const result of failed) expect(result).toMatchObject({ reason: { name: 'TagboatError' } })
  })
})

describe('a registry behind an HTTP proxy', () => {
  const saved = process.env.HTTPS_PROXY
  afterEach(() => {
    if (saved === undefined) delete process.env.HTTPS_PROXY
    else process.env.HTTPS_PROXY = saved
  })

  test('is reached through a tunnel, with the TLS settings of the registry', async () => {
    const registry = await startRegistry({ dir: newFolder('registry') })
    const front = await startTlsFront({ dir: newFolder('tls'), upstream: registry.host })
    const tunnel = await startTunnel(front.port)
    process.env.HTTPS_PROXY = tunnel.url
    const repository = app('registry.test:5000')
    const { client } = makeClient({ insecureRegistries: ['registry.test:5000'] })
    await client.putManifest(repository, { tag: '1' }, one)
    expect((await client.headManifest(repository, { tag: '1' }))?.digest).toBe(one.digest)
    expect(new Set(tunnel.asked)).toEqual(new Set(['registry.test:5000']))
    // The CA is trusted and the certificate has another name, which shows that both are verified in the tunnel.
    const named = makeClient({ env: { SSL_CERT_FILE: front.caFile } })
    await expect(named.client.headManifest(repository, { tag: '1' })).rejects.toThrow(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    )
    const unknown = makeClient()
    await expect(unknown.client.headManifest(repository, { tag: '1' })).rejects.toThrow(
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    )
    await tunnel.stop()
  })
})
