import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { hiddenFromBuild, isRunners } from '../../src/build/child-variables.ts'

const caches = [
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
]
const oidc = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL']
const others = ['GITHUB_TOKEN', 'MY_ACTIONS_', 'PATH']

test('what is the runner’s', () => {
  expect([...caches, ...oidc, ...others].filter(isRunners)).toEqual([...caches, ...oidc])
})

test.each<[name: string, isBake: boolean, secrets: Record<string, string>[], expected: string[]]>([
  ['of the step’s own image nothing is hidden', false, [{ id: 'x', env: 'ACTIONS_RUNTIME_TOKEN' }], []],
  ['a bake file’s caches work, and no more', true, [{ id: 'npm', env: 'NPM_TOKEN' }], oidc],
  ['a secret of a cache’s token', true, [{ id: 'x', env: 'ACTIONS_RUNTIME_TOKEN' }], [...caches, ...oidc]],
  ['a secret by its id alone', true, [{ id: 'ACTIONS_RESULTS_URL' }], [...caches, ...oidc]],
  [
    'a secret whose id pretends',
    true,
    [{ id: 'a,env=OTHER', env: 'ACTIONS_RUNTIME_TOKEN' }],
    [...caches, ...oidc],
  ],
])('%s', (_, isBake, secret, expected) => {
  const targets = new Map<string, BakeTarget>([
    ['base', {}],
    ['app', { secret }],
  ])
  expect([...caches, ...oidc, ...others].filter(hiddenFromBuild(isBake, targets))).toEqual(expected)
})
