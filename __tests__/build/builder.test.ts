import * as builders from '../../src/build/builder.ts'
import { describeTarget } from '../../src/build/describe-target.ts'
import { createBuildx, createDocker } from '../../src/build/docker.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { makeBuildInputs, makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsIn, problemsOf } from '../helpers/problems.ts'

const builder = (over: Partial<builders.KnownBuilder> = {}): builders.KnownBuilder => ({
  name: 'default',
  driver: 'docker',
  current: true,
  broken: false,
  ...over,
})
const ready = builder({ name: 'ready', driver: 'docker-container', current: false })
const legacy = makeEngine({ containerdStore: false })

test.each<{ name: string; texts: Texts; cacheTo?: string[]; expected: string[] }>([
  { name: 'a plain build needs nothing', texts: {}, expected: [] },
  { name: 'nor does one platform', texts: { platforms: 'linux/arm64' }, expected: [] },
  {
    name: 'several platforms',
    texts: { platforms: 'linux/amd64,linux/arm64' },
    expected: ['several platforms'],
  },
  { name: 'provenance', texts: { provenance: 'mode=max' }, expected: ['attestations'] },
  {
    name: 'attestations that are refused need nothing',
    texts: { provenance: 'false', sbom: 'false' },
    expected: [],
  },
  { name: 'a person’s annotations', texts: { annotations: 'a=b' }, expected: ['annotations'] },
  { name: 'a cache that is written', texts: {}, cacheTo: ['type=gha'], expected: ['cache export'] },
  { name: 'a cache in the image itself needs nothing', texts: {}, cacheTo: ['type=inline'], expected: [] },
  { name: 'timestamps', texts: { 'rewrite-timestamp': 'true' }, expected: ['rewrite-timestamp'] },
])('needs: $name', ({ texts, cacheTo = [], expected }) => {
  const inputs = makeInputs(texts)
  const target = { ...describeTarget(inputs.build, '/repo', {}), 'cache-to': cacheTo }
  expect(builders.findNeeds(inputs, [target], true)).toEqual(expected)
})

test.each<{
  name: string
  known: builders.KnownBuilder[]
  wanted?: string
  needs?: string[]
  engine?: typeof legacy
  expected: object
}>([
  {
    name: 'the current builder is used',
    known: [builder(), ready],
    expected: { kind: 'use', builder: { name: 'default' }, why: 'it is the current one' },
  },
  {
    name: 'the containerd store can do it all',
    known: [builder(), ready],
    needs: ['several platforms'],
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'the older store is enough for a plain build',
    known: [builder(), ready],
    engine: legacy,
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'for more, a builder that can is used',
    known: [builder(), ready],
    needs: ['several platforms', 'attestations'],
    engine: legacy,
    expected: {
      kind: 'use',
      builder: { name: 'ready' },
      why: 'the current one cannot do: several platforms, attestations',
    },
  },
  {
    name: 'but not one that does not answer',
    known: [builder(), { ...ready, broken: true }, { ...ready, name: 'silent', driver: '' }],
    needs: ['attestations'],
    engine: legacy,
    expected: { kind: 'create', why: 'the current one cannot do: attestations' },
  },
  {
    name: 'nor another of the same engine',
    known: [builder(), builder({ name: 'desktop', current: false })],
    needs: ['attestations'],
    engine: legacy,
    expected: { kind: 'create' },
  },
  {
    name: 'a current builder with another driver is used, whatever the store',
    known: [builder({ current: false }), { ...ready, current: true }],
    needs: ['several platforms'],
    engine: legacy,
    expected: { kind: 'use', builder: { name: 'ready' } },
  },
  {
    name: 'where none is current, the first',
    known: [builder({ current: false }), ready],
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'where there is none, one is made',
    known: [],
    expected: { kind: 'create', why: 'buildx knows none' },
  },
  {
    name: 'the one that was asked for is used',
    known: [builder(), ready],
    wanted: 'ready',
    expected: { kind: 'use', builder: { name: 'ready' }, why: 'it was asked for' },
  },
  {
    name: 'also one on the older store, for what it can do',
    known: [builder(), ready],
    wanted: 'default',
    engine: legacy,
    expected: { kind: 'use', builder: { name: 'default' } },
  },
])('choice: $name', ({ known, wanted = '', needs = [], engine = makeEngine(), expected }) => {
  expect(builders.chooseBuilder(known, wanted, needs, engine)).toMatchObject(expected)
})

test.each<{ name: string; wanted: string; code: string; said: string }>([
  {
    name: 'a builder that is not there',
    wanted: 'gone',
    code: 'builder-missing',
    said: "no buildx builder 'gone'; there are: default, ready.",
  },
  {
    name: 'a builder that cannot do what is needed',
    wanted: 'default',
    code: 'builder-weak',
    said: 'cannot do: attestations',
  },
])('$name is an error', ({ wanted, code, said }) => {
  const choose = () => builders.chooseBuilder([builder(), ready], wanted, ['attestations'], legacy)
  const problems = problemsOf(choose)
  expect(codes(problems)).toEqual([code])
  expect(problems[0]?.what).toContain(said)
})

test.each<[name: string, driver: string, store: boolean, rich: boolean]>([
  ['the docker driver on the containerd store', 'docker', true, true],
  ['the docker driver on the older store', 'docker', false, false],
  ['docker-container beside the older store', 'docker-container', false, true],
  ['a remote builder', 'remote', false, true],
])('abilities of %s', (_, driver, containerdStore, rich) => {
  const abilities = builders.describeAbilities(driver, makeEngine({ containerdStore }))
  expect(abilities).toEqual({ driver, rich, loadsIndexes: containerdStore, buildx: '0.29.1' })
})

test.each<[name: string, texts: Texts, env: Record<string, string>, expected: string]>([
  ['nobody named one', {}, {}, ''],
  ['the input', { builder: 'mine' }, { BUILDX_BUILDER: 'other' }, 'mine'],
  ['buildx’s own variable', {}, { BUILDX_BUILDER: 'other' }, 'other'],
])('the wanted builder: %s', (_, texts, env, expected) => {
  expect(builders.wantedBuilder(makeBuildInputs(texts), env)).toBe(expected)
})

const prepare = (answer: Answer = '') => {
  const { exec, lines } = createFakeExec(() => answer)
  return { docker: createDocker(exec, {}), buildx: createBuildx(exec, undefined, {}), lines }
}

describe('buildx’s list of builders', () => {
  const rows = [
    { Name: 'default', Driver: 'docker', Current: true, Nodes: [{ Name: 'default', Status: 'running' }] },
    { Name: 'ready', Driver: 'docker-container', Current: false, Nodes: [{ Name: 'ready0' }] },
    { Name: 'off', Driver: 'docker-container', Nodes: [{ Name: 'a' }, { Name: 'b', Err: 'no such host' }] },
    { Name: 'down', Driver: '', Err: 'Cannot connect to the Docker daemon' },
  ]
  test('is read line by line, also beside other lines', async () => {
    const { buildx, lines } = prepare(
      `${rows.map((row) => JSON.stringify(row)).join('\n')}\nWARNING: x\n{}\n`,
    )
    expect(await builders.listBuilders(buildx)).toEqual([
      builder(),
      ready,
      { name: 'off', driver: 'docker-container', current: false, broken: true },
      { name: 'down', driver: '', current: false, broken: true },
    ])
    expect(lines()).toEqual(['docker buildx ls --format {{json .}}'])
  })

  test('is empty where buildx fails', async () => {
    const { buildx } = prepare({ code: 1, stderr: 'unknown flag: --format' })
    expect(await builders.listBuilders(buildx)).toEqual([])
  })
})

test('a builder is created and started', async () => {
  const { buildx, lines } = prepare()
  await builders.createBuilder(buildx, 'tagboat-x')
  expect(lines()).toEqual(['docker buildx create --name tagboat-x --driver docker-container --bootstrap'])
})

test('a builder that cannot be created is an error with its words', async () => {
  const { buildx } = prepare({ code: 1, stderr: 'pull access denied' })
  const problems = await problemsIn(() => builders.createBuilder(buildx, 'tagboat-x'))
  expect(problems).toMatchObject([{ code: 'builder-create', original: 'pull access denied' }])
})

test.each<[name: string, answer: Answer, expected: boolean]>([
  ['is gone', '', true],
  ['was gone before', { code: 1, stderr: 'ERROR: no builder "tagboat-x" found' }, true],
  ['stays', { code: 1, stderr: 'Cannot connect to the Docker daemon' }, false],
])('a builder that is removed %s', async (_, answer, expected) => {
  const { docker, lines } = prepare(answer)
  expect(await builders.removeBuilder(docker, 'tagboat-x')).toBe(expected)
  expect(lines()).toEqual(['docker buildx rm --force tagboat-x'])
})
