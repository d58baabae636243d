import {
  findBuilders,
  findOtherBuilders,
  type KnownBuilder,
  parseInspect,
  parseNodes,
} from '../../src/builder/known-builders.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeFiles, createFakeLog } from '../helpers/ports.ts'

/** The table that buildx 0.13 to 0.29 print. */
const shown = (name: string, driver: string, nodes: string[]) =>
  [
    `Name:          ${name}`,
    `Driver:        ${driver}`,
    'Last Activity: 2026-01-01 00:00:00',
    '',
    'Nodes:',
    ...nodes,
    '',
  ].join('\n')
const node = (endpoint: string, state: string, more = '') =>
  `Name:     n0\nEndpoint: ${endpoint}\n${state}\n${more}`
const active = 'Status:   running'
const inactive = 'Status:   inactive'
const failed =
  'Error:    Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?'
const far = 'tcp://far.test:1234'

test.each<{ name: string; text: string; expected: Partial<KnownBuilder> | undefined; isStarting?: boolean }>([
  {
    name: 'a running builder',
    text: shown('mine', 'docker-container', [node('default', active)]),
    expected: { name: 'mine', driver: 'docker-container', broken: false, endpoint: 'default' },
  },
  {
    name: 'the platforms of all nodes, without the stars of those that the user gave',
    text: shown('mine', 'remote', [
      node(far, active, 'Platforms: linux/amd64*, linux/amd64/v2,linux/386'),
      node('tcp://b.test:1', active, 'Platforms: linux/arm64\nLabels:\n Platforms: linux/riscv64'),
    ]),
    expected: { platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/386', 'linux/arm64'] },
  },
  {
    name: 'a container that buildx would start',
    text: shown('mine', 'docker-container', [node('default', inactive)]),
    expected: { broken: false },
  },
  {
    name: 'a remote builder that does not answer',
    text: shown('mine', 'remote', [node(far, inactive)]),
    expected: { name: 'mine', driver: 'remote', current: false, broken: true, endpoint: far },
    isStarting: true,
  },
  {
    name: 'a remote builder with one of two nodes',
    text: shown('mine', 'remote', [node(far, inactive), node('tcp://b.test:1', active)]),
    expected: { broken: false, endpoint: `${far}, tcp://b.test:1` },
  },
  {
    name: 'the oldest BuildKit of its nodes',
    text: shown('mine', 'docker-container', [
      node('default', active, 'BuildKit version: v0.25.1'),
      node('ssh://b.test', active, 'BuildKit version: v0.9.3-4-g1234567'),
    ]),
    expected: { buildkit: '0.9.3' },
  },
  {
    name: 'BuildKit as buildx 0.13 prints it',
    text: shown('mine', 'docker-container', [node('default', active, 'BuildKit: v0.12.5')]),
    expected: { buildkit: '0.12.5' },
  },
  {
    name: 'a remote builder with two nodes that fail in two ways',
    text: shown('mine', 'remote', [
      node(far, inactive),
      node('tcp://b.test:1', 'Error:    no such certificate'),
    ]),
    expected: { broken: true, why: 'no such certificate' },
    isStarting: true,
  },
  {
    name: 'a container whose engine does not answer',
    text: shown('mine', 'docker-container', [node('tcp://127.0.0.1:1', failed)]),
    expected: { broken: true, why: expect.stringContaining('Cannot connect') },
  },
  {
    name: 'a builder without nodes',
    text: 'Name:   default\nDriver: \nError:  no such context\n',
    expected: { name: 'default', driver: '', broken: true, why: 'no such context' },
  },
  {
    name: 'names of labels, devices and files are ignored',
    text: shown('mine', 'remote', [
      node(
        far,
        active,
        'Labels:\n Name:   other\nFile#buildkitd.toml:\n > Status: inactive\nDevices:\n Name: gpu',
      ),
    ]),
    expected: { name: 'mine', broken: false },
  },
  { name: 'an error', text: 'ERROR: no builder "gone" found', expected: undefined },
  { name: 'nothing', text: '', expected: undefined },
])('docker buildx inspect: $name', ({ text, expected, isStarting = false }) => {
  const read = parseInspect(text)
  if (expected === undefined) expect(read).toBeUndefined()
  else expect(read).toMatchObject({ builder: expected, isStarting })
  if (expected?.why === undefined) expect(read?.builder.why).toBeUndefined()
})

const stored = JSON.stringify({ Name: 'mine', Driver: 'remote', Nodes: [{ Endpoint: far }] })
const folder = { '/b/instances/mine': stored, '/b/current': JSON.stringify({ Key: 'x', Name: 'mine' }) }

function prepare(
  answer: (args: readonly string[], count: number) => Answer | 'silence',
  files: Readonly<Record<string, string>> = folder,
) {
  const clock = createFakeClock()
  const { exec, lines } = createFakeExec(async ({ args, options }, count) => {
    const given = answer(args.slice(2), count)
    if (given !== 'silence') return given
    await clock.sleep(options.timeout ?? Number.POSITIVE_INFINITY)
    return { code: 130 }
  })
  const log = createFakeLog()
  const ports = { buildx: createBuildx(exec, undefined, {}), files: createFakeFiles(files), clock, log }
  return { ports, lines, log, clock }
}

test.each([
  { requested: '', line: 'docker buildx inspect' },
  { requested: 'mine', line: 'docker buildx inspect mine' },
])('only the builder of the build is inspected, once: %j', async ({ requested, line }) => {
  const { ports, lines, log } = prepare(() => shown('mine', 'remote', [node(far, active)]))
  const found = await findBuilders(ports, '/b', requested)
  expect(found).toMatchObject([{ name: 'mine', broken: false, current: requested === '' }])
  expect([lines(), log.lines]).toEqual([[line], []])
})

test('the run waits for a starting remote builder', async () => {
  const { ports, log } = prepare((_, count) =>
    shown('mine', 'remote', [node(far, count < 4 ? inactive : active)]),
  )
  expect(await findBuilders(ports, '/b', '')).toMatchObject([{ broken: false }])
  expect(log.at('info')).toEqual([`Waiting for builder mine at ${far} (up to 10 s) ...`])
})

test('the wait for a remote builder that never answers ends after ten seconds', async () => {
  const { ports, clock } = prepare(() => shown('mine', 'remote', [node(far, inactive)]))
  expect(await findBuilders(ports, '/b', 'mine')).toMatchObject([{ broken: true, endpoint: far }])
  expect(clock.now()).toBe(10_000)
})

test.each(['', 'mine'])(
  'a builder that never answers is given up after ten seconds: requested %j',
  async (requested) => {
    const { ports, clock } = prepare(() => 'silence')
    expect(await findBuilders(ports, '/b', requested)).toEqual([
      {
        name: 'mine',
        driver: 'remote',
        endpoint: far,
        current: requested === '',
        broken: true,
        why: 'it did not answer within 10 s',
      },
    ])
    expect(clock.now()).toBe(10_000)
  },
)

test.each([
  { needs: false, lines: [], platforms: undefined },
  { needs: true, lines: ['docker buildx inspect'], platforms: ['linux/amd64', 'linux/arm64'] },
])(
  'the engine’s own builder is asked for its platforms only if a build may need them: $needs',
  async (row) => {
    const own = shown('default', 'docker', [node('default', active, 'Platforms: linux/amd64, linux/arm64')])
    const { ports, lines } = prepare(() => own, {})
    const [found] = await findBuilders(ports, '/b', '', async () => row.needs)
    expect([lines(), found?.platforms]).toEqual([row.lines, row.platforms])
    expect(found).toMatchObject({ name: '', driver: 'docker', current: true })
  },
)

test('a builder that does not exist is not found', async () => {
  const { ports, lines } = prepare(() => ({ code: 1, stderr: 'ERROR: no builder "gone" found' }))
  expect(await findBuilders(ports, '/b', 'gone')).toEqual([])
  expect(lines()).toHaveLength(1)
})

test('other builders are the created ones and the engine’s own', async () => {
  const files = { ...folder, '/b/instances/other': '{}', '/b/instances/--help': '{}' }
  const { ports, lines } = prepare(
    ([name = '']) => (name === 'other' ? 'silence' : shown(name, 'docker', [node('default', active)])),
    files,
  )
  const mine: KnownBuilder = { name: 'mine', driver: 'remote', current: true, broken: true }
  expect(await findOtherBuilders(ports, '/b', [mine])).toMatchObject([
    { name: 'other', broken: true },
    { name: 'default', driver: 'docker', broken: false, current: false },
  ])
  expect(lines()).toEqual(['docker buildx inspect other', 'docker buildx inspect default'])
})

test('buildx is not asked for other builders if none was created', async () => {
  const { ports, lines } = prepare(() => '', {})
  const [own] = await findBuilders(ports, '/b', '')
  expect(own).toEqual({ name: '', driver: 'docker', current: true, broken: false })
  expect(await findOtherBuilders(ports, '/b', own === undefined ? [] : [own])).toEqual([])
  expect(lines()).toEqual([])
})

test('builders that Tagboat created for other jobs, or keeps, are not found as other builders', async () => {
  const { ports, lines } = prepare(() => '', {
    '/b/instances/tagboat-a1b2c3': '{}',
    '/b/instances/tagboat-kept-0123456789abcdef': '{}',
    '/b/instances/tagboat-team': '{}',
  })
  await findOtherBuilders(ports, '/b', [])
  expect(lines()).toEqual(['docker buildx inspect tagboat-team', 'docker buildx inspect default'])
})

test('the nodes of a builder are read with their states', () => {
  const nodes = [node('tcp://a:1', active, 'Labels:\n Name:   other'), node('tcp://b:1', failed)]
  const [one, two, ...more] = parseNodes(shown('mine', 'remote', nodes))
  expect(one).toEqual({ name: 'n0', endpoint: 'tcp://a:1', status: 'running', error: '' })
  expect(two).toMatchObject({ endpoint: 'tcp://b:1', status: '', error: expect.stringContaining('Cannot') })
  expect(more).toEqual([])
})

test('a BuildKit that was built without its version has an unknown one', () => {
  const text = shown('mine', 'remote', [node('tcp://b.test:1', active, 'BuildKit version: v0.0.0+unknown')])
  expect(parseInspect(text)?.builder).not.toHaveProperty('buildkit')
})
