import { singleTarget } from '../../src/bake/bake-target.ts'
import { scopeOf } from '../../src/cache/cache-names.ts'
import { type CacheRequest, chooseCache } from '../../src/cache/choose-cache.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

/** A runner with version 2 of GitHub's cache. */
const github = {
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_RESULTS_URL: 'https://results.test/',
  ACTIONS_RUNTIME_TOKEN: 'x',
}

type Setting = Partial<Omit<CacheRequest, 'inputs'>> & { readonly texts?: Texts }

function makeRequest({ texts = {}, trigger = makeTrigger(), ...rest }: Setting): CacheRequest {
  const inputs = makeInputs({ images: 'r.test/acme/app', cache: 'auto', ...texts })
  return {
    setting: inputs.cache,
    trigger,
    isUntrusted: false,
    inputs,
    plans: [makePlan({ images: 'r.test/acme/app', ...texts }, trigger)],
    targets: new Map([[singleTarget, describeTarget(inputs.build, '/repo', {})]]),
    workspace: '/repo',
    env: {},
    builder: { exports: true, buildx: '0.29.1' },
    ...rest,
  }
}

/** The chosen cache of the image in short: the type, what it reads and what it writes, with `#` for the digits. */
function choose(setting: Setting) {
  const { caches, lines, isWeak } = chooseCache(makeRequest(setting))
  const { from = [], to = [] } = caches.get(singleTarget) ?? {}
  const short = (spec: string) =>
    spec.replace(/^type=(\w+),(?:ref=r\.test\/acme\/app:|scope=)/, '$1 ').replace(/-[0-9a-f]{12}/, '-#')
  return { from: from.map(short), to: to.map(short), lines, isWeak }
}

const written = ',mode=max,ignore-error=true'
const manifest = `${written},image-manifest=true,oci-mediatypes=true`
const main = 'registry buildcache-main-#'
const tag = makeTrigger({ ref: 'refs/tags/v1.2.3' })
const branch = makeTrigger({ ref: 'refs/heads/fix/x' })
const fork = makePull({}, { fork: true })
const run = makeTrigger({ event: 'workflow_run' })

test.each<[name: string, setting: Setting, from: string[], to: string[]]>([
  ['a push without GitHub’s cache', {}, [main], [main + manifest]],
  [
    'a branch',
    { trigger: branch },
    ['registry buildcache-fix-x-#', main],
    [`registry buildcache-fix-x-#${manifest}`],
  ],
  [
    'a git tag',
    { trigger: tag },
    ['registry buildcache-tags-#', main],
    [`registry buildcache-tags-#${manifest}`],
  ],
  [
    'a pull request',
    { trigger: makePull() },
    ['registry buildcache-pr-7-#', main],
    [`registry buildcache-pr-7-#${manifest}`],
  ],
  ['a fork', { trigger: fork }, ['registry buildcache-pr-7-#', main], []],
  ['workflow_run', { trigger: run }, [main], []],
  ['a run that does not push', { texts: { push: 'false' } }, [main], []],
  ['untrusted code', { isUntrusted: true }, [main], []],
  ['a builder that cannot write caches', { builder: { exports: false } }, [main], []],
  ['no-cache', { texts: { 'no-cache': 'true' } }, [], [main + manifest]],
  ['files and no image', { texts: { outputs: 'type=local,dest=out' } }, [main], []],
  ['a push on GitHub’s runner', { env: github }, ['gha app-#'], [`gha app-#${written}`]],
  [
    'a run on GitHub’s runner that does not push',
    { env: github, texts: { push: 'false' } },
    ['gha app-#'],
    [`gha app-#${written}`],
  ],
  ['a git tag on GitHub’s runner', { env: github, trigger: tag }, ['gha app-#'], []],
  [
    'a git tag with cache: gha',
    { env: github, trigger: tag, texts: { cache: 'gha' } },
    ['gha app-#'],
    [`gha app-#${written}`],
  ],
  [
    'a pull request on GitHub’s runner',
    { env: github, trigger: makePull() },
    ['gha app-#'],
    [`gha app-#${written}`],
  ],
  ['a fork on GitHub’s runner', { env: github, trigger: fork }, ['gha app-#'], []],
  ['workflow_run on GitHub’s runner', { env: github, trigger: run }, ['gha app-#'], []],
  ['untrusted code on GitHub’s runner', { env: github, isUntrusted: true }, [main], []],
  [
    'cache: registry on GitHub’s runner',
    { env: github, texts: { cache: 'registry' } },
    [main],
    [main + manifest],
  ],
  [
    'an old buildx on GitHub’s runner',
    { env: github, builder: { exports: true, buildx: '0.20.0' } },
    [main],
    [main + manifest],
  ],
  [
    'an old BuildKit on GitHub’s runner',
    { env: github, builder: { exports: true, oldBuildkit: '0.19.0' } },
    [main],
    [main + manifest],
  ],
  ['the legacy image store on GitHub’s runner', { env: github, builder: { exports: false } }, [main], []],
  [
    'no-cache on GitHub’s runner',
    { env: github, texts: { 'no-cache': 'true' } },
    [],
    [`gha app-#${written}`],
  ],
  ['input cache unset', { texts: { cache: '' } }, [], []],
  [
    'a target with its own cache',
    { targets: new Map([[singleTarget, { 'cache-from': ['acme/app:x'] }]]) },
    [],
    [],
  ],
])('the cache of %s', (_name, setting, from, to) => {
  expect(choose(setting)).toMatchObject({ from, to })
})

test.each<[name: string, setting: Setting, line: RegExp]>([
  [
    'a push',
    {},
    /^Cache: reads r\.test\/acme\/app:buildcache-main-\w+; writes r\.test\/acme\/app:buildcache-main-\w+\.$/,
  ],
  ['a fork', { trigger: fork }, /; writes nothing, because a pull request from a fork writes no cache\.$/],
  ['no push', { texts: { push: 'false' } }, /; writes nothing, because this run does not push\.$/],
  [
    'a weak builder',
    { builder: { exports: false } },
    /writes nothing, because the builder \(driver docker, legacy image store\) cannot write it\.$/,
  ],
  ['GitHub’s cache', { env: github }, /^Cache: GitHub’s, scope app-\w+, read and written\.$/],
  [
    'GitHub’s cache in workflow_run',
    { env: github, trigger: run },
    /only read, because runs of event workflow_run/,
  ],
  [
    'an old buildx',
    { env: github, builder: { exports: true, buildx: '0.20.0' } },
    /^Cache: GitHub’s cache is not used; it needs buildx 0\.21\.0 or newer, and this run has 0\.20\.0\.$/,
  ],
  [
    'untrusted code',
    { env: github, isUntrusted: true },
    /GitHub’s cache is not used for untrusted code, because its token can write\./,
  ],
  ['no registry', { plans: [] }, /^Cache: none, because no registry of an image is known\.$/],
])('the log explains the cache of %s', (_name, setting, line) => {
  expect(choose(setting).lines).toContainEqual(expect.stringMatching(line))
})

test.each<[name: string, setting: Setting, lacks: boolean]>([
  ['a push', { builder: { exports: false } }, true],
  ['a fork on GitHub’s runner', { builder: { exports: false }, trigger: fork, env: github }, true],
  ['files on GitHub’s runner', { builder: { exports: false }, plans: [], env: github }, true],
  ['files', { builder: { exports: false }, plans: [] }, false],
  ['a run that writes no cache', { builder: { exports: false }, trigger: fork }, false],
  ['a builder that can', {}, false],
  [
    'a target with its own cache',
    { builder: { exports: false }, targets: new Map([[singleTarget, { 'cache-from': ['x'] }]]) },
    false,
  ],
])('whether another builder could use a cache that this one cannot: %s', (_name, setting, lacks) => {
  expect(choose(setting).isWeak).toBe(lacks)
})

test('cache: gha without the service is an error', () => {
  expect(() => choose({ texts: { cache: 'gha' } })).toThrow('ACTIONS_RUNTIME_TOKEN')
})

/** The write of two settings of one ref, or their scopes. */
const refOf = (setting: Setting) => choose0(setting).from[0] ?? ''
function choose0(setting: Setting) {
  return chooseCache(makeRequest(setting)).caches.get(singleTarget) ?? { from: [], to: [] }
}

test.each<[what: string, one: Texts, other: Texts, isSame: boolean]>([
  ['a stage', {}, { target: 'dev' }, false],
  ['a Dockerfile', {}, { file: 'Dockerfile.alpine' }, false],
  ['a context', {}, { context: 'api' }, false],
  ['a suffix', {}, { flavor: 'suffix=-alpine' }, false],
  ['platforms', { platforms: 'linux/amd64' }, { platforms: 'linux/arm64' }, true],
  [
    'platforms of push: digest',
    { push: 'digest', platforms: 'linux/amd64' },
    { push: 'digest', platforms: 'linux/arm64' },
    false,
  ],
  ['build arguments', {}, { 'build-args': 'A=1' }, true],
  ['labels', {}, { labels: 'a=b' }, true],
])('images that differ in %s: own caches', (_what, one, other, isSame) => {
  for (const env of [{}, github]) {
    expect(refOf({ texts: one, env }) === refOf({ texts: other, env })).toBe(isSame)
  }
})

test('two images have different scopes of GitHub’s cache, and one image has the same on every ref', () => {
  const scope = (images: string, trigger: Trigger) =>
    scopeOf(makeRequest({ texts: { images }, trigger }), singleTarget)
  expect(scope('r.test/acme/app', makeTrigger())).not.toBe(scope('r.test/acme/web', makeTrigger()))
  const perRef = 'r.test/acme/app-{{branch}}'
  expect(scope(perRef, branch)).toBe(scope(perRef, makeTrigger()))
  expect(scope('r.test/acme/app', makePull())).toBe(scope('r.test/acme/app', makeTrigger()))
})

test('each target has a cache of its own, also a base that is not published', () => {
  const targets = new Map([
    ['base', { context: 'base' }],
    ['api', { context: 'api', contexts: { base: 'target:base' } }],
  ])
  const texts = { 'bake-files': 'docker-bake.hcl' }
  const request = makeRequest({ texts, targets })
  const { caches, lines } = chooseCache(request)
  const refs = [...caches.values()].flatMap(({ to }) => to.map((spec) => /ref=([^,]+)/.exec(spec)?.[1]))
  expect(refs).toEqual([
    expect.stringMatching(/^r\.test\/acme\/app:buildcache-main-base-\w{12}$/),
    expect.stringMatching(/^r\.test\/acme\/app:buildcache-main-api-\w{12}$/),
  ])
  expect(lines.map((line) => line.slice(0, 18))).toEqual(['Cache of base: rea', 'Cache of api: read'])
})
