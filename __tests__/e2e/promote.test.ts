/** Existing images: promoted, merged, or pushed from the local engine. */
import { readFileSync } from 'node:fs'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import {
  entriesOf,
  getManifest,
  headDigest,
  listTags,
  registryRequest,
} from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startTokenServer } from '../../scripts/lib/token-server.mjs'
import { computeDigest } from '../../src/registry/digest.ts'
import { copyImage } from './setup/copied-image.ts'
import { base, engines, newFolder } from './setup/environment.ts'
import { filesBelow, findSecret, login, makeProject, type Step, step } from './setup/project.ts'

type Started = Awaited<ReturnType<typeof startRegistry>>
type Inputs = Record<string, string>

const both = 'linux/amd64,linux/arm64'
const raw = (...names: string[]) => names.map((name) => `type=raw,value=${name}`).join('\n')
const ociManifest = 'application/vnd.oci.image.manifest.v1+json'

let registry: Started
let workspace: string
/** Two platforms with provenance, at `from/app:build`. */
let digest: string
/** One platform without provenance, at `from/single:arm`. */
let single: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry'), users: { [login.username]: login.password } })
  workspace = makeProject(`FROM ${base}\nLABEL made=here\nCMD ["sh", "-c", "echo tested"]\n`)
  digest = await build('from/app', 'build', { platforms: both })
  single = await build('from/single', 'arm', { provenance: 'false', platforms: 'linux/arm64' })
})
afterAll(teardown)

const at = (...names: string[]) => names.map((name) => `${registry.host}/${name}`).join('\n')
const auth = () => ({ registry: registry.host, ...login })
const digestOf = (name: string, tag: string) => headDigest(registry.host, name, tag, login)

async function build(name: string, tag: string, inputs: Inputs = {}): Promise<string> {
  const done = await step({
    workspace,
    inputs: { images: at(name), tags: raw(tag), provenance: 'mode=max', ...auth(), ...inputs },
  })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  return done.main.outputs.digest ?? ''
}

/** An environment without docker, git and an engine. */
const bare = () => ({ DOCKER_HOST: 'unix:///nowhere.sock', PATH: newFolder('empty') })

const promote = (inputs: Inputs, more: Partial<Parameters<typeof step>[0]> = {}) =>
  step({ workspace, env: bare(), ...more, inputs: { ...auth(), ...inputs } })

const actionsOf = (done: Step): Record<string, string> => {
  const { images } = JSON.parse(done.main.outputs.result || '{"images":[]}')
  return Object.fromEntries(
    images.flatMap(({ tags }: { tags: { ref: string; action: string }[] }) =>
      tags.map(({ ref, action }) => [ref.slice(ref.indexOf('/') + 1), action]),
    ),
  )
}

const logSize = (one: Started) => readFileSync(one.logFile, 'utf8').length
const requestsOf = (one: Started, start: number) =>
  [
    ...readFileSync(one.logFile, 'utf8')
      .slice(start)
      .matchAll(/"((?:GET|HEAD|POST|PUT|PATCH|DELETE) [^" ]+)/g),
  ].map(([, line = '']) => line)

async function putBlob(host: string, name: string, bytes: Buffer) {
  const begun = await registryRequest(host, `/v2/${name}/blobs/uploads/`, { method: 'POST', auth: login })
  const location = new URL(begun.headers.location ?? '')
  const done = await registryRequest(
    host,
    `${location.pathname}${location.search}&digest=${computeDigest(bytes)}`,
    { method: 'PUT', auth: login, body: bytes },
  )
  expect(done.status).toBe(201)
  return { digest: computeDigest(bytes), size: bytes.byteLength }
}

async function putManifest(host: string, name: string, manifest: object, reference = '') {
  const body = Buffer.from(JSON.stringify(manifest))
  const type = 'mediaType' in manifest ? String(manifest.mediaType) : ociManifest
  const answer = await registryRequest(host, `/v2/${name}/manifests/${reference || computeDigest(body)}`, {
    method: 'PUT',
    auth: login,
    headers: { 'content-type': type },
    body,
  })
  expect(answer.status).toBe(201)
  return { mediaType: type, digest: computeDigest(body), size: body.byteLength }
}

/** An artifact that is not an image: a manifest with an empty config and a text layer. */
async function artifact(host: string, name: string, kind: string, more: object = {}) {
  return {
    schemaVersion: 2,
    mediaType: ociManifest,
    artifactType: `text/${kind}`,
    config: {
      mediaType: 'application/vnd.oci.empty.v1+json',
      ...(await putBlob(host, name, Buffer.from('{}'))),
    },
    layers: [{ mediaType: 'text/plain', ...(await putBlob(host, name, Buffer.from(kind))) }],
    ...more,
  }
}

const isAttestation = (entry: ReturnType<typeof entriesOf>[number]) =>
  entry.annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'

describe('promotion of a base image and an image built on it', () => {
  it('publishes base as stable/base, builds app1 on it, and promotes app1 with latest, short tags and its own tag', async () => {
    const tag = '0.1.0-base2.4.6'
    await build('walk/base', '2.4.6')
    const stable = await promote({
      from: at('walk/base:2.4.6'),
      images: at('walk/stable/base'),
      tags: raw('2.4.6'),
    })
    expect(stable.main).toMatchObject({ code: 0, annotations: [] })
    expect(await digestOf('walk/stable/base', '2.4.6')).toBe(await digestOf('walk/base', '2.4.6'))

    const child = makeProject(`FROM ${at('walk/stable/base')}:2.4.6\nLABEL app=1\n`)
    const built = await step({
      workspace: child,
      inputs: { ...auth(), images: at('walk/app1'), tags: raw(tag), pull: 'true' },
    })
    expect(built.main).toMatchObject({ code: 0, annotations: [] })

    const from = at(`walk/app1:${tag}`)
    const done = await promote({
      from,
      images: at('walk/stable/app1'),
      tags: raw('latest', '0.1', '0.1.0', tag),
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(done.main.outputs).toMatchObject({ digest: built.main.outputs.digest, pushed: 'true' })
    for (const name of ['latest', '0.1', '0.1.0', tag])
      expect([name, await digestOf('walk/stable/app1', name)]).toEqual([name, built.main.outputs.digest])
    expect(findSecret(done, login.password)).toEqual([])
    expect(filesBelow(done.temp)).toEqual([])

    const value = `value=${tag}`
    const rules = ['{{version}}', '{{major}}.{{minor}}', '{{major}}'].map(
      (pattern) => `type=semver,pattern=${pattern},${value}`,
    )
    const ruled = await promote({ from, images: at('walk/ruled/app1'), tags: rules.join('\n') })
    expect(ruled.main.code).toBe(0)
    expect(await listTags(registry.host, 'walk/ruled/app1', login)).toEqual([tag])
  })
})

describe('promotion', () => {
  it('within a repository only writes tags, and a second promotion writes nothing', async () => {
    const inputs = { from: at('from/app:build'), images: at('from/app'), tags: raw('a', 'b', 'c') }
    let start = logSize(registry)
    const first = await promote(inputs)
    expect(first.main).toMatchObject({ code: 0, annotations: [] })
    const writes = (lines: string[]) => lines.filter((line) => /^(PUT|PATCH)/.test(line))
    expect(writes(requestsOf(registry, start))).toHaveLength(3)
    start = logSize(registry)
    const second = await promote(inputs)
    expect(second.main).toMatchObject({ code: 0, outputs: { digest, pushed: 'false' } })
    expect(writes(requestsOf(registry, start))).toEqual([])
    expect(Object.values(actionsOf(second))).toEqual(['unchanged', 'unchanged', 'unchanged'])
  })

  it('keeps a single manifest, and reports its platform', async () => {
    const done = await promote({ from: at('from/single:arm'), images: at('stable/single'), tags: raw('arm') })
    expect(done.main).toMatchObject({ code: 0, annotations: [], outputs: { digest: single } })
    expect((await getManifest(registry.host, 'stable/single', 'arm', login)).mediaType).toBe(ociManifest)
    const [image] = JSON.parse(done.main.outputs.result ?? '').images
    expect(image.platforms.map((one: { platform: string }) => one.platform)).toEqual(['linux/arm64'])
  })

  it('reports the action of each tag in a dry run', async () => {
    const inputs = { from: at('from/app:build'), images: at('from/app'), tags: raw('build', 'new') }
    const done = await promote({ ...inputs, 'dry-run': 'true' })
    expect(done.main.code).toBe(0)
    expect(actionsOf(done)).toEqual({ 'from/app:build': 'unchanged', 'from/app:new': 'created' })
    expect(await digestOf('from/app', 'new')).toBe('')
  })

  it('refuses to move 1.2.3 from another digest, and leaves 1.2.3 unchanged on its own', async () => {
    await copyImage(registry.host, ['from/single', 'arm'], 'guard/app', ['other'])
    const release = (from: string) =>
      promote({ from: at(from), images: at('guard/app') }, { ref: 'refs/tags/v1.2.3' })
    expect(actionsOf(await release('guard/app:other'))).toEqual({ 'guard/app:1.2.3': 'created' })
    const start = logSize(registry)
    const refused = await release('from/app:build')
    expect(refused.main.code).toBe(1)
    expect(refused.errors[0]?.message).toContain('[release-taken]')
    for (const shown of [single, digest]) expect(refused.errors[0]?.message).toContain(shown)
    expect(requestsOf(registry, start).filter((line) => /^(PUT|PATCH)/.test(line))).toEqual([])
    const again = await release(`guard/app@${single}`)
    expect(again.main.code).toBe(0)
    expect(actionsOf(again)).toEqual({ 'guard/app:1.2.3': 'unchanged' })
  })

  it('restores all tags if one cannot be moved', async () => {
    const proxy = await startFaultProxy({ upstream: registry.host })
    const host = proxy.host.replace('127.0.0.1', 'localhost')
    await copyImage(registry.host, ['from/single', 'arm'], 'fault/app', ['one'])
    proxy.decide(({ method, path }) =>
      method === 'PUT' && path.endsWith('/manifests/two')
        ? { status: 403, body: '{"errors":[]}' }
        : undefined,
    )
    const done = await promote({
      registry: host,
      from: `${host}/from/app:build`,
      images: `${host}/fault/app`,
      tags: raw('one', 'two'),
    })
    expect(done.main.code).toBe(1)
    expect(done.errors[0]?.message).toContain('[not-published]')
    expect(await digestOf('fault/app', 'one')).toBe(single)
    expect(await digestOf('fault/app', 'two')).toBe('')
    await proxy.stop()
  })
})

describe('a promotion is refused before any tag moves for', () => {
  it.each([
    { what: 'a missing image', from: 'from/app:none', code: 'from-missing' },
    { what: 'an artifact', from: 'from/artifact:1', code: 'from-no-image' },
    { what: 'a list of referrers', from: 'from/artifact:list', code: 'from-no-image' },
    {
      what: 'a missing platform',
      from: 'from/app:build',
      platforms: 'linux/s390x',
      code: 'from-platform',
    },
  ])('$what', async ({ from, code, platforms = '' }) => {
    const put = await putManifest(
      registry.host,
      'from/artifact',
      await artifact(registry.host, 'from/artifact', 'chart'),
      '1',
    )
    const index = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [{ ...put, artifactType: 'text/chart' }],
    }
    await putManifest(registry.host, 'from/artifact', index, 'list')
    const start = logSize(registry)
    const done = await promote({ from: at(from), images: at('refused/app'), tags: raw('x'), platforms })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`[${code}]`)
    expect(done.errors[0]?.message).toContain(at(from))
    expect(requestsOf(registry, start).filter((line) => /^(PUT|PATCH|POST)/.test(line))).toEqual([])
    expect(await listTags(registry.host, 'refused/app', login)).toEqual([])
  })

  it('a source that the login may not read', async () => {
    const users = { [login.username]: login.password }
    const grants = { [login.username]: { 'mine/app': ['pull', 'push'] } }
    const tokens = await startTokenServer({ dir: newFolder('tokens'), users, grants })
    const other = await startRegistry({ dir: newFolder('registry'), token: tokens.auth })
    const done = await promote({
      registry: other.host,
      from: `${other.host}/theirs/app:1`,
      images: `${other.host}/mine/app`,
      tags: raw('x'),
    })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`${other.host}/theirs/app:1`)
    expect(requestsOf(other, 0).filter((line) => /^(PUT|PATCH|POST)/.test(line))).toEqual([])
  })

  it('inputs that shape a build', async () => {
    const inputs = { from: at('from/app:build'), 'build-args': 'A=1', file: 'x/Dockerfile', pull: 'true' }
    const done = await promote({ ...inputs, images: at('refused/app') })
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain('file, build-args, pull would shape a build')
  })
})

describe('merging', () => {
  it('publishes two platforms as one index with both attestations, under the release’s tags', async () => {
    const parts = await Promise.all(
      both
        .split(',')
        .map((platform) => build('merge/parts', platform.replace('/', '-'), { platforms: platform })),
    )
    const from = `${at('merge/parts:linux-amd64')}\n${at(`merge/parts@${parts[1]}`)}`
    const tags = 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}'
    const release = (inputs: Inputs = {}) =>
      promote(
        {
          from,
          tags,
          images: at('merge/parts', 'merge/app'),
          annotations: 'com.example.team=blue',
          ...inputs,
        },
        { ref: 'refs/tags/v3.1.0' },
      )
    const done = await release({ platforms: both })
    expect(done.main).toMatchObject({ code: 0 })
    for (const name of ['merge/parts', 'merge/app']) {
      const { manifest, digest: there } = await getManifest(registry.host, name, '3.1', login)
      expect(there).toBe(done.main.outputs.digest)
      expect(await digestOf(name, '3.1.0')).toBe(there)
      const entries = entriesOf(manifest)
      const platforms = entries.filter((entry) => !isAttestation(entry))
      expect(platforms.map((one) => one.platform.architecture)).toEqual(['amd64', 'arm64'])
      const attested = entries
        .filter(isAttestation)
        .map((one) => one.annotations?.['vnd.docker.reference.digest'])
      expect(attested).toEqual(platforms.map((one) => one.digest))
      for (const entry of entries) expect(await digestOf(name, entry.digest)).toBe(entry.digest)
      expect(manifest.annotations).toMatchObject({
        'com.example.team': 'blue',
        'dev.tagboat.version': '3.1.0',
        'org.opencontainers.image.version': '3.1.0',
      })
    }
    const again = await release()
    expect(again.main.code).toBe(0)
    expect(new Set(Object.values(actionsOf(again)))).toEqual(new Set(['unchanged']))

    const twice = await promote({ from: `${from}\n${at('from/app:build')}`, images: at('merge/twice') })
    expect(twice.main.code).toBe(1)
    expect(twice.errors[0]?.message).toContain('[from-platform-twice]')
    expect(twice.errors[0]?.message).toContain(
      `'${at('merge/parts:linux-amd64')}' and '${at('from/app:build')}'`,
    )
    expect(await listTags(registry.host, 'merge/twice', login)).toEqual([])
  })
})

describe.each(['store', 'legacy'] as const)('an image of the local engine, %s', (engine) => {
  const env = { ...process.env, DOCKER_HOST: engines[engine], DOCKER_CONFIG: newFolder('docker') }
  const docker = (...args: string[]) => mustRun('docker', args, { env })
  const publish = (inputs: Inputs, more: Partial<Parameters<typeof step>[0]> = {}) =>
    step({
      workspace,
      engine,
      ...more,
      inputs: { ...auth(), from: 'docker-daemon:test/app:build', ...inputs },
    })

  it('is published after it was built and tested', async () => {
    const context = makeProject()
    await docker('build', '-t', 'test/app:build', context)
    const names = [`daemon/${engine}`, `daemon/${engine}-twin`]
    const release = () =>
      publish(
        { images: at(...names), tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}' },
        { ref: 'refs/tags/v1.2.3' },
      )
    const done = await release()
    expect(done.main).toMatchObject({ code: 0 })
    const said = done.main.annotations.map(({ message }) => message)
    expect(said).toEqual([...new Set(said)])
    for (const name of names)
      for (const tag of ['1.2.3', '1'])
        expect([tag, await digestOf(name, tag)]).toEqual([tag, done.main.outputs.digest])
    // Its temporary names are gone, and its own name is still there.
    const images = await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}')
    expect(images).toContain('test/app:build')
    expect(images).not.toContain('daemon/')
    const again = await release()
    expect(again.main.code).toBe(0)
    expect(new Set(Object.values(actionsOf(again)))).toEqual(new Set(['unchanged']))

    await docker('build', '-t', 'test/app:build', '--label', 'other=1', context)
    const refused = await release()
    expect(refused.errors[0]?.message).toContain('[release-taken]')
    expect(await digestOf(names[0] ?? '', '1.2.3')).toBe(done.main.outputs.digest)
  })

  it('is refused if it is missing or lacks a platform, and push: false does nothing', async () => {
    const images = at(`daemon/refused-${engine}`)
    const missing = await publish({ images, from: 'docker-daemon:test/none:1' })
    expect(missing.errors[0]?.message).toMatch(/'test\/none:1'.*\[from-daemon\]/)
    const none = await publish({ images, push: 'false' })
    expect(none.main).toMatchObject({ code: 0, outputs: { pushed: 'false' } })
    expect(none.main.log).not.toContain('buildx bake')
    if (engine === 'legacy') {
      const lacks = await publish({ images, platforms: 'linux/s390x' })
      expect(lacks.errors[0]?.message).toContain('[from-platform]')
    }
    expect(await listTags(registry.host, `daemon/refused-${engine}`, login)).toEqual([])
  })
})
