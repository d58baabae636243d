/**
 * Logins by OIDC. The identity providers and the registries' names exist on the internet only: a proxy leads all of them to a stand-in
 * on loopback, which passes the registries' API to a real registry that knows the issued tokens as passwords.
 */
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startGitServer } from '../helpers/git-server.ts'
import {
  client,
  connection,
  identityEnv,
  identityFor,
  issued,
  provider,
  tenant,
} from '../helpers/identity-providers.ts'
import { type IdentityServer, startIdentityServer } from '../helpers/identity-server.ts'
import { newFolder } from './setup/environment.ts'
import { commit, findSecret, git, makeProject, step } from './setup/project.ts'
import { startTunnel } from './setup/tunnel.ts'

const names = ['registry-1.docker.io', 'europe-docker.pkg.dev', 'acme.azurecr.io']
const azureUser = '00000000-0000-0000-0000-000000000000'
const hub = `- {registry: docker.io, username: acme, oidc: ${connection}}`
const logins = `${hub}
- {registry: europe-docker.pkg.dev, oidc: ${provider}}
- registry: acme.azurecr.io
  oidc:
    tenant: ${tenant}
    client: ${client}
`
const secrets = [...Object.values(issued), 'runner-request-token', 'signature-of-github']

let registry: Awaited<ReturnType<typeof startRegistry>>
let server: IdentityServer
let tunnel: Awaited<ReturnType<typeof startTunnel>>
let workspace: string

beforeAll(async () => {
  const users = { acme: issued.hub, oauth2accesstoken: issued.google, [azureUser]: issued.azure }
  registry = await startRegistry({ dir: newFolder('registry'), users })
  const upstreams = Object.fromEntries(names.map((name) => [name, registry.host]))
  server = await startIdentityServer(newFolder('identity'), upstreams)
  tunnel = await startTunnel(server.port)
  workspace = makeProject()
})
beforeEach(() => {
  server.requests.length = 0
  tunnel.asked.length = 0
})
afterAll(async () => {
  await tunnel.stop()
  await server.stop()
  await teardown()
})

const network = () => ({ HTTPS_PROXY: tunnel.url, NODE_EXTRA_CA_CERTS: server.caFile })
const own = () => `- {registry: "${registry.host}", username: acme, password: ${issued.hub}}\n`

test('one step promotes an image to Docker Hub, Artifact Registry and Azure without a stored secret', async () => {
  const source = { images: `${registry.host}/acme/source`, tags: 'type=raw,value=build' }
  const built = await step({ workspace, inputs: { ...source, 'registry-auth': own() } })
  expect(built.main).toMatchObject({ code: 0, annotations: [] })
  const images = ['docker.io/acme/app', 'europe-docker.pkg.dev/acme/images/app', 'acme.azurecr.io/app']
  const done = await step({
    workspace,
    ref: 'refs/tags/v1.0.0',
    // Without an engine, git and docker.
    env: { ...identityEnv, ...network(), DOCKER_HOST: 'unix:///nowhere.sock', PATH: newFolder('empty') },
    inputs: {
      images: images.join('\n'),
      from: `${registry.host}/acme/source:build`,
      'registry-auth': own() + logins,
    },
  })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.outputs.digest).toBe(built.main.outputs.digest)
  for (const name of ['acme/app', 'acme/images/app', 'app']) {
    const login = { username: 'acme', password: issued.hub }
    expect(await headDigest(registry.host, name, '1.0.0', login)).toBe(done.main.outputs.digest)
  }
  expect(new Set(tunnel.asked.map((host) => host.replace(/:443$/, '')))).toEqual(
    new Set([
      ...['run-actions-1.actions.githubusercontent.com', 'identity.docker.com', 'sts.googleapis.com'],
      ...['login.microsoftonline.com', ...names],
    ]),
  )
  // The runner keeps masked values out of its log; this log is what the step writes.
  expect(findSecret(done, ...secrets, identityFor('https://identity.docker.com'))).toEqual([])
})

test('a refused identity fails before anything is pushed, with the message of the provider', async () => {
  const inputs = {
    images: 'docker.io/acme/refused',
    from: `${registry.host}/acme/source:build`,
    'registry-auth': own() + hub.replace(connection, '00000000-0000-4000-8000-000000000000'),
  }
  const done = await step({ workspace, env: { ...identityEnv, ...network() }, inputs })
  expect(done.main.code).toBe(1)
  expect(done.errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /identity\.docker\.com refused .* docker\.io .*\[oidc-refused\]\s+401 no ruleset matches/,
    ),
  ])
  expect(tunnel.asked.some((host) => host.startsWith('registry-1'))).toBe(false)
  expect(findSecret(done, ...secrets)).toEqual([])
})

test('a job without id-token: write fails at once, and its message has the permissions to add', async () => {
  const inputs = { images: 'docker.io/acme/app', 'registry-auth': hub }
  const done = await step({ workspace, env: network(), inputs })
  expect(done.main.code).toBe(1)
  expect(done.errors.map(({ message }) => message)).toEqual([
    expect.stringContaining('permissions: {contents: read, packages: write, id-token: write}'),
  ])
  expect(tunnel.asked).toEqual([])
})

test('the build of an untrusted commit requests no identity token', async () => {
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  const main = git(workspace, 'rev-parse', 'HEAD')
  git(workspace, 'push', '--quiet', `${root}/acme/app`, `${main}:refs/heads/main`)
  const forge = await startGitServer({ root })
  commit(workspace)
  const inputs = { images: 'docker.io/acme/app', 'registry-auth': hub }
  const env = { ...identityEnv, ...network(), GITHUB_SERVER_URL: forge.url }
  const event = { action: 'created', issue: { number: 7, pull_request: {} } }
  const done = await step({ workspace, eventName: 'issue_comment', event, sha: main, env, inputs })
  expect(done.main.code).toBe(0)
  expect(done.main.log).toContain('goes without all logins (of this step: docker.io)')
  expect([server.requests, tunnel.asked]).toEqual([[], []])
  await forge.stop()
})
