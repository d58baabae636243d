import { type BuildRequest, defineBuild, formatAnnotations } from '../../src/build/bake-definition.ts'
import type { BuilderCapabilities } from '../../src/builder/builder-capabilities.ts'
import { describeSecrets } from '../../src/definition/describe-target.ts'
import { at, parseJson } from '../../src/json.ts'
import type { PushStrategy } from '../../src/model/push-strategy.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { makeBuildRequest } from '../helpers/definition.ts'
import { capabilities, makeBuildInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan, makeTags } from '../helpers/plan.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const { store, legacy, container, containerBesideLegacy } = capabilities
const anchor: PushStrategy = { kind: 'anchor', names: ['ghcr.io/acme/app:1.2.3'] }
const two = { platforms: 'linux/amd64,linux/arm64' }
const bare = { provenance: 'false' }

interface Setting {
  texts?: Texts
  builder?: BuilderCapabilities
  strategy?: PushStrategy
  trigger?: Trigger
  more?: Parameters<typeof makeBuildRequest>[0]
}

const makeRequest = (setting: Setting): BuildRequest => {
  const { texts = {}, builder = store, strategy = anchor, trigger = makeTrigger(), more = {} } = setting
  const plan = makePlan(texts, trigger, makeTags('1.2.3'))
  return makeBuildRequest({
    plan,
    trigger,
    inputs: makeBuildInputs(texts),
    capabilities: builder,
    strategy,
    ...more,
  })
}

/** The only target in the JSON, with `${` and `%{` still escaped. */
const define = (setting: Setting) => at(parseJson(defineBuild(makeRequest(setting)).json), 'target', 'image')

describe('the build definition avoids known traps', () => {
  const noSbom = 'type=sbom,disabled=true'
  const max = ['type=provenance,mode=max', noSbom]
  const none = ['type=provenance,disabled=true', noSbom]
  const cases: (Setting & {
    name: string
    /** The level of Tagboat's annotations; undefined if there are none. */
    level?: string
    attest?: string[]
    output: string[]
  })[] = [
    {
      name: 'containerd store, one platform, provenance by default: an index',
      level: 'index',
      attest: max,
      output: ['type=image,push=true,store=false'],
    },
    {
      name: 'containerd store, one platform, no attestation: a manifest of the OCI type',
      texts: bare,
      level: 'manifest',
      attest: none,
      output: ['type=image,push=true,oci-mediatypes=true,store=false'],
    },
    {
      name: 'containerd store, one platform, an SBOM alone: an index',
      texts: { ...bare, sbom: 'true' },
      level: 'index',
      attest: ['type=provenance,disabled=true', 'type=sbom'],
      output: ['type=image,push=true,store=false'],
    },
    {
      name: 'containerd store, several platforms, no attestation: an index',
      texts: { ...bare, ...two },
      level: 'index',
      attest: none,
      output: ['type=image,push=true,store=false'],
    },
    {
      name: 'containerd store, loaded: stored as well',
      texts: { load: 'true' },
      level: 'index',
      attest: max,
      output: ['type=image,push=true'],
    },
    {
      name: 'legacy store: neither annotations nor attestations',
      builder: legacy,
      output: ['type=image,push=true'],
    },
    {
      name: 'legacy store, attestations disabled: the same',
      builder: legacy,
      texts: bare,
      output: ['type=image,push=true'],
    },
    {
      name: 'docker-container, one platform: by digest, with nothing stored',
      builder: container,
      strategy: { kind: 'digest', names: ['ghcr.io/acme/app'] },
      level: 'index',
      attest: max,
      output: ['type=image,name=ghcr.io/acme/app,push-by-digest=true,push=true'],
    },
    {
      name: 'docker-container, several platforms, no attestation: an index',
      builder: container,
      strategy: { kind: 'digest', names: ['ghcr.io/acme/app'] },
      texts: { ...bare, ...two },
      level: 'index',
      attest: none,
      output: ['type=image,name=ghcr.io/acme/app,push-by-digest=true,push=true'],
    },
    {
      name: 'docker-container with the legacy store, loaded: no provenance, so a manifest',
      builder: containerBesideLegacy,
      texts: { load: 'true' },
      strategy: { kind: 'local', names: ['app:1'] },
      level: 'manifest',
      attest: none,
      output: ['type=docker,oci-mediatypes=true'],
    },
    {
      name: 'a build that is not pushed, on the containerd store',
      strategy: { kind: 'local', names: [] },
      level: 'index',
      attest: max,
      output: ['type=cacheonly'],
    },
  ]
  test.each(cases)('$name', ({ level, attest, output, ...setting }) => {
    const definition = defineBuild(makeRequest(setting))
    const target = at(parseJson(definition.json), 'target', 'image')
    const annotations = at(target, 'annotations')
    const levels = Array.isArray(annotations)
      ? new Set(annotations.map((annotation) => String(annotation).split(':')[0]))
      : new Set()
    expect(at(target, 'output')).toEqual(output)
    expect(at(target, 'attest')).toEqual(attest)
    expect([...levels]).toEqual(level === undefined ? [] : [level])
  })
})

describe('labels and annotations', () => {
  const run = { 'dev.tagboat.event': 'pull_request', 'dev.tagboat.head': makePull().pullRequest?.headSha }

  test('labels carry the values for guards if annotations cannot', () => {
    expect(at(define({ builder: legacy, trigger: makePull() }), 'labels')).toMatchObject(run)
  })

  test('with annotations, labels are only the usual ones', () => {
    const target = define({ trigger: makePull() })
    expect(Object.keys(Object(at(target, 'labels')))).not.toContain('dev.tagboat.event')
    expect(at(target, 'annotations')).toEqual(
      expect.arrayContaining([
        'index:dev.tagboat.event=pull_request',
        `index:dev.tagboat.head=${run['dev.tagboat.head']}`,
      ]),
    )
  })
})

test.each<Setting & { name: string; key: string; expected: unknown }>([
  { name: 'an absolute context', key: 'context', expected: '/repo' },
  {
    name: 'an absolute path for a folder of the workspace',
    texts: { context: 'app' },
    key: 'context',
    expected: '/repo/app',
  },
  {
    name: 'a remote context unchanged',
    texts: { context: 'https://github.com/acme/app.git#main:sub' },
    key: 'context',
    expected: 'https://github.com/acme/app.git#main:sub',
  },
  { name: 'no dockerfile without input file, so bake finds it', key: 'dockerfile', expected: undefined },
  {
    name: 'a file relative to the workspace, not to the context',
    texts: { context: 'app', file: 'docker/Dockerfile' },
    key: 'dockerfile',
    expected: '/repo/docker/Dockerfile',
  },
  { name: 'target', texts: { target: 'release' }, key: 'target', expected: 'release' },
  {
    name: 'named contexts',
    texts: { 'build-contexts': 'base=docker-image://alpine:3.22\nlib=../lib' },
    key: 'contexts',
    expected: { base: 'docker-image://alpine:3.22', lib: '../lib' },
  },
  {
    name: 'the commit time as SOURCE_DATE_EPOCH',
    key: 'args',
    expected: { SOURCE_DATE_EPOCH: '1578613510' },
  },
  {
    name: 'the user’s SOURCE_DATE_EPOCH instead of the commit time',
    texts: { 'build-args': 'SOURCE_DATE_EPOCH=0' },
    key: 'args',
    expected: { SOURCE_DATE_EPOCH: '0' },
  },
  {
    name: 'literal build arguments',
    more: { target: { args: { A: '${HOME} %{if} $$ "x"\ny=\\' } } },
    key: 'args',
    expected: { SOURCE_DATE_EPOCH: '1578613510', A: '$${HOME} %%{if} $$ "x"\ny=\\' },
  },
  { name: 'the tags of the push strategy', key: 'tags', expected: ['ghcr.io/acme/app:1.2.3'] },
  {
    name: 'no tag for a push by digest',
    builder: container,
    strategy: { kind: 'digest', names: ['ghcr.io/acme/app'] },
    key: 'tags',
    expected: undefined,
  },
  {
    name: 'no tag for a warm build',
    strategy: { kind: 'warm' },
    key: 'tags',
    expected: undefined,
  },
  { name: 'platforms', texts: two, key: 'platforms', expected: ['linux/amd64', 'linux/arm64'] },
  {
    name: 'caches, including their short form',
    texts: { 'cache-from': 'type=gha\nacme/app:cache' },
    key: 'cache-from',
    expected: ['type=gha', 'type=registry,ref=acme/app:cache'],
  },
  {
    name: 'no cache export in a run that may not write it',
    texts: { 'cache-to': 'type=gha,mode=max' },
    key: 'cache-to',
    expected: undefined,
  },
  {
    name: 'the cache export unchanged in a run that may write it',
    texts: { 'cache-to': 'type=gha,mode=max' },
    more: { writesCache: true },
    key: 'cache-to',
    expected: ['type=gha,mode=max'],
  },
  { name: 'ssh', texts: { ssh: 'default' }, key: 'ssh', expected: ['default'] },
  {
    name: 'secrets as references',
    texts: { secrets: 'token=s3cret' },
    key: 'secret',
    expected: ['type=env,id=token,env=TAGBOAT_SECRET_0'],
  },
  { name: 'no-cache', texts: { 'no-cache': 'true' }, key: 'no-cache', expected: true },
  { name: 'no fields that are false', texts: { pull: 'false' }, key: 'pull', expected: undefined },
  { name: 'pull', texts: { pull: 'true' }, key: 'pull', expected: true },
  {
    name: 'stages without cache',
    texts: { 'no-cache-filters': 'a,b' },
    key: 'no-cache-filter',
    expected: ['a', 'b'],
  },
  { name: 'network', texts: { network: 'none' }, key: 'network', expected: 'none' },
  { name: 'shm-size', texts: { 'shm-size': '128m' }, key: 'shm-size', expected: '128m' },
  {
    name: 'ulimit',
    texts: { ulimit: 'nofile=1024:1024' },
    key: 'ulimits',
    expected: ['nofile=1024:1024'],
  },
  {
    name: 'hosts, with the addresses of one host together',
    texts: { 'add-hosts': 'db:10.0.0.7\ndb=10.0.0.8\nsix:[::1]\nsix2=::1' },
    key: 'extra-hosts',
    expected: { db: '10.0.0.7,10.0.0.8', six: '[::1]', six2: '::1' },
  },
  {
    name: 'privileges',
    texts: { allow: 'network.host' },
    key: 'entitlements',
    expected: ['network.host'],
  },
])('the definition has $name', ({ key, expected, ...setting }) => {
  expect(at(define(setting), key)).toEqual(expected)
})

test('secrets reach bake through its environment, and not through the definition', () => {
  const texts = { secrets: 'token=s3cret' }
  const { json } = defineBuild(makeRequest({ texts }))
  expect(describeSecrets(makeBuildInputs(texts)).env).toEqual({ TAGBOAT_SECRET_0: 's3cret' })
  expect(json).not.toContain('s3cret')
})

test('the single target is named on the command line', () => {
  const { names, json: text } = defineBuild(makeRequest({}))
  expect(names).toEqual(['image'])
  const json = parseJson(text)
  expect(Object.keys(Object(at(json, 'target')))).toEqual(['image'])
})

test('the same request gives the same bytes', () => {
  expect(defineBuild(makeRequest({ texts: two })).json).toBe(defineBuild(makeRequest({ texts: two })).json)
})

test('a buildx without extra-hosts is an error that names the first one with it', () => {
  const setting = { texts: { 'add-hosts': 'db:10.0.0.7' }, builder: { ...store, buildx: '0.24.0' } }
  const problems = problemsOf(() => defineBuild(makeRequest(setting)))
  expect(codes(problems)).toEqual(['buildx-feature'])
  expect(problems[0]?.what).toContain('0.25.0 or newer, and the installed version is 0.24.0')
})

const base: Plan = {
  ...makePlan(),
  annotations: { title: 'app', description: 'two\nlines, "quoted" = $x' },
  ownAnnotations: [],
}
const withOwn = (key: string, levels: string[] = []): Plan => ({
  ...base,
  annotations: {},
  ownAnnotations: [{ key, value: 'v' }],
  annotationsLevels: levels,
})

test.each<[name: string, plan: Plan, hasIndex: boolean, expected: string[]]>([
  [
    'Tagboat’s own belong to the index if there is one',
    base,
    true,
    ['index:title=app', 'index:description=two\nlines, "quoted" = $x'],
  ],
  [
    'Tagboat’s own belong to the manifest without an index',
    base,
    false,
    ['manifest:title=app', 'manifest:description=two\nlines, "quoted" = $x'],
  ],
  ['the user’s without a level belong to the index', withOwn('key'), true, ['index:key=v']],
  ['without an index they belong to the manifest', withOwn('key'), false, ['manifest:key=v']],
  ['a level is kept', withOwn('manifest:key'), true, ['manifest:key=v']],
  [
    'a level with a platform is kept',
    withOwn('manifest[linux/amd64]:key'),
    true,
    ['manifest[linux/amd64]:key=v'],
  ],
  ['several levels are kept', withOwn('index,manifest:key'), true, ['index,manifest:key=v']],
  ['without an index, the level index becomes manifest', withOwn('index:key'), false, ['manifest:key=v']],
  [
    'without an index, the level manifest is not repeated',
    withOwn('index,manifest:key'),
    false,
    ['manifest:key=v'],
  ],
  [
    'without an index, index-descriptor becomes manifest-descriptor',
    withOwn('index-descriptor:key'),
    false,
    ['manifest-descriptor:key=v'],
  ],
  [
    'a colon in the value does not end a level',
    { ...withOwn('url'), ownAnnotations: [{ key: 'url', value: 'a:b=c' }] },
    true,
    ['index:url=a:b=c'],
  ],
  ['levels of the environment', withOwn('key', ['manifest', 'index']), true, ['manifest,index:key=v']],
  [
    'levels of the environment without an index',
    withOwn('key', ['manifest', 'index']),
    false,
    ['manifest:key=v'],
  ],
])('annotations are formatted: %s', (_, plan, hasIndex, expected) => {
  expect(formatAnnotations(plan, hasIndex)).toEqual(expected)
})
