/** Copies of images between real registries, the basis of promotions. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { entriesOf, getManifest } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { parseRepository } from '../../src/model/reference.ts'
import { makeClient } from './setup/client.ts'
import { base, engines, newFolder } from './setup/environment.ts'

const ada = { username: 'ada', password: 'correct horse' }
const name = 'acme/app'

let source: Awaited<ReturnType<typeof startRegistry>>
let image: {
  readonly digest: string
  readonly children: readonly string[]
  readonly platforms: readonly string[]
}

/** Two platforms with provenance, built and pushed by docker to a registry with a password. */
beforeAll(async () => {
  source = await startRegistry({ dir: newFolder('source'), users: { [ada.username]: ada.password } })
  const context = newFolder('context')
  writeFileSync(join(context, 'Dockerfile'), `FROM ${base}\nLABEL made=here\n`)
  const env = { ...process.env, DOCKER_HOST: engines.store, DOCKER_CONFIG: newFolder('docker') }
  const login = ['login', '--username', ada.username, '--password-stdin', source.host]
  await mustRun('docker', login, { env, input: ada.password })
  const options = ['--platform=linux/amd64,linux/arm64', '--provenance=mode=max', '--push']
  await mustRun('docker', ['buildx', 'build', ...options, '--tag', `${source.host}/${name}:1`, context], {
    env,
  })
  const { digest, manifest } = await getManifest(source.host, name, '1', ada)
  const children = entriesOf(manifest)
  image = {
    digest,
    children: children.map((child) => child.digest),
    platforms: children.filter(({ platform }) => platform.os === 'linux').map((child) => child.digest),
  }
})

afterAll(teardown)

const repository = (host: string, path = name) => parseRepository(`${host}/${path}`)
const encoded = Buffer.from(`${ada.username}:${ada.password}`).toString('base64')
const logins = (...hosts: string[]) => ({
  auths: Object.fromEntries(hosts.map((host) => [host, { auth: encoded }])),
})
const client = (...hosts: string[]) => makeClient({ config: logins(source.host, ...hosts) })

/** The requests in a registry's own log since `start` characters. */
const requestsOf = (logFile: string, start = 0) =>
  [
    ...readFileSync(logFile, 'utf8')
      .slice(start)
      .matchAll(/"((?:GET|HEAD|POST|PUT|PATCH|DELETE) [^" ]+)/g),
  ].map(([, line = '']) => line)

/** The configs and layers of the image, by digest. */
async function readBlobs(): Promise<ReadonlyMap<string, { readonly size: number }>> {
  const manifests = await Promise.all(image.children.map((one) => getManifest(source.host, name, one, ada)))
  const blobs = manifests.flatMap(({ manifest }) => [manifest.config ?? [], manifest.layers ?? []].flat())
  return new Map(blobs.map((blob) => [blob.digest, blob]))
}

/** The destination has every manifest, byte for byte. */
async function expectSame(host: string, path = name, login?: typeof ada) {
  for (const digest of [image.digest, ...image.children]) {
    const there = await getManifest(host, path, digest, login)
    expect(there.raw.equals((await getManifest(source.host, name, digest, ada)).raw)).toBe(true)
    expect(there.digest).toBe(digest)
  }
}

describe('copying an image of two platforms with provenance', () => {
  test('within a registry mounts its blobs, and downloads none', async () => {
    const start = readFileSync(source.logFile, 'utf8').length
    const { client: registry } = client()
    await registry.copyImage(repository(source.host), repository(source.host, 'stable/app'), image.digest)
    const requests = requestsOf(source.logFile, start)
    const mounts = requests.filter((line) => /^POST .*[?&]mount=/.test(line)).length
    expect(mounts).toBe((await readBlobs()).size)
    expect(requests.filter((line) => /^GET .*\/blobs\//.test(line))).toEqual([])
    // One more than the plain count: the 401 with the challenge.
    expect(requests).toHaveLength(2 * image.children.length + mounts + 3 + 1)
    await expectSame(source.host, 'stable/app', ada)
  })

  test('from a registry with passwords to one with tokens streams the blobs, and a second copy writes nothing', async () => {
    const tokens = await startTokenServer({
      dir: newFolder('tokens'),
      users: { ada: ada.password },
      grants: { ada: { [name]: ['pull', 'push'] } },
    })
    const destination = await startRegistry({ dir: newFolder('registry'), token: tokens.auth })
    const { client: registry } = client(destination.host)
    const route = [repository(source.host), repository(destination.host), image.digest] as const
    await registry.copyImage(...route)
    const start = readFileSync(destination.logFile, 'utf8').length
    await registry.copyImage(...route)
    expect(
      requestsOf(destination.logFile, start).filter((line) => /^(?:PUT|POST|PATCH) /.test(line)),
    ).toEqual([])
    const token = tokens.token('ada', [`repository:${name}:pull`])
    expect((await getManifest(destination.host, name, image.digest, { token })).digest).toBe(image.digest)
  })

  test('fails with the repository’s name if the login may only read', async () => {
    const tokens = await startTokenServer({
      dir: newFolder('tokens'),
      users: { ada: ada.password },
      grants: { ada: { [name]: ['pull'], 'other/app': ['pull'] } },
    })
    const destination = await startRegistry({ dir: newFolder('registry'), token: tokens.auth })
    const { client: registry } = client(destination.host)
    await expect(
      registry.copyImage(repository(source.host), repository(destination.host), image.digest),
    ).rejects.toThrow(`${destination.host} does not let this login push to ${destination.host}/${name}`)
    await expect(
      registry.copyImage(repository(source.host, 'no/such'), repository(destination.host), image.digest),
    ).rejects.toThrow(`${source.host}/no/such@${image.digest} does not exist`)
  })

  // One at a time, since a single failure can stem from both. The large images cover both together.
  test.each(['downloads', 'uploads'])('completes although %s are interrupted twice', async (what) => {
    const destination = await startRegistry({ dir: newFolder('registry') })
    const blobs = [...(await readBlobs())]
    const large = new Set(blobs.filter(([, { size }]) => size > 300_000).map(([digest]) => digest))
    expect(large.size).toBeGreaterThan(0)
    let cuts = 0
    const isDownload = (path: string) => large.has(path.split('/').at(-1) ?? '')
    const before = await startFaultProxy({
      upstream: source.host,
      decide: ({ method, path }) =>
        what === 'downloads' && method === 'GET' && isDownload(path) && ++cuts <= 2
          ? { cut: { answer: 200_000 } }
          : undefined,
    })
    const isUpload = (path: string, headers: Record<string, string | string[] | undefined>) =>
      path.includes('/uploads/') && Number(headers['content-length']) > 300_000
    const after = await startFaultProxy({
      upstream: destination.host,
      decide: ({ method, path, headers }) =>
        what === 'uploads' && method === 'PUT' && isUpload(path, headers) && ++cuts <= 2
          ? { cut: { request: 200_000 } }
          : undefined,
    })
    const { client: registry, log } = client(before.host)
    await registry.copyImage(repository(before.host), repository(after.host), image.digest)
    await expectSame(destination.host)
    expect(cuts).toBeGreaterThan(2)
    const resumed = before.requests.some(({ headers }) => headers.range?.startsWith('bytes='))
    expect(resumed).toBe(what === 'downloads')
    expect(log.lines.filter((line) => line.includes('retrying'))).toHaveLength(2)
  })
})
