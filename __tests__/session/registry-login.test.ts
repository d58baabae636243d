import { createDocker } from '../../src/docker/docker.ts'
import { helperMissing } from '../../src/errors/login.ts'
import { withCredentials } from '../../src/inputs/inputs.ts'
import type { DirectLogin } from '../../src/inputs/login-credential.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { logIn, planLogins, secretsOf } from '../../src/session/registry-login.ts'
import { withholdInputs } from '../../src/trust/withhold.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeClock, createFakeLog } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const token = { 'github-token': 'ghs_token' }
const mine = { username: 'me', password: 'secret' }
const ownToken = (registry: string, username = 'octocat') => ({
  kind: 'password',
  registry,
  username,
  password: 'ghs_token',
})

test.each<{ name: string; texts: Texts; server?: string; actor?: string; expected: object[] }>([
  { name: 'this server’s registry gets the runner’s token', texts: token, expected: [ownToken('ghcr.io')] },
  {
    name: 'another registry does not get the runner’s token',
    texts: { ...token, images: 'quay.io/acme/app' },
    expected: [],
  },
  {
    name: 'one image on ghcr.io is enough',
    texts: { ...token, images: 'quay.io/acme/app\nghcr.io/acme/app' },
    expected: [ownToken('ghcr.io')],
  },
  {
    name: 'a host that starts with ghcr.io is another registry',
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
    name: 'a GitHub server has its own registry',
    texts: token,
    server: 'https://acme.ghe.com',
    expected: [ownToken('containers.acme.ghe.com')],
  },
  {
    name: 'the user’s login for ghcr.io takes precedence',
    texts: { ...token, ...mine, registry: 'ghcr.io' },
    expected: [{ kind: 'password', ...mine, registry: 'ghcr.io' }],
  },
  {
    name: 'the user’s login for another registry is added',
    texts: { ...token, ...mine, images: 'ghcr.io/a/b\nquay.io/a/b', registry: 'quay.io' },
    expected: [{ kind: 'password', ...mine, registry: 'quay.io' }, ownToken('ghcr.io')],
  },
  {
    name: 'a source on ghcr.io is enough',
    texts: { ...token, images: 'quay.io/acme/app', from: 'ghcr.io/acme/app:1' },
    expected: [ownToken('ghcr.io')],
  },
  { name: 'no login without a token', texts: {}, expected: [] },
  {
    name: 'without an actor the owner logs in',
    texts: token,
    actor: '',
    expected: [ownToken('ghcr.io', 'acme')],
  },
])('planned logins: $name', ({ texts, server = 'https://github.com', actor = 'octocat', expected }) => {
  const trigger = makeTrigger({ serverUrl: server, actor })
  expect(planLogins([makePlan(texts, trigger)], makeInputs(texts), trigger)).toEqual(expected)
})

describe('the login of a CI system to the registry of its git server', () => {
  const registryLogin = { registry: 'registry.example', username: 'ci', password: 'job-secret' }
  const otherServer = { kind: 'gitlab', defaultImage: 'registry.example/acme/app' } as const
  const onGitlab = makeTrigger({ otherServer })
  const given = { registry: 'registry.example', ...mine }

  test.each<{ title: string; texts: Texts; expected: object[] }>([
    {
      title: 'is used for an image in that registry',
      texts: {},
      expected: [{ kind: 'password', ...registryLogin }],
    },
    { title: 'is not used for another registry', texts: { images: 'quay.io/acme/app' }, expected: [] },
    {
      title: 'gives way to a login of the inputs',
      texts: given,
      expected: [{ kind: 'password', ...given }],
    },
  ])('$title', ({ texts, expected }) => {
    const inputs = { ...makeInputs(texts), registryLogin }
    expect(planLogins([makePlan(texts, onGitlab)], inputs, onGitlab)).toMatchObject(expected)
  })

  test("is withheld from untrusted code, and GitHub's token reaches no other server", () => {
    const inputs = { ...makeInputs(token), registryLogin }
    expect(planLogins([makePlan({}, onGitlab)], withholdInputs(inputs), onGitlab)).toEqual([])
    expect(planLogins([makePlan({}, onGitlab)], makeInputs(token), onGitlab)).toEqual([])
    expect(withCredentials(makeInputs(token), { githubToken: '' }).githubToken).toBe('')
    expect(withCredentials(makeInputs(token), undefined).githubToken).toBe('ghs_token')
    expect(withCredentials(makeInputs(), { githubToken: '', registry: registryLogin })).toMatchObject({
      registryLogin,
    })
  })
})

const logins: DirectLogin[] = [
  { kind: 'password', registry: 'ghcr.io', username: 'me', password: 'pass word' },
  { kind: 'password', registry: 'docker.io', username: 'you', password: 'other' },
]
const run = (answer: (count: number) => Answer, wanted: readonly DirectLogin[] = logins) => {
  const { exec, calls } = createFakeExec((_, count) => answer(count))
  const log = createFakeLog()
  const checkHelper = async (registry: string, program: string) => {
    if (program === 'docker-credential-absent') throw new TagboatError(helperMissing(registry, program))
  }
  const clock = createFakeClock()
  const ports = { docker: createDocker(exec, {}), exec, log, clock, checkHelper }
  return { calls, log, clock, start: () => logIn(ports, wanted) }
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

test('every failed login is reported, and the others are still tried', async () => {
  const { calls, log, start } = run((count) => (count === 1 ? { code: 1, stderr: 'unauthorized' } : ''))
  expect(await problemsIn(start)).toMatchObject([{ code: 'login-refused' }])
  expect([calls.length, log.lines]).toEqual([2, ['Logged in to docker.io as you.']])
})

const fromDaemon = (text: string) => ({ code: 1, stderr: `Error response from daemon: ${text}` })

test.each([
  'Get "https://ghcr.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  'Get "https://ghcr.io/v2/": context deadline exceeded',
  'Get "https://ghcr.io/v2/": dial tcp 140.82.121.33:443: i/o timeout',
  'Get "https://ghcr.io/v2/": net/http: TLS handshake timeout',
  'Get "https://ghcr.io/v2/": read tcp 10.1.0.4:38714: connection reset by peer',
  'Get "https://ghcr.io/v2/": EOF',
  'login attempt to https://ghcr.io/v2/ failed with status: 503 Service Unavailable',
  'login attempt to https://ghcr.io/v2/ failed with status: 429 Too Many Requests',
  'toomanyrequests: too many failed login attempts for username or IP address',
])('docker login is retried after "%s"', async (text) => {
  const { calls, clock, log, start } = run((count) => (count < 3 ? fromDaemon(text) : ''), logins.slice(0, 1))
  await start()
  expect([calls.length, clock.sleeps.length]).toEqual([3, 2])
  expect(log.lines.at(-1)).toBe('Logged in to ghcr.io as me.')
})

test.each([
  'login attempt to https://ghcr.io/v2/ failed with status: 401 Unauthorized',
  'Get "https://ghcr.io/v2/": unauthorized: incorrect username or password',
  'Get "https://ghcr.io/v2/": denied: denied',
  'Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host',
  'login attempt to https://ghcr.io/v2/ failed with status: 501 Not Implemented',
])('docker login is not retried after "%s"', async (text) => {
  const { calls, clock, start } = run(() => fromDaemon(text), logins.slice(0, 1))
  expect(await problemsIn(start)).toHaveLength(1)
  expect([calls.length, clock.sleeps]).toEqual([1, []])
})

test.each([
  {
    registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    command: ['ecr', 'get-login-password', '--region', 'eu-west-1'],
  },
  { registry: 'public.ecr.aws', command: ['ecr-public', 'get-login-password', '--region', 'us-east-1'] },
])(
  'the AWS CLI gives the password for $registry, which reaches docker on standard input',
  async ({ registry, command }) => {
    const { calls, log, start } = run(
      (count) => (count === 1 ? 'from-aws\n' : ''),
      [{ kind: 'ecr', registry }],
    )
    await start()
    expect(calls[0]).toMatchObject({ command: 'aws', args: command })
    expect(calls[1]?.args).toEqual(['login', '--username', 'AWS', '--password-stdin', registry])
    expect(calls[1]?.options.input).toBe('from-aws')
    expect(log.masks).toContain('from-aws')
  },
)

test.each<{ login: object; args: string[]; env: object | undefined }>([
  { login: { profile: 'one' }, args: ['--profile', 'one'], env: undefined },
  {
    login: { keys: { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'the secret' } },
    args: [],
    env: {
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'the secret',
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_DEFAULT_PROFILE: undefined,
    },
  },
  {
    login: { keys: { id: 'ASIAIOSFODNN7EXAMPLE', secret: 'the secret' } },
    args: [],
    env: {
      AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'the secret',
      AWS_PROFILE: undefined,
      AWS_DEFAULT_PROFILE: undefined,
    },
  },
])('the AWS CLI is asked as $login', async ({ login, args, env }) => {
  const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  const { calls, start } = run(
    (count) => (count === 1 ? 'from-aws' : ''),
    [{ kind: 'ecr', registry, ...login }],
  )
  await start()
  expect(calls[0]?.args).toEqual(['ecr', 'get-login-password', '--region', 'eu-west-1', ...args])
  expect(calls[0]?.options.env).toEqual(env)
})

test('the secret of an access key is masked', () => {
  const keys = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'the secret' }
  expect(secretsOf({ kind: 'ecr', registry: 'public.ecr.aws', keys })).toEqual(['the secret'])
})

test.each([
  { what: 'no aws command', answer: { code: 127, stderr: 'aws: not found' }, code: 'aws-missing' },
  {
    what: 'no credentials',
    answer: { code: 255, stderr: 'Unable to locate credentials.' },
    code: 'aws-failed',
  },
])('reported before the build: $what', async ({ answer, code }) => {
  expect(
    await problemsIn(run(() => answer, [{ kind: 'ecr', registry: 'public.ecr.aws' }]).start),
  ).toMatchObject([{ code }])
})

test('a credential helper must exist, and docker login does not run', async () => {
  const found = run(() => '', [{ kind: 'helper', registry: 'gcr.io', helper: 'gcr' }])
  await found.start()
  expect([found.calls, found.log.lines]).toEqual([[], ['Logins for gcr.io come from docker-credential-gcr.']])
  const absent = run(() => '', [{ kind: 'helper', registry: 'gcr.io', helper: 'absent' }])
  expect(await problemsIn(absent.start)).toMatchObject([{ code: 'credential-helper-missing' }])
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
])('docker login failing with "%s" is reported as %s', async (stderr, code) => {
  const problems = await problemsIn(run(() => ({ code: 1, stderr })).start)
  expect(problems).toMatchObject([{ code, original: stderr }, { code }])
  expect(JSON.stringify(problems)).not.toMatch(/pass word|other/)
})

test('secrets of a login are the password and its encoded forms, not the user name', () => {
  const secrets = secretsOf({ kind: 'password', registry: 'x', username: 'me', password: 'päss' })
  expect(secrets).toEqual(['päss', 'bWU6cMOkc3M=', 'cMOkc3M='])
})
