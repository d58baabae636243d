import { createDocker } from '../../src/docker/docker.ts'
import { type Engine, findEngine, findInsecureRegistries } from '../../src/docker/find-engine.ts'
import { cancelledError } from '../../src/ports/cancellation.ts'
import type { Env } from '../../src/ports/ports.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { codes, problemsIn } from '../helpers/problems.ts'

const client = { Version: '28.5.2', Plugins: [{ Name: 'buildx', Version: 'v0.29.1' }] }
const server = { ServerVersion: '28.5.2', OSType: 'linux', Architecture: 'x86_64', DriverStatus: [] }
const silence = { ServerErrors: ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock.'] }
const info = (over: object = {}): Answer =>
  JSON.stringify({ ...server, DriverStatus: [['Backing Filesystem', 'extfs']], ClientInfo: client, ...over })

const socket = 'unix:///var/run/docker.sock'

function prepare(answer: (count: number) => Answer, env: Env = { DOCKER_HOST: socket }) {
  const { exec, calls, lines } = createFakeExec(({ args }, count) =>
    args[0] === 'context' ? 'ssh://ada@engine.test\n' : answer(count),
  )
  const ports = { docker: createDocker(exec, {}), clock: createFakeClock(), log: createFakeLog(), env }
  return { ...ports, calls, lines, find: (waitMs = 30_000) => findEngine(ports, waitMs) }
}

test.each<{ name: string; over: object; expected: Partial<Engine> }>([
  {
    name: 'the legacy image store',
    over: {},
    expected: { version: '28.5.2', buildx: '0.29.1', containerdStore: false, platform: 'linux/amd64' },
  },
  {
    name: 'the containerd image store',
    over: { DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] },
    expected: { containerdStore: true },
  },
  {
    name: 'a driver type that only starts with the containerd one’s',
    over: { DriverStatus: [['driver-type', 'io.containerd.snapshotter.v10']] },
    expected: { containerdStore: false },
  },
  { name: 'no driver status', over: { DriverStatus: null }, expected: { containerdStore: false } },
  { name: 'an ARM machine', over: { Architecture: 'aarch64' }, expected: { platform: 'linux/arm64' } },
  { name: 'a Raspberry Pi', over: { Architecture: 'armv7l' }, expected: { platform: 'linux/arm/v7' } },
  { name: 'a mainframe', over: { Architecture: 's390x' }, expected: { platform: 'linux/s390x' } },
  {
    name: 'buildx from a distribution package',
    over: { ClientInfo: { ...client, Plugins: [{ Name: 'buildx', Version: '0.13.1+ds1-3' }] } },
    expected: { buildx: '0.13.1' },
  },
  {
    name: 'insecure registries by address and by name, without the secure ones',
    over: {
      RegistryConfig: {
        InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
        IndexConfigs: { 'docker.io': { Secure: true }, 'registry.test:5000': { Secure: false } },
      },
    },
    expected: { insecureRegistries: ['::1/128', '127.0.0.0/8', 'registry.test:5000'] },
  },
  {
    name: 'the kernel, the host name and the docker context',
    over: { KernelVersion: '6.18.1', Name: 'runner', ClientInfo: { ...client, Context: 'default' } },
    expected: { kernel: '6.18.1', host: 'runner', context: 'default' },
  },
  { name: 'no registry configuration', over: { RegistryConfig: null }, expected: { insecureRegistries: [] } },
])('docker info is understood: $name', async ({ over, expected }) => {
  expect(await prepare(() => info(over)).find()).toMatchObject(expected)
})

test('an engine that is ready is asked once, without a log line', async () => {
  const { find, lines, log, clock } = prepare(() => info())
  await find()
  expect(lines()).toEqual(['docker info --format {{json .}}'])
  expect([log.lines, clock.sleeps]).toEqual([[], []])
})

const silent: Answer = { code: 1, stdout: JSON.stringify({ ClientInfo: client, ...silence }) }

test('the run waits for a starting engine and logs its address', async () => {
  const { find, log, clock } = prepare((count) => (count < 4 ? silent : info()))
  expect(await find()).toMatchObject({ version: '28.5.2' })
  expect(log.at('info')).toEqual([`Waiting for the Docker engine at ${socket} (up to 30 s) ...`])
  expect(clock.sleeps).toEqual([1000, 1000, 1000])
})

test.each<[waitMs: number, left: readonly number[], within: string]>([
  [30_000, [25, 20, 15, 10, 5], ' within 30 s.'],
  [12_500, [8, 3], ' within 13 s.'],
  [1_000, [], ' within 1 s.'],
])('after %d ms the wait ends; the log reports every five seconds', async (waitMs, left, within) => {
  const { find, log, clock } = prepare(() => silent)
  const [problem, ...more] = await problemsIn(() => find(waitMs))
  expect(problem).toMatchObject({ code: 'engine-silent', original: silence.ServerErrors[0] })
  expect(problem?.what).toBe(`The Docker engine at ${socket} did not answer${within}`)
  expect(log.at('info').slice(1)).toEqual(
    left.map((seconds) => `Still waiting for the Docker engine at ${socket}, ${seconds} s left.`),
  )
  expect([more, clock.now()]).toEqual([[], waitMs])
})

test('without a wait the engine is asked once', async () => {
  const { find, log, lines } = prepare(() => silent)
  const [problem] = await problemsIn(() => find(0))
  expect(problem?.what).toBe(`The Docker engine at ${socket} did not answer, and input engine-wait is 0.`)
  expect([log.lines, lines()]).toEqual([[], ['docker info --format {{json .}}']])
  expect((await prepare(() => info()).find(0)).version).toBe('28.5.2')
})

test('without DOCKER_HOST, the address is that of the docker context', async () => {
  const { find, log, lines } = prepare(() => silent, {})
  const [problem] = await problemsIn(() => find(1000))
  expect(problem?.what).toContain('at ssh://ada@engine.test did')
  expect(log.at('info')).toEqual(['Waiting for the Docker engine at ssh://ada@engine.test (up to 1 s) ...'])
  expect(lines().filter((line) => line.startsWith('docker context'))).toHaveLength(1)
})

test.each<[waitMs: number, limit: number]>([
  [30_000, 30_000],
  [0, 5_000],
])('with a wait of %d ms, an engine that accepts the request gets %d ms to answer', async (waitMs, limit) => {
  const ports = prepare(() => '')
  const { exec, calls } = createFakeExec(async ({ options }) => {
    for (let left = options.timeout ?? 0; left > 0; left -= 1000) {
      await ports.clock.sleep(1000)
      options.onSecond?.()
    }
    return { code: 130, stderr: 'WARNING: something else' }
  })
  const find = () => findEngine({ ...ports, docker: createDocker(exec, {}) }, waitMs)
  expect(codes(await problemsIn(find))).toEqual(['engine-silent'])
  expect([calls.length, ports.clock.now()]).toEqual([1, limit])
  expect(ports.log.at('info').length > 1).toBe(waitMs > 0)
})

test('a run that is cancelled before docker reports the address ends as cancelled', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)
  process.on('unhandledRejection', note)
  const ports = prepare(() => '')
  const tick = () => new Promise((resolve) => setImmediate(resolve))
  const { exec } = createFakeExec(async ({ args, options }) => {
    if (args[0] === 'info') options.onSecond?.()
    await tick()
    throw cancelledError()
  })
  const find = () => findEngine({ ...ports, docker: createDocker(exec, {}), env: {} }, 30_000)
  expect(codes(await problemsIn(find))).toEqual(['cancelled-early'])
  await tick()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

test.each<{ name: string; answer: Answer; code: string; message?: string }>([
  {
    name: 'a missing docker command',
    answer: { code: 127, stderr: 'docker: not found' },
    code: 'docker-missing',
  },
  {
    name: 'a user without access to the engine',
    answer: JSON.stringify({
      ClientInfo: client,
      ServerErrors: ['permission denied while trying to connect to the Docker daemon socket'],
    }),
    code: 'engine-permission',
    message: 'permission denied while',
  },
  {
    name: 'a missing buildx',
    answer: info({ ClientInfo: { Version: '20.10.24', Plugins: [{ Name: 'compose', Version: '2' }] } }),
    code: 'buildx-missing',
    message: 'docker 20.10.24 is installed',
  },
  {
    name: 'missing plugins',
    answer: info({ ClientInfo: { Version: '20.10.24', Plugins: null } }),
    code: 'buildx-missing',
  },
  {
    name: 'a broken buildx',
    answer: info({ ClientInfo: { Plugins: [{ Name: 'buildx', Err: 'exec format error' }] } }),
    code: 'buildx-missing',
    message: 'exec format error',
  },
  {
    name: 'an old buildx',
    answer: info({ ClientInfo: { ...client, Plugins: [{ Name: 'buildx', Version: 'v0.12.1' }] } }),
    code: 'buildx-old',
    message: 'v0.12.1 is too old: Tagboat needs 0.13.0',
  },
  {
    name: 'a buildx of unknown version',
    answer: info({ ClientInfo: { ...client, Plugins: [{ Name: 'buildx', Version: 'dev' }] } }),
    code: 'buildx-old',
  },
  {
    name: 'podman under the name of docker',
    answer: JSON.stringify({ host: { buildahVersion: '1.41.0' }, version: { Version: '5.6.0' } }),
    code: 'podman',
  },
  {
    name: 'Windows containers',
    answer: info({ OSType: 'windows' }),
    code: 'engine-system',
    message: 'windows',
  },
  {
    name: 'a docker context that does not exist',
    answer: { code: 1, stderr: 'Failed to initialize: context "nope": context not found' },
    code: 'docker-failed',
    message: 'context "nope"',
  },
  { name: 'another program called docker', answer: 'hello', code: 'docker-failed', message: 'hello' },
])('$name is an error at once', async ({ answer, code, message = '' }) => {
  const { find, clock } = prepare(() => answer)
  const [problem, ...more] = await problemsIn(find)
  expect(problem?.code).toBe(code)
  expect(`${problem?.what} ${problem?.original}`).toContain(message)
  expect([more, clock.sleeps]).toEqual([[], []])
})

test.each<{ name: string; answer: Answer; expected: readonly string[] }>([
  {
    name: 'an engine that answers',
    answer: info({ RegistryConfig: { InsecureRegistryCIDRs: ['10.0.0.0/8'], IndexConfigs: {} } }),
    expected: ['10.0.0.0/8'],
  },
  { name: 'an engine that does not', answer: { ...silence, code: 1, stdout: '' }, expected: [] },
  { name: 'a machine without docker', answer: { code: 127, stderr: 'docker: not found' }, expected: [] },
])(
  '$name is asked once for its insecure-registries, and nothing is waited for',
  async ({ answer, expected }) => {
    const { docker, lines } = prepare(() => answer)
    expect(await findInsecureRegistries(docker)).toEqual(expected)
    expect(lines()).toHaveLength(1)
  },
)
