import type { Federation } from '../../src/inputs/login-credential.ts'
import { readCredentials } from '../../src/inputs/login-inputs.ts'
import { client, connection, identityEnv, provider, tenant } from '../helpers/identity-providers.ts'
import { makeReader } from '../helpers/inputs.ts'

const read = (items: string, { mayBeEmpty = false, env = identityEnv as Record<string, string> } = {}) => {
  const reader = makeReader({ 'registry-auth': items })
  return { reader, logins: readCredentials(reader, mayBeEmpty, env) }
}

const hub: Federation = { provider: 'docker', organization: 'acme', connection }
const google: Federation = { provider: 'google', resource: provider }
const azure: Federation = { provider: 'azure', tenant, client }
const hubItem = `- {registry: docker.io, username: acme, oidc: ${connection}}`

test.each<{ name: string; items: string; expected: readonly (readonly [string, Federation])[] }>([
  { name: 'Docker Hub', items: hubItem, expected: [['docker.io', hub]] },
  {
    name: 'another name of Docker Hub',
    items: `- {registry: registry-1.docker.io, username: acme, oidc: ${connection}}`,
    expected: [['docker.io', hub]],
  },
  {
    name: 'Docker Hub and Docker’s hardened images with one connection',
    items: `- {registry: [docker.io, dhi.io], username: acme, oidc: ${connection}}`,
    expected: [
      ['docker.io', hub],
      ['dhi.io', hub],
    ],
  },
  ...['europe-docker.pkg.dev', 'us-central1-docker.pkg.dev', 'gcr.io', 'eu.gcr.io'].map((registry) => ({
    name: `Google’s ${registry}`,
    items: `- {registry: ${registry}, oidc: ${provider}}`,
    expected: [[registry, google] as const],
  })),
  ...['//iam.googleapis.com/', 'https://iam.googleapis.com/'].map((prefix) => ({
    name: `a provider of Google with ${prefix}`,
    items: `- {registry: europe-docker.pkg.dev, oidc: "${prefix}${provider}"}`,
    expected: [['europe-docker.pkg.dev', google] as const],
  })),
  {
    name: 'Azure',
    items: `- registry: acme.azurecr.io\n  oidc:\n    tenant: ${tenant}\n    client: ${client}`,
    expected: [['acme.azurecr.io', azure]],
  },
  {
    name: 'a tenant of Azure by its domain',
    items: `- {registry: acme-x1.azurecr.io, oidc: {tenant: acme.onmicrosoft.com, client: ${client}}}`,
    expected: [['acme-x1.azurecr.io', { ...azure, tenant: 'acme.onmicrosoft.com' }]],
  },
])('oidc is read for $name', ({ items, expected }) => {
  const { reader, logins } = read(items)
  expect(reader.problems).toEqual([])
  expect(logins).toEqual(expected.map(([registry, federation]) => ({ kind: 'oidc', registry, federation })))
})

test.each([
  [
    'a registry of no known vendor',
    `- {registry: ghcr.io, oidc: ${connection}}`,
    'ghcr.io has oidc, which is for',
  ],
  ['Amazon ECR', '- {registry: public.ecr.aws, oidc: s3cret}', 'use ecr: auto for Amazon ECR'],
  [
    'a host that only ends like Azure’s',
    '- {registry: evil.example.azurecr.io, oidc: s3cret}',
    'which is for',
  ],
  ['a host that only begins like Google’s', '- {registry: gcr.io.example.com, oidc: s3cret}', 'which is for'],
  ['a host with a port', `- {registry: "acme.azurecr.io:8443", oidc: ${connection}}`, 'which is for'],
  ['no registry and no UUID', '- {username: acme, oidc: s3cret}', 'docker.io has an oidc that is not the ID'],
  ['a map for Docker Hub', '- {registry: docker.io, username: acme, oidc: {a: s3cret}}', 'not the ID'],
  ['a UUID for Google', `- {registry: gcr.io, oidc: ${connection}}`, 'not of the form projects/NUMBER'],
  ['a provider with a path', `- {registry: gcr.io, oidc: ${provider}/../x}`, 'not of the form projects'],
  [
    'a project by name',
    `- {registry: gcr.io, oidc: ${provider.replace('123456789', 's3cret')}}`,
    'projects/NUMBER',
  ],
  ['a text for Azure', '- {registry: acme.azurecr.io, oidc: s3cret}', 'form {tenant: ID, client: ID}'],
  ['another key for Azure', '- {registry: acme.azurecr.io, oidc: {secret: s3cret}}', 'form {tenant: ID'],
  [
    'a tenant with a path',
    `- {registry: acme.azurecr.io, oidc: {tenant: a/../s3cret, client: ${client}}}`,
    'form {tenant: ID',
  ],
  ['a password beside it', `${hubItem.slice(0, -1)}, password: s3cret}`, 'has password beside oidc'],
  ['a helper beside it', `${hubItem.slice(0, -1)}, helper: s3cret}`, 'has helper beside oidc'],
  [
    'a username for Google',
    `- {registry: gcr.io, username: me, oidc: ${provider}}`,
    'has a username beside oidc',
  ],
  ['an empty connection', '- {registry: docker.io, username: acme, oidc: }', 'has an empty oidc or username'],
  ['no organization', `- {registry: docker.io, oidc: ${connection}}`, 'has an empty oidc or username'],
  [
    'an empty client',
    `- {registry: acme.azurecr.io, oidc: {tenant: ${tenant}, client: ""}}`,
    'has an empty oidc',
  ],
])('oidc is refused without its text: %s', (_name, items, message) => {
  const { reader, logins } = read(items)
  expect(logins).toEqual([])
  expect(reader.problems).toMatchObject([
    { code: 'input-registry-auth', what: expect.stringContaining(message) },
  ])
  expect(JSON.stringify(reader.problems)).not.toContain('s3cret')
})

test.each([
  { name: 'none of the variables', env: {} },
  { name: 'the address alone', env: { ...identityEnv, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' } },
  { name: 'the token alone', env: { ...identityEnv, ACTIONS_ID_TOKEN_REQUEST_URL: '' } },
])('a job that pushes without an identity token fails with the permissions to add: $name', ({ env }) => {
  const { reader } = read(`${hubItem}\n- {registry: gcr.io, oidc: ${provider}}`, { env })
  expect(reader.problems).toEqual([
    {
      code: 'identity-missing',
      what: 'Input registry-auth logs in to docker.io, gcr.io by oidc, but this job has no identity token.',
      fix: expect.stringContaining('permissions: {contents: read, packages: write, id-token: write}'),
    },
  ])
})

test('a job that does not push, like a fork’s, needs no identity token', () => {
  const { reader, logins } = read(hubItem, { mayBeEmpty: true, env: {} })
  expect([logins, reader.problems]).toEqual([[], []])
  expect(reader.notices).toEqual([
    "No login to docker.io: this job has no identity token. A fork's pull request never gets one; any other job needs the permission id-token: write.",
  ])
})

test.each([
  ['a connection', '- {registry: docker.io, username: acme, oidc: ""}'],
  ['an organization', `- {registry: docker.io, username: "", oidc: ${connection}}`],
])('a job that does not push may have an empty variable: %s', (_name, items) => {
  const { reader, logins } = read(items, { mayBeEmpty: true, env: {} })
  expect([logins, reader.problems]).toEqual([[], []])
  expect(reader.notices).toEqual([expect.stringContaining('its oidc or username is empty')])
})

test('optional: true allows a job that pushes to have no identity token', () => {
  const item = `${hubItem.slice(0, -1)}, optional: true}`
  const { reader, logins } = read(item, { env: {} })
  expect([logins, reader.problems, reader.notices.length]).toEqual([[], [], 1])
  expect(read(item).logins).toHaveLength(1)
})
