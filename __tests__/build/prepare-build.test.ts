import { singleTarget } from '../../src/bake/bake-target.ts'
import { prepareBuild } from '../../src/build/prepare-build.ts'
import type { KnownBuilder } from '../../src/builder/known-builders.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import { createBuildx, createDocker } from '../../src/docker/docker.ts'
import { at, parseJson } from '../../src/json.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { cacheVariables } from '../../src/ports/child-environment.ts'
import { pushAs } from '../helpers/definition.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const metadata = JSON.stringify({ image: { 'containerimage.digest': `sha256:${'a'.repeat(64)}` } })
const docker: KnownBuilder = { name: 'default', driver: 'docker', current: true, broken: false }
const anchor: PushStrategy = { kind: 'anchor', names: ['ghcr.io/acme/app:main'] }

/** The variables of a runner that offers GitHub's cache. */
const service = {
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_RESULTS_URL: 'https://results.test/',
  ACTIONS_RUNTIME_TOKEN: 'x',
}

interface Setting {
  texts?: Texts
  trigger?: Trigger
  containerdStore?: boolean
  env?: Record<string, string>
  files?: Record<string, string>
  answer?: (call: Call) => Answer
  builder?: KnownBuilder
  others?: readonly KnownBuilder[]
  buildx?: string
  version?: string
}

const pick = ({ buildx, version }: Setting) => ({ ...(buildx && { buildx }), ...(version && { version }) })

function prepare(setting: Setting = {}) {
  const { texts = {}, trigger = makeTrigger(), containerdStore = true, env = {} } = setting
  const events: string[] = []
  const { exec, calls, lines } = createFakeExec((call) => {
    events.push(call.args.slice(0, 2).join(' '))
    return setting.answer?.(call) ?? ''
  })
  const log = createFakeLog()
  const ports = {
    files: createFakeFiles({ '/temp/tagboat-Ab12Cd/metadata.json': metadata, ...setting.files }),
    log,
    clock: createFakeClock(),
    env,
    resolve: async () => [],
    actionFolder: '/action',
    remember: (name: string, value: string) => void events.push(`remember ${name} ${value}`),
  }
  const session = {
    docker: createDocker(exec, {}),
    buildx: createBuildx(exec, undefined, {}),
    engine: makeEngine({ containerdStore, ...pick(setting) }),
    builders: [setting.builder ?? docker],
    findEmulated: async () => new Set<string>(),
    findOthers: async () => setting.others ?? [],
    buildxConfig: '/home/buildx',
    configDir: '/temp/tagboat-Ab12Cd',
  }
  const inputs = makeInputs(texts)
  const run = {
    trigger,
    inputs,
    plans: [makePlan(texts, trigger)],
    targets: new Map([[singleTarget, describeTarget(inputs.build, '/repo', env)]]),
    reused: new Map(),
    workspace: '/repo',
  }
  const target = (index = -1) => {
    const bakes = calls.filter(({ args }) => args[1] === 'bake')
    return at(parseJson(bakes.at(index)?.options.input ?? ''), 'target', 'image')
  }
  return { log, events, calls, lines, target, prepare: () => prepareBuild(ports, session, run) }
}

test('an existing builder is used, and one log line names the choice', async () => {
  const { log, lines, prepare: start } = prepare()
  const build = await start()
  expect(build.capabilities).toMatchObject({ driver: 'docker', rich: true })
  await build.run(pushAs(anchor))
  expect(lines()).toEqual([expect.stringContaining('docker buildx bake --builder default --file -')])
  expect(log.at('info')).toEqual([
    'Builder: default (driver docker, containerd image store), because it is the current one; buildx 0.29.1, engine 28.5.2.',
  ])
})

test('a temporary builder is remembered before it exists', async () => {
  const texts = { platforms: 'linux/amd64,linux/arm64' }
  const { log, events, prepare: start } = prepare({ texts, containerdStore: false })
  const build = await start()
  expect(build.capabilities).toMatchObject({ driver: 'docker-container', rich: true, loadsIndexes: false })
  expect(events).toEqual(['remember builder tagboat-ab12cd', 'buildx create'])
  expect(log.at('info')).toEqual([
    'Builder: tagboat-ab12cd (driver docker-container) is created for this job, because the current one does not support: several platforms.',
  ])
})

test.each<{ name: string; texts: Texts; code: string; buildx?: string }>([
  { name: 'load with attestations', texts: { load: 'true', provenance: 'mode=max' }, code: 'input-conflict' },
  {
    name: 'load with several platforms',
    texts: { load: 'true', platforms: 'linux/amd64,linux/arm64' },
    code: 'input-conflict',
  },
  {
    name: 'hosts for an old buildx',
    texts: { 'add-hosts': 'db:10.0.0.7', provenance: 'mode=max' },
    code: 'buildx-feature',
    buildx: '0.24.0',
  },
])('an invalid build is refused before a builder is created: $name', async ({ texts, code, buildx }) => {
  const { events, prepare: start } = prepare({ texts, containerdStore: false, ...(buildx && { buildx }) })
  expect(codes(await problemsIn(start))).toEqual([code])
  expect(events).toEqual([])
})

test('a current builder that does not answer is skipped for another, with a warning', async () => {
  const far: KnownBuilder = {
    ...docker,
    name: 'far',
    driver: 'remote',
    broken: true,
    endpoint: 'tcp://far.test:1',
    why: 'nothing answers there',
  }
  const { log, lines, prepare: start } = prepare({ builder: far, others: [{ ...docker, current: false }] })
  await (await start()).run(pushAs(anchor))
  expect(log.at('warning')).toEqual([
    "The current builder 'far' (tcp://far.test:1) does not answer (nothing answers there): builder 'default' is used instead.",
  ])
  expect(lines()).toEqual([expect.stringContaining('docker buildx bake --builder default --file -')])
})

test('a prepared build can run several times', async () => {
  const texts = { 'cache-to': 'type=gha,scope=app' }
  const { events, target, prepare: start } = prepare({ texts, env: service })
  const build = await start()
  await build.run(pushAs({ kind: 'warm' }))
  await build.run(pushAs(anchor))
  expect(events).toEqual(['buildx bake', 'buildx bake'])
  expect([at(target(0), 'output'), at(target(0), 'cache-to')]).toEqual([['type=cacheonly'], undefined])
  expect([at(target(1), 'tags'), at(target(1), 'cache-to')]).toEqual([anchor.names, ['type=gha,scope=app']])
})

test.each<[texts: Texts, kept: readonly string[]]>([
  [{}, []],
  [{ 'cache-from': 'type=gha' }, cacheVariables],
  [{ 'secret-envs': 'id=ACTIONS_ID_TOKEN_REQUEST_TOKEN' }, ['ACTIONS_ID_TOKEN_REQUEST_TOKEN']],
])('with inputs %j the build keeps %j of the runner’s variables', async (texts, kept) => {
  const { calls, prepare: start } = prepare({ texts, env: service })
  await (await start()).run(pushAs(anchor))
  expect(calls.at(-1)?.options.keep).toEqual(kept)
})

test('outside a repository buildx does not ask git about the context', async () => {
  const { calls, prepare: start } = prepare()
  await (await start()).run(pushAs(anchor))
  expect(calls.at(-1)?.options.env).toMatchObject({
    BUILDX_GIT_INFO: 'false',
    BUILDX_GIT_CHECK_DIRTY: 'false',
  })
})

test('a run that does not push writes no cache, with a notice', async () => {
  const trigger = makePull({}, { fork: true })
  const { log, target, prepare: start } = prepare({ texts: { 'cache-to': 'type=gha' }, trigger })
  await (await start()).run(pushAs({ kind: 'local', names: [] }))
  expect(at(target(), 'cache-to')).toBeUndefined()
  expect(log.at('notice')).toEqual(['cache-to is ignored, because this run does not push.'])
})

const image = { images: 'r.test/acme/app' }
const auto = { ...image, cache: 'auto' }
const ref = (label: string) =>
  expect.stringMatching(new RegExp(`ref=r.test/acme/app:buildcache-${label}-\\w{12}(,|$)`))

test('a build without caches asks docker nothing more, and its definition has none', async () => {
  const { events, target, prepare: start } = prepare({ texts: image, env: service })
  await (await start()).run(pushAs(anchor))
  expect(events).toEqual(['buildx bake'])
  expect([at(target(), 'cache-from'), at(target(), 'cache-to')]).toEqual([undefined, undefined])
})

test('cache: auto reads and writes a registry cache, and asks docker nothing more', async () => {
  const { events, target, prepare: start, calls } = prepare({ texts: auto })
  const build = await start()
  await build.run(pushAs({ kind: 'warm' }))
  expect(at(target(), 'cache-to')).toBeUndefined()
  await build.run(pushAs(anchor))
  expect(events).toEqual(['buildx bake', 'buildx bake'])
  expect([at(target(), 'cache-from'), at(target(), 'cache-to')]).toEqual([[ref('main')], [ref('main')]])
  expect(calls.at(-1)?.options.keep).toEqual([])
})

test('cache: auto with GitHub’s cache passes its variables to the build', async () => {
  const { target, prepare: start, calls } = prepare({ texts: auto, env: service })
  await (await start()).run(pushAs(anchor))
  expect(at(target(), 'cache-to')).toEqual([expect.stringMatching(/^type=gha,scope=app-\w{12},mode=max/)])
  expect(calls.at(-1)?.options.keep).toEqual(cacheVariables)
})

test('GitHub’s cache is written by cache: auto without a push, beside a notice about no other cache', async () => {
  const texts = { ...auto, push: 'false' }
  const { log, target, prepare: start } = prepare({ texts, env: service })
  await (await start()).run(pushAs({ kind: 'local', names: [] }))
  expect(at(target(), 'cache-to')).toEqual([expect.stringContaining('type=gha')])
  expect(log.at('notice')).toEqual([])
})

test('cache: auto is a reason for another builder, like cache-to', async () => {
  const { log, events, prepare: start } = prepare({ texts: auto, containerdStore: false })
  await start()
  expect(events).toEqual(['remember builder tagboat-ab12cd', 'buildx create'])
  expect(log.at('info')).toEqual([
    expect.stringMatching(/^Cache: reads .*; writes r\.test/),
    expect.stringContaining('because the current one does not support: the caches of input cache.'),
  ])
})

test('cache: auto only reads with a requested builder that cannot write caches', async () => {
  const {
    log,
    target,
    prepare: start,
  } = prepare({
    texts: { ...auto, builder: 'default' },
    containerdStore: false,
  })
  await (await start()).run(pushAs(anchor))
  expect([at(target(), 'cache-from'), at(target(), 'cache-to')]).toEqual([[ref('main')], undefined])
  expect(log.at('info')[0]).toContain(
    'writes nothing, because the builder (driver docker, legacy image store)',
  )
})

test('cache: registry with a requested builder that cannot write caches is refused', async () => {
  const texts = { ...image, cache: 'registry', builder: 'default' }
  const { prepare: start } = prepare({ texts, containerdStore: false })
  expect(codes(await problemsIn(start))).toEqual(['builder-weak'])
})

test.each<[name: string, setting: Setting, code: string]>([
  ['the runner lacks its variables', {}, 'cache-gha-runner'],
  ['buildx is too old', { env: service, buildx: '0.20.0' }, 'cache-gha-version'],
  ['the engine’s BuildKit is too old', { env: service, version: '27.5.1' }, 'cache-gha-version'],
  [
    'the BuildKit of a builder is too old',
    { env: service, builder: { ...docker, driver: 'docker-container', buildkit: '0.19.0' } },
    'cache-gha-version',
  ],
])('type=gha is refused before the build: %s', async (_name, setting, code) => {
  for (const texts of [{ 'cache-from': 'type=gha' }, { 'cache-to': 'type=gha,mode=max' }]) {
    const { events, prepare: start } = prepare({ texts, ...setting })
    expect(codes(await problemsIn(start))).toEqual([code])
    expect(events).toEqual([])
  }
})

test('a cache-to of type=gha is not judged in a run that does not write it', async () => {
  const { prepare: start } = prepare({ texts: { 'cache-to': 'type=gha', push: 'false' } })
  await expect(start()).resolves.toBeDefined()
})

test('build arguments without a value take the environment’s, or are left out', async () => {
  const texts = { 'build-args': 'A=1=2\nFROM_ENV\nGONE\nEMPTY=' }
  const { target, prepare: start } = prepare({ texts, env: { FROM_ENV: '${x}' } })
  await (await start()).run(pushAs(anchor))
  expect(at(target(), 'args')).toMatchObject({ A: '1=2', FROM_ENV: '$${x}', EMPTY: '' })
  expect(Object.keys(Object(at(target(), 'args')))).not.toContain('GONE')
})

test('secrets of all kinds are masked before the build', async () => {
  const texts = { secrets: 'a=value', 'secret-envs': 'b=TOKEN', 'secret-files': 'c=key' }
  const setting = { texts, env: { TOKEN: 'from-env' }, files: { '/repo/key': 'from-file' } }
  const { log, calls, prepare: start } = prepare(setting)
  await start()
  expect(log.masks).toEqual(expect.arrayContaining(['value', 'from-env', 'from-file']))
  expect(calls).toEqual([])
})

test('a loaded image has every planned name', async () => {
  const { lines, prepare: start } = prepare({ texts: { load: 'true' } })
  await (await start()).run(pushAs(anchor))
  expect(lines().slice(1)).toEqual(['docker tag ghcr.io/acme/app:main ghcr.io/acme/app:latest'])
})

test('a failure to tag the loaded image is an error', async () => {
  const answer = ({ args }: Call) => (args[0] === 'tag' ? { code: 1, stderr: 'no such image' } : '')
  const { prepare: start } = prepare({ texts: { load: 'true' }, answer })
  const build = await start()
  const problems = await problemsIn(() => build.run(pushAs(anchor)))
  expect(codes(problems)).toHaveLength(1)
  expect(problems[0]?.original).toBe('no such image')
})

test('the result has the annotations that buildx got', async () => {
  const rich = await (await prepare().prepare()).run(pushAs(anchor))
  expect(rich.annotations.get(singleTarget)).toContain('index:dev.tagboat.event=push')
  const plain = await (await prepare({ containerdStore: false }).prepare()).run(pushAs(anchor))
  expect(plain.annotations.get(singleTarget)).toEqual([])
})

test.each<[builder: string, texts: Texts, isTemporary: boolean]>([
  ['that the inputs describe', { driver: 'docker-container' }, true],
  ['in a cluster', { driver: 'kubernetes' }, true],
  ['that is a connection to a BuildKit, which stays', { endpoint: 'tcp://far.test:1234' }, false],
  ['in the cloud, which stays', { driver: 'cloud', endpoint: 'acme/main' }, false],
])('whether its content ends with the job is known of a builder %s', async (_, texts, isTemporary) => {
  const { builder } = await prepare({ texts }).prepare()
  expect(builder?.isTemporary).toBe(isTemporary)
})
