import { join } from 'node:path'
import { findTrigger } from '../../src/command/find-trigger.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import type { Env } from '../../src/ports/ports.ts'
import {
  cloneRepository,
  initRepository,
  makeFolder,
  type TestRepository,
} from '../helpers/git-repository.ts'
import { createFakeClock } from '../helpers/ports.ts'

const root = makeFolder()
afterAll(root.remove)
const exec = createExec({ PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' })
const commitTime = '2026-01-02T03:04:05Z'

/** The server's repository: `main` with two commits, and a merge request with one. */
const server = initRepository(join(root.path, 'server'))
server.commit('one')
const base = server.commit('two')
server.git('tag', 'v1.2.3')
server.git('switch', '--quiet', '-c', 'feature')
const head = server.commit('three')
server.git('switch', '--quiet', '--detach', 'main')
server.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'feature')
const merged = server.git('rev-parse', 'HEAD')
server.git('update-ref', 'refs/merge-requests/7/head', head)
server.git('update-ref', 'refs/merge-requests/7/merge', merged)

/** As GitLab's runner checks out: one commit of a ref, detached, without branches and without `origin/HEAD`. */
function checkOut(name: string, ref: string, ...options: readonly string[]): TestRepository {
  const checkout = initRepository(join(root.path, name))
  checkout.git('remote', 'add', 'origin', `file://${server.folder}`)
  checkout.git('fetch', '--quiet', ...options, 'origin', `${ref}:refs/pipelines/1`)
  checkout.git('checkout', '--quiet', '--detach', 'refs/pipelines/1')
  return checkout
}

const pipeline: Env = {
  GITLAB_CI: 'true',
  CI_PIPELINE_SOURCE: 'push',
  CI_PROJECT_PATH: 'acme/app',
  CI_DEFAULT_BRANCH: 'main',
  CI_SERVER_URL: 'https://gitlab.example',
}
const merge = {
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_PROJECT_ID: '1',
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '1',
}

test.each<{ title: string; ref: string; options: readonly string[]; env: Env; expected: object }>([
  {
    title: 'a detached checkout of a branch',
    ref: 'refs/heads/main',
    options: [],
    env: { CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: base },
    expected: { ref: { kind: 'branch', name: 'main' }, sha: base, revision: base },
  },
  {
    title: 'a shallow checkout of a git tag',
    ref: 'refs/tags/v1.2.3',
    options: ['--depth=1'],
    env: { CI_COMMIT_TAG: 'v1.2.3', CI_COMMIT_SHA: base },
    expected: { ref: { kind: 'tag', name: 'v1.2.3' }, sha: base, revision: base },
  },
  {
    title: 'the head of a merge request',
    ref: 'refs/merge-requests/7/head',
    options: ['--depth=20'],
    env: { ...merge, CI_COMMIT_SHA: head },
    expected: {
      ref: { kind: 'pull', number: 7 },
      revision: head,
      pullRequest: expect.objectContaining({ headSha: head }),
    },
  },
  {
    title: 'the merge commit of merged results',
    ref: 'refs/merge-requests/7/merge',
    options: ['--depth=20'],
    env: { ...merge, CI_COMMIT_SHA: merged, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head },
    expected: {
      ref: { kind: 'pull', number: 7 },
      revision: merged,
      pullRequest: expect.objectContaining({ headSha: head }),
    },
  },
])(
  'in GitLab CI $title gives commit, time and default branch',
  async ({ title, ref, options, env, expected }) => {
    const { folder } = checkOut(title.replaceAll(' ', '-'), ref, ...options)
    const { read } = findTrigger(
      { ...pipeline, ...env },
      { kind: 'run', command: 'publish', flags: new Map(), operands: [] },
    )
    const ports = { exec, files: createFiles(), clock: createFakeClock(), env: { ...pipeline, ...env } }
    const { trigger, warnings } = await read(ports, folder, folder)
    expect(trigger).toMatchObject({ ...expected, commitTime, defaultBranch: 'main' })
    expect(warnings).toEqual([])
  },
)

test('a checkout of another commit than that of the pipeline is a warning', async () => {
  const { folder } = cloneRepository(`file://${server.folder}`, join(root.path, 'other'), '--branch=main')
  const env = { ...pipeline, CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: head }
  const { read } = findTrigger(env, { kind: 'run', command: 'publish', flags: new Map(), operands: [] })
  const { warnings } = await read(
    { exec, files: createFiles(), clock: createFakeClock(), env },
    folder,
    folder,
  )
  expect(warnings).toEqual([expect.stringContaining(`The build context's checkout is at ${base}`)])
})
