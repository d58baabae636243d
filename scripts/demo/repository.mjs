/** The demo's git repository: a default branch, a branch with a slash, and a tag; and their pushes as GitHub events. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onPath } from '../lib/docker-client.mjs'
import { mustRun } from '../lib/run.mjs'

/** Without a network there is no base image: busybox, one static file, is the whole image. */
const DOCKERFILE = `FROM scratch
COPY busybox /bin/busybox
COPY hello.txt /hello.txt
RUN ["/bin/busybox", "--install", "-s", "/bin"]
CMD ["/bin/cat", "/hello.txt"]
`

/** The pushes, in order. */
export const PUSHES = [
  { title: 'a push to the default branch', ref: 'refs/heads/main', name: 'main' },
  { title: 'a push to a branch with a slash', ref: 'refs/heads/tickets/DM-42', name: 'tickets/DM-42' },
  { title: 'a push of a version tag', ref: 'refs/tags/v1.2.3', name: 'v1.2.3' },
]

/**
 * Makes the repository.
 * @param {string} dir
 * @returns {Promise<void>}
 */
export async function makeRepository(dir) {
  mkdirSync(dir, { recursive: true })
  copyFileSync(onPath('busybox')[0] ?? '', join(dir, 'busybox'))
  writeFileSync(join(dir, 'Dockerfile'), DOCKERFILE)
  await git(dir, 'init', '--quiet', '--initial-branch=main')
  await commit(dir, 'Hello! This image came from a git ref in one step.', 'Say hello')
  await git(dir, 'tag', 'v1.2.3')
  await git(dir, 'checkout', '--quiet', '-b', 'tickets/DM-42')
  await commit(dir, 'Hello from tickets/DM-42.', 'DM-42: say hello from here')
}

/** @param {string} dir @param {string} hello @param {string} message */
async function commit(dir, hello, message) {
  writeFileSync(join(dir, 'hello.txt'), `${hello}\n`)
  await git(dir, 'add', '--all')
  await git(dir, 'commit', '--quiet', '--message', message)
}

/**
 * The user's git configuration (signing, hooks, templates) does not affect the demo.
 * @param {string} dir
 * @param {string[]} args
 */
function git(dir, ...args) {
  const names = {
    GIT_AUTHOR_NAME: 'Demo',
    GIT_AUTHOR_EMAIL: 'demo@example.com',
    GIT_COMMITTER_NAME: 'Demo',
    GIT_COMMITTER_EMAIL: 'demo@example.com',
  }
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...names,
  }
  return mustRun('git', ['-C', dir, ...args], { env })
}

/** @typedef {{repository: {private: boolean}}} PushEvent the part of the payload that the benchmarks change */

/**
 * Checks a ref out as actions/checkout does: one commit deep.
 * @param {string} repository its folder
 * @param {string} workspace a folder that is not there yet
 * @param {{ref: string, name: string}} push
 * @returns {Promise<{sha: string, event: PushEvent}>} the commit, and the payload of the push event
 */
export async function checkOut(repository, workspace, { ref, name }) {
  await git(
    repository,
    'clone',
    '--quiet',
    '--depth=1',
    `--branch=${name}`,
    `file://${repository}`,
    workspace,
  )
  const sha = (await git(workspace, 'rev-parse', 'HEAD')).trim()
  const timestamp = (await git(workspace, 'show', '--no-patch', '--format=%cI')).trim()
  const event = {
    ref,
    before: '0'.repeat(40),
    after: sha,
    created: true,
    deleted: false,
    forced: false,
    head_commit: { id: sha, timestamp, message: 'Say hello' },
    commits: [],
    repository: {
      id: 1,
      name: 'app',
      full_name: 'acme/app',
      description: 'The demo of Tagboat',
      html_url: 'https://github.com/acme/app',
      default_branch: 'main',
      private: false,
      owner: { login: 'acme' },
    },
    sender: { login: 'octocat' },
  }
  return { sha, event }
}
