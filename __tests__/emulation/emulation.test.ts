import fc from 'fast-check'
import type { BakeTarget } from '../../src/bake/bake-target.ts'
import type { BuilderChoice } from '../../src/builder/choose-builder.ts'
import type { KnownBuilder } from '../../src/builder/known-builders.ts'
import { createBuildx, createDocker } from '../../src/docker/docker.ts'
import type { Engine } from '../../src/docker/find-engine.ts'
import { findEmulated } from '../../src/docker/kernel-emulators.ts'
import { prepareEmulation } from '../../src/emulation/emulation.ts'
import type { BuilderDescription } from '../../src/inputs/builder-inputs.ts'
import type { BuilderNode } from '../../src/inputs/builder-nodes.ts'
import { type Answer, type Call, createFakeExec } from '../helpers/fake-exec.ts'
import { makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const digest = `sha256:${'a'.repeat(64)}`
const pinned = `docker.io/tonistiigi/binfmt@${digest}`
const pins = JSON.stringify({ binfmt: { name: 'docker.io/tonistiigi/binfmt', tag: 'qemu-v10', digest } })
const withRun = 'FROM alpine\nRUN apk add curl\n'
const withoutRun = 'FROM scratch\nCOPY app /app\n'
const inspected = (platforms: string) => `Name: default\nDriver: docker\n\nName: n\nPlatforms: ${platforms}\n`
/** The status that tonistiigi/binfmt prints after an installation (cmd/binfmt/main.go, `printStatus`). */
const status = (...supported: string[]) => JSON.stringify({ supported, emulators: [] }, null, 2)

interface Setting {
  texts?: Texts
  targets?: Record<string, BakeTarget>
  needed?: string[]
  dockerfile?: string
  files?: Record<string, string>
  builder?: Partial<KnownBuilder> | 'create'
  /** The builder that the inputs describe. */
  described?: Partial<BuilderDescription>
  env?: Record<string, string>
  engine?: Partial<Engine>
  platforms?: string
  run?: Answer
}

function prepare(setting: Setting = {}) {
  const { texts = {}, targets = { image: arm }, builder = {}, env = {}, dockerfile = withRun } = setting
  const answer = ({ args }: Call): Answer => {
    if (args.includes('inspect') && args[0] === 'buildx')
      return inspected(setting.platforms ?? 'linux/amd64*, linux/386')
    if (args[0] === 'context') return 'unix:///var/run/docker.sock'
    if (args.includes('run'))
      return setting.run ?? status('linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/riscv64')
    return ''
  }
  const { exec, lines } = createFakeExec(answer)
  const log = createFakeLog()
  const files = { '/repo/Dockerfile': dockerfile, '/action/pins.json': pins, ...setting.files }
  const ports = {
    files: createFakeFiles(files),
    log,
    clock: createFakeClock(),
    env,
    actionFolder: '/action',
    resolve: async () => [],
    remember: () => undefined,
  }
  const docker = createDocker(exec, {})
  const engine = makeEngine(setting.engine)
  const session = {
    docker,
    buildx: createBuildx(exec, undefined, {}),
    engine,
    builders: [],
    findEmulated: () => findEmulated({ files: ports.files, docker, env }, engine),
    findOthers: async () => [],
    buildxConfig: '/home/buildx',
    configDir: '/temp/tagboat-Ab12Cd',
  }
  const inputs = makeInputs(texts)
  const known: KnownBuilder = { name: '', driver: 'docker', current: true, broken: false }
  const described = setting.described
    ? ({ driver: 'remote', nodes: [], config: '', keep: false, ...setting.described } as const)
    : inputs.describedBuilder
  const choice: BuilderChoice =
    builder === 'create' || described !== undefined
      ? { kind: 'create', why: 'a test', ...(described && { described }) }
      : { kind: 'use', builder: { ...known, ...builder }, why: 'a test' }
  const run = {
    trigger: makeTrigger(),
    inputs,
    plans: [],
    targets: new Map(Object.entries(targets)),
    reused: new Map(),
    workspace: '/repo',
  }
  const needed = new Set(setting.needed ?? Object.keys(targets))
  const start = () => prepareEmulation(ports, session, run, { choice, name: 'tagboat-ab12cd', needed })
  return { start, lines, log }
}

const arm: BakeTarget = { platforms: ['linux/amd64', 'linux/arm64'] }
const install = (list: string, image = pinned, context = '') =>
  `docker ${context}run --rm --privileged --network=none ${image} --install ${list}`
const inspect = 'docker buildx inspect'
const nodeAt = (endpoint: string): BuilderNode => ({
  name: '',
  endpoint,
  platforms: [],
  driverOpts: [],
  buildkitdFlags: '',
})

/** A machine whose kernel is that of the engine. */
const machine = { '/proc/sys/kernel/osrelease': '6.18.1\n', '/proc/sys/kernel/hostname': 'runner\n' }
const local = { env: { DOCKER_HOST: 'unix:///engine.sock' }, engine: { kernel: '6.18.1', host: 'runner' } }
/** A kernel that emulates arm64 in containers. */
const emulatesArm = {
  files: {
    ...machine,
    '/proc/sys/fs/binfmt_misc/qemu-aarch64': 'enabled\ninterpreter /usr/bin/qemu-aarch64\nflags: POCF\n',
  },
}
const byKernel = 'The kernel emulates linux/arm64 already, so no emulation is registered.'

interface Row extends Setting {
  title: string
  commands: string[]
  says: string[]
}

test.each<Row>([
  { title: 'a build without platforms asks nothing', targets: { image: {} }, commands: [], says: [] },
  {
    title: 'a build for the engine’s own architecture asks nothing',
    targets: { image: { platforms: ['linux/amd64', 'linux/amd64/v3', 'windows/amd64'] } },
    commands: [],
    says: [],
  },
  {
    title: 'a target that is not built asks nothing',
    targets: { built: {}, reused: arm },
    needed: ['built'],
    commands: [],
    says: [],
  },
  {
    title: 'a build without a RUN asks nothing',
    dockerfile: withoutRun,
    commands: [],
    says: ['No RUN executes on linux/arm64, so no emulation is needed.'],
  },
  {
    title: 'QEMU is registered for the platform that the builder lacks',
    commands: [inspect, install('arm64')],
    says: [`Registered QEMU for linux/arm64 (image ${pinned}).`],
  },
  {
    title: 'a native node of a described builder needs no emulation, and qemu-image starts nothing',
    builder: 'create',
    texts: { append: '- endpoint: ssh://far\n  platforms: linux/arm64', 'qemu-image': 'r.test/qemu:1' },
    platforms: 'linux/amd64, linux/arm64*',
    commands: [`${inspect} tagboat-ab12cd`],
    says: ['The builder executes linux/arm64 already, so no emulation is registered.'],
  },
  {
    title: 'the builder on another machine gets no emulation, and nothing privileged runs on this one',
    builder: 'create',
    texts: { endpoint: 'ssh://far', 'qemu-image': 'r.test/qemu:1' },
    commands: [`${inspect} tagboat-ab12cd`],
    says: [
      'The builder (driver docker-container) emulates linux/arm64 with the QEMU in its BuildKit image. Input qemu-image is not used, because it is not on this engine.',
    ],
  },
  {
    title: 'a remote BuildKit has emulation or not, and nothing privileged runs on this machine',
    builder: 'create',
    texts: { endpoint: 'tcp://far:1234', 'qemu-image': 'r.test/qemu:1' },
    commands: [`${inspect} tagboat-ab12cd`],
    says: [
      'The builder (driver remote) must execute linux/arm64 itself, for example with the QEMU in its BuildKit image. Input qemu-image is not used, because it is not on this engine.',
    ],
  },
  {
    title: 'several targets cause one registration of the missing architectures',
    targets: { one: arm, two: { platforms: ['linux/arm/v6', 'linux/arm/v7', 'linux/riscv64', 'linux/386'] } },
    commands: [inspect, install('arm64,arm,riscv64')],
    says: [
      'The builder executes linux/386 already, so no emulation is registered.',
      `Registered QEMU for linux/arm64, linux/arm/v6, linux/arm/v7, linux/riscv64 (image ${pinned}).`,
    ],
  },
  {
    title: 'a builder that executes the platform is left alone',
    platforms: 'linux/amd64, linux/arm64',
    commands: [inspect],
    says: ['The builder executes linux/arm64 already, so no emulation is registered.'],
  },
  {
    title:
      'a builder that was inspected before is not asked again, and one of its native nodes serves the platform',
    builder: { name: 'two', driver: 'docker-container', platforms: ['linux/amd64', 'linux/arm64/v8'] },
    commands: [],
    says: ['The builder executes linux/arm64 already, so no emulation is registered.'],
  },
  {
    title: 'the image of input qemu-image is used as it is written',
    texts: { 'qemu-image': 'mirror.test/binfmt:1' },
    commands: [inspect, install('arm64', 'mirror.test/binfmt:1')],
    says: ['Registered QEMU for linux/arm64 (image mirror.test/binfmt:1).'],
  },
  {
    title: 'the engine of a docker context gets QEMU itself',
    builder: { name: 'far', platforms: ['linux/amd64'] },
    commands: [install('arm64', pinned, '--context far ')],
    says: [`Registered QEMU for linux/arm64 (image ${pinned}).`],
  },
  {
    title: 'the kernel of this machine is asked before the builder where it is the engine’s',
    ...emulatesArm,
    engine: { kernel: '6.18.1', host: 'runner', context: 'default' },
    commands: [],
    says: [byKernel],
  },
  {
    title: 'the kernel of this machine is asked before the builder in a docker context with a local socket',
    ...emulatesArm,
    engine: { kernel: '6.18.1', context: 'mine' },
    commands: ['docker context inspect --format {{.Endpoints.docker.Host}}'],
    says: [byKernel],
  },
  {
    title: 'the builder is asked about the platforms that the kernel does not emulate',
    ...emulatesArm,
    ...local,
    targets: { image: { platforms: ['linux/arm64', 'linux/386', 'linux/riscv64'] } },
    commands: [inspect, install('riscv64')],
    says: [
      byKernel,
      'The builder executes linux/386 already, so no emulation is registered.',
      `Registered QEMU for linux/riscv64 (image ${pinned}).`,
    ],
  },
  {
    title: 'emulation: never permits a build for a platform that the kernel emulates',
    ...emulatesArm,
    ...local,
    texts: { emulation: 'never' },
    commands: [],
    says: [byKernel],
  },
  {
    title: 'an entry of the kernel counts by its interpreter, whatever its name is',
    ...local,
    files: {
      ...machine,
      '/proc/sys/fs/binfmt_misc/mine': 'enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: F\n',
    },
    commands: [],
    says: [byKernel],
  },
  {
    title: 'a disabled entry of the kernel, and one of another processor, do not count',
    ...local,
    files: {
      ...machine,
      '/proc/sys/fs/binfmt_misc/qemu-aarch64': 'disabled\ninterpreter /usr/bin/qemu-aarch64\nflags: F\n',
      '/proc/sys/fs/binfmt_misc/qemu-arm': 'enabled\ninterpreter /usr/bin/qemu-arm\nflags: F\n',
    },
    commands: [inspect, install('arm64')],
    says: [`Registered QEMU for linux/arm64 (image ${pinned}).`],
  },
  {
    title: 'an emulator without flag F does not work in containers, so QEMU is registered',
    ...local,
    files: {
      ...machine,
      '/proc/sys/fs/binfmt_misc/qemu-aarch64': 'enabled\ninterpreter /usr/bin/qemu-aarch64\nflags: OC\n',
    },
    commands: [inspect, install('arm64')],
    says: [`Registered QEMU for linux/arm64 (image ${pinned}).`],
  },
  ...[
    { where: 'the engine has another one', engine: { kernel: '6.10.14-linuxkit', context: 'default' } },
    { where: 'the engine does not report its own', engine: { context: 'default' } },
    {
      where: 'the engine is on another machine, behind a tunnel to a socket',
      env: { DOCKER_HOST: 'unix:///tunnel.sock' },
      engine: { kernel: '6.18.1', host: 'far' },
    },
    {
      where: 'the engine is on another machine',
      env: { DOCKER_HOST: 'tcp://far.test:2375' },
      engine: { kernel: '6.18.1', context: 'default' },
    },
    {
      where: 'the engine is on another machine, over ssh',
      env: { DOCKER_HOST: 'ssh://far.test' },
      engine: { kernel: '6.18.1', context: 'default' },
    },
    {
      where: 'the engine is rootless, since it may have registrations of its own',
      engine: { kernel: '6.18.1', context: 'default', isRootless: true },
    },
  ].map(({ where, ...setting }) => ({
    ...emulatesArm,
    ...setting,
    title: `the kernel of this machine is not asked where ${where}`,
    commands: [inspect, install('arm64')],
    says: [`Registered QEMU for linux/arm64 (image ${pinned}).`],
  })),
  {
    title: 'the kernel of this machine is not asked for a builder in the engine of another docker context',
    ...emulatesArm,
    ...local,
    builder: { name: 'far', platforms: ['linux/amd64'] },
    commands: [install('arm64', pinned, '--context far ')],
    says: [`Registered QEMU for linux/arm64 (image ${pinned}).`],
  },
  {
    title: 'the kernel of this machine is not asked for a builder whose own QEMU is used',
    ...emulatesArm,
    ...local,
    builder: 'create',
    commands: [],
    says: ['The builder (driver docker-container) emulates linux/arm64 with the QEMU in its BuildKit image.'],
  },
  {
    title: 'qemu-image starts nothing for a temporary builder where the kernel emulates the platform',
    ...emulatesArm,
    ...local,
    builder: 'create',
    texts: { 'qemu-image': 'acme/binfmt:1' },
    commands: [],
    says: [byKernel],
  },
  {
    title: 'a Dockerfile in a remote context may have a RUN',
    targets: { image: { ...arm, context: 'https://github.com/acme/app.git' } },
    commands: [inspect, install('arm64')],
    says: [
      'A RUN may execute on linux/arm64, because its Dockerfile is not in the workspace.',
      `Registered QEMU for linux/arm64 (image ${pinned}).`,
    ],
  },
  {
    title: 'a temporary builder has BuildKit’s own QEMU',
    builder: 'create',
    commands: [],
    says: ['The builder (driver docker-container) emulates linux/arm64 with the QEMU in its BuildKit image.'],
  },
  {
    title: 'a temporary builder gets the QEMU that the workflow names',
    builder: 'create',
    texts: { 'qemu-image': 'acme/binfmt:1' },
    commands: [install('arm64', 'acme/binfmt:1')],
    says: ['Registered QEMU for linux/arm64 (image acme/binfmt:1).'],
  },
  {
    title: 'a container builder of another engine cannot use qemu-image',
    builder: { name: 'mine', driver: 'docker-container', endpoint: 'ssh://far', platforms: ['linux/amd64'] },
    texts: { 'qemu-image': 'acme/binfmt:1' },
    commands: [],
    says: [
      'The builder (driver docker-container) emulates linux/arm64 with the QEMU in its BuildKit image. Input qemu-image is not used, because it is not on this engine.',
    ],
  },
  {
    title: 'a remote builder must execute the platform itself',
    builder: { name: 'far', driver: 'remote', endpoint: 'tcp://far.test:1', platforms: ['linux/amd64'] },
    commands: [],
    says: [
      'The builder (driver remote) must execute linux/arm64 itself, for example with the QEMU in its BuildKit image.',
    ],
  },
  {
    title: 'a described builder with one node on another machine gets no QEMU here',
    described: { driver: 'docker-container', nodes: [nodeAt(''), nodeAt('ssh://far')] },
    texts: { 'qemu-image': 'acme/binfmt:1' },
    commands: [`${inspect} tagboat-ab12cd`],
    says: [
      'The builder (driver docker-container) emulates linux/arm64 with the QEMU in its BuildKit image. Input qemu-image is not used, because it is not on this engine.',
    ],
  },
  {
    title: 'a described container builder on this engine gets the QEMU that the workflow names',
    described: { driver: 'docker-container', nodes: [nodeAt('')] },
    texts: { 'qemu-image': 'acme/binfmt:1' },
    commands: [`${inspect} tagboat-ab12cd`, install('arm64', 'acme/binfmt:1')],
    says: ['Registered QEMU for linux/arm64 (image acme/binfmt:1).'],
  },
  {
    title: 'emulation: never leaves a container builder to BuildKit’s own QEMU',
    builder: 'create',
    texts: { emulation: 'never' },
    commands: [],
    says: ['The builder (driver docker-container) emulates linux/arm64 with the QEMU in its BuildKit image.'],
  },
  {
    title: 'emulation: never permits a build that may not need it',
    texts: { emulation: 'never' },
    targets: { image: { ...arm, context: 'https://github.com/acme/app.git' } },
    commands: [inspect],
    says: [
      'Whether a RUN executes on linux/arm64 is unknown, because its Dockerfile is not in the workspace. Nothing is registered: input emulation is never.',
    ],
  },
])('$title', async ({ commands, says, ...setting }) => {
  const { start, lines, log } = prepare(setting)
  await start()
  expect(lines()).toEqual(commands)
  expect(log.at('info')).toEqual(says)
  expect([log.at('warning'), log.at('error')]).toEqual([[], []])
})

test.each<{ title: string; setting: Setting; code: string; says: string }>([
  {
    title: 'emulation: never names the platform and the line of the RUN',
    setting: { texts: { emulation: 'never' }, dockerfile: 'FROM a AS b\n\nRUN c\n' },
    code: 'emulation-off',
    says: 'The builder cannot execute programs of linux/arm64, which Dockerfile line 3 (stage b) requires, and input emulation is never.',
  },
  {
    title: 'a version of Tagboat without a pin registers nothing',
    setting: { files: { '/action/pins.json': '{}' } },
    code: 'pin-missing',
    says: 'This version of Tagboat has no verified checksum of binfmt, so it does not download binfmt.',
  },
  {
    title: 'an image that registers nothing is an error, although it exits with 0',
    setting: { run: { stdout: status('linux/amd64'), stderr: 'installing: arm64 cannot register' } },
    code: 'qemu-not-registered',
    says: `QEMU for linux/arm64 could not be registered from the image ${pinned}.`,
  },
  {
    title: 'an image of another interface is an error',
    setting: { run: 'hello' },
    code: 'qemu-not-registered',
    says: `QEMU for linux/arm64 could not be registered from the image ${pinned}.`,
  },
])('$title', async ({ setting, code, says }) => {
  const problems = await problemsIn(() => prepare(setting).start())
  expect(problems).toMatchObject([{ code, what: says }])
})

test('a build that may need no emulation continues with a warning if QEMU cannot be registered', async () => {
  const { start, log } = prepare({
    targets: { image: { ...arm, context: 'https://github.com/acme/app.git' } },
    files: { '/action/pins.json': '{}' },
  })
  await start()
  expect(log.at('warning')).toEqual([expect.stringContaining('[pin-missing]')])
})

test('a Dockerfile and the targets of a bake file choose nothing of the privileged container except known architectures', async () => {
  const hostile = fc.constantFrom(
    'linux/arm64 --volume=/:/host',
    '--privileged',
    'linux/arm64,all',
    'evil/image',
    '$(id)',
  )
  const platform = fc.oneof(
    fc.constantFrom('linux/arm64', 'LINUX/RISCV64', 'linux/arm/v7', 'linux/sparc64'),
    hostile,
  )
  const dockerfile = fc.constantFrom(
    withRun,
    'FROM --platform=$P evil/image\nRUN a\n',
    '# syntax=evil/image\n',
    'RUN --network=host',
  )
  const architectures = '(?:386|amd64|arm|arm64|loong64|mips64|mips64le|ppc64le|riscv64|s390x)'
  const allowed = new RegExp(`^${install(`${architectures}(?:,${architectures})*`)}$`)
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.array(platform), dockerfile, fc.string(), async (platforms, text, name) => {
      const target = { platforms, contexts: { [name]: name }, args: { P: name } }
      const { start, lines } = prepare({ targets: { image: target }, dockerfile: text })
      await problemsIn(start)
      const commands = lines().filter((line) => line.includes(' run '))
      for (const command of commands) expect(command).toMatch(allowed)
      count += commands.length
    }),
    { numRuns: 300 },
  )
  expect(count).toBeGreaterThan(20)
})
