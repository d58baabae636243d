import { createDocker } from '../../src/build/docker.ts'
import { logIn, planLogins, secretsOf } from '../../src/build/login.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const token = { 'github-token': 'ghs_token' }
const mine = { username: 'me', password: 'secret' }
const ownToken = (registry: string, username = 'octocat') => ({ registry, username, password: 'ghs_token' })

test.each<{ name: string; texts: Texts; server?: string; actor?: string; expected: object[] }>([
  { name: 'this server’s registry gets the runner’s token', texts: token, expected: [ownToken('ghcr.io')] },
  { name: 'no other registry does', texts: { ...token, images: 'quay.io/acme/app' }, expected: [] },
  {
    name: 'one of several images is enough',
    texts: { ...token, images: 'quay.io/acme/app\nghcr.io/acme/app' },
    expected: [ownToken('ghcr.io')],
  },
  {
    name: 'a host that only begins alike is another',
    texts: { ...token, images: 'ghcr.io.example.com/acme/app' },
    expected: [],
  },
  {
    name: 'ghcr.io is not the registry of another server',
    texts: { ...token, images: 'ghcr.io/acme/app' },
    server: 'https://acme.ghe.com',
    expected: [],
  },
  {
    name: 'that one has its own',
    texts: token,
    server: 'https://acme.ghe.com',
    expected: [ownToken('containers.acme.ghe.com')],
  },
  {
    name: 'a person’s login for it wins',
    texts: { ...token, ...mine, registry: 'ghcr.io' },
    expected: [{ ...mine, registry: 'ghcr.io' }],
  },
  {
    name: 'a person’s login elsewhere stands beside it',
    texts: { ...token, ...mine, images: 'ghcr.io/a/b\nquay.io/a/b', registry: 'quay.io' },
    expected: [{ ...mine, registry: 'quay.io' }, ownToken('ghcr.io')],
  },
  { name: 'without a token there is none', texts: {}, expected: [] },
  {
    name: 'without an actor the owner logs in',
    texts: token,
    actor: '',
    expected: [ownToken('ghcr.io', 'acme')],
  },
])('$name', ({ texts, server = 'https://github.com', actor = 'octocat', expected }) => {
  const trigger = makeTrigger({ serverUrl: server, actor })
  expect(planLogins(makePlan(texts, trigger), makeInputs(texts), trigger)).toEqual(expected)
})

const logins = [
  { registry: 'ghcr.io', username: 'me', password: 'pass word' },
  { registry: 'docker.io', username: 'you', password: 'other' },
]
const run = (answer: (count: number) => Answer) => {
  const { exec, calls } = createFakeExec((_, count) => answer(count))
  const log = createFakeLog()
  return { calls, log, start: () => logIn({ docker: createDocker(exec, {}), log }, logins) }
}

test('a password goes through standard input, never into an argument', async () => {
  const { calls, log, start } = run(() => 'Login Succeeded')
  await start()
  expect(calls.map(({ args, options }) => [args, options.input])).toEqual([
    [['login', '--username', 'me', '--password-stdin', 'ghcr.io'], 'pass word'],
    [['login', '--username', 'you', '--password-stdin', 'docker.io'], 'other'],
  ])
  expect(log.lines).toEqual(['Logged in to ghcr.io as me.', 'Logged in to docker.io as you.'])
})

test('every login that fails is told, and the others are tried', async () => {
  const { calls, log, start } = run((count) => (count === 1 ? { code: 1, stderr: 'unauthorized' } : ''))
  expect(await problemsIn(start)).toMatchObject([{ code: 'login-refused' }])
  expect([calls.length, log.lines]).toEqual([2, ['Logged in to docker.io as you.']])
})

test.each<[said: string, code: string]>([
  [
    'Error response from daemon: Get "https://x/v2/": unauthorized: incorrect username or password',
    'login-refused',
  ],
  [
    'Error response from daemon: login attempt to https://x/v2/ failed with status: 401 Unauthorized',
    'login-refused',
  ],
  ['Error: denied: requested access to the resource is denied', 'login-refused'],
  ['Get "https://x/v2/": dial tcp: lookup x: no such host', 'registry-unreachable'],
  ['Get "https://x/v2/": dial tcp 127.0.0.1:1: connect: connection refused', 'registry-unreachable'],
  ['Get "https://x/v2/": http: server gave HTTP response to HTTPS client', 'registry-unreachable'],
  ['Get "https://x/v2/": tls: failed to verify certificate: x509: unknown authority', 'registry-unreachable'],
  ['Get "https://x/v2/": context deadline exceeded', 'registry-unreachable'],
  ['Error saving credentials: disk full', 'login-failed'],
])('docker says "%s": %s', async (stderr, code) => {
  const problems = await problemsIn(run(() => ({ code: 1, stderr })).start)
  expect(problems).toMatchObject([{ code, original: stderr }, { code }])
  expect(JSON.stringify(problems)).not.toMatch(/pass word|other/)
})

test('secrets of a login are the password and its Basic forms, not the name', () => {
  const secrets = secretsOf({ registry: 'x', username: 'me', password: 'päss' })
  expect(secrets).toEqual(['päss', 'bWU6cMOkc3M=', 'cMOkc3M='])
})
