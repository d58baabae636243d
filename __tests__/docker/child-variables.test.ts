import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { keptForBuild } from '../../src/docker/child-variables.ts'
import { cacheVariables } from '../../src/ports/child-environment.ts'

const gha = ['type=gha,scope=app']
const plain = { isBake: false, writesCache: true }
const bake = { isBake: true, writesCache: true }

test.each<[name: string, run: typeof plain, secretEnvs: string[], target: BakeTarget, expected: string[]]>([
  ['a build without a cache keeps nothing', plain, [], { 'cache-from': ['type=registry,ref=x/y'] }, []],
  ['a build that reads GitHub’s cache', plain, [], { 'cache-from': gha }, [...cacheVariables]],
  ['a build that writes it', plain, [], { 'cache-to': gha }, [...cacheVariables]],
  ['a build that may not write it', { ...plain, writesCache: false }, [], { 'cache-to': gha }, []],
  ['input secret-envs names a token', plain, ['ACTIONS_X'], {}, ['ACTIONS_X']],
  ['a bake file with GitHub’s cache', bake, [], { 'cache-from': [{ type: 'gha' }] }, [...cacheVariables]],
  ['a bake file without a cache', bake, [], { secret: [{ id: 'npm', env: 'NPM_TOKEN' }] }, []],
  [
    'a bake file with the cache and another secret',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'npm', env: 'NPM_TOKEN' }] },
    [...cacheVariables],
  ],
  [
    'a bake file with a cache at an address of its own',
    bake,
    [],
    { 'cache-from': gha, 'cache-to': [{ type: 'gha', url: 'https://evil.example/' }] },
    [],
  ],
  ['the same in capitals', bake, [], { 'cache-from': ['TYPE=gha,URL_V2=https://evil.example/'] }, []],
  [
    'a bake file with a cache at an address of its own and a token of its own',
    bake,
    [],
    { 'cache-from': ['type=gha,url=https://cache.example/,token=own'] },
    [...cacheVariables],
  ],
  [
    'the workflow’s own cache at another address',
    plain,
    [],
    { 'cache-from': ['type=gha,url=https://cache.example/'] },
    [...cacheVariables],
  ],
  [
    'a bake file whose secret asks for the token of its cache',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'x', env: 'ACTIONS_RUNTIME_TOKEN' }] },
    [],
  ],
  [
    'a bake file whose secret asks for it by its id alone',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'ACTIONS_RESULTS_URL' }] },
    [],
  ],
  [
    'a bake file whose secret pretends to be another',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'a,env=OTHER', env: 'ACTIONS_RUNTIME_TOKEN' }] },
    [],
  ],
])('%s', (_, run, names, target, expected) => {
  const secretEnvs = names.map((value) => ({ key: 'id', value }))
  const targets = new Map<string, BakeTarget>([
    ['base', {}],
    ['app', target],
  ])
  expect(keptForBuild(run, { secretEnvs }, targets)).toEqual(expected)
})
