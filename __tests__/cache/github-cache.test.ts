import {
  addScopes,
  type CacheTools,
  findGithubProblem,
  findGithubProblems,
} from '../../src/cache/github-cache.ts'

const token = { ACTIONS_RUNTIME_TOKEN: 'x' }
const second = { ...token, ACTIONS_CACHE_SERVICE_V2: 'True', ACTIONS_RESULTS_URL: 'https://results.test/' }
const first = { ...token, ACTIONS_CACHE_URL: 'https://cache.test/' }
const runner = { GITHUB_ACTIONS: 'true' }
const github = 'https://github.com'
const enterprise = 'https://github.acme.example'

type Env = Record<string, string>

test.each<[name: string, env: Env, serverUrl: string, spec: string, tools: CacheTools]>([
  ['GitHub’s runner', { ...runner, ...second }, github, 'type=gha', { buildx: '0.21.0' }],
  ['GitHub’s runner, with an unknown buildx', { ...runner, ...second }, github, 'type=gha', {}],
  [
    'GitHub Enterprise Server',
    { ...runner, ...first },
    enterprise,
    'type=gha',
    { buildx: '0.13.0', oldBuildkit: 'x' },
  ],
  [
    'another runner with version 1',
    { ...runner, ...first, GITEA_ACTIONS: 'true' },
    github,
    'type=gha',
    { buildx: '0.13.0' },
  ],
  ['its own token and address', {}, github, 'type=gha,token=x,url_v2=https://x.test/', {}],
  [
    'its own version, token and address',
    {},
    enterprise,
    'type=gha,version=1,token=x,url=https://x.test/',
    {},
  ],
])('a cache of type=gha works with %s', (_name, env, serverUrl, spec, tools) => {
  expect(findGithubProblem('cache-from', { env, serverUrl }, tools, spec)).toBeUndefined()
})

test.each<[name: string, env: Env, serverUrl: string, tools: CacheTools, code: string, what: string]>([
  [
    'no variables',
    {},
    github,
    {},
    'cache-gha-runner',
    'does not set ACTIONS_RUNTIME_TOKEN and ACTIONS_CACHE_URL',
  ],
  [
    'no token',
    { ...second, ACTIONS_RUNTIME_TOKEN: '' },
    github,
    {},
    'cache-gha-runner',
    'does not set ACTIONS_RUNTIME_TOKEN.',
  ],
  [
    'no address',
    { ...second, ACTIONS_RESULTS_URL: '' },
    github,
    {},
    'cache-gha-runner',
    'does not set ACTIONS_RESULTS_URL.',
  ],
  [
    'version 1 on github.com',
    { ...runner, ...first },
    github,
    {},
    'cache-gha-runner',
    'does not set ACTIONS_CACHE_SERVICE_V2.',
  ],
  [
    'an old buildx',
    second,
    github,
    { buildx: '0.20.1' },
    'cache-gha-version',
    'needs buildx 0.21.0 or newer, and this run has 0.20.1',
  ],
  [
    'an old BuildKit',
    second,
    github,
    { buildx: '0.29.1', oldBuildkit: '0.19.0' },
    'cache-gha-version',
    'needs BuildKit 0.20.0 or newer, and this run has 0.19.0',
  ],
])('a cache of type=gha is refused: %s', (_name, env, serverUrl, tools, code, what) => {
  const problem = findGithubProblem('Input cache-from', { env, serverUrl }, tools)
  expect(problem).toMatchObject({ code, what: expect.stringContaining(what) })
  expect(problem?.what).toMatch(/^Input cache-from: type=gha /)
})

test('one problem names the target and the field, and other types of caches have none', () => {
  const targets = new Map([
    ['base', { 'cache-from': ['type=registry,ref=acme/app:cache', 'acme/app:gha'] }],
    ['api', { 'cache-to': [{ type: 'gha', mode: 'max' }] }],
    ['web', { 'cache-from': ['type=gha'] }],
  ])
  const problems = findGithubProblems(targets, { env: {}, serverUrl: github }, {}, true)
  expect(problems.map(({ what }) => what)).toEqual([
    expect.stringContaining('cache-to of target api: type=gha'),
  ])
})

test.each<
  [name: string, target: Record<string, string[]>, readsDefault: boolean, expected: Record<string, string[]>]
>([
  [
    'both fields, and the default scope for one image',
    { 'cache-from': ['type=gha'], 'cache-to': ['type=gha,mode=max'] },
    true,
    { 'cache-from': ['type=gha,scope=own', 'type=gha'], 'cache-to': ['type=gha,mode=max,scope=own'] },
  ],
  ['several images', { 'cache-from': ['type=gha'] }, false, { 'cache-from': ['type=gha,scope=own'] }],
  ['a scope of the user', { 'cache-to': ['type=gha,scope=x'] }, true, { 'cache-to': ['type=gha,scope=x'] }],
  [
    'other types',
    { 'cache-from': ['type=local,src=a', 'acme/app:c'] },
    true,
    { 'cache-from': ['type=local,src=a', 'acme/app:c'] },
  ],
])('a cache of type=gha gets its own scope: %s', (_name, target, readsDefault, expected) => {
  expect(addScopes(target, () => 'own', readsDefault)).toEqual(expected)
})

test('a target without type=gha stays the same, and its scope is not computed', () => {
  const target = { 'cache-from': ['acme/app:c'] }
  const scope = () => {
    throw new Error('not needed')
  }
  expect(addScopes(target, scope, true)).toBe(target)
})
