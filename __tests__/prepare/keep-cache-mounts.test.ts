import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UsedBuilder } from '../../src/build/prepare-build.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import type { ExecOptions } from '../../src/ports/ports.ts'
import { keepCacheMounts } from '../../src/prepare/keep-cache-mounts.ts'
import { useFolders } from '../helpers/folder.ts'
import { makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp, type FakeAnswer } from '../helpers/registry.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const makeFolder = useFolders()
const digest = `sha256:${'a'.repeat(64)}`
const pins = { busybox: { name: 'docker.io/library/busybox', tag: 'musl', digest } }
const serviceEnv = {
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_RESULTS_URL: 'https://results.test/',
  ACTIONS_RUNTIME_TOKEN: 'the-token',
  RUNNER_ENVIRONMENT: 'github-hosted',
}
const hash = (digit: string) => digit.repeat(64)
const temporary: UsedBuilder = { name: 'tagboat-x', driver: 'docker-container', isTemporary: true }
const own: UsedBuilder = { name: undefined, driver: 'docker', isTemporary: false }

interface Setting {
  readonly inputs?: Texts
  readonly builder?: UsedBuilder
  readonly env?: Record<string, string>
  readonly trigger?: Trigger
  readonly isUntrusted?: boolean
  readonly isCancelled?: boolean
  readonly pins?: object
  readonly dockerfile?: string
  /** The answer of a method, or of `GET` and `PUT` for the bytes. */
  readonly answers?: Readonly<Record<string, FakeAnswer>>
  /** What the builder writes about each mount. */
  readonly summary?: string
  /** The results of the builds in their order; code 0 if there are no more. */
  readonly codes?: readonly number[]
  readonly stderr?: string
}

const json = (value: object): FakeAnswer => ({ status: 200, body: JSON.stringify(value) })

/** A cache service that finds the newest cache of each prefix, with the content that hash 1 stands for. */
function serve({ answers = {} }: Setting) {
  return createFakeHttp(({ method, url, body }) => {
    const name = url.includes('/twirp/') ? (url.split('/').at(-1) ?? '') : method
    const asked =
      body instanceof Uint8Array && method === 'POST' ? JSON.parse(Buffer.from(body).toString()) : {}
    const usual: Record<string, FakeAnswer> = {
      GetCacheEntryDownloadURL: json({
        ok: true,
        matched_key: `${asked.key}${hash('1')}`,
        signed_download_url: 'https://blobs.test/1?sig=s',
      }),
      GET: { status: 200, body: 'archive' },
      CreateCacheEntry: json({ ok: true, signed_upload_url: 'https://blobs.test/2?sig=s' }),
      PUT: { status: 201 },
      FinalizeCacheEntryUpload: json({ ok: true }),
    }
    return answers[name] ?? usual[name] ?? { status: 404 }
  })
}

/** Runs a step with two mounts. `events` has what the builder and the service did, in order. */
async function keep(setting: Setting = {}) {
  const configDir = makeFolder({})
  const workspace = makeFolder({
    Dockerfile:
      setting.dockerfile ?? 'FROM a\nRUN --mount=type=cache,target=/a --mount=type=cache,id=b,target=/b x\n',
  })
  const http = serve(setting)
  const builds: { names: string; image: string; env: ExecOptions['env']; archives: string[] }[] = []
  const buildx = async (args: readonly string[], options: ExecOptions = {}) => {
    const { cwd = '', input = '' } = options
    const names = args.filter((arg) => arg.startsWith('mount-'))
    const numbers = names.map((name) => name.slice('mount-'.length))
    const kind = /ADD/.test(input) ? 'restore' : /type=tar/.test(input) ? 'export' : 'compare'
    const archives = numbers.filter((number) => existsSync(join(cwd, number, 'content.tar')))
    builds.push({
      names: [kind, ...names].join(' '),
      image: /FROM (\S+) AS tool/.exec(input)?.[1] ?? '',
      env: options.env,
      archives,
    })
    for (const number of numbers) {
      mkdirSync(join(cwd, number), { recursive: true })
      if (kind === 'compare')
        writeFileSync(join(cwd, number, 'summary'), setting.summary ?? `3 12 ${hash('2')}\n`)
      if (kind === 'export') writeFileSync(join(cwd, number, 'content.tar'), 'a tar')
    }
    return {
      code: setting.codes?.[builds.length - 1] ?? 0,
      stdout: '',
      stderr: setting.stderr ?? 'it failed',
    }
  }
  const log = createFakeLog()
  const actionFolder = makeFolder({ 'pins.json': JSON.stringify(setting.pins ?? pins) })
  const inputs = makeInputs({ 'cache-mounts': 'true', ...setting.inputs })
  const mounts = keepCacheMounts(
    {
      ...{ files: createFiles(), log, http, clock: createFakeClock(), actionFolder },
      env: { ...serviceEnv, ...setting.env },
      isCancelled: () => setting.isCancelled ?? false,
    },
    { buildx, engine: makeEngine(), configDir },
    {
      inputs,
      trigger: setting.trigger ?? makeTrigger(),
      isUntrusted: setting.isUntrusted ?? false,
      definition: { targets: new Map([['image', { context: workspace }]]), chosen: ['image'] },
      workspace,
      plans: [],
    },
    [{ plan: makePlan() }],
  )
  await mounts.restore({ builder: setting.builder ?? temporary })
  await mounts.restore({ builder: setting.builder ?? temporary })
  await mounts.save()
  const called = http.requests.map(({ url, method }) =>
    url.includes('/twirp/') ? url.split('/').at(-1) : method,
  )
  return { builds, called, log, http, stored: called.filter((name) => name === 'PUT').length }
}

const lines = ({ log }: Awaited<ReturnType<typeof keep>>) => log.at('info').join('\n')

test('mounts are restored from their newest caches, and stored where they changed', async () => {
  const done = await keep()
  expect(done.builds.map(({ names }) => names)).toEqual([
    'restore mount-0 mount-1',
    'compare mount-0 mount-1',
    'export mount-0 mount-1',
  ])
  expect(done.builds[0]?.archives).toEqual(['0', '1'])
  // The archive would be part of the next build's context.
  expect(done.builds[1]?.archives).toEqual([])
  expect(done.stored).toBe(2)
  expect(lines(done)).toContain('Cache mounts: /a (restored), b (restored).')
  expect(done.log.at('warning')).toEqual([])
  expect(done.log.masks).toEqual(['the-token'])
})

test('requests have a key for each mount, a version and the token, and signed URLs get no token', async () => {
  const { http } = await keep()
  const bodies = http.requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body instanceof Uint8Array ? Buffer.from(body).toString() : ''))
  const prefixes = new Set(bodies.map(({ key }) => key.slice(0, 53)))
  expect(prefixes.size).toBe(2)
  for (const { key, version } of bodies) {
    expect(key).toMatch(/^tagboat-cache-mount-[0-9a-f]{32}-(?:2{64})?$/)
    expect(version).toMatch(/^[0-9a-f]{64}$/)
  }
  for (const { url, headers } of http.requests)
    expect(headers.authorization).toBe(url.includes('results.test') ? 'Bearer the-token' : undefined)
  const put = http.requests.find(({ method }) => method === 'PUT')
  expect(put?.headers).toMatchObject({ 'x-ms-blob-type': 'BlockBlob' })
  expect(Number(put?.headers['content-length'])).toBeGreaterThan(0)
})

test('the builds take the pinned image, and no time from SOURCE_DATE_EPOCH', async () => {
  const { builds } = await keep({ env: { SOURCE_DATE_EPOCH: '1' } })
  for (const { image, env } of builds) {
    expect(image).toBe(`docker.io/library/busybox@${digest}`)
    expect(env).toEqual({ SOURCE_DATE_EPOCH: undefined })
  }
})

test('at a limit of Docker Hub the image comes from its mirror', async () => {
  const { builds, log } = await keep({ codes: [1], stderr: '429 Too Many Requests - toomanyrequests' })
  expect(builds.map(({ names, image }) => `${names.split(' ')[0]} ${image.split('/')[0]}`)).toEqual([
    'restore docker.io',
    'restore mirror.gcr.io',
    'compare docker.io',
    'export docker.io',
  ])
  expect(log.at('warning')).toEqual([])
})

test('input cache-mounts-image replaces the pinned image', async () => {
  const { builds } = await keep({ inputs: { 'cache-mounts-image': 'r.test/box:1' }, pins: {} })
  expect(new Set(builds.map(({ image }) => image))).toEqual(new Set(['r.test/box:1']))
})

type Row = [name: string, setting: Setting, builds: string[], line: string]

test.each<Row>([
  [
    'nothing is stored that has not changed',
    { summary: `3 12 ${hash('1')}\n` },
    ['restore', 'compare'],
    'they have not changed',
  ],
  [
    'an empty mount does not replace a cache',
    { summary: `1 4 ${hash('2')}\n` },
    ['restore', 'compare'],
    'they have not changed',
  ],
  ['an unreadable summary stores nothing', { summary: 'x' }, ['restore', 'compare'], 'they have not changed'],
  [
    'a pull request stores nothing',
    { trigger: makePull() },
    ['restore'],
    'not stored, because this run is for a pull request',
  ],
  [
    'untrusted code stores nothing',
    { isUntrusted: true },
    ['restore'],
    'not stored, because the commit is untrusted',
  ],
  [
    'a pull request of a fork stores nothing',
    { trigger: makePull({}, { fork: true }) },
    ['restore'],
    'not stored, because a pull request from a fork writes no cache',
  ],
  [
    'an event that outsiders can start on the default branch stores nothing',
    { trigger: makeTrigger({ event: 'workflow_run' }) },
    ['restore'],
    'not stored, because runs of event workflow_run on this ref write no cache',
  ],
  [
    'a git tag stores nothing, because no other ref could read it',
    { trigger: makeTrigger({ ref: 'refs/tags/v1.2.3' }) },
    ['restore'],
    'no other ref can read the cache of a git tag',
  ],
  [
    'a run of the merge queue stores nothing',
    { trigger: makeTrigger({ ref: 'refs/heads/gh-readonly-queue/main/pr-1' }) },
    ['restore'],
    'not stored, because',
  ],
  ['a cancelled run stores nothing', { isCancelled: true }, ['restore'], '/a (restored)'],
  [
    'a run with no-cache starts with empty mounts',
    { inputs: { 'no-cache': 'true' } },
    ['compare', 'export'],
    'is stored',
  ],
  [
    'a mount without a cache is stored',
    { answers: { GetCacheEntryDownloadURL: json({ ok: false }) } },
    ['compare', 'export'],
    '/a (not stored yet)',
  ],
  [
    'a cache of another key is not used',
    {
      answers: {
        GetCacheEntryDownloadURL: json({ ok: true, matched_key: 'x', signed_download_url: 'https://x.test' }),
      },
    },
    ['compare', 'export'],
    '(not stored yet)',
  ],
  ['a Dockerfile without cache mounts needs no build', { dockerfile: 'FROM a\n' }, [], 'has none to store'],
  ...['', 'false'].map(
    (value): Row => [
      `a runner without the service (ACTIONS_CACHE_SERVICE_V2 is '${value}') needs no build`,
      { env: { ACTIONS_CACHE_SERVICE_V2: value } },
      [],
      'this runner offers no cache service of version 2',
    ],
  ),
  [
    'GitHub Enterprise Server needs no build',
    { env: { GITHUB_SERVER_URL: 'https://ghe.test' } },
    [],
    'only github.com and ghe.com',
  ],
  [
    'a builder of a self-hosted runner is left alone',
    { builder: own, env: { RUNNER_ENVIRONMENT: 'self-hosted' } },
    [],
    'this builder keeps them itself',
  ],
  [
    'a builder on another machine is left alone',
    { builder: own, env: { DOCKER_HOST: 'ssh://me@far.test' } },
    [],
    'this builder keeps them itself',
  ],
  [
    'a remote builder is left alone',
    { builder: { ...own, driver: 'remote' } },
    [],
    'this builder keeps them itself',
  ],
  [
    'the engine of a GitHub-hosted runner is emptied with it',
    { builder: own },
    ['restore', 'compare', 'export'],
    'is stored',
  ],
  [
    'always includes other builders',
    { builder: own, env: { RUNNER_ENVIRONMENT: 'self-hosted' }, inputs: { 'cache-mounts': 'always' } },
    ['restore', 'compare', 'export'],
    'is stored',
  ],
])('%s', async (_, setting, builds, line) => {
  const done = await keep(setting)
  expect(done.builds.map(({ names }) => names.split(' ')[0])).toEqual(builds)
  expect(done.stored).toBe(builds.includes('export') ? 2 : 0)
  expect(lines(done)).toContain(line)
  expect(done.log.at('warning')).toEqual([])
})

test('without the input there is no request, no build and no line', async () => {
  const done = await keep({ inputs: { 'cache-mounts': 'false' } })
  expect({ builds: done.builds, called: done.called, lines: done.log.lines }).toEqual({
    builds: [],
    called: [],
    lines: [],
  })
})

test.each<[name: string, setting: Setting, stored: number, warnings: string[]]>([
  [
    'a service that cannot find',
    { answers: { GetCacheEntryDownloadURL: { status: 403 } } },
    0,
    ['could not find a cache', 'could not find a cache'],
  ],
  [
    'a download that breaks',
    { answers: { GET: 'ECONNRESET' } },
    0,
    ['could not send a cache', 'could not send a cache'],
  ],
  ['a restore that fails', { codes: [1] }, 0, ['could not restore cache mounts']],
  ['a comparison that fails', { codes: [0, 1] }, 0, ['could not compare cache mounts']],
  ['an export that fails', { codes: [0, 0, 1] }, 0, ['could not export cache mounts']],
  [
    'an upload that fails',
    { answers: { PUT: { status: 403 } } },
    2,
    ['could not store a cache', 'could not store a cache'],
  ],
  [
    'an upload that cannot be finished',
    { answers: { FinalizeCacheEntryUpload: json({ ok: false }) } },
    2,
    ['could not finish a cache', 'could not finish a cache'],
  ],
  [
    'a mount above the limit',
    { summary: `3 2097153 ${hash('2')}\n` },
    0,
    ["'/a' is not stored: it has 2.1 GB", "'b' is not stored: it has 2.1 GB"],
  ],
  ['a missing pin', { pins: {} }, 0, ['input cache-mounts-image']],
  [
    'a refusal of GitHub to store a cache',
    {
      answers: {
        CreateCacheEntry: json({ ok: false, message: 'cache write denied: the cache is read only' }),
      },
    },
    0,
    ['cache write denied: the cache is read only', 'cache write denied: the cache is read only'],
  ],
])('%s is a warning and replaces no cache', async (_, setting, stored, warnings) => {
  const done = await keep(setting)
  expect(done.stored).toBe(stored)
  const printed = done.log.at('warning')
  expect(printed.map((text, index) => text.includes(warnings[index] ?? '?') || text)).toEqual(
    warnings.map(() => true),
  )
  expect(printed.join()).not.toMatch(/the-token|sig=/)
})

test('another job that stores the same content is no problem', async () => {
  const { log, stored } = await keep({ answers: { CreateCacheEntry: { status: 409 } } })
  expect(stored).toBe(0)
  expect(log.at('warning')).toEqual([])
  expect(log.at('info').at(-1)).toBe('Cache mounts: b is stored already.')
})

test('a Dockerfile cannot cause any number of requests and notices', async () => {
  const steps = (options: (number: number) => string) =>
    Array.from({ length: 150 }, (_, number) => `RUN --mount=type=cache,${options(number)} x`)
  const dockerfile = [
    'FROM a',
    ...steps((number) => `target=/${number}`),
    ...steps((number) => `target=$A${number}`),
  ]
  const { called, log } = await keep({ dockerfile: dockerfile.join('\n') })
  expect(called.filter((name) => name === 'GetCacheEntryDownloadURL')).toHaveLength(100)
  const notices = log.at('notice')
  expect(notices).toHaveLength(12)
  expect(notices.slice(-2)).toEqual([
    '140 more cache mounts are not stored between runs.',
    'Only the first 100 of 150 cache mounts are stored between runs.',
  ])
})

test('a mount that cannot be identified is named in a notice', async () => {
  const { log } = await keep({ dockerfile: 'FROM a\nRUN --mount=type=cache,target=$HOME/x y\n' })
  expect(log.at('notice').join()).toContain(
    "'type=cache,target=$HOME/x' uses a variable whose value is unknown",
  )
})
