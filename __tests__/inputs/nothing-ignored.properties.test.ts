import fc from 'fast-check'
import { inputNames } from '../../src/inputs/unknown-inputs.ts'
import { allKeys, ruleTypes } from '../../src/tags/rule.ts'
import type { Texts } from '../helpers/inputs.ts'
import { type Observation, observe as observeAgain } from '../helpers/observe.ts'

/**
 * Every input changes what the run does, is refused, or gives a warning or notice in the log.
 * Nothing is ignored silently.
 */

/** Most texts occur in several rows and cases. */
const observations = new Map<string, readonly Observation[]>()
function observe(texts: Texts): readonly Observation[] {
  const key = JSON.stringify(texts)
  const known = observations.get(key) ?? observeAgain(texts)
  observations.set(key, known)
  return known
}

/** Values of each input that differ from its default. */
const values: Readonly<Record<string, readonly string[]>> = {
  push: ['true', 'digest'],
  'dry-run': ['true'],
  registry: ['ghcr.io', 'quay.io'],
  username: ['me', 'you'],
  password: ['p4ssword', 'p4ssw0rd'],
  'github-token': ['ghs_one', 'ghs_two'],
  'export-login': ['true'],
  overwrite: ['true'],
  'forward-only': ['false'],
  'require-signed-tag': ['true'],
  'trust-fork-code': ['true'],
  'only-changed': ['true'],
  context: ['app', 'https://example.com/app.git'],
  file: ['Dockerfile.one', 'Dockerfile.two'],
  target: ['one', 'two'],
  cache: ['auto', 'gha', 'registry'],
  'cache-mounts': ['true', 'always'],
  'cache-mounts-image': ['r.test/busybox:1', 'r.test/busybox:2'],
  'no-cache': ['true'],
  // only-changed implies pull.
  pull: ['true'],
  load: ['true'],
  network: ['none', 'host'],
  'shm-size': ['128m', '256m'],
  provenance: ['mode=min', 'false'],
  sbom: ['true', 'generator=docker/x'],
  'rewrite-timestamp': ['true'],
  builder: ['one', 'two'],
  driver: ['remote', 'kubernetes', 'docker'],
  'buildkitd-flags': ['--debug', '--oci-worker-net host'],
  'buildkitd-config-inline': ['debug = true', '[worker.oci]\nmax-parallelism = 2'],
  endpoint: ['context', 'ssh://me@arm.example', 'unix:///run/other/docker.sock'],
  'keep-builder': ['true'],
  checks: ['error', 'off'],
  'build-record': ['true'],
  emulation: ['never'],
  'qemu-image': ['acme/binfmt:1', 'acme/binfmt:2'],
  'buildx-version': ['0.29.1', '0.30.0'],
  'buildx-mirror': ['https://one.example', 'https://two.example'],
  'engine-wait': ['20', '1m'],
}

/** Items of each list, some of them with the same name. */
const items: Readonly<Record<string, readonly string[]>> = {
  images: ['ghcr.io/acme/one', 'localhost:5000/two', 'name=ghcr.io/acme/three,enable=true'],
  tags: ['type=raw,value=edge', 'type=sha', 'type=edge,branch=fix/x', 'one'],
  from: ['ghcr.io/acme/app:1', 'ghcr.io/acme/app:2', 'api=ghcr.io/acme/app:1', 'digests'],
  builds: ['- {name: one, context: a}', '- {name: two, context: b}', '- {name: one, file: Dockerfile.one}'],
  outputs: ['type=local,dest=out', 'type=oci,dest=image.tar', 'other', 'type=tar,dest=out'],
  platforms: ['linux/arm64', 'linux/amd64', 'linux/arm/v7'],
  'build-args': ['A=1', 'B=2', 'A=3', 'FROM_ENV'],
  secrets: ['token=abcdefgh', 'other=ijklmnop', 'token=qrstuvwx'],
  'cache-from': ['type=gha', 'type=registry,ref=acme/app:cache', 'acme/app:other'],
  'cache-to': ['type=gha', 'type=registry,ref=acme/app:cache', 'acme/app:other'],
  'registry-auth': [
    '- {registry: ghcr.io, username: me, password: p4ss}',
    '- {registry: quay.io, helper: gcr}',
    '- {registry: quay.io, username: you, password: p4ss}',
  ],
  flavor: ['latest=true,suffix=-y', 'suffix=-x', 'prefix=y-', 'suffix=-z'],
  labels: ['a=1', 'b=2', 'a=3'],
  annotations: ['a=1', 'index:b=2', 'a=3'],
  'bake-files': ['docker-bake.hcl', 'more.hcl'],
  targets: ['api', 'web', 'w*'],
  set: ['api.args.A=1', '*.args.B=1', 'api.args.A=2', '*.context=x', '*.context=y'],
  vars: ['A=1', 'B=2', 'A=3'],
  runners: ['linux/arm64=one', '*=two', 'linux/arm64=three'],
  'build-contexts': ['a=one', 'b=two', 'a=three'],
  'secret-envs': ['a=A', 'b=B', 'a=C'],
  'secret-files': ['x=a.txt', 'y=b.txt', 'x=c.txt'],
  ssh: ['default', 'key=id_ed25519'],
  'no-cache-filters': ['one', 'two'],
  'add-hosts': ['a:10.0.0.1', 'b:10.0.0.2', 'a:10.0.0.3'],
  ulimit: ['nofile=1024:1024', 'nproc=64:64', 'nofile=2048:2048'],
  allow: ['network.host', 'security.insecure'],
  'driver-opts': ['image=one', 'network=host', 'image=two', 'env.A=1'],
  append: ['- {name: a, endpoint: one}', '- {name: b, endpoint: two}', '- {name: a, endpoint: three}'],
  attests: ['type=sbom,generator=x/y', 'type=provenance,mode=min', 'type=sbom,generator=y/z'],
}

/** Other inputs that a list requires. */
const needed: Readonly<Record<string, Texts>> = {
  // Several items of one name need {{target}}.
  builds: { images: 'ghcr.io/acme/{{target}}' },
  targets: { 'bake-files': 'docker-bake.hcl' },
  set: { 'bake-files': 'docker-bake.hcl' },
  vars: { 'bake-files': 'docker-bake.hcl' },
  runners: { 'dry-run': 'true' },
}

/** Inputs that another one implies. */
const implied: Readonly<Record<string, string>> = { pull: 'only-changed' }

const join = (list: readonly string[]): string => list.join('\n')

const samples = new Map([
  ...Object.entries(values),
  ...Object.entries(items).map(([name, list]) => [name, [...list, join(list)]] as const),
])

/** Whether the change affects the result or the log. */
function isSeen(before: readonly Observation[], after: readonly Observation[]): boolean {
  return after.every(({ refused }) => refused.length > 0) || JSON.stringify(before) !== JSON.stringify(after)
}

test('every input of action.yml has samples', () => {
  expect([...samples.keys()].sort()).toEqual([...inputNames].sort())
})

const sampleOf = (name: string) => fc.constantFrom(...(samples.get(name) ?? []))
const anyInput = fc.constantFrom(...samples.keys())
const anyTexts = fc
  .uniqueArray(anyInput, { maxLength: 4 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, sampleOf(name)]))))

test('no input is ignored beside any others', () => {
  const added = anyInput.chain((name) => fc.tuple(fc.constant(name), sampleOf(name)))
  fc.assert(
    fc.property(anyTexts, added, (texts, [name, text]) => {
      const { [name]: _, ...beside } = texts
      fc.pre(beside[implied[name] ?? ''] === undefined)
      expect(isSeen(observe(beside), observe({ ...beside, [name]: text }))).toBe(true)
    }),
    {
      numRuns: 250,
      examples: [[{ registry: 'ghcr.io', outputs: 'type=local,dest=out' }, ['password', 'p4ssword']]],
    },
  )
})

describe.each(Object.entries(items))('an item of input %s', (name, list) => {
  it('is not ignored beside others', () => {
    const beside = fc.subarray([...list])
    fc.assert(
      fc.property(beside, fc.constantFrom(...list), (others, item) => {
        fc.pre(!others.includes(item))
        const read = (all: readonly string[]) => observe({ ...needed[name], [name]: join(all) })
        expect(isSeen(read(others), read([...others, item]))).toBe(true)
      }),
      { numRuns: 8 },
    )
  })
})

describe('an attribute of a rule in input tags', () => {
  const lines: Readonly<Record<(typeof ruleTypes)[number], string>> = {
    schedule: 'type=schedule',
    semver: 'type=semver,pattern={{major}}',
    pep440: 'type=pep440,pattern={{major}}',
    match: String.raw`type=match,pattern=v(\d)`,
    edge: 'type=edge',
    ref: 'type=ref,event=branch',
    raw: 'type=raw,value=one',
    sha: 'type=sha',
  }
  const attributes: Readonly<Record<string, readonly string[]>> = {
    enable: ['false'],
    priority: ['1', '2000'],
    prefix: ['x-', ''],
    suffix: ['-x'],
    pattern: ['{{minor}}', String.raw`(\d)`],
    value: ['2.3.4', '{{branch}}'],
    match: [String.raw`(\d)\.`],
    group: ['1'],
    branch: ['fix/x'],
    event: ['tag', 'pr'],
    format: ['long'],
    type: ['sha', 'raw'],
    nonsense: ['1'],
  }

  test('every attribute has samples', () => {
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...allKeys]))
  })

  it.each(ruleTypes.flatMap((type) => Object.keys(attributes).map((key) => [lines[type], key] as const)))(
    '%s,%s= is used, refused or warned about',
    (line, key) => {
      // The flavor and the second rule make prefixes, suffixes and priorities visible.
      const read = (first: string) =>
        observe({ flavor: 'prefix=p-\nsuffix=-s', tags: `${first}\ntype=raw,value=other,priority=500` })
      for (const value of attributes[key] ?? []) {
        expect(isSeen(read(line), read(`${line},${key}=${value}`))).toBe(true)
      }
    },
  )
})

describe('a key of an item', () => {
  const one = { registry: 'ghcr.io', username: 'me', password: 'p4ss' }
  test.each([
    ['registry', 'quay.io'],
    ['username', 'you'],
    ['password', 'other'],
    ['helper', 'gcr'],
    ['ecr', 'true'],
    ['optional', 'maybe'],
    ['scope', 'x'],
  ])('%s in registry-auth is used or refused', (key, value) => {
    const read = (item: object) => observe({ 'registry-auth': JSON.stringify([item]) })
    expect(isSeen(read(one), read({ ...one, [key]: value }))).toBe(true)
  })

  const item = { name: 'api', context: 'a' }
  test.each([
    ['name', 'web'],
    ['context', 'b'],
    ['file', 'Dockerfile.api'],
    ['target', 'slim'],
    ['suffix', '-slim'],
    ['build-args', ['A=1']],
    ['platforms', ['linux/arm64']],
    ['build-contexts', { base: 'docker-image://alpine' }],
    ['secrets', ['a=b']],
    ['nonsense', 'x'],
  ])('%s in an item of builds is used or refused', (key, value) => {
    const read = (one: object) => observe({ builds: JSON.stringify([one]) })
    expect(isSeen(read(item), read({ ...item, [key]: value }))).toBe(true)
  })

  test.each(['compression=zstd', 'tar=false', 'name=x', 'push=true', 'nonsense=1'])(
    '%s in an item of outputs is used or refused',
    (setting) => {
      const read = (line: string) => observe({ outputs: line })
      const line = 'type=oci,dest=image.tar'
      expect(isSeen(read(line), read(`${line},${setting}`))).toBe(true)
    },
  )

  test.each([
    ['latest=true', 'latest=false'],
    ['latest=true,suffix=-x', 'latest=true,suffix=-x,onlatest=true'],
    ['latest=true', 'latest=true,nonsense=1'],
  ])('flavor %s and %s differ', (one, other) => {
    const read = (line: string) => observe({ tags: 'one', flavor: line })
    expect(isSeen(read(one), read(other))).toBe(true)
  })

  test.each([['enable=false'], ['name=ghcr.io/acme/two'], ['nonsense=1']])(
    '%s on a line of images is used, refused or warned about',
    (attribute) => {
      const read = (line: string) => observe({ images: line })
      expect(isSeen(read('name=ghcr.io/acme/one'), read(`name=ghcr.io/acme/one,${attribute}`))).toBe(true)
    },
  )
})

test('latest=false removes latest from the default tags', () => {
  const [main] = observe({ flavor: 'latest=false' })
  expect(main?.done).not.toContain('"name":"latest"')
})
