import fc from 'fast-check'
import { createGithubApi } from '../../../src/git/github-api.ts'
import { createRemoteGit } from '../../../src/git/remote-git.ts'
import { type Json, parseJson } from '../../../src/json.ts'
import type { GithubAnswer } from '../../../src/ports/github-client.ts'
import { createCredentialFinder, createHelperAsker } from '../../../src/registry/find-credential.ts'
import { createSecrets } from '../../../src/registry/secrets.ts'
import { fillPrivateConfig } from '../../../src/session/private-config.ts'
import { createFakeExec } from '../../helpers/fake-exec.ts'
import { createFakeFiles, createFakeLog } from '../../helpers/ports.ts'
import { checkLine, checkLog, must, mustEqual, orRefusal } from '../checks.ts'
import { anyJson, hostile, orHostile, spoilt, spoiltText } from '../hostile.ts'
import { fuzz } from '../target.ts'

const host = fc.constantFrom(
  'registry.test',
  'docker.io',
  'https://index.docker.io/v1/',
  '__proto__',
  'constructor',
)
const login = fc.record(
  {
    auth: orHostile(fc.constantFrom('dTpw', 'dTo=', '=====', Buffer.from('u:p:q').toString('base64'))),
    identitytoken: orHostile(fc.constant('id')),
    registrytoken: hostile,
    username: hostile,
    password: hostile,
  },
  { requiredKeys: [] },
)
const dockerConfig: fc.Arbitrary<Json> = fc.record(
  {
    auths: fc.dictionary(orHostile(host), login, { maxKeys: 3 }),
    credHelpers: fc.dictionary(orHostile(host), orHostile(fc.constantFrom('gcr', '')), { maxKeys: 2 }),
    credsStore: orHostile(fc.constantFrom('pass', '')),
    currentContext: hostile,
  },
  { requiredKeys: [] },
)

const configs = fuzz(
  'docker config.json',
  ['password', 'token', 'helper', 'none', 'refused'],
  fc.tuple(spoiltText(dockerConfig), host),
  async ([text, asked]) => {
    const log = createFakeLog()
    const helpers: string[] = []
    const askHelper = async (helper: string) => {
      must(typeof helper === 'string' && helper !== '', 'a helper without a name')
      helpers.push(helper)
      return undefined
    }
    const ports = {
      files: createFakeFiles({ '/docker/config.json': text }),
      secrets: createSecrets(log),
      askHelper,
    }
    const found = await orRefusal(() => createCredentialFinder(ports, '/docker')(asked))
    if (found instanceof Error) return 'refused'
    if (found === undefined) return helpers.length > 0 ? 'helper' : 'none'
    const secret = found.kind === 'password' ? found.password : found.token
    must(typeof secret === 'string', 'a secret that is no text')
    must(secret === '' || log.masks.includes(secret), 'a secret that the log does not know')
    return found.kind === 'password' ? 'password' : 'token'
  },
)

const privateConfigs = fuzz(
  'private docker config',
  ['written', 'refused'],
  fc.tuple(spoiltText(dockerConfig), spoiltText(dockerConfig)),
  async ([text, fromEnv]) => {
    const written: string[] = []
    const files = {
      ...createFakeFiles({ '/home/.docker/config.json': text }),
      write: async (path: string, content: string, mode?: number) => {
        mustEqual([path, mode], ['/private/config.json', 0o600], 'where the configuration goes')
        written.push(content)
      },
    }
    const env = { HOME: '/home', DOCKER_AUTH_CONFIG: fromEnv }
    const logins = [{ kind: 'password' as const, registry: 'registry.test', username: 'u', password: 'p' }]
    const done = await orRefusal(() => fillPrivateConfig(files, env, '/private', logins))
    if (done instanceof Error) return 'refused'
    const config = parseJson(written.join(''))
    must(typeof config === 'object' && config !== null && 'credHelpers' in config, 'no configuration')
    // `docker login` must write to this file, not to a helper from the configuration of the machine.
    mustEqual(Object(config.credHelpers)['registry.test'], '', 'the helper of a host that we log in to')
    return 'written'
  },
)

const marker = 'kT7-NEVER-SHOWN-q9'
const helperAnswer = fc.record({
  ServerURL: hostile,
  Username: orHostile(fc.constant('<token>')),
  Secret: fc.constant(marker),
})
const helperOutput = fuzz(
  'credential helpers',
  ['credential', 'none', 'refused'],
  fc.tuple(
    spoiltText(helperAnswer),
    hostile,
    fc.constantFrom(0, 0, 1, 127),
    fc.boolean(),
    orHostile(fc.constant('gcr')),
  ),
  async ([stdout, stderr, code, isAbsent, helper]) => {
    const started: string[] = []
    const { exec } = createFakeExec(({ command }) => {
      started.push(command)
      return { code, stdout: isAbsent ? `credentials not found${stdout}` : stdout, stderr }
    })
    const files = createFakeFiles({ '/bin/docker-credential-gcr': '', '/w/bin/docker-credential-gcr': '' })
    const env = { PATH: '/w/bin:/bin', GITHUB_WORKSPACE: '/w' }
    const conceal = (text: string) => text.replaceAll(marker, '***')
    const found = await orRefusal(() =>
      createHelperAsker({ exec, files, env, conceal })(helper, 'registry.test'),
    )
    must(
      started.every((command) => command === '/bin/docker-credential-gcr'),
      `${started} was started`,
    )
    if (found instanceof Error) {
      must(!found.message.includes(marker), `a secret in ${found.message}`)
      return 'refused'
    }
    if (found === undefined) return 'none'
    must(code === 0, 'a credential of a helper that failed')
    return 'credential'
  },
)

const sha = '860c1904a1ce19322e91ac35af1ab07466440c37'
const refLine = fc
  .tuple(
    orHostile(fc.constantFrom(sha, 'a'.repeat(64))),
    orHostile(fc.constantFrom('refs/heads/main', 'refs/tags/v1', 'HEAD', 'refs/tags/v1^{}')),
  )
  .map((parts) => parts.join('\t'))
const lsRemote = fuzz(
  'git ls-remote',
  ['refs', 'none', 'unknown'],
  fc.tuple(
    fc.array(refLine, { maxLength: 5 }).map((lines) => lines.join('\n')),
    fc.oneof(hostile, fc.constant('fatal: Authentication failed')),
    fc.constantFrom(0, 0, 0, 128),
    fc.boolean(),
  ),
  async ([stdout, stderr, code, isNamed]) => {
    const { exec, calls } = createFakeExec(() => ({ code, stdout: `${stdout}\n`, stderr }))
    const git = createRemoteGit(
      { exec, env: {} },
      { remote: 'https://github.com/acme/app', open: async () => undefined, token: 'tok' },
    )
    const answer = await git.list(...(isNamed ? ['refs/heads/main'] : ['--heads']))
    must(calls.length <= 2, `${calls.length} calls of git`)
    must(
      calls.every(({ args }) => !args.join(' ').includes('tok ')),
      'the token on the command line',
    )
    if (!answer.known) {
      checkLine(answer.why)
      checkLog(answer.why)
      return 'unknown'
    }
    for (const [name, id] of answer.value) {
      must(/^[0-9a-f]{40,64}$/.test(id), `the commit ${id}`)
      must(
        name.startsWith('refs/') && !/[\n\0]/.test(name) && (!isNamed || name === 'refs/heads/main'),
        `the ref ${name}`,
      )
    }
    return answer.value.size > 0 ? 'refs' : 'none'
  },
)

const object = fc.record({
  type: orHostile(fc.constantFrom('commit', 'tag')),
  sha: orHostile(fc.constant(sha)),
})
const githubJson: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ ref: hostile, object }),
  fc.record({ number: fc.nat(), head: fc.record({ sha: orHostile(fc.constant(sha)) }) }),
  fc.record({ status: orHostile(fc.constantFrom('ahead', 'behind', 'diverged', 'identical')) }),
  fc.record({
    tag: orHostile(fc.constantFrom('v1', 'v2')),
    object,
    verification: fc.record({ verified: fc.boolean(), reason: orHostile(fc.constant('valid')) }),
  }),
  anyJson,
)
const githubAnswer: fc.Arbitrary<GithubAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('found' as const), body: spoilt(githubJson) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('refused' as const),
      status: fc.constantFrom(401, 404, 500),
      message: hostile,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('silent' as const), message: hostile }) },
)
const signedTag = fc.tuple(
  fc.record({
    ref: fc.constant('refs/tags/v1'),
    object: fc.record({ type: orHostile(fc.constant('tag')), sha: fc.constant(sha) }),
  }),
  fc.record({
    tag: orHostile(fc.constant('v1')),
    object,
    verification: fc.record({ verified: fc.boolean(), reason: hostile }),
  }),
)
const signedAnswers = signedTag.chain((bodies) =>
  fc.tuple(
    ...bodies.map((body) =>
      fc.record({ kind: fc.constant('found' as const), body: spoilt(fc.constant(body)) }),
    ),
  ),
)
const github = fuzz(
  "GitHub's API",
  ['verified', 'known', 'unknown'],
  fc.tuple(
    fc.oneof(fc.array<GithubAnswer>(githubAnswer, { minLength: 2, maxLength: 2 }), signedAnswers),
    fc.constantFrom('tip', 'pull', 'compare', 'signature', 'signature'),
  ),
  async ([answers, ask]) => {
    let count = 0
    const get = async (): Promise<GithubAnswer> => answers[count++] ?? { kind: 'silent', message: '' }
    const api = createGithubApi({ get, remove: get }, 'acme', 'app')
    if (ask === 'signature') {
      const signature = await api.tagSignature('v1')
      if (!signature.known) return 'unknown'
      if (signature.value.kind !== 'verified') return 'known'
      const [, second] = answers
      const tagObject = second?.kind === 'found' ? Object(second.body) : {}
      mustEqual(
        [tagObject.verification?.verified, tagObject.tag, tagObject.object?.type],
        [true, 'v1', 'commit'],
        'a signature counts',
      )
      return 'verified'
    }
    const answer =
      ask === 'tip'
        ? await api.branchTip('main')
        : ask === 'pull'
          ? await api.pullHead(7)
          : await api.isDescendant(sha, sha)
    if (answer.known) return 'known'
    checkLine(answer.why)
    checkLog(answer.why)
    return 'unknown'
  },
)

export const machines = [configs, privateConfigs, helperOutput, lsRemote, github]
