import { planOutput } from '../../src/build/plan-output.ts'
import type { BuilderCapabilities } from '../../src/builder/builder-capabilities.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import { capabilities, makeBuildInputs, type Texts } from '../helpers/inputs.ts'
import { codes, problemsOf } from '../helpers/problems.ts'

const anchor: PushStrategy = { kind: 'anchor', names: ['ghcr.io/acme/app:1'] }
const digest: PushStrategy = { kind: 'digest', names: ['ghcr.io/acme/app', 'quay.io/acme/app'] }
const local: PushStrategy = { kind: 'local', names: [] }
const { store, legacy, container, containerBesideLegacy } = capabilities
const load = { load: 'true' }

interface Row {
  name: string
  strategy: PushStrategy
  builder: BuilderCapabilities
  texts?: Texts
  hasIndex?: boolean
  expected: string[]
}

const outgoing = (texts: Texts, hasIndex: boolean) => {
  const inputs = makeBuildInputs(texts)
  return { ...inputs, platforms: inputs.platforms.length, hasIndex }
}

test.each<Row>([
  {
    name: 'the containerd store pushes an index without storing it',
    strategy: anchor,
    builder: store,
    hasIndex: true,
    expected: ['type=image,push=true,store=false'],
  },
  {
    name: 'a single manifest with annotations has the OCI type',
    strategy: anchor,
    builder: store,
    expected: ['type=image,push=true,oci-mediatypes=true,store=false'],
  },
  {
    name: 'buildx before 0.22 would push the old local image, so it stores',
    strategy: anchor,
    builder: { ...store, buildx: '0.21.3' },
    hasIndex: true,
    expected: ['type=image,push=true'],
  },
  {
    name: 'the docker driver pushes and loads with one output',
    strategy: anchor,
    builder: store,
    texts: load,
    hasIndex: true,
    expected: ['type=image,push=true'],
  },
  {
    name: 'the legacy store gets no unknown option',
    strategy: anchor,
    builder: legacy,
    texts: { 'rewrite-timestamp': 'true' },
    expected: ['type=image,push=true'],
  },
  {
    name: 'the legacy store also pushes and loads with one output',
    strategy: anchor,
    builder: legacy,
    texts: load,
    expected: ['type=image,push=true'],
  },
  {
    name: 'docker-container pushes by digest to every repository',
    strategy: digest,
    builder: container,
    hasIndex: true,
    expected: ['type=image,"name=ghcr.io/acme/app,quay.io/acme/app",push-by-digest=true,push=true'],
  },
  {
    name: 'docker-container pushes and loads with two outputs',
    strategy: anchor,
    builder: container,
    texts: load,
    hasIndex: true,
    expected: ['type=image,push=true', 'type=docker'],
  },
  {
    name: 'timestamps are rewritten on request',
    strategy: anchor,
    builder: store,
    texts: { 'rewrite-timestamp': 'true' },
    hasIndex: true,
    expected: ['type=image,push=true,rewrite-timestamp=true,store=false'],
  },
  {
    name: 'a loaded image has every option of the push that changes the image',
    strategy: anchor,
    builder: container,
    texts: { ...load, 'rewrite-timestamp': 'true' },
    expected: [
      'type=image,push=true,oci-mediatypes=true,rewrite-timestamp=true',
      'type=docker,oci-mediatypes=true,rewrite-timestamp=true',
    ],
  },
  {
    name: 'the legacy store gets the media types of the push from another builder',
    strategy: anchor,
    builder: containerBesideLegacy,
    texts: load,
    expected: ['type=image,push=true,oci-mediatypes=true', 'type=docker,oci-mediatypes=true'],
  },
  {
    name: 'an image that is only loaded has rewritten timestamps too',
    strategy: local,
    builder: container,
    texts: { ...load, 'rewrite-timestamp': 'true' },
    hasIndex: true,
    expected: ['type=docker,rewrite-timestamp=true'],
  },
  {
    name: 'the engine’s own builder loads an image without rewritten timestamps',
    strategy: local,
    builder: store,
    texts: { ...load, 'rewrite-timestamp': 'true' },
    hasIndex: true,
    expected: ['type=docker'],
  },
  {
    name: 'a layout is a folder, in OCI types',
    strategy: { kind: 'layout', folder: '/temp/a,b/layout', names: ['a.test/x:1', 'b.test/x:1'] },
    builder: store,
    hasIndex: true,
    expected: ['type=oci,tar=false,"dest=/temp/a,b/layout","name=a.test/x:1,b.test/x:1",oci-mediatypes=true'],
  },
  {
    name: 'a layout rewrites timestamps on request',
    strategy: { kind: 'layout', folder: '/temp/layout', names: ['a.test/x:1', 'b.test/x:1'] },
    builder: store,
    texts: { 'rewrite-timestamp': 'true' },
    expected: [
      'type=oci,tar=false,dest=/temp/layout,"name=a.test/x:1,b.test/x:1",oci-mediatypes=true,rewrite-timestamp=true',
    ],
  },
  {
    name: 'a warm build writes only the cache',
    strategy: { kind: 'warm' },
    builder: store,
    texts: load,
    hasIndex: true,
    expected: ['type=cacheonly'],
  },
  {
    name: 'a build without a push writes only the cache',
    strategy: local,
    builder: store,
    hasIndex: true,
    expected: ['type=cacheonly'],
  },
  {
    name: 'a build without a push can load the image',
    strategy: local,
    builder: legacy,
    texts: load,
    expected: ['type=docker'],
  },
  {
    name: 'several platforms load into the containerd store from any builder',
    strategy: local,
    builder: container,
    texts: { ...load, platforms: 'linux/amd64,linux/arm64' },
    hasIndex: true,
    expected: ['type=docker'],
  },
])('outputs: $name', ({ strategy, builder, texts = {}, hasIndex = false, expected }) => {
  expect(planOutput(strategy, outgoing(texts, hasIndex), builder)).toEqual(expected)
})

test.each<{ name: string; texts: Texts; message: string }>([
  {
    name: 'several platforms do not load into the legacy store',
    texts: { ...load, platforms: 'linux/amd64,linux/arm64' },
    message: '2 platforms',
  },
  {
    name: 'an image with attestations does not load into the legacy store',
    texts: { ...load, sbom: 'true' },
    message: 'attestations',
  },
])('refused outputs: $name', ({ texts, message }) => {
  const problems = problemsOf(() => planOutput(local, outgoing(texts, true), containerBesideLegacy))
  expect(codes(problems)).toEqual(['input-conflict'])
  expect(problems[0]?.what).toContain(message)
})

test.each<PushStrategy>([anchor, { kind: 'warm' }])(
  'load and rewrite-timestamp on the docker driver are refused before anything is built: %j',
  (strategy) => {
    const texts = { ...load, 'rewrite-timestamp': 'true' }
    const problems = problemsOf(() => planOutput(strategy, outgoing(texts, true), store))
    expect(codes(problems)).toEqual(['input-conflict'])
    expect(problems[0]?.what).toContain('load and rewrite-timestamp')
  },
)

/** The options of an output that change the image's bytes. */
const shapeOf = (output: string) =>
  output.split(',').filter((option) => !/^(type|push|store|push-by-digest|"?name)\b/.test(option))

test('on every builder, a push and a load have the same options that change the image', () => {
  const bools = ['true', 'false']
  const rows = [container, containerBesideLegacy].flatMap((builder) =>
    bools.flatMap((rewrite) => [true, false].map((hasIndex) => ({ builder, rewrite, hasIndex }))),
  )
  for (const { builder, rewrite, hasIndex } of rows) {
    if (hasIndex && !builder.loadsIndexes) continue
    const given = outgoing({ ...load, 'rewrite-timestamp': rewrite }, hasIndex)
    const [push = '', loaded = ''] = planOutput(anchor, given, builder)
    expect(shapeOf(loaded)).toEqual(shapeOf(push))
  }
})

test.each<[texts: Texts, expected: string[]]>([
  [{ outputs: 'out' }, ['type=local,dest=out']],
  [{ outputs: 'type=oci,dest=a.tar\ntype=tar,dest=b.tar' }, ['type=oci,dest=a.tar', 'type=tar,dest=b.tar']],
  [
    { outputs: 'type=oci,dest=a.tar', load: 'true' },
    ['type=docker,oci-mediatypes=true', 'type=oci,dest=a.tar'],
  ],
  [
    { outputs: 'type=oci,dest=a.tar\nout', 'rewrite-timestamp': 'true' },
    ['type=oci,dest=a.tar,rewrite-timestamp=true', 'type=local,dest=out'],
  ],
])('files are written instead of a push: %j', (texts, expected) => {
  const files = makeBuildInputs(texts).outputs
  expect(planOutput(local, { ...outgoing(texts, false), files }, store)).toEqual(expected)
})
