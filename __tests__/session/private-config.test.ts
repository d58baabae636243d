import { mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '../../src/ports/node-files.ts'
import { configEnv, fillPrivateConfig, ownConfigDir } from '../../src/session/private-config.ts'
import { problemsIn } from '../helpers/problems.ts'

const files = createFiles()
let home: string
let own: string
let privateDir: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'config-'))
  own = join(home, '.docker')
  await mkdir(own)
  privateDir = await files.makePrivateDir(home, 'private-')
})
afterEach(() => rm(home, { recursive: true }))

const fill = (hosts: string[], env: Record<string, string> = {}) =>
  fillPrivateConfig(
    files,
    { HOME: home, ...env },
    privateDir,
    hosts.map((registry) => ({ kind: 'password', registry, username: 'u', password: 'p' })),
  )
const written = async () => JSON.parse(await readFile(join(privateDir, 'config.json'), 'utf8'))

interface Row {
  name: string
  own?: unknown
  hosts?: string[]
  env?: Record<string, string>
  expected: unknown
}
const hub = 'https://index.docker.io/v1/'

test.each<Row>([
  { name: 'empty if the user has none', expected: { auths: {}, credHelpers: {} } },
  {
    name: 'all of the user’s settings are kept, especially the context',
    own: { currentContext: 'remote', proxies: { default: { httpProxy: 'http://p' } }, credsStore: 'desktop' },
    hosts: ['ghcr.io'],
    expected: {
      currentContext: 'remote',
      proxies: { default: { httpProxy: 'http://p' } },
      credsStore: 'desktop',
      auths: {},
      credHelpers: { 'ghcr.io': '' },
    },
  },
  {
    name: 'the helper is disabled only for the hosts of the run’s logins',
    own: { credHelpers: { 'ghcr.io': 'gh', 'gcr.io': 'gcr' }, auths: { 'quay.io': { auth: 'eA==' } } },
    hosts: ['ghcr.io', 'localhost:5000'],
    expected: {
      credHelpers: { 'ghcr.io': '', 'gcr.io': 'gcr', 'localhost:5000': '' },
      auths: { 'quay.io': { auth: 'eA==' } },
    },
  },
  {
    name: 'Docker Hub uses its historical key',
    hosts: ['docker.io'],
    expected: { auths: {}, credHelpers: { [hub]: '' } },
  },
  {
    name: 'DOCKER_AUTH_CONFIG takes precedence over the file and the keychain',
    own: { credsStore: 'desktop', auths: { 'quay.io': { auth: 'old' }, 'x.io': { auth: 'x' } } },
    env: { DOCKER_AUTH_CONFIG: '{"auths":{"quay.io":{"auth":"new"}}}' },
    expected: {
      credsStore: 'desktop',
      auths: { 'quay.io': { auth: 'new' }, 'x.io': { auth: 'x' } },
      credHelpers: { 'quay.io': '' },
    },
  },
  {
    name: 'a DOCKER_AUTH_CONFIG that is not JSON is ignored',
    env: { DOCKER_AUTH_CONFIG: 'oops' },
    expected: { auths: {}, credHelpers: {} },
  },
  {
    name: 'auths and helpers of a wrong shape are not copied',
    own: { auths: [], credHelpers: 'x' },
    expected: { auths: {}, credHelpers: {} },
  },
])('private config.json: $name', async ({ own: config, hosts = [], env = {}, expected }) => {
  if (config !== undefined) await writeFile(join(own, 'config.json'), JSON.stringify(config))
  await fill(hosts, env)
  expect(await written()).toEqual(expected)
})

test('only the runner’s user may read the private configuration', async () => {
  await fill(['ghcr.io'])
  expect((await stat(privateDir)).mode & 0o777).toBe(0o700)
  expect((await stat(join(privateDir, 'config.json'))).mode & 0o777).toBe(0o600)
})

test('plugins, contexts and builders are linked, and the user’s own file is unchanged', async () => {
  for (const name of ['cli-plugins', 'contexts', 'buildx', 'certs.d']) await mkdir(join(own, name))
  await writeFile(join(own, 'config.json'), '{"a":1}')
  await fill(['ghcr.io'])
  for (const name of ['cli-plugins', 'contexts', 'buildx', 'certs.d']) {
    expect(await readlink(join(privateDir, name))).toBe(join(own, name))
  }
  expect(await readFile(join(own, 'config.json'), 'utf8')).toBe('{"a":1}')
  await files.remove(privateDir)
  expect(await files.list(own)).toHaveLength(5)
})

test('the user may have no docker configuration', async () => {
  await rm(own, { recursive: true })
  await fill(['ghcr.io'])
  expect(await files.list(privateDir)).toEqual(['config.json'])
})

test.each([['not json'], ['[1]'], ['"auth"']])(
  'a config.json that is %s is an error without its text',
  async (text) => {
    await writeFile(join(own, 'config.json'), text)
    const [problem, ...more] = await problemsIn(() => fill([]))
    expect([problem?.code, more]).toEqual(['docker-config', []])
    expect(problem?.what).toContain(join(own, 'config.json'))
    expect(JSON.stringify(problem)).not.toContain(text)
  },
)

test('an empty config.json counts as none', async () => {
  await writeFile(join(own, 'config.json'), '\n')
  await fill([])
  expect(await written()).toEqual({ auths: {}, credHelpers: {} })
})

test.each<[name: string, env: Record<string, string>, expected: string]>([
  ['below HOME', { HOME: '/home/me' }, '/home/me/.docker'],
  [
    'in the directory of DOCKER_CONFIG',
    { HOME: '/home/me', DOCKER_CONFIG: '/etc/docker-me' },
    '/etc/docker-me',
  ],
  ['absolute, so that links to it work', { DOCKER_CONFIG: 'conf' }, join(process.cwd(), 'conf')],
])('the user’s own configuration is %s', (_, env, expected) => {
  expect(ownConfigDir(env)).toBe(expected)
})

test.each<[name: string, env: Record<string, string>, buildx: string]>([
  ['in the user’s directory', { HOME: '/home/me' }, '/home/me/.docker/buildx'],
  ['in the directory of DOCKER_CONFIG', { DOCKER_CONFIG: '/x' }, '/x/buildx'],
  ['in the directory of BUILDX_CONFIG', { DOCKER_CONFIG: '/x', BUILDX_CONFIG: '/y' }, '/y'],
])('children find builders %s', (_, env, buildx) => {
  const expected = { DOCKER_CONFIG: '/private', BUILDX_CONFIG: buildx, DOCKER_AUTH_CONFIG: undefined }
  expect(configEnv({ ...env, DOCKER_AUTH_CONFIG: '{}' }, '/private')).toEqual(expected)
})
