import type { LoginCredential } from '../../src/inputs/login-credential.ts'
import { readCredentials } from '../../src/inputs/login-inputs.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'
import { codes } from '../helpers/problems.ts'

const me = (registry: string): LoginCredential => ({
  kind: 'password',
  registry,
  username: 'me',
  password: 's3cret',
})
const implied = (login: LoginCredential) => ({ ...login, isImplied: true as const })
const single = { username: 'me', password: 's3cret' }
const entry = (registry: string) => `- registry: ${registry}\n  username: me\n  password: s3cret\n`

const ecrHost = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
const otherEcrHost = '210987654321.dkr.ecr.us-east-1.amazonaws.com'
const key = 'AKIAIOSFODNN7EXAMPLE'

test.each<{ name: string; texts: Texts; expected: LoginCredential[] }>([
  { name: 'no login', texts: {}, expected: [] },
  {
    name: 'a login without a registry is for Docker Hub',
    texts: single,
    expected: [implied(me('docker.io'))],
  },
  ...['docker.io', 'index.docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io'].map(
    (registry) => ({
      name: `${registry} is Docker Hub`,
      texts: { ...single, registry },
      expected: [me('docker.io')],
    }),
  ),
  {
    name: 'a registry loses its scheme, path and capitals',
    texts: { ...single, registry: 'https://GHCR.io/acme' },
    expected: [me('ghcr.io')],
  },
  {
    name: 'a registry keeps its port',
    texts: { ...single, registry: 'localhost:5000' },
    expected: [me('localhost:5000')],
  },
  {
    name: 'registry-auth is a list of logins',
    texts: { 'registry-auth': entry('ghcr.io') + entry('"quay.io"') },
    expected: [me('ghcr.io'), me('quay.io')],
  },
  {
    name: 'an item without a registry is for Docker Hub',
    texts: { 'registry-auth': '- username: me\n  password: s3cret' },
    expected: [implied(me('docker.io'))],
  },
  {
    name: 'registry-auth accepts JSON',
    texts: { 'registry-auth': '[{"registry":"ghcr.io","username":"me","password":"s3cret"}]' },
    expected: [me('ghcr.io')],
  },
  {
    name: 'numbers and booleans keep their spelling',
    texts: {
      'registry-auth':
        '- username: 0123\n  password: 1e3\n- registry: x.io\n  username: true\n  password: 0x1F',
    },
    expected: [
      implied({ kind: 'password', registry: 'docker.io', username: '0123', password: '1e3' }),
      { kind: 'password', registry: 'x.io', username: 'true', password: '0x1F' },
    ],
  },
  {
    name: 'a quoted password may have characters of YAML',
    texts: { 'registry-auth': `- username: me\n  password: 'a: #b "c"'` },
    expected: [implied({ kind: 'password', registry: 'docker.io', username: 'me', password: 'a: #b "c"' })],
  },
  {
    name: 'one password serves several registries',
    texts: {
      'registry-auth': '- registry: [ghcr.io, "https://Quay.io/"]\n  username: me\n  password: s3cret',
    },
    expected: [me('ghcr.io'), me('quay.io')],
  },
  {
    name: 'a list of registries may have one name for each line',
    texts: {
      'registry-auth': `- registry:\n    - ghcr.io\n    - docker.io\n  username: me\n  password: s3cret\n${entry('x.io')}`,
    },
    expected: [me('ghcr.io'), me('docker.io'), me('x.io')],
  },
  {
    name: 'a helper serves several registries',
    texts: { 'registry-auth': '- {registry: [gcr.io, eu.gcr.io], helper: gcr}' },
    expected: ['gcr.io', 'eu.gcr.io'].map((registry) => ({ kind: 'helper', registry, helper: 'gcr' })),
  },
  {
    name: 'each ECR registry of a list gets its own password',
    texts: { 'registry-auth': `- {registry: [${ecrHost}, ${otherEcrHost}], ecr: auto}` },
    expected: [ecrHost, otherEcrHost].map((registry) => ({ kind: 'ecr', registry })),
  },
  { name: 'registry-auth may be an empty list', texts: { 'registry-auth': '[]' }, expected: [] },
  {
    name: 'a helper provides the credential',
    texts: { 'registry-auth': '- registry: gcr.io\n  helper: gcr' },
    expected: [{ kind: 'helper', registry: 'gcr.io', helper: 'gcr' }],
  },
  ...['auto', 'true'].map((ecr) => ({
    name: `ecr: ${ecr} gets the credential from AWS`,
    texts: { 'registry-auth': `- registry: ${ecrHost}\n  ecr: ${ecr}` },
    expected: [{ kind: 'ecr', registry: ecrHost } as const],
  })),
  {
    name: 'ecr: auto uses the password for other registries',
    texts: { 'registry-auth': `${entry('ghcr.io')}  ecr: auto` },
    expected: [me('ghcr.io')],
  },
  ...['public.ecr.aws', 'ecr-public.aws.com', '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu'].map(
    (registry) => ({
      name: `ecr: auto recognizes ${registry}`,
      texts: { 'registry-auth': `- registry: ${registry}\n  ecr: auto` },
      expected: [{ kind: 'ecr', registry } as const],
    }),
  ),
  {
    name: 'two AWS accounts may each have a profile',
    texts: {
      'registry-auth': `- registry: ${ecrHost}\n  ecr: auto\n  profile: one\n- registry: ${otherEcrHost}\n  ecr: auto\n  profile: two`,
    },
    expected: [
      { kind: 'ecr', registry: ecrHost, profile: 'one' },
      { kind: 'ecr', registry: otherEcrHost, profile: 'two' },
    ],
  },
  {
    name: 'two AWS accounts may each have an access key, as in docker/login-action',
    texts: {
      'registry-auth': `- registry: ${ecrHost}\n  username: ${key}\n  password: one\n- registry: ${otherEcrHost}\n  ecr: auto\n  username: ${key}\n  password: two`,
    },
    expected: [
      { kind: 'ecr', registry: ecrHost, keys: { id: key, secret: 'one' } },
      { kind: 'ecr', registry: otherEcrHost, keys: { id: key, secret: 'two' } },
    ],
  },
  {
    name: 'username and password may be an access key',
    texts: { registry: ecrHost, username: key, password: 'one' },
    expected: [{ kind: 'ecr', registry: ecrHost, keys: { id: key, secret: 'one' } }],
  },
  {
    name: 'an access key works for a custom host with ecr: true',
    texts: { 'registry-auth': `- registry: ecr.example\n  ecr: true\n  username: ${key}\n  password: one` },
    expected: [{ kind: 'ecr', registry: 'ecr.example', keys: { id: key, secret: 'one' } }],
  },
  {
    name: 'an access key is a user name for other registries, and with ecr: false',
    texts: {
      'registry-auth': `- registry: x.io\n  username: ${key}\n  password: one\n- registry: ${ecrHost}\n  ecr: false\n  username: ${key}\n  password: two`,
    },
    expected: [
      { kind: 'password', registry: 'x.io', username: key, password: 'one' },
      { kind: 'password', registry: ecrHost, username: key, password: 'two' },
    ],
  },
  {
    name: 'a password overrides ecr: auto',
    texts: { 'registry-auth': `${entry(ecrHost)}  ecr: auto` },
    expected: [me(ecrHost)],
  },
])('$name', ({ texts, expected }) => {
  const reader = makeReader(texts)
  expect(readCredentials(reader, false)).toEqual(expected)
  expect(reader.problems).toEqual([])
})

test.each<{ name: string; texts: Texts; code: string; message: string }>([
  {
    name: 'a user without a password',
    texts: { username: 'me' },
    code: 'input-missing',
    message: 'Input password',
  },
  {
    name: 'a password without a user',
    texts: { password: 's3cret' },
    code: 'input-missing',
    message: 'Input username',
  },
  ...['ghcr.io, docker.io', 'ghcr.io\ndocker.io'].map((registry) => ({
    name: 'several registries in input registry',
    texts: { ...single, registry },
    code: 'input-value',
    message: 'names several registries',
  })),
  {
    name: 'registry-auth beside username and password',
    texts: { ...single, 'registry-auth': entry('ghcr.io') },
    code: 'input-conflict',
    message: 'registry-auth and username, password',
  },
  {
    name: 'invalid YAML',
    texts: { 'registry-auth': '- a: [s3cret' },
    code: 'input-registry-auth',
    message: 'not valid YAML',
  },
  {
    name: 'a map instead of a list',
    texts: { 'registry-auth': 'registry: s3cret' },
    code: 'input-registry-auth',
    message: 'line 1: it is not a list',
  },
  {
    name: 'an item that is not a map',
    texts: { 'registry-auth': `${entry('ghcr.io')}- s3cret` },
    code: 'input-registry-auth',
    message: 'line 4: an item is not a map',
  },
  {
    name: 'a repeated key',
    texts: { 'registry-auth': '- username: me\n  username: you\n  password: s3cret' },
    code: 'input-registry-auth',
    message: 'line 2: it is not valid YAML (duplicate_key)',
  },
  {
    name: 'an unknown key',
    texts: { 'registry-auth': `${entry('ghcr.io')}- registry: x.io\n  passwort: s3cret` },
    code: 'input-registry-auth',
    message: 'line 4: an item has a key other than',
  },
  {
    name: 'a repeated host with different names',
    texts: { 'registry-auth': entry('docker.io') + entry('index.docker.io') },
    code: 'input-registry-auth',
    message: 'line 4: registry docker.io has another item',
  },
  {
    name: 'an item without a password',
    texts: { 'registry-auth': '- registry: ghcr.io\n  username: me\n  password:' },
    code: 'input-registry-auth',
    message: 'line 1: registry ghcr.io has no password',
  },
  {
    name: 'a password that is a list',
    texts: { 'registry-auth': '- username: me\n  password: [s3cret]' },
    code: 'input-registry-auth',
    message: 'registry docker.io has no password',
  },
  {
    name: 'an item without a user',
    texts: { 'registry-auth': '- registry: ghcr.io\n  password: s3cret' },
    code: 'input-registry-auth',
    message: 'registry ghcr.io has no username',
  },
  ...[
    ['a helper beside a password', `${entry('x.io')}  helper: x`, 'a helper beside another login method'],
    ['a helper that is a path', '- registry: x.io\n  helper: ../s3cret', 'a helper whose name is not'],
    ['a helper that is a command', '- registry: x.io\n  helper: a;s3cret', 'a helper whose name is not'],
    [
      'an ecr other than auto, true or false',
      '- registry: x.io\n  ecr: s3cret',
      'an ecr other than auto, true or false',
    ],
    ['ecr: true beside a password', `${entry('x.io')}  ecr: true`, 'ecr: true beside a password'],
  ].map(([name = '', text = '', message = '']) => ({
    name,
    texts: { 'registry-auth': text },
    code: 'input-registry-auth',
    message: `line 1: registry x.io has ${message}`,
  })),
  {
    name: 'a helper beside a password',
    texts: { 'registry-auth': `${entry('ghcr.io')}  helper: gcr` },
    code: 'input-registry-auth',
    message: 'has a helper beside another login method',
  },
  {
    name: 'a helper that is a path',
    texts: { 'registry-auth': '- registry: gcr.io\n  helper: ../s3cret' },
    code: 'input-registry-auth',
    message: 'has a helper whose name',
  },
  {
    name: 'an invalid ecr for an AWS registry',
    texts: { 'registry-auth': `- registry: ${ecrHost}\n  ecr: s3cret` },
    code: 'input-registry-auth',
    message: 'other than auto, true or false',
  },
  ...[
    ['an empty list of registries', '[]'],
    ['a list with an empty name, which would be Docker Hub', '[ghcr.io, ""]'],
    ['a list with a map', '[ghcr.io, {s3cret: 1}]'],
    ['a map of registries', '{ghcr.io: s3cret}'],
  ].map(([name = '', list = '']) => ({
    name,
    texts: { 'registry-auth': `- registry: ${list}\n  username: me\n  password: s3cret` },
    code: 'input-registry-auth',
    message: 'line 1: an item has a registry that is not a name or a list of names',
  })),
  {
    name: 'a list that repeats a registry',
    texts: {
      'registry-auth': '- registry: [docker.io, index.docker.io]\n  username: me\n  password: s3cret',
    },
    code: 'input-registry-auth',
    message: 'line 1: registry docker.io has another item',
  },
  {
    name: 'an alias',
    texts: { 'registry-auth': '- &a {username: me, password: s3cret}\n- *a' },
    code: 'input-registry-auth',
    message: 'an item is not a map',
  },
])('$name is one error that shows no source text', ({ texts, code, message }) => {
  const reader = makeReader(texts)
  readCredentials(reader, false)
  expect(codes(reader.problems)).toEqual([code])
  expect(reader.problems[0]?.what).toContain(message)
  expect(JSON.stringify(reader.problems)).not.toContain('s3cret')
})

test('a registry alone lacks a username and a password', () => {
  const reader = makeReader({ registry: 'ghcr.io' })
  expect(readCredentials(reader, false)).toEqual([])
  expect(reader.problems.map(({ what }) => what)).toEqual([
    'Input password is missing: registry is set.',
    'Input username is missing: a login needs both halves.',
  ])
})

test.each<{ name: string; texts: Texts; expected: LoginCredential[] }>([
  { name: 'a user without the password', texts: { username: 'me', registry: 'ghcr.io' }, expected: [] },
  { name: 'a registry alone', texts: { registry: 'ghcr.io' }, expected: [] },
  {
    name: 'items of a list without a password',
    texts: { 'registry-auth': `- registry: x.io\n  username: me\n  password: ""\n${entry('ghcr.io')}` },
    expected: [me('ghcr.io')],
  },
])('a run without secrets ignores $name', ({ texts, expected }) => {
  const reader = makeReader(texts)
  expect(readCredentials(reader, true)).toEqual(expected)
  expect(reader.problems).toEqual([])
  expect(reader.notices).toEqual([
    expect.stringMatching(/^No login to \S+: its (username is|password is|username and password are) empty/),
  ])
})

test.each<{ name: string; item: string; notices: number; problem?: string }>([
  { name: 'an empty password', item: 'username: me\n  password: ""\n  optional: true', notices: 1 },
  { name: 'an empty username', item: 'username: ""\n  password: s3cret\n  optional: true', notices: 1 },
  { name: 'a full credential', item: 'username: me\n  password: s3cret\n  optional: true', notices: 0 },
  {
    name: 'optional: false',
    item: 'username: me\n  password: ""\n  optional: false',
    notices: 0,
    problem: 'has no password',
  },
  {
    name: 'an invalid boolean',
    item: 'username: me\n  optional: maybe',
    notices: 0,
    problem: 'optional that is not a boolean',
  },
  {
    name: 'a helper',
    item: 'helper: gcr\n  optional: true',
    notices: 0,
    problem: 'for a password or oidc only',
  },
])('optional in an item of registry-auth: $name', ({ item, notices, problem }) => {
  const reader = makeReader({ 'registry-auth': `- registry: x.io\n  ${item}\n` })
  readCredentials(reader, false)
  expect(reader.notices).toHaveLength(notices)
  expect(reader.problems.map(({ what }) => what)).toEqual(
    problem === undefined ? [] : [expect.stringContaining(problem)],
  )
})
