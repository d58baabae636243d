import * as builders from '../../src/builder/choose-builder.ts'
import type { KnownBuilder } from '../../src/builder/known-builders.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import { makeBuildInputs, makeEngine, makeInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'

const builder = (over: Partial<KnownBuilder> = {}): KnownBuilder => ({
  name: 'default',
  driver: 'docker',
  current: true,
  broken: false,
  ...over,
})
const ready = builder({ name: 'ready', driver: 'docker-container', current: false })
const far: KnownBuilder = {
  name: 'far',
  driver: 'remote',
  current: false,
  broken: true,
  endpoint: 'tcp://far.test:1',
  why: 'nothing answers there',
}
const legacy = makeEngine({ containerdStore: false })

test.each<{ name: string; texts: Texts; cacheTo?: string[]; mayPush?: boolean; expected: string[] }>([
  { name: 'a plain build needs nothing', texts: {}, expected: [] },
  { name: 'one platform needs nothing', texts: { platforms: 'linux/arm64' }, expected: [] },
  {
    name: 'several platforms',
    texts: { platforms: 'linux/amd64,linux/arm64' },
    expected: ['several platforms'],
  },
  { name: 'provenance', texts: { provenance: 'mode=max' }, expected: ['attestations'] },
  {
    name: 'disabled attestations need nothing',
    texts: { provenance: 'false', sbom: 'false' },
    expected: [],
  },
  { name: 'the user’s annotations', texts: { annotations: 'a=b' }, expected: ['annotations'] },
  { name: 'a cache export', texts: {}, cacheTo: ['type=gha'], expected: ['cache export'] },
  { name: 'an inline cache needs nothing', texts: {}, cacheTo: ['type=inline'], expected: [] },
  { name: 'timestamps', texts: { 'rewrite-timestamp': 'true' }, expected: ['rewrite-timestamp'] },
  { name: 'a push by digest', texts: { push: 'digest' }, expected: ['push: digest'] },
  {
    name: 'push: digest in a run that may not push needs nothing',
    texts: { push: 'digest' },
    mayPush: false,
    expected: [],
  },
])('needs: $name', ({ texts, cacheTo = [], mayPush = true, expected }) => {
  const inputs = makeInputs(texts)
  const target = { ...describeTarget(inputs.build, '/repo', {}), 'cache-to': cacheTo }
  expect(builders.findNeeds(inputs, [target], mayPush)).toEqual(expected)
})

test.each<{
  name: string
  known: KnownBuilder[]
  requested?: string
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
    name: 'the containerd store supports every feature',
    known: [builder(), ready],
    needs: ['several platforms'],
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'the legacy store supports a plain build',
    known: [builder(), ready],
    engine: legacy,
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'a builder with the features is used if the legacy store lacks them',
    known: [builder(), ready],
    needs: ['several platforms', 'attestations'],
    engine: legacy,
    expected: {
      kind: 'use',
      builder: { name: 'ready' },
      why: 'the current one does not support: several platforms, attestations',
    },
  },
  {
    name: 'a builder that does not answer is not used',
    known: [builder(), { ...ready, broken: true }, { ...ready, name: 'silent', driver: '' }],
    needs: ['attestations'],
    engine: legacy,
    expected: { kind: 'create', why: 'the current one does not support: attestations' },
  },
  {
    name: 'another builder of the same engine is not used',
    known: [builder(), builder({ name: 'desktop', current: false })],
    needs: ['attestations'],
    engine: legacy,
    expected: { kind: 'create' },
  },
  {
    name: 'a current builder with another driver is used with any store',
    known: [builder({ current: false }), { ...ready, current: true }],
    needs: ['several platforms'],
    engine: legacy,
    expected: { kind: 'use', builder: { name: 'ready' } },
  },
  {
    name: 'the first builder is used if none is current',
    known: [builder({ current: false }), ready],
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'a builder is created if none exists',
    known: [],
    expected: { kind: 'create', why: 'buildx has none' },
  },
  {
    name: 'the requested builder is used',
    known: [builder(), ready],
    requested: 'ready',
    expected: { kind: 'use', builder: { name: 'ready' }, why: 'it was requested' },
  },
  {
    name: 'a requested builder on the legacy store is used for features that it has',
    known: [builder(), ready],
    requested: 'default',
    engine: legacy,
    expected: { kind: 'use', builder: { name: 'default' } },
  },
  {
    name: 'a current builder that does not answer is skipped for another with the features',
    known: [builder({ current: false }), { ...ready, current: true, broken: true }],
    expected: {
      kind: 'use',
      builder: { name: 'default' },
      why: 'the current one does not answer',
      skipped: { name: 'ready' },
    },
  },
  {
    name: 'the requested builder is used although the current one does not answer',
    known: [builder({ broken: true }), ready],
    requested: 'ready',
    expected: { kind: 'use', builder: { name: 'ready' }, why: 'it was requested' },
  },
])(
  'the choice of the builder: $name',
  ({ known, requested = '', needs = [], engine = makeEngine(), expected }) => {
    expect(builders.chooseBuilder(known, requested, needs, engine)).toMatchObject(expected)
  },
)

test.each<{ name: string; requested: string; code: string; message: string }>([
  {
    name: 'a requested builder that does not exist',
    requested: 'gone',
    code: 'builder-missing',
    message: "no buildx builder 'gone'; the existing builders are: default, ready, far.",
  },
  {
    name: 'a requested builder without the required features',
    requested: 'default',
    code: 'builder-weak',
    message: 'does not support: attestations',
  },
  {
    name: 'a requested builder that does not answer',
    requested: 'far',
    code: 'builder-unreachable',
    message: "The builder 'far' (tcp://far.test:1) does not answer.",
  },
])('$name is an error', ({ requested, code, message }) => {
  const choose = () => builders.chooseBuilder([builder(), ready, far], requested, ['attestations'], legacy)
  const problems = problemsOf(choose)
  expect(codes(problems)).toEqual([code])
  expect(problems[0]?.what).toContain(message)
})

test('a current builder that does not answer is an error if no other can build', () => {
  const known = [{ ...far, current: true }, builder({ current: false })]
  const problems = problemsOf(() => builders.chooseBuilder(known, '', ['attestations'], legacy))
  expect(problems).toMatchObject([{ code: 'builder-unreachable', original: 'nothing answers there' }])
})

test.each<[name: string, known: KnownBuilder[], requested: string, needs: string[], expected: boolean]>([
  ['the current builder is enough', [builder()], '', [], true],
  ['the current builder lacks a feature', [builder()], '', ['attestations'], false],
  ['the current one does not answer', [builder({ broken: true })], '', [], false],
  ['no builder exists', [], '', [], false],
  ['the requested builder does not answer', [far], 'far', [], true],
  ['the requested builder does not exist', [], 'gone', [], false],
])('the search for other builders: %s', (_, known, requested, needs, expected) => {
  expect(builders.isBuilderKnown(known, requested, needs, legacy)).toBe(expected)
})

test.each<[name: string, driver: string, store: boolean, rich: boolean]>([
  ['the docker driver on the containerd store', 'docker', true, true],
  ['the docker driver on the legacy store', 'docker', false, false],
  ['docker-container with the legacy store', 'docker-container', false, true],
  ['a remote builder', 'remote', false, true],
])('capabilities of %s', (_, driver, containerdStore, rich) => {
  const capabilities = builders.describeCapabilities(driver, makeEngine({ containerdStore }))
  expect(capabilities).toEqual({ driver, rich, loadsIndexes: containerdStore, buildx: '0.29.1' })
})

test.each<[name: string, texts: Texts, env: Record<string, string>, expected: string]>([
  ['no name', {}, {}, ''],
  ['the input', { builder: 'mine' }, { BUILDX_BUILDER: 'other' }, 'mine'],
  ['buildx’s own variable', {}, { BUILDX_BUILDER: 'other' }, 'other'],
])('the requested builder: %s', (_, texts, env, expected) => {
  expect(builders.requestedBuilder(makeBuildInputs(texts), env)).toBe(expected)
})
