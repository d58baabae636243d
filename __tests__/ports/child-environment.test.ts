import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import {
  addGitConfig,
  cacheVariables,
  childEnvironment,
  identityVariables,
  trustedDirectories,
} from '../../src/ports/child-environment.ts'

const runner = {
  INPUT_PASSWORD: 's3cret',
  'INPUT_GITHUB-TOKEN': 'ghs_1',
  ACTIONS_RUNTIME_TOKEN: 'cache',
  BUILDER_NODE_0_AUTH_TLS_KEY: 'key',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'identity',
}

test.each<[keep: readonly string[], expected: readonly string[]]>([
  [[], []],
  [cacheVariables, ['ACTIONS_RUNTIME_TOKEN']],
  [identityVariables, ['ACTIONS_ID_TOKEN_REQUEST_TOKEN']],
])('if %j are kept, a child process gets %j of the runner’s variables', (keep, expected) => {
  const names = Object.keys(childEnvironment({ ...runner, NPM_TOKEN: 'mine' }, { keep }))
  expect(names.filter((name) => /^(INPUT|ACTIONS|BUILDER)_/.test(name))).toEqual(expected)
  expect(names).toContain('NPM_TOKEN')
})

const at = (workspace: string, env = {}) => childEnvironment({ GITHUB_WORKSPACE: workspace, ...env })

test.each<[name: string, env: Record<string, string>, expected: string]>([
  ['PATH loses the folders of the workspace', { PATH: '/w/app/bin:/usr/bin:/w/app' }, '/usr/bin'],
  ['PATH loses relative and empty folders', { PATH: 'bin::.:/usr/bin:' }, '/usr/bin'],
  ['PATH loses a relative folder of one letter', { PATH: 'w:/usr/bin' }, '/usr/bin'],
  [
    'PATH keeps a folder whose name starts like the workspace',
    { PATH: '/w/application/bin:/usr/bin' },
    '/w/application/bin:/usr/bin',
  ],
])('%s', (_, env, expected) => {
  expect(at('/w/app', env).PATH).toBe(expected)
})

test('Path, as Windows spells it, loses the folders of the workspace too', () => {
  expect(at('/w/app', { Path: '/w/app/bin:/usr/bin' }).Path).toBe('/usr/bin')
})

test('git searches for no repository above the workspace, or above existing ceiling directories', () => {
  expect(at('/w/app').GIT_CEILING_DIRECTORIES).toBe('/w')
  expect(at('/w/app', { GIT_CEILING_DIRECTORIES: '/x' }).GIT_CEILING_DIRECTORIES).toBe('/x:/w')
})

test('git settings are appended to those of the environment', () => {
  const own = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Mona' }
  expect(childEnvironment(own)).toMatchObject({
    ...own,
    GIT_CONFIG_COUNT: '5',
    GIT_CONFIG_KEY_1: 'safe.bareRepository',
  })
})

test('option without removes variables, but never the settings that guard git', () => {
  const env = childEnvironment({ GIT_CONFIG_COUNT: '1', NPM_TOKEN: 'mine' }, { without: () => true })
  expect(env).toMatchObject({ GIT_CONFIG_COUNT: '4', GIT_CONFIG_KEY_0: 'safe.bareRepository' })
  expect(env).not.toHaveProperty('NPM_TOKEN')
})

test.each(['safe.bareRepository=explicit', 'core.fsmonitor=false', 'protocol.ext.allow=never'])(
  'git in a child process runs with %s',
  (setting) => {
    const env = { ...childEnvironment({ PATH: process.env.PATH }), HOME: '/nonexistent' }
    const listed = execFileSync('git', ['config', '--list', '--show-scope'], { env, encoding: 'utf8' })
    expect(listed.toLowerCase()).toContain(`command\t${setting.toLowerCase()}`)
  },
)

test('addGitConfig replaces an invalid GIT_CONFIG_COUNT', () => {
  expect(addGitConfig({ GIT_CONFIG_COUNT: 'x' }, [['a.b', 'c']])).toEqual({
    GIT_CONFIG_KEY_0: 'a.b',
    GIT_CONFIG_VALUE_0: 'c',
    GIT_CONFIG_COUNT: '1',
  })
})

test('property: trustedDirectories returns no directory in the workspace', () => {
  const part = fc.constantFrom('', '.', '..', 'bin', 'w', 'app', '/', '//')
  const directory = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'))
  fc.assert(
    fc.property(fc.array(directory), (directories) => {
      for (const each of trustedDirectories(directories.join(':'), '/w/app/')) {
        expect(each.startsWith('/')).toBe(true)
        expect(`${new URL(`file://${each.replace(/^\/+/, '/')}`).pathname}/`).not.toMatch(/^\/+w\/+app\//)
      }
    }),
  )
})
