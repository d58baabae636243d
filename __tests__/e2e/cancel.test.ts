/** SIGINT in each phase of a run, with a registry that is slow or does not answer. */
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { sleep } from '../../scripts/lib/run.mjs'
import { copyImage } from './setup/copied-image.ts'
import { newFolder } from './setup/environment.ts'
import { commit, filesBelow, findSecret, login, makeProject, type Step, step } from './setup/project.ts'
import { startInParallel } from './setup/run-in-parallel.ts'

type Proxy = Awaited<ReturnType<typeof startFaultProxy>>
type Request = Parameters<Parameters<Proxy['decide']>[0]>[0]
type Fault = Awaited<ReturnType<Parameters<Proxy['decide']>[0]>>

/** The runner sends SIGTERM this many ms after SIGINT, and SIGKILL soon after. */
const runnerWaits = 7_500
const names = ['t1', 't2', 't3', 't4', 't5', 't6']
const tags = names.map((name, index) => `type=raw,value=${name},priority=${100 - index}`).join('\n')
const slow = { delay: 2_000 }
const hang = { stall: true }

const isPut = (tag: string) => (request: Request) =>
  request.method === 'PUT' && request.path.endsWith(`/manifests/${tag}`)
const isHead = (tag: string) => (request: Request) =>
  request.method === 'HEAD' && request.path.endsWith(`/manifests/${tag}`)
const isUpload = ({ method, path }: Request) =>
  /^(PUT|PATCH)$/.test(method) && path.includes('/blobs/uploads/')

/** `all`: the fault of every request after the signal. */
interface Attack {
  readonly what: string
  /** SIGINT is sent at the first matching request. */
  readonly at?: (request: Request, seen: readonly Request[]) => boolean
  /** SIGINT is sent at the first matching output. */
  readonly on?: RegExp
  readonly all?: Fault
  /** The faults before the signal. */
  readonly before?: (request: Request) => Fault
  /** Whether the tags exist before the run. */
  readonly first?: boolean
  readonly inputs?: (host: string) => Record<string, string>
  readonly dockerfile?: string
  readonly env?: Record<string, string>
  /** Whether more signals follow. */
  readonly again?: boolean
}

const denied = { status: 403, body: '{"errors":[{"code":"DENIED","message":"no"}]}' }
const isAfterMove = (seen: readonly Request[]) => names.every((name) => seen.some(isPut(name)))

const attacks: readonly Attack[] = [
  { what: 'slow requests for facts', at: isHead('t3'), all: slow },
  { what: 'hanging requests for facts', at: isHead('t3'), all: hang },
  { what: 'a slow push of the builder', at: isPut('t1'), all: slow, first: true },
  { what: 'a slow push of a new tag by the builder', at: isPut('t1'), all: slow },
  { what: 'a hanging push of the builder', at: isPut('t1'), all: hang, first: true },
  {
    what: 'a slow push of a layout',
    at: isUpload,
    all: slow,
    inputs: (host) => ({ images: `${host}/IMAGE\n${host}/IMAGE-too` }),
  },
  {
    what: 'a hanging push of a layout',
    at: isUpload,
    all: hang,
    inputs: (host) => ({ images: `${host}/IMAGE\n${host}/IMAGE-too` }),
  },
  { what: 'a slow move of tags', at: isPut('t3'), all: slow, first: true },
  { what: 'a slow creation of tags', at: isPut('t3'), all: slow },
  { what: 'a hanging move of tags', at: isPut('t3'), all: hang, first: true },
  {
    what: 'a move that the registry answers after 4 s',
    at: isPut('t3'),
    all: { delay: 4_000 },
    first: true,
  },
  {
    what: 'slow reads of the published tags',
    at: (request, seen) => isHead('t3')(request) && isAfterMove(seen),
    all: slow,
    first: true,
  },
  {
    what: 'hanging reads of the published tags',
    at: (request, seen) => isHead('t3')(request) && isAfterMove(seen),
    all: hang,
    first: true,
  },
  {
    what: 'a slow rollback',
    before: (request) => (isPut('t3')(request) ? denied : undefined),
    at: (request, seen) => request.method === 'GET' && seen.some(isPut('t3')),
    all: slow,
    first: true,
  },
  {
    what: 'a slow rollback of new tags',
    before: (request) => (isPut('t3')(request) ? denied : undefined),
    at: (request, seen) => request.method === 'DELETE' && seen.some(isPut('t3')),
    all: slow,
  },
  {
    what: 'a hanging rollback',
    before: (request) => (isPut('t3')(request) ? denied : undefined),
    at: (request, seen) => request.method === 'GET' && seen.some(isPut('t3')),
    all: hang,
    first: true,
  },
  {
    what: 'the wait after 429 with Retry-After',
    before: (request) =>
      isPut('t3')(request) ? { status: 429, headers: { 'retry-after': '60' } } : undefined,
    at: isPut('t3'),
    first: true,
  },
  { what: 'a rollback with more signals', at: isPut('t3'), all: { delay: 1_000 }, first: true, again: true },
  {
    what: 'a build',
    dockerfile: `FROM scratch
COPY busybox /bin/sh
COPY busybox /bin/sleep
RUN echo "begun $((40 + 2))"; sleep 100
`,
    on: /begun 42/,
  },
  {
    what: 'login retries',
    at: ({ path }) => path === '/v2/',
    before: ({ path }) => (path === '/v2/' ? { status: 503 } : undefined),
  },
  { what: 'a hanging login', at: ({ path }) => path === '/v2/', all: hang },
  {
    what: 'the wait for an engine',
    on: /waiting for the docker engine/i,
    env: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' },
  },
  {
    what: 'a slow copy of a promotion',
    at: isUpload,
    all: slow,
    inputs: (host) => ({ from: 'SOURCE', images: `${host}/IMAGE` }),
  },
  {
    what: 'a hanging copy of a promotion',
    at: isUpload,
    all: hang,
    inputs: (host) => ({ from: 'SOURCE', images: `${host}/IMAGE` }),
  },
  {
    what: 'the creation of a builder whose image does not arrive',
    at: ({ path }) => path.includes('/absent/buildkit/'),
    all: hang,
    inputs: (host) => ({ 'driver-opts': `image=${host}/absent/buildkit:1` }),
  },
  {
    what: 'the registration of QEMU whose image does not arrive',
    at: ({ path }) => path.includes('/absent/binfmt/'),
    all: hang,
    dockerfile: 'FROM scratch\nCOPY busybox /bin/sh\nRUN true\n',
    inputs: (host) => ({ platforms: 'linux/riscv64', 'qemu-image': `${host}/absent/binfmt:1` }),
  },
  {
    what: 'a hanging request for a cache mount',
    at: ({ path }) => path.includes('.CacheService/'),
    all: hang,
    dockerfile: 'FROM scratch\nCOPY busybox /bin/sh\nRUN --mount=type=cache,target=/c true\n',
    inputs: () => ({ 'cache-mounts': 'always', 'cache-mounts-image': 'absent.test/busybox' }),
    env: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: 'http://HOST/',
      ACTIONS_RUNTIME_TOKEN: 'a-token-of-the-runner',
    },
  },
]

describe('SIGINT', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let ended: (attack: Attack) => Promise<void>
  let source: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
    source = await startRegistry({ dir: newFolder('source') })
    const done = await step({
      workspace: makeProject(),
      inputs: { images: `${source.host}/source`, tags: 'type=raw,value=1' },
    })
    expect(done.main.code).toBe(0)
    const inputs = { images: `${registry.host}/cancel/given`, registry: registry.host, ...login, tags }
    expect((await step({ workspace: makeProject(), inputs })).main.code).toBe(0)
    ended = startInParallel(attacks, 4, attackStep)
  })
  afterAll(async () => {
    await registry.stop()
    await source.stop()
  })

  const digestsOf = async (image: string): Promise<Record<string, string | undefined>> => {
    const there = await listTags(registry.host, image, login)
    const digests = await Promise.all(there.map((tag) => headDigest(registry.host, image, tag, login)))
    return Object.fromEntries(there.map((tag, index) => [tag, digests[index] || undefined]))
  }

  test.each(attacks)(
    'during $what ends the step before the runner kills it, and the report is accurate',
    (attack) => ended(attack),
  )

  async function attackStep(attack: Attack): Promise<void> {
    const proxy = await startFaultProxy({ upstream: registry.host })
    try {
      const image = `cancel/${attack.what.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
      const inputs: Record<string, string> = {
        images: `${proxy.host}/${image}`,
        registry: proxy.host,
        ...login,
        tags,
      }
      for (const [name, value] of Object.entries(attack.inputs?.(proxy.host) ?? {}))
        inputs[name] = value.replaceAll('IMAGE', image).replace('SOURCE', `${source.host}/source:1`)
      const workspace = makeProject(attack.dockerfile)
      if (attack.first) await copyImage(registry.host, ['cancel/given', 't1'], image, names)
      const before = await digestsOf(image)
      commit(workspace)

      let child: Parameters<NonNullable<Parameters<typeof step>[0]['onStart']>>[0] | undefined
      let cancelled = 0
      const seen: Request[] = []
      const cancel = () => {
        if (cancelled > 0) return
        cancelled = Date.now()
        child?.kill('SIGINT')
        for (const later of attack.again ? [500, 1_500, 2_500] : [])
          setTimeout(() => child?.kill(later === 1_500 ? 'SIGINT' : 'SIGTERM'), later)
      }
      proxy.decide((request) => {
        if (attack.at?.(request, seen)) cancel()
        seen.push(request)
        const own = attack.before?.(request)
        return own ?? (cancelled > 0 ? attack.all : undefined)
      })
      const { done, ended } = await timed({
        workspace,
        inputs,
        ...(attack.env && { env: mapHost(attack.env, proxy.host) }),
        onStart: (started) => {
          child = started
        },
        onOutput: (text) => {
          if (attack.on?.test(text)) cancel()
        },
      })
      expect(cancelled).toBeGreaterThan(0)
      expect(ended - cancelled).toBeLessThan(runnerWaits)
      proxy.decide(() => undefined)
      // In-flight requests have reached the registry.
      await sleep(Math.max(0, cancelled + (attack.all?.delay ?? 0) + 500 - Date.now()))
      expectTrue(done, proxy.host, image, before, await digestsOf(image))
      expect(findSecret(done, login.password)).toEqual([])
      expect(filesBelow(done.temp)).toEqual([])
      expect(done.post?.code).toBe(0)
    } finally {
      await proxy.stop()
    }
  }
})

const mapHost = (env: Readonly<Record<string, string>>, host: string): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('HOST', host)]))

/** Runs a step, and records when its main part ended. */
async function timed(options: Parameters<typeof step>[0]) {
  let ended = 0
  const done = await step({
    ...options,
    onStart: (child) => {
      options.onStart?.(child)
      if ('once' in child && typeof child.once === 'function')
        child.once('exit', () => {
          ended = Date.now()
        })
    },
  })
  return { done, ended }
}

/** Every tag is as reported, or the report names it as unknown. */
function expectTrue(
  done: Step,
  host: string,
  image: string,
  before: Readonly<Record<string, string | undefined>>,
  after: Readonly<Record<string, string | undefined>>,
): void {
  const said = done.errors.map(({ message }) => message).join('\n')
  expect(done.main.summary).not.toBe('')
  if (done.main.code !== 0) expect(said).toMatch(/\[(cancelled|cancelled-early|not-published|not-verified)\]/)
  const reported: { ref: string; action: string; digest?: string; reason?: string }[] = JSON.parse(
    done.main.outputs.result || '{"images":[]}',
  ).images.flatMap(({ tags: found }: { tags: object[] }) => found)
  for (const name of names) {
    const ref = `${host}/${image}:${name}`
    const tag = reported.find((one) => one.ref === ref)
    const isUnread = tag?.action === 'failed' && tag.reason?.startsWith('it could not be read back')
    // The message names the tag, so that the user can check it.
    if (isUnread || tag?.action === 'unknown' || (said.includes('[left-behind]') && said.includes(ref)))
      expect(said).toContain(ref)
    else if (tag !== undefined)
      expect([name, tag.action, after[name]]).toEqual([name, tag.action, tag.digest])
    else expect([name, after[name]]).toEqual([name, before[name]])
  }
}
