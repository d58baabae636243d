import { chooseForBuild, driverOf, takeBuilder } from '../../src/build/take-builder.ts'
import { createBuildx, createDocker } from '../../src/docker/docker.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

interface Setting {
  readonly texts: Texts
  readonly env?: Readonly<Record<string, string>>
  readonly trigger?: Trigger
  readonly isUntrusted?: boolean
  readonly containerdStore?: boolean
  /** buildx create fails with this message. */
  readonly failure?: string
}

/** Chooses and takes the builder of a build without targets. */
async function take({
  texts,
  env = {},
  trigger = makeTrigger(),
  isUntrusted = false,
  failure,
  ...over
}: Setting) {
  const { exec, lines } = createFakeExec(({ args }) => {
    if (failure !== undefined && args.includes('create')) return { code: 1, stderr: failure }
    return args.includes('show') ? 'ctx\n' : ''
  })
  const written: Record<string, { readonly text: string; readonly mode: number | undefined }> = {}
  const remembered: string[] = []
  const log = createFakeLog()
  const ports = {
    files: {
      ...createFakeFiles({ '/home/buildx/x': '' }),
      write: async (path: string, text: string, mode?: number) => {
        written[path] = { text, mode }
      },
      remove: async () => undefined,
    },
    log,
    env,
    actionFolder: '/action',
    clock: createFakeClock(),
    resolve: async () => [],
    remember: (name: string, value: string) => void remembered.push(`${name}=${value}`),
  }
  const session = {
    docker: createDocker(exec, {}),
    buildx: createBuildx(exec, undefined, {}),
    engine: makeEngine(over),
    builders: [],
    findEmulated: async () => new Set<string>(),
    findOthers: async () => [],
    buildxConfig: '/home/buildx',
    configDir: '/temp/tagboat-AbC123',
  }
  const inputs = makeInputs(texts)
  const run = {
    trigger,
    inputs,
    plans: [],
    targets: new Map(),
    reused: new Map(),
    workspace: '/repo',
    isUntrusted,
  }
  const choice = await chooseForBuild(ports, session, run)
  const name = await takeBuilder(ports, session, run, choice)
  return { name, driver: driverOf(choice), log, commands: lines(), written, remembered }
}

test('a described builder is temporary: the post step knows its name before it is created', async () => {
  const { name, driver, log, commands, remembered } = await take({
    texts: { 'driver-opts': 'network=host' },
    env: { BUILDX_BUILDER: 'other' },
  })
  expect([name, driver, remembered]).toEqual([
    'tagboat-abc123',
    'docker-container',
    ['builder=tagboat-abc123'],
  ])
  expect(commands).toEqual([
    'docker buildx create --name tagboat-abc123 --driver docker-container --driver-opt network=host --bootstrap',
  ])
  expect(log.at('info')).toEqual([
    'Builder: tagboat-abc123 (driver docker-container, network=host) is created for this job, because the inputs describe it.',
  ])
})

test('driver: docker uses the builder of the current docker context, and creates nothing', async () => {
  const { name, driver, commands, remembered } = await take({ texts: { driver: 'docker' } })
  expect([name, driver, remembered]).toEqual(['ctx', 'docker', []])
  expect(commands).toEqual(['docker context show'])
})

test('driver: docker is refused if the engine does not support the build', async () => {
  const texts = { driver: 'docker', provenance: 'mode=max' }
  const problems = await problemsIn(() => take({ texts, containerdStore: false }))
  expect(problems.map(({ code }) => code)).toEqual(['builder-weak'])
})

test.each<[name: string, setting: Partial<Setting>, isKept: boolean]>([
  ['a push', {}, true],
  ['a pull request of the repository', { trigger: makePull() }, true],
  ['a pull request of a fork', { trigger: makePull({}, { fork: true }) }, false],
  ['untrusted code', { isUntrusted: true }, false],
])('%s with keep-builder keeps its builder, unless the code is not trusted', async (_, setting, isKept) => {
  const { name = '', remembered, log } = await take({ texts: { 'keep-builder': 'true' }, ...setting })
  expect(name.startsWith('tagboat-kept-')).toBe(isKept)
  expect(remembered).toEqual(isKept ? [] : ['builder=tagboat-abc123'])
  expect(log.at('notice')).toEqual(isKept ? [] : [expect.stringContaining('keep-builder is ignored')])
})

test('pushes and pull requests keep builders of their own', async () => {
  const texts = { 'keep-builder': 'true' }
  const [push, pull, again] = [
    await take({ texts }),
    await take({ texts, trigger: makePull() }),
    await take({ texts, trigger: makeTrigger({ event: 'schedule' }) }),
  ]
  expect(push.name).not.toBe(pull.name)
  expect(push.name).toBe(again.name)
})

const tls = {
  BUILDER_NODE_0_AUTH_TLS_CACERT: 'ca 0',
  BUILDER_NODE_0_AUTH_TLS_CERT: 'cert 0',
  BUILDER_NODE_0_AUTH_TLS_KEY: 'key 0',
  BUILDER_NODE_1_AUTH_TLS_KEY: 'key 1',
  BUILDER_NODE_2_AUTH_TLS_KEY: 'of no node',
}

test('certificates of remote nodes in variables become private files, and their keys are masked', async () => {
  const texts = { endpoint: 'tcp://a:1', append: '- endpoint: tcp://b:1\n  driver-opts: cacert=/mine' }
  const { written, commands, log } = await take({ texts, env: tls })
  expect(written).toEqual({
    '/temp/tagboat-AbC123/builder-0-cacert.pem': { text: 'ca 0', mode: 0o600 },
    '/temp/tagboat-AbC123/builder-0-cert.pem': { text: 'cert 0', mode: 0o600 },
    '/temp/tagboat-AbC123/builder-0-key.pem': { text: 'key 0', mode: 0o600 },
    '/temp/tagboat-AbC123/builder-1-key.pem': { text: 'key 1', mode: 0o600 },
  })
  expect(commands[1]).toContain(
    '--driver-opt cacert=/mine --driver-opt key=/temp/tagboat-AbC123/builder-1-key.pem tcp://b:1',
  )
  expect(log.masks).toEqual(['key 0', 'key 1'])
})

test('certificates in variables are for remote nodes over TCP only', async () => {
  for (const endpoint of ['ctx', 'unix:///run/buildkit/buildkitd.sock']) {
    const { written, commands } = await take({ texts: { endpoint }, env: tls })
    expect([written, commands.join().includes('.pem')]).toEqual([{}, false])
  }
})

test.each<[name: string, texts: Texts, failure: string, expected: object]>([
  [
    'certificates of the engine in the environment need a context',
    { driver: 'docker-container' },
    'ERROR: could not create a builder instance with TLS data loaded from environment.',
    { fix: expect.stringContaining('docker context create tls') },
  ],
  [
    'the endpoint of a remote builder is named',
    { endpoint: 'tcp://b.test:1' },
    'ERROR: context deadline exceeded',
    { what: 'A builder of driver remote at tcp://b.test:1 could not be created.' },
  ],
  [
    'the image of a container is named',
    { 'driver-opts': 'image=ghcr.io/acme/x' },
    'ERROR: denied',
    { fix: expect.stringContaining('can pull the image ghcr.io/acme/x') },
  ],
])('a builder that cannot be created: %s', async (_, texts, failure, expected) => {
  const problems = await problemsIn(() => take({ texts, failure }))
  expect(problems).toMatchObject([{ code: 'builder-create', original: failure, ...expected }])
})
