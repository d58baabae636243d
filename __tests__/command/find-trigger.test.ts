import { findTrigger } from '../../src/command/find-trigger.ts'
import type { Env } from '../../src/ports/ports.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeFiles } from '../helpers/ports.ts'
import { problemsIn, problemsOf } from '../helpers/problems.ts'

const sha = 'a'.repeat(40)
const github: Env = {
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: sha,
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_ACTOR: 'octocat',
}
const gitlab: Env = {
  GITLAB_CI: 'true',
  CI_PIPELINE_SOURCE: 'push',
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_SHA: sha,
  CI_DEFAULT_BRANCH: 'main',
  CI_PROJECT_PATH: 'acme/tools/app',
  CI_SERVER_URL: 'https://gitlab.example',
}

type Flags = Readonly<Record<string, string | readonly string[]>>

const find = (env: Env, flags: Flags = {}, command: 'plan' | 'publish' = 'publish') =>
  findTrigger(env, {
    kind: 'run',
    command,
    operands: [],
    flags: new Map(Object.entries(flags).map(([name, value]) => [name, [value].flat()])),
  })

/** Reads the trigger in a folder without a checkout. */
function read(env: Env, flags: Flags = {}) {
  const { exec } = createFakeExec(() => ({ code: 128 }))
  const ports = { exec, files: createFakeFiles({}), clock: createFakeClock(), env }
  return find(env, flags).read(ports, '/w', '/w')
}

test.each<{ title: string; env: Env; flags?: Flags; isCi: boolean }>([
  { title: "GitHub's runner is CI", env: github, isCi: true },
  { title: 'GitLab CI is CI', env: gitlab, isCi: true },
  { title: 'a laptop is not CI', env: {}, isCi: false },
  { title: 'another CI system is not recognised', env: { CI: 'true' }, isCi: false },
  { title: '--ref describes the run, in CI too', env: gitlab, flags: { ref: 'v1.2.3' }, isCi: false },
  { title: '--pr describes the run, in CI too', env: github, flags: { pr: '7' }, isCi: false },
  { title: '--user and --default-branch only refine it', env: github, flags: { user: 'mona' }, isCi: true },
])('$title', ({ env, flags, isCi }) => {
  expect(find(env, flags).isCi).toBe(isCi)
})

test('GitLab’s pipeline is the trigger, with a note about its source', async () => {
  const { trigger, notes, credentials } = await read(gitlab)
  expect(trigger).toMatchObject({
    event: 'push',
    ref: { kind: 'branch', name: 'main' },
    revision: sha,
    repository: { owner: 'acme/tools', name: 'app' },
    otherServer: { kind: 'gitlab' },
  })
  expect({ notes, credentials }).toEqual({
    notes: ['GitLab CI: pipeline source push.'],
    credentials: { githubToken: '' },
  })
})

test.each([{ FORGEJO_ACTIONS: 'true' }, { GITEA_ACTIONS: 'true' }])(
  "on the runner of Forgejo or Gitea the image is in the server's own registry: %j",
  async (marker) => {
    const { trigger } = await read({ ...github, ...marker, GITHUB_SERVER_URL: 'https://code.example' })
    expect(trigger.otherServer).toEqual({ kind: 'other', defaultImage: 'code.example/acme/app' })
  },
)

test.each([
  {
    title: '--default-branch sets it',
    flags: { 'default-branch': 'trunk' },
    expected: { defaultBranch: 'trunk' },
  },
  { title: '--user sets it', flags: { user: 'Mona Lisa' }, expected: { actor: 'mona-lisa' } },
])('in CI $title', async ({ flags, expected }) => {
  expect((await read(github, flags)).trigger).toMatchObject(expected)
})

test("--user does not rename GitHub's bot, whose runs get no secrets", async () => {
  const { trigger } = await read({ ...github, GITHUB_ACTOR: 'dependabot[bot]' }, { user: 'mona' })
  expect(trigger.actor).toBe('dependabot[bot]')
})

test.each<[flags: Flags, what: string]>([
  [{ pr: '0' }, "--pr: '0' is not the number of a pull request."],
  [{ pr: 'x' }, "--pr: 'x' is not the number of a pull request."],
  [{ ref: ['a', 'b'] }, "--ref: 'b' is a second value."],
  [{ fork: 'maybe', pr: '7' }, "--fork: 'maybe' is neither true nor false."],
  [{ event: 'pull_request' }, '--event pull_request needs the pull request.'],
])('the flags %j are an error before anything is read', (flags, what) => {
  expect(problemsOf(() => find({}, flags))).toMatchObject([{ what }])
})

test('--ref of a pull request is its number', () => {
  expect(problemsOf(() => find({}, { ref: 'refs/pull/7/head', event: 'pull_request' }))).toEqual([])
})

const fork = {
  CI_COMMIT_BRANCH: '',
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_PROJECT_ID: '1',
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2',
}

test.each<{ title: string; env: Env; code: string }>([
  {
    title: 'pull_request_target',
    env: { ...github, GITHUB_EVENT_NAME: 'pull_request_target' },
    code: 'flags-need-trust',
  },
  { title: 'workflow_run', env: { ...github, GITHUB_EVENT_NAME: 'workflow_run' }, code: 'flags-need-trust' },
  { title: 'a merge request from a fork', env: { ...gitlab, ...fork }, code: 'flags-need-trust' },
])('flags cannot describe the run of $title', async ({ env, code }) => {
  for (const flags of [{ ref: 'v1.2.3' }, { event: 'push' }, { pr: '8' }, { workflow: 'image.yml' }]) {
    expect(await problemsIn(() => read(env, flags))).toMatchObject([{ code }])
  }
})

test.each([
  ["a push on GitHub's runner", github],
  ['a push in GitLab CI', gitlab],
  ['a laptop', {}],
])('flags describe the run of %s, from the working copy', async (_, env) => {
  expect(await problemsIn(() => read(env, { ref: 'v1.2.3' }))).toMatchObject([{ code: 'not-a-working-copy' }])
})
