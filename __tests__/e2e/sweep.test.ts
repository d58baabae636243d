import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, registryRequest } from '../../scripts/lib/registry-client.mjs'
import { singleTarget } from '../../src/bake/bake-target.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { resolveHost } from '../../src/ports/http-agents.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { createHttp } from '../../src/ports/node-http.ts'
import { publish } from '../../src/publish/publish.ts'
import type { Published } from '../../src/publish/request.ts'
import { createRegistryClient } from '../../src/registry/client.ts'
import { noSource, publishRequest } from '../helpers/publish-request.ts'
import { newFolder } from './setup/environment.ts'
import { login } from './setup/project.ts'

/**
 * Publishes three tags to a real registry through a proxy that breaks one request, for each request in turn. Only the builder is a
 * fake: it pushes its manifest straight into the registry. Retries wait a few milliseconds.
 */
const faults = {
  429: { status: 429, headers: { 'retry-after': '0' } },
  500: { status: 500 },
  cut: { cut: true },
  'a cut answer': { cut: 'answer' as const },
  stall: { stall: true },
  'an invalid body': { status: 200, body: '<html>not what you asked for</html>' },
}
const tags = ['t1', 't2', 't3']
const emptyConfig = Buffer.from('{}')
const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
const unauthorized = {
  status: 401,
  headers: { 'content-type': 'application/json', 'www-authenticate': 'Basic realm="sweep"' },
  body: '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
}

type Proxy = Awaited<ReturnType<typeof startFaultProxy>>
type Request = Parameters<Parameters<Proxy['decide']>[0]>[0]
type Fault = Awaited<ReturnType<Parameters<Proxy['decide']>[0]>>

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

describe('after any single failed request of a publish, the tags are all old, all new, or reported accurately', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let proxy: Proxy
  let config: string
  let said: string[]
  const path = 'sweep/app'
  beforeAll(async () => {
    registry = await startRegistry({ dir: newFolder('registry'), delete: true })
    proxy = await startFaultProxy({ upstream: registry.host })
    config = newFolder('config')
    writeFileSync(join(config, 'config.json'), JSON.stringify({ auths: { [host()]: { auth } } }))
    await putBlob(emptyConfig)
  })
  afterAll(async () => {
    await proxy.stop()
    await registry.stop()
  })
  const host = () => proxy.host.replace('127.0.0.1', 'localhost')

  /** Sets the proxy's faults. The proxy checks the password itself, since that would take most of the registry's time. */
  const decideWith = (attack: (request: Request) => Fault) =>
    proxy.decide((request) => {
      const fault = attack(request)
      return fault ?? (request.headers.authorization === `Basic ${auth}` ? undefined : unauthorized)
    })

  async function putBlob(body: Buffer): Promise<void> {
    const upload = await registryRequest(registry.host, `/v2/${path}/blobs/uploads/`, { method: 'POST' })
    const location = new URL(upload.headers.location ?? '', `http://${registry.host}`)
    location.searchParams.set('digest', digestOf(body))
    const put = await registryRequest(registry.host, location.pathname + location.search, {
      method: 'PUT',
      body,
    })
    expect(put.status).toBe(201)
  }

  /** Pushes a manifest that names its commit under these tags, bypassing the proxy. */
  async function push(revision: string, under: readonly string[]): Promise<string> {
    const mediaType = 'application/vnd.oci.image.manifest.v1+json'
    const config = {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(emptyConfig),
      size: emptyConfig.length,
    }
    const annotations = {
      'org.opencontainers.image.source': 'https://github.com/acme/app',
      'org.opencontainers.image.revision': revision,
      'dev.tagboat.event': 'push',
    }
    const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [], annotations }))
    for (const tag of under) {
      await registryRequest(registry.host, `/v2/${path}/manifests/${tag}`, {
        method: 'PUT',
        body,
        headers: { 'content-type': mediaType },
      })
    }
    return digestOf(body)
  }

  const readState = () => Promise.all(tags.map((tag) => headDigest(registry.host, path, tag)))

  async function publishOnce(revision: string): Promise<Published> {
    said = []
    const say = (text: string) => void said.push(text)
    const log = {
      debug: say,
      info: say,
      notice: say,
      warning: say,
      error: say,
      annotate: (_: string, message: string) => say(message),
      mask: () => undefined,
      clean: (text: string) => text,
      report: say,
      foreign: say,
      group: <T>(_: string, body: () => Promise<T>) => body(),
    }
    const clock = {
      now: () => Date.now(),
      sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, Math.min(ms, 5))),
      random: () => 0.5,
    }
    const client = createRegistryClient(
      {
        http: createHttp({ connect: 250, idle: 250 }),
        resolve: resolveHost,
        clock,
        exec: async () => ({ code: 127, stdout: '', stderr: '' }),
        files: createFiles(),
        log,
        env: {},
      },
      {
        dockerConfigDir: config,
        insecureRegistries: ['127.0.0.0/8'],
        certsDir: '/nowhere',
        retryPolicy: { attempts: 3, base: 1, longest: 5, longestAsked: 5 },
      },
    )
    const request = publishRequest({
      registry: client,
      log,
      clock,
      revision,
      tags,
      repositories: [parseRepository(`${host()}/${path}`)],
    })
    return publish({
      ...request,
      facts: { ...request.facts, source: noSource },
      builder: {
        load: false,
        prepare: async () => ({
          capabilities: { driver: 'docker', rich: true, loadsIndexes: true, buildx: '0.29.1' },
          run: async (strategies) => {
            const isPush = strategies.get(singleTarget)?.kind === 'anchor'
            const pushed = isPush ? { digest: await push(revision, ['t1']) } : {}
            const targets = new Map([[singleTarget, pushed]])
            return { targets, annotations: new Map(), metadata: {}, duration: 1 }
          },
        }),
      },
    })
  }

  /** The number of requests of a successful publish. */
  async function countRequests(): Promise<number> {
    await push('0', tags)
    decideWith(() => undefined)
    proxy.requests.length = 0
    await publishOnce('1')
    return proxy.requests.length
  }

  it('a successful publish makes five requests for each moved tag, and nine shared ones', async () => {
    const count = await countRequests()
    const ofTags = proxy.requests.filter(({ path }) => /\/manifests\/t\d$/.test(path)).length
    // For each moved tag: HEAD for the facts, HEAD after the build, HEAD and PUT to move it (except the anchor), HEAD to
    // read it back.
    expect(ofTags).toBe(5 * tags.length - 2)
    // The challenge, the list of tags, the existing manifest, the push probes, the pushed manifest.
    expect(count - ofTags).toBe(9)
  })

  it.each(
    Object.keys(faults).flatMap((name) => [
      { name, often: 'once' },
      { name, often: 'every time' },
    ]),
  )('after the fault $name, $often', async ({ name, often }) => {
    const fault = faults[name as keyof typeof faults]
    const count = await countRequests()
    for (let index = 0; index < count; index += 1) {
      const revision = `${name}-${often}-${index}`
      const old = await push(`old-${revision}`, tags)
      let seen = 0
      let target = ''
      decideWith(({ method, path: asked }) => {
        const key = `${method} ${asked.replace(/uploads\/.+/, 'uploads/')}`
        if (seen++ === index) {
          target = key
          return fault
        }
        return often === 'every time' && key === target ? fault : undefined
      })
      const done = await publishOnce(revision).catch((error: unknown) => error)
      const state = await readState()
      const where = `${name} ${often} at request ${index} (${target})`
      expect({ where, ...judge(done, state, old) }).toEqual({ where, verdict: 'correct' })
      expect(said.join('\n') + String(done)).not.toContain(login.password)
    }
  })

  /** Correct outcomes: all tags are old, all are new, or the failure reports the digest of each tag. */
  function judge(
    done: unknown,
    state: readonly string[],
    old: string,
  ): { verdict: string; state?: unknown; reported?: unknown } {
    const isAll = (digest: string | undefined) => state.every((one) => one === digest)
    if (done instanceof TagboatError)
      return isAll(old)
        ? { verdict: 'correct' }
        : { verdict: 'thrown, but not all old', state, reported: done.message }
    if (done instanceof Error) return { verdict: `a bug: ${done.stack}` }
    const { problems, images } = done as Published
    const reported = images[0]?.tags ?? []
    if (problems.length === 0) {
      const fresh = images[0]?.digest
      return fresh !== undefined && fresh !== old && isAll(fresh)
        ? { verdict: 'correct' }
        : { verdict: 'succeeded, but not all new', state, reported }
    }
    const isAccurate = tags.every((tag, index) => {
      const result = reported.find(({ name }) => name === tag)
      return result?.digest === state[index] || /could not be (put|read) back/.test(result?.reason ?? '')
    })
    return isAccurate
      ? { verdict: 'correct' }
      : { verdict: 'failed, and reported other tags than the registry has', state, reported }
  }
})
