import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { settingOf } from '../../src/bake/specs.ts'
import { chooseKeptVariables, limitGitInfo, maskSecrets } from '../../src/build/build-environment.ts'
import { cacheVariables } from '../../src/ports/child-environment.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'

test.each<[name: string, secret: string | Readonly<Record<string, string>>, masked: string[]]>([
  ['a variable of the runner', 'type=env,id=a,env=RUNNERS', ['from the runner']],
  ['a variable of the build takes precedence', 'type=env,id=a,env=BOTH', ['given']],
  ['a variable named by src', 'type=env,id=a,src=GIVEN', ['given too']],
  ['a variable as an object', { id: 'a', env: 'GIVEN' }, ['given too']],
  ['a variable whose id resembles a field', { id: 'a,env=RUNNERS', env: 'GIVEN' }, ['given too']],
  ['a quoted id that resembles a field', 'type=env,"id=a,env=RUNNERS",env=GIVEN', ['given too']],
  ['a variable named by the id', 'type=env,id=GIVEN', ['given too']],
  ['a file', 'type=file,id=a,src=folder/file', ['in a file']],
  ['a file named by source', 'id=a,source=/elsewhere/file', ['elsewhere']],
  ['a file with a comma in its name', { id: 'a', src: 'one,two' }, ['with a comma']],
  ['a file named by the id', 'id=by-id', ['by its id']],
  ['no file and no variable of that name', 'id=none', []],
])('a secret of a target is masked: %s', async (_, secret, masked) => {
  const log = createFakeLog()
  const files = createFakeFiles({
    '/repo/folder/file': 'in a file',
    '/elsewhere/file': 'elsewhere',
    '/repo/one,two': 'with a comma',
    '/repo/by-id': 'by its id',
  })
  const env = { RUNNERS: 'from the runner', BOTH: 'of the runner' }
  const targets = new Map([['app', { secret: [secret] }]])
  await maskSecrets({ files, log, env }, '/repo', { BOTH: 'given', GIVEN: 'given too' }, targets)
  expect(log.masks.filter((mask) => mask !== '')).toEqual(masked)
})

test('one warning names the secrets whose values cannot be masked, and shows none', async () => {
  const log = createFakeLog()
  const files = createFakeFiles({ '/repo/key': ' root\n' })
  const secret = ['id=word,env=WORD', 'id=short,env=SHORT', 'id=file,src=key', 'id=good,env=GOOD', 'id=none']
  const given = { WORD: 'main', SHORT: 'xyz', GOOD: 'correct horse' }
  await maskSecrets({ files, log, env: {} }, '/repo', given, new Map([['app', { secret }]]))
  expect(log.at('warning')).toEqual([
    'These values are not masked in the log, because that would hide ordinary text: ' +
      "secret 'word' is a common word; secret 'short' has fewer than 4 characters; secret 'file' is a common word. " +
      'Use longer values that are hard to guess.',
  ])
})

test.each([
  ['type=local,dest=out', 'dest', 'out'],
  ['id=a,"src=one,""two"""', 'src', 'one,"two"'],
  ['type=local,dest=out', 'src', undefined],
])('the secret of %s has %s', (spec, key, value) => {
  expect(settingOf(spec, key)).toBe(value)
})

const gha = ['type=gha,scope=app']
/** Whether a bake file describes the build. */
const [plain, bake] = [false, true]

test.each<[name: string, isBake: boolean, secretEnvs: string[], target: BakeTarget, expected: string[]]>([
  ['a build without a cache gets none', plain, [], { 'cache-from': ['type=registry,ref=x/y'] }, []],
  ['a build that reads GitHub’s cache', plain, [], { 'cache-from': gha }, [...cacheVariables]],
  ['a build that writes GitHub’s cache', plain, [], { 'cache-to': gha }, [...cacheVariables]],
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
    'a bake file with its own cache address',
    bake,
    [],
    { 'cache-from': gha, 'cache-to': [{ type: 'gha', url: 'https://evil.example/' }] },
    [],
  ],
  [
    'a bake file with its own cache address, in capitals',
    bake,
    [],
    { 'cache-from': ['TYPE=gha,URL_V2=https://evil.example/'] },
    [],
  ],
  [
    'a bake file with its own cache address and token',
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
    'a bake file whose secret names the token of the cache',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'x', env: 'ACTIONS_RUNTIME_TOKEN' }] },
    [],
  ],
  [
    'a bake file whose secret names the token of the cache by its id',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'ACTIONS_RESULTS_URL' }] },
    [],
  ],
  [
    'a bake file whose secret disguises its variable',
    bake,
    [],
    { 'cache-from': gha, secret: [{ id: 'a,env=OTHER', env: 'ACTIONS_RUNTIME_TOKEN' }] },
    [],
  ],
])('variables that the build gets: %s', (_, isBake, names, target, expected) => {
  const secretEnvs = names.map((value) => ({ key: 'id', value }))
  const targets = new Map<string, BakeTarget>([
    ['base', {}],
    ['app', target],
  ])
  expect(chooseKeptVariables(isBake, { secretEnvs }, targets)).toEqual(expected)
})

const own = { '/w/.git/HEAD': 'ref: refs/heads/main\n', '/w/app/Dockerfile': '', '/w/Dockerfile': '' }
const on = { BUILDX_GIT_CHECK_DIRTY: 'false' }
const off = { ...on, BUILDX_GIT_INFO: 'false', BUILDX_GIT_LABELS: 'false' }

test.each<[name: string, contexts: string[], files: Record<string, string>, expected: object]>([
  ['the workspace’s own repository', ['.'], own, on],
  ['a folder of the workspace’s own repository', ['app'], own, on],
  ['a remote context', ['https://github.com/acme/app.git'], own, on],
  [
    'a remote context, without a repository',
    ['https://github.com/acme/app.git'],
    { '/w/Dockerfile': '' },
    on,
  ],
  [
    'a bare repository in a folder named like the address',
    ['https://github.com/acme/app.git'],
    { ...own, '/w/https:/github.com/acme/app.git/HEAD': 'x' },
    off,
  ],
  ['a nested checkout', ['app'], { ...own, '/w/app/.git/HEAD': 'x' }, off],
  [
    'a file that names a repository',
    ['app'],
    { ...own, '/w/app/.git': 'gitdir: ../x', '/w/x/HEAD': '' },
    off,
  ],
  ['a bare repository of plain files', ['app'], { ...own, '/w/app/HEAD': 'x' }, off],
  [
    'a bare repository around the context',
    ['app/sub'],
    { ...own, '/w/app/HEAD': 'x', '/w/app/sub/Dockerfile': '' },
    off,
  ],
  ['a bare repository as the workspace', ['.'], { '/w/HEAD': 'x', '/w/Dockerfile': '' }, off],
  ['a bare repository beside the workspace’s own repository', ['.'], { ...own, '/w/HEAD': 'x' }, on],
  ['a broken .git beside a bare repository', ['.'], { '/w/.git/config': '', '/w/HEAD': 'x' }, off],
  ['no repository', ['.'], { '/w/Dockerfile': '' }, off],
  ['a folder outside the workspace', ['/elsewhere'], { ...own, '/elsewhere/Dockerfile': '' }, off],
  ['a bare repository in one of several contexts', ['.', 'app'], { ...own, '/w/app/HEAD': 'x' }, off],
  ['a bare repository beside the context', ['.'], { ...own, '/w/app/HEAD': 'x' }, on],
])('git info with %s', async (_, contexts, files, expected) => {
  const ports = { files: createFakeFiles(files), log: createFakeLog(), env: {} }
  const targets = contexts.map((context) => ({ context }))
  expect(await limitGitInfo(ports, '/w', targets)).toEqual(expected)
})

test.each([
  ['true', 1],
  ['false', 0],
])('BUILDX_GIT_CHECK_DIRTY=%s gives %i notices', async (value, count) => {
  const log = createFakeLog()
  const env = { BUILDX_GIT_CHECK_DIRTY: value }
  expect(await limitGitInfo({ files: createFakeFiles(own), log, env }, '/w', [{}])).toMatchObject(on)
  expect(log.at('notice')).toHaveLength(count)
})
