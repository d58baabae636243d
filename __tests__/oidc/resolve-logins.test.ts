import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Federation, LoginCredential, OidcCredential } from '../../src/inputs/login-credential.ts'
import { resolveIdentities } from '../../src/oidc/resolve-logins.ts'
import type { Http } from '../../src/ports/http.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { createHttp } from '../../src/ports/node-http.ts'
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
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const folder = mkdtempSync(join(tmpdir(), 'oidc-'))
let server: IdentityServer
beforeAll(async () => {
  server = await startIdentityServer(join(folder, 'tls'))
})
beforeEach(() => {
  server.requests.length = 0
  server.replace(() => undefined)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const login = (registry: string, federation: Federation): OidcCredential => ({
  kind: 'oidc',
  registry,
  federation,
})
const hub: Federation = { provider: 'docker', organization: 'acme', connection }
const logins = {
  hub: login('docker.io', hub),
  hardened: login('dhi.io', hub),
  google: login('europe-docker.pkg.dev', { provider: 'google', resource: provider }),
  azure: login('acme.azurecr.io', { provider: 'azure', tenant, client }),
}

/** The real Http port: only the address of the connection is replaced by that of the stand-in. TLS verifies the providers' names. */
const toLoopback =
  (http: Http): Http =>
  (request) => {
    const { host, pathname, search } = new URL(request.url)
    const url = `https://localhost:${server.port}${pathname}${search}`
    return http({ ...request, url, headers: { ...request.headers, host } })
  }

function prepare(
  wanted: readonly LoginCredential[],
  {
    texts = {},
    env = {},
    isReal = false,
  }: { texts?: Texts; env?: Record<string, string>; isReal?: boolean } = {},
) {
  const files = createFiles()
  const [log, clock] = [createFakeLog(), createFakeClock()]
  const ports = {
    http: toLoopback(createHttp()),
    // Few authorities, because reading the system's takes time in each test.
    files: isReal
      ? files
      : { ...files, read: (path: string) => files.read(path === bundle ? server.caFile : path) },
    env: { ...identityEnv, ...env },
    log,
    clock,
  }
  const run = { inputs: makeInputs(texts), trigger: makeTrigger() }
  return { log, clock, start: () => resolveIdentities(ports, wanted, run) }
}

const bundle = '/etc/ssl/certs/ca-certificates.crt'
const hostsAsked = () => server.requests.map(({ host }) => host.split('.').slice(-2).join('.'))

test.each([
  {
    name: 'Docker Hub',
    wanted: logins.hub,
    expected: { username: 'acme', password: issued.hub },
    audience: 'https://identity.docker.com',
    hosts: ['githubusercontent.com', 'docker.com'],
    validity: ', valid for 360 min',
  },
  {
    name: 'Artifact Registry',
    wanted: logins.google,
    expected: { username: 'oauth2accesstoken', password: issued.google },
    audience: `https://iam.googleapis.com/${provider}`,
    hosts: ['githubusercontent.com', 'googleapis.com'],
    validity: ', valid for 59 min',
  },
  {
    name: 'Azure',
    wanted: logins.azure,
    expected: { username: '00000000-0000-0000-0000-000000000000', password: issued.azure },
    audience: 'api://AzureADTokenExchange',
    hosts: ['githubusercontent.com', 'microsoftonline.com', 'azurecr.io'],
    validity: '',
  },
])(
  'the identity token becomes the password for $name',
  async ({ wanted, expected, audience, hosts, validity }) => {
    const { start, log } = prepare([wanted])
    expect(await start()).toEqual([{ kind: 'password', registry: wanted.registry, ...expected }])
    expect(hostsAsked()).toEqual(hosts)
    expect(log.masks).toEqual(
      expect.arrayContaining(['runner-request-token', identityFor(audience), expected.password]),
    )
    expect(log.lines).toEqual([
      `The password for ${wanted.registry} comes from the job's identity token${validity}.`,
    ])
  },
)

test('every token of an exchange is masked, the one of Entra ID too', async () => {
  const { start, log } = prepare([logins.azure])
  await start()
  expect(log.masks).toEqual(expect.arrayContaining([issued.entra, issued.azure]))
})

test('Docker Hub’s token gets the longest lifetime, because the length of the build is unknown', async () => {
  await prepare([logins.hub]).start()
  const [, exchange] = server.requests
  expect(new URLSearchParams(exchange?.body).get('expires_in')).toBe('21600')
})

test('docker.io and dhi.io with the same connection share one exchange', async () => {
  const resolved = await prepare([logins.hub, logins.hardened]).start()
  expect(resolved.map(({ registry }) => registry)).toEqual(['docker.io', 'dhi.io'])
  expect(hostsAsked()).toEqual(['githubusercontent.com', 'docker.com'])
})

test('without a login by OIDC nothing is requested, and no file is read', async () => {
  const ports = {
    http: () => Promise.reject(new Error('http')),
    files: createFiles(),
    env: {},
    log: createFakeLog(),
    clock: createFakeClock(),
  }
  const given: LoginCredential[] = [
    { kind: 'password', registry: 'ghcr.io', username: 'me', password: 'secret' },
    { kind: 'helper', registry: 'gcr.io', helper: 'gcr' },
  ]
  const run = { inputs: makeInputs(), trigger: makeTrigger() }
  expect(await resolveIdentities(ports, given, run)).toEqual(given)
  expect(ports.log.lines).toEqual([])
})

test('a limit of Docker Hub is waited for as long as Retry-After says', async () => {
  server.replace(({ host }, count) =>
    host === 'identity.docker.com' && count < 4
      ? { status: 429, headers: { 'retry-after': '7' } }
      : undefined,
  )
  const { start, clock, log } = prepare([logins.hub])
  expect(await start()).toHaveLength(1)
  expect(clock.sleeps).toEqual([7_000, 7_000])
  expect(log.lines[0]).toBe('identity.docker.com answered 429; retrying in 7.0 s (attempt 2 of 5).')
})

test.each([
  { name: 'one that never ends', retryAfter: '1', sleeps: 4 },
  { name: 'one that asks for an hour', retryAfter: '3600', sleeps: 0 },
])('a limit that cannot be waited for ends with an error: $name', async ({ retryAfter, sleeps }) => {
  server.replace(({ host }) =>
    host === 'identity.docker.com' ? { status: 429, headers: { 'retry-after': retryAfter } } : undefined,
  )
  const { start, clock } = prepare([logins.hub])
  expect(await problemsIn(start)).toMatchObject([
    { code: 'oidc-failed', original: expect.stringMatching(/^429/) },
  ])
  expect(clock.sleeps).toHaveLength(sleeps)
})

const wrongTrust = {
  hub: login('docker.io', { ...hub, connection: '00000000-e89b-42d3-a456-426614174000' }),
  google: login('europe-docker.pkg.dev', { provider: 'google', resource: provider.replace('acme', 'other') }),
  azure: login('acme.azurecr.io', { provider: 'azure', tenant: 'other.example', client }),
}

test.each([
  { wanted: wrongTrust.hub, host: 'identity.docker.com', original: '401 no ruleset matches ***' },
  { wanted: wrongTrust.google, host: 'sts.googleapis.com', original: '400 invalid_target: The target' },
  {
    wanted: wrongTrust.azure,
    host: 'login.microsoftonline.com',
    original: '401 invalid_client: AADSTS700213',
  },
])('a refusal of $host names the registry and has its message without a token', async (row) => {
  const { start, clock } = prepare([row.wanted])
  const problems = await problemsIn(start)
  expect(problems).toMatchObject([{ code: 'oidc-refused', original: expect.stringContaining(row.original) }])
  expect(problems[0]?.what).toBe(
    `${row.host} refused the identity token of this job for the login to ${row.wanted.registry} (input registry-auth, oidc).`,
  )
  expect(JSON.stringify(problems)).not.toMatch(/eyJ|signature-of-github|runner-request-token/)
  expect(clock.sleeps).toEqual([])
})

test('a registry in Azure that refuses the token of Entra ID names the role that is missing', async () => {
  server.replace(({ host }) =>
    host === 'acme.azurecr.io'
      ? { status: 401, body: '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}' }
      : undefined,
  )
  expect(await problemsIn(prepare([logins.azure]).start)).toMatchObject([
    {
      code: 'oidc-refused',
      fix: expect.stringContaining('AcrPush'),
      original: '401 UNAUTHORIZED: authentication required',
    },
  ])
})

test.each([
  { name: 'a page', body: '<html>' },
  { name: 'no token', body: '{"token":"x"}' },
  { name: 'a token that is not a text', body: '{"access_token":{}}' },
  { name: 'a token with a line break', body: '{"access_token":"a\\nb"}' },
  { name: 'more than 256 KiB', body: `{"access_token":"${'a'.repeat(300_000)}"}` },
  { name: 'a redirect', status: 302, body: '', headers: { location: 'https://evil.example/' } },
  { name: 'a success without content', status: 204, body: '' },
])(
  'an answer that is not documented is an error, and nothing follows it: $name',
  async ({ name: _, ...row }) => {
    server.replace(({ host }) => (host === 'identity.docker.com' ? { status: 200, ...row } : undefined))
    expect(await problemsIn(prepare([logins.hub]).start)).toMatchObject([{ code: 'oidc-failed' }])
    expect(hostsAsked()).toEqual(['githubusercontent.com', 'docker.com'])
  },
)

test('an identity token that GitHub refuses is an error with the permissions', async () => {
  const { start } = prepare([logins.hub], { env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'expired-token' } })
  expect(await problemsIn(start)).toMatchObject([
    { code: 'identity-failed', fix: expect.stringContaining('id-token: write'), original: '401 No access' },
  ])
})

test('the runner’s token is sent with https only', async () => {
  const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `http://localhost:${server.port}/?api-version=2.0` }
  expect(await problemsIn(prepare([logins.hub], { env }).start)).toMatchObject([{ code: 'identity-failed' }])
  expect(server.requests).toEqual([])
})

test('an authority in NODE_EXTRA_CA_CERTS is trusted, like that of a proxy which reads TLS', async () => {
  const { start } = prepare([logins.hub], { isReal: true, env: { NODE_EXTRA_CA_CERTS: server.caFile } })
  expect(await start()).toHaveLength(1)
})

test('a provider whose certificate is not trusted gets no token', async () => {
  const { start, clock } = prepare([logins.hub], { isReal: true })
  expect(await problemsIn(start)).toMatchObject([{ code: 'identity-failed' }])
  expect([server.requests, clock.sleeps]).toEqual([[], []])
})

test('a dry run does not wait for a provider that fails', async () => {
  server.replace(({ host }) => (host === 'identity.docker.com' ? { status: 503 } : undefined))
  const { start, clock, log } = prepare([logins.hub], { texts: { 'dry-run': 'true' } })
  expect([await start(), clock.sleeps]).toEqual([[], []])
  expect(log.at('warning')).toEqual([expect.stringMatching(/^This run would fail: .*\[oidc-failed\]/)])
})

test('all failed exchanges are reported together', async () => {
  const problems = await problemsIn(prepare(Object.values(wrongTrust)).start)
  expect(problems.map(({ code }) => code)).toEqual(['oidc-refused', 'oidc-refused', 'oidc-refused'])
})

test.each([
  { texts: { push: 'false' }, begin: 'This run continues without the login: identity.docker.com refused' },
  { texts: { 'dry-run': 'true' }, begin: 'This run would fail: identity.docker.com refused' },
])('a run that does not push warns about a refusal and continues: $texts', async ({ texts, begin }) => {
  const other: LoginCredential = { kind: 'password', registry: 'ghcr.io', username: 'me', password: 'secret' }
  const { start, log } = prepare([wrongTrust.hub, other], { texts })
  expect(await start()).toEqual([other])
  expect(log.at('warning')).toEqual([expect.stringContaining(begin)])
})
