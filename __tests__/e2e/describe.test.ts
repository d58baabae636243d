/**
 * The action `describe`. Docker Hub, Quay and Harbor exist on the internet only: a proxy leads their names to a stand-in on loopback.
 */
import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hubToken, pageLogins, type StoredPage } from '../helpers/page-registries.ts'
import { startPageServer } from '../helpers/page-server.ts'
import { tagboat } from './setup/command.ts'
import { newFolder } from './setup/environment.ts'
import { findSecret, git, makeProject, step } from './setup/project.ts'
import { startTunnel } from './setup/tunnel.ts'

const action = fileURLToPath(new URL('../../describe', import.meta.url))
const readme = '# App\n\n[docs](docs) ![logo](docs/logo.svg)\n\n```sh\ncat [x](docs)\n```\n'

let pages: Map<string, StoredPage>
let server: Awaited<ReturnType<typeof startPageServer>>
let tunnel: Awaited<ReturnType<typeof startTunnel>>
let workspace: string
let expected: string

beforeAll(async () => {
  pages = new Map()
  server = await startPageServer(newFolder('pages'), pages)
  tunnel = await startTunnel(server.port)
  workspace = makeProject(undefined, { 'README.md': readme, 'docs/logo.svg': '<svg/>' })
  git(workspace, 'remote', 'add', 'origin', 'git@github.com:acme/app.git')
  const commit = git(workspace, 'rev-parse', 'HEAD')
  const at = (view: string) => `https://github.com/acme/app/${view}/${commit}/docs`
  expected = readme.replace('(docs)', `(${at('tree')})`).replace('(docs/logo.svg)', `(${at('raw')}/logo.svg)`)
})
beforeEach(() => {
  pages.clear()
  pages.set('docker.io/acme/app', { full: 'An old page\n', short: '' })
  server.requests.length = 0
})
afterAll(async () => {
  await tunnel.stop()
  await server.stop()
})

const network = () => ({ HTTPS_PROXY: tunnel.url, NODE_EXTRA_CA_CERTS: server.caFile })
const describeStep = (inputs: Record<string, string>, more = {}) =>
  step({ action, workspace, env: network(), inputs: { images: 'acme/app', ...inputs }, ...more })

test('the first step writes the page on Docker Hub, and the second sends nothing', async () => {
  const first = await describeStep(pageLogins.admin)
  expect(first.main).toMatchObject({ code: 0, annotations: [], outputs: { changed: 'true' } })
  expect(pages.get('docker.io/acme/app')).toEqual({ full: expected, short: 'An "app" of two lines' })
  expect(first.main.summary).toContain(
    '| Docker Hub | <code>acme/app</code> | changed | the page, the short description |',
  )
  expect(findSecret(first, pageLogins.admin.password, hubToken)).toEqual([])
  const second = await describeStep(pageLogins.admin)
  expect(second.main).toMatchObject({ code: 0, outputs: { changed: 'false' } })
  expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'PATCH', 'POST', 'GET'])
})

test('a pull request shows the new page as a diff without a login', async () => {
  const event = {
    action: 'opened',
    pull_request: { number: 7, head: { repo: { id: 2 } }, base: { repo: { id: 1 } } },
  }
  const done = await describeStep(pageLogins.admin, {
    eventName: 'pull_request',
    ref: 'refs/pull/7/merge',
    event,
  })
  expect(done.main).toMatchObject({ code: 0, outputs: { changed: 'false' } })
  expect(done.main.log).toContain('-An old page\n+# App\n')
  expect(done.main.summary).toContain('-An old page\n+# App\n')
  expect(server.requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([
    ['GET', undefined],
  ])
})

test('a token without the right fails with the three causes, and without the token', async () => {
  const done = await describeStep(pageLogins.reader)
  expect(done.errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /three causes.*'Read, Write, Delete'.*organization access token.*admin.*\[page-denied\]\s+403 access denied/s,
    ),
  ])
  expect([done.main.code, pages.get('docker.io/acme/app')?.full]).toEqual([1, 'An old page\n'])
  expect(findSecret(done, pageLogins.reader.password)).toEqual([])
})

test('one step writes the pages of Quay and Harbor', async () => {
  pages
    .set('quay.io/acme/app', { full: '', short: '' })
    .set('harbor.example.com/acme/app', { full: '', short: '' })
  const auth = `- {registry: quay.io, username: $oauthtoken, password: ${pageLogins.quay}}\n- {registry: harbor.example.com, username: ada, password: ${pageLogins.harbor.password}}`
  const done = await describeStep({
    images: 'quay.io/acme/app\nharbor.example.com/acme/app',
    'registry-auth': auth,
  })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect([...pages.values()].map(({ full }) => full)).toEqual(['An old page\n', expected, expected])
  expect(findSecret(done, pageLogins.quay, pageLogins.harbor.password)).toEqual([])
})

test('a README that is a link to the token of the checkout is not read', async () => {
  const hostile = makeProject()
  symlinkSync('.git/config', join(hostile, 'README.md'))
  const done = await describeStep(pageLogins.admin, { workspace: hostile })
  expect(done.errors.map(({ message }) => message)).toEqual([expect.stringContaining('[readme-link]')])
  expect(server.requests).toEqual([])
  unlinkSync(join(hostile, 'README.md'))
})

test('tagboat describe prints the diff, then writes the page with the login of docker login', async () => {
  const home = newFolder('home')
  const auth = Buffer.from(`ada:${pageLogins.admin.password}`).toString('base64')
  mkdirSync(join(home, '.docker'))
  writeFileSync(
    join(home, '.docker/config.json'),
    JSON.stringify({ auths: { 'https://index.docker.io/v1/': { auth } } }),
  )
  const options = { folder: workspace, env: { ...network(), HOME: home } }
  const shown = await tagboat(['describe', '--dry-run', 'acme/app'], options)
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/^@@ .*\n-An old page\n\+# App\n/) })
  const done = await tagboat(['describe', 'acme/app', '--description', 'An app'], options)
  expect(done).toMatchObject({ code: 0, stdout: '' })
  expect(done.stderr).toContain('Docker Hub, acme/app: the page and the short description changed')
  expect(pages.get('docker.io/acme/app')).toEqual({ full: expected, short: 'An app' })
})
