import fc from 'fast-check'
import { describeSecrets } from '../../src/definition/describe-target.ts'
import { parseJson } from '../../src/json.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import type { Env, Exec, Files } from '../../src/ports/ports.ts'
import type { Ports } from '../../src/ports/run-ports.ts'
import { fillPrivateConfig } from '../../src/session/private-config.ts'
import { type Admitted, admit } from '../../src/trust/admit.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeClock, createFakeFiles, createFakeLog, createFakeTools } from '../helpers/ports.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const ours = 'a'.repeat(40)
const tip = 'b'.repeat(40)
const fork = 'c'.repeat(40)

/** Part of every value that must not leave the run. */
const canary = 'canary'
const secretTexts: Texts = {
  images: 'registry.example/acme/app',
  registry: 'registry.example',
  username: 'ada',
  password: `${canary}-password`,
  'github-token': `${canary}-token`,
  secrets: `one=${canary}-value`,
  'secret-envs': 'two=SOME_VARIABLE',
  'secret-files': `three=${canary}-file`,
  ssh: `default=${canary}-key`,
  'cache-from': `type=gha\ntype=s3,secret_access_key=${canary}`,
  'cache-to': 'type=gha',
  'export-login': 'true',
}
const printed = JSON.stringify({
  group: { default: { targets: ['app'] } },
  target: {
    app: {
      context: '.',
      secret: [{ id: 'one', env: 'SOME_VARIABLE' }, `id=two,src=${canary}`],
      ssh: [{ id: 'default', paths: [canary] }],
      'cache-from': [{ type: 's3', secret_access_key: canary }],
      'cache-to': [{ type: 's3', secret_access_key: canary }],
      entitlements: ['security.insecure'],
      network: 'host',
    },
  },
})
const variables = {
  PATH: '/bin',
  HOME: '/home/me',
  SOME_VARIABLE: canary,
  DOCKER_PASSWORD: canary,
  SSH_AUTH_SOCK: canary,
}
const ownConfig = JSON.stringify({
  auths: { 'registry.example': { auth: canary } },
  credsStore: canary,
  credHelpers: { 'ghcr.io': canary },
  currentContext: 'kept',
})

interface RuleContext {
  readonly event?: string
  readonly head?: string
  readonly texts?: Texts
  readonly variables?: Env
}

/** A run in a workspace whose HEAD is `head`, while `main` is at `tip` and GITHUB_SHA is `ours`. */
async function run({ event = 'workflow_run', head = fork, texts = {}, variables: more = {} }: RuleContext) {
  const env: Env = { GITHUB_SHA: ours, DOCKER_AUTH_CONFIG: ownConfig, ...variables, ...more }
  const children: Record<string, string | undefined>[] = []
  const lists: number[] = []
  const exec: Exec = async (command, args, options = {}) => {
    if (args.includes('ls-remote')) {
      lists.push(1)
      return { code: 0, stdout: `${tip}\trefs/heads/main\n`, stderr: '' }
    }
    const kept = Object.entries(env).filter(([name]) => !options.without?.(name))
    children.push({ ...Object.fromEntries(kept), ...options.env })
    const stdout = args.includes('version') ? 'github.com/docker/buildx v0.29.1 x' : printed
    return { code: command === 'docker' ? 0 : 1, stdout, stderr: '' }
  }
  const log = createFakeLog()
  const files = createFakeFiles({
    '/w/.git/HEAD': head,
    '/w/docker-bake.hcl': 'x',
    '/home/me/.docker/config.json': ownConfig,
  })
  const written: string[] = []
  const keeping: Files = {
    ...files,
    entries: async () => [],
    write: async (_, text) => void written.push(text),
  }
  const unused = () => {
    throw new Error('Not in this test.')
  }
  const ports: Ports = {
    exec,
    files: keeping,
    log,
    env,
    clock: createFakeClock(),
    http: unused,
    resolve: unused,
    actionFolder: '/action',
    tools: createFakeTools(),
    connectGithub: unused,
    isCancelled: () => false,
    ending: { http: unused, cancelled: new Promise(() => undefined), left: () => undefined },
    remember: unused,
    exportVariable: unused,
  }
  const pull = event.startsWith('pull_request') ? makePull({ event, sha: ours }, { fork: true }) : undefined
  const inputs = makeInputs({ ...secretTexts, 'github-token': '', ...texts })
  const request = { trigger: pull ?? makeTrigger({ event, sha: ours }), inputs, workspace: '/w' }
  const admitted = admit(ports, request, async () => head)
  return { admitted, log, children, lists, written, files: keeping, env }
}

const bake = {
  'bake-files': 'docker-bake.hcl',
  secrets: '',
  'secret-envs': '',
  'secret-files': '',
  ssh: '',
  'cache-from': '',
  'cache-to': '',
}

type Outcome = 'open' | 'withheld' | 'refused'
const outcome = async (admitted: Promise<Admitted>): Promise<Outcome> => {
  try {
    return (await admitted).isUntrusted ? 'withheld' : 'open'
  } catch (error) {
    if (error instanceof TagboatError && error.problems[0]?.code === 'untrusted-commit') return 'refused'
    throw error
  }
}

const asked = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'pull_request_review_comment',
  'check_suite',
]
const free = [
  'push',
  'schedule',
  'create',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
  'pull_request',
]
const pushes = ['auto', 'true', 'false', 'digest']
const bySha = (event: string): Outcome => (event.startsWith('pull_request_review') ? 'withheld' : 'open')
const rows: [event: string, commit: string, push: string, expected: Outcome][] = pushes.flatMap((push) => [
  ...free.map((event): (typeof rows)[number] => [event, fork, push, 'open']),
  ...asked.flatMap((event): (typeof rows)[number][] => {
    // A run of a fork without secrets has no login to push with, so that it builds as with push: auto.
    const isDigest = push === 'digest' && !event.startsWith('pull_request_review')
    const untrusted = push === 'true' || isDigest ? 'refused' : 'withheld'
    return [
      [event, fork, push, untrusted],
      [event, tip, push, 'open'],
      [event, ours, push, bySha(event) === 'open' ? 'open' : untrusted],
    ]
  }),
])

test.each(rows)('%s at %s with push: %s is %s', async (event, head, push, expected) => {
  expect(await outcome((await run({ event, head, texts: { push } })).admitted)).toBe(expected)
})

test.each([
  ['push', fork, 0],
  ['workflow_run', ours, 0],
  ['workflow_run', tip, 1],
  ['workflow_run', fork, 1],
])('%s at %s runs git ls-remote %i times', async (event, head, expected) => {
  const { admitted, lists } = await run({ event, head })
  await admitted
  expect(lists).toHaveLength(expected)
})

test('trust-fork-code: true withholds nothing, and warns once with the commit', async () => {
  const { admitted, log } = await run({ texts: { 'trust-fork-code': 'true', push: 'true' } })
  const { isUntrusted, inputs } = await admitted
  expect([isUntrusted, inputs.build.secrets, inputs.exportLogin]).toEqual([
    false,
    [{ key: 'one', value: 'canary-value' }],
    true,
  ])
  expect(log.at('warning')).toEqual([expect.stringContaining(fork)])
})

test('a dry run warns that the run would fail, and continues without a push', async () => {
  const { admitted, log } = await run({ texts: { 'dry-run': 'true', push: 'true' } })
  expect((await admitted).isUntrusted).toBe(true)
  expect(log.at('warning')).toEqual([expect.stringMatching(/^This run would fail: .*untrusted-commit/)])
})

test('one notice names everything that is withheld', async () => {
  const { admitted, log } = await run({})
  await admitted
  const [notice, ...more] = log.at('notice')
  expect(more).toEqual([])
  for (const name of [
    'registry.example',
    'secrets (one, two, three)',
    'ssh',
    'type=gha, type=s3',
    'cache-to',
    'export-login',
    fork,
  ]) {
    expect(notice).toContain(name)
  }
  expect(notice).not.toContain('canary-')
})

test('an image of a registry needs no check of its commit', async () => {
  const { admitted, lists } = await run({ texts: { ...noBuild, from: 'ghcr.io/acme/app:1', push: 'true' } })
  expect([(await admitted).isUntrusted, lists]).toEqual([false, []])
})

const noBuild = {
  secrets: '',
  'secret-envs': '',
  'secret-files': '',
  ssh: '',
  'cache-from': '',
  'cache-to': '',
}

const commit = fc.stringMatching(/^[0-9a-f]{40}$/).filter((id) => id !== ours && id !== tip)
const untrustedEvents = fc.oneof(
  fc.constantFrom(...asked),
  fc
    .stringMatching(/^[a-z_]{3,20}$/)
    .filter((event) => ![...free, 'delete', 'release', 'local'].includes(event)),
)
/** Names of variables as workflows choose them, and some that look like docker's own. */
const names = fc.oneof(
  fc.stringMatching(/^[A-Z][A-Z_]{2,12}$/),
  fc
    .stringMatching(/^(DOCKER|BUILDX|BUILDKIT|AWS|GITHUB|ACTIONS|INPUT|GIT|NPM)_[A-Z_]{1,12}$/)
    .map((name) => `${name}_TOKEN`),
)

test('property: no secret reaches the definition, the configuration or a command if the commit is untrusted', async () => {
  await fc.assert(
    fc.asyncProperty(
      untrustedEvents,
      commit,
      fc.boolean(),
      fc.array(names, { maxLength: 5 }),
      async (event, head, isBake, extra) => {
        const secretNames = extra.filter((name) => !allowed.has(name))
        const given = Object.fromEntries(secretNames.map((name) => [name, `${canary}-of-${name}`]))
        const { admitted, children, files, env, written, log } = await run({
          event,
          head,
          texts: isBake ? { ...bake, 'github-token': '' } : {},
          variables: given,
        })
        const { isUntrusted, inputs, definition, ports } = await admitted
        expect(isUntrusted).toBe(true)
        await fillPrivateConfig(files, env, '/private', inputs.credentials, { isUntrusted })
        await ports.exec('docker', ['buildx', 'bake'], { env: describeSecrets(inputs.build).env })
        const reached = JSON.stringify([
          inputs.build,
          inputs.credentials,
          inputs.githubToken,
          [...definition.targets],
          children,
          written,
          log.at('notice'),
        ])
        expect(reached).not.toContain(canary)
        expect(children.length).toBeGreaterThan(0)
        expect(parseJson(written[0] ?? '')).toEqual({
          currentContext: 'kept',
          auths: {},
          credHelpers: { 'nowhere.invalid': '' },
        })
        expect(definition.targets.get('app')?.entitlements).toBeUndefined()
      },
    ),
    { numRuns: 200 },
  )
})

/** Variables that docker needs or the runner sets; they hold no secrets. */
const allowed = new Set([
  'PATH',
  'HOME',
  'USER',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TERM',
  'TMP',
  'TEMP',
  'TMPDIR',
  'LOGNAME',
  'KUBECONFIG',
  'SYSTEMROOT',
  'USERPROFILE',
  'APPDATA',
  'PROGRAMDATA',
  'TZ',
  'CI',
])
