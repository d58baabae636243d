import { known, unknown } from '../../src/git/answer.ts'
import type { Env } from '../../src/ports/ports.ts'
import { readTrigger } from '../../src/trigger/read-trigger.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { createFakeClock, createFakeFiles } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const sha = 'a'.repeat(40)
const other = 'c'.repeat(40)
const runner = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: sha,
  GITHUB_REPOSITORY: 'acme/app',
}
const now = Date.parse('2026-05-06T07:08:09.500Z')

interface Setting {
  env?: Env
  event?: unknown
  /** The output of git log for HEAD; undefined without a checkout. */
  head?: string
  origin?: string
  folder?: string | undefined
  askTime?: Parameters<typeof readTrigger>[3]
}

function read({ env = runner, event = {}, head, origin, ...more }: Setting) {
  const { exec, calls } = createFakeExec(({ args }) => {
    if (args.includes('log')) return head === undefined ? { code: 128, stderr: 'not a git repository' } : head
    return origin === undefined ? { code: 1 } : `refs/remotes/origin/${origin}\n`
  })
  const files = createFakeFiles({
    '/event.json': typeof event === 'string' ? event : JSON.stringify(event),
    '/repo/.git/HEAD': 'ref: refs/heads/main\n',
  })
  const ports = { exec, files, clock: createFakeClock(now), env }
  const folder = 'folder' in more ? more.folder : '/repo'
  return { calls, result: readTrigger(ports, '/repo', folder, more.askTime) }
}

const headOf = (revision: string, refs = 'HEAD') => `${revision} 1577836800 ${refs}\n`

test('the revision and its time come from the checkout', async () => {
  const { trigger, warnings } = await read({ head: headOf(sha), origin: 'trunk' }).result
  expect(trigger).toMatchObject({
    event: 'push',
    ref: { kind: 'branch', name: 'main' },
    sha,
    revision: sha,
    commitTime: '2020-01-01T00:00:00Z',
    time: '2026-05-06T07:08:09Z',
    defaultBranch: 'trunk',
  })
  expect(warnings).toEqual([])
})

test.each<Setting & { name: string; expected: object }>([
  {
    name: 'without a checkout the revision is the event’s commit, with the time in the push event',
    event: { head_commit: { timestamp: '2020-01-09T15:45:10-08:00' } },
    expected: { revision: sha, commitTime: '2020-01-09T23:45:10Z' },
  },
  {
    name: 'without a checkout and a time in the event the commit time is the current time',
    expected: { revision: sha, commitTime: '2026-05-06T07:08:09Z' },
  },
  {
    name: 'an invalid time in the event is ignored',
    event: { head_commit: { timestamp: 'yesterday' } },
    expected: { commitTime: '2026-05-06T07:08:09Z' },
  },
  {
    name: 'the default branch of the payload takes precedence over that of the checkout',
    event: { repository: { default_branch: 'main' } },
    head: headOf(sha),
    origin: 'trunk',
    expected: { defaultBranch: 'main' },
  },
  {
    name: 'outside a runner ref and commit come from the checkout',
    env: {},
    head: headOf(other, 'HEAD -> refs/heads/topic, tag: refs/tags/v1'),
    expected: { event: 'local', ref: { kind: 'branch', name: 'topic' }, sha: other, revision: other },
  },
  {
    name: 'a missing event file counts as empty',
    env: { ...runner, GITHUB_EVENT_PATH: '/gone' },
    expected: { sha },
  },
  { name: 'an event file without JSON is accepted if it is blank', event: ' \n', expected: { sha } },
])('$name', async ({ expected, ...setting }) => {
  expect((await read(setting).result).trigger).toMatchObject(expected)
})

test('git is not asked for a remote context', async () => {
  const { calls, result } = read({ folder: undefined })
  expect((await result).trigger.revision).toBe(sha)
  expect(calls).toEqual([])
})

describe('a checkout that is not at the event’s commit', () => {
  test('is built with a warning', async () => {
    const { trigger, warnings } = await read({ head: headOf(other) }).result
    expect(trigger).toMatchObject({ sha, revision: other })
    expect(warnings).toEqual([expect.stringContaining(`is at ${other}, but the push event is about ${sha}`)])
  })

  test('gets no warning if it is at the head of the pull request', async () => {
    const event = { pull_request: { number: 7, head: { ref: 'x', sha: other } } }
    const env = { ...runner, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }
    expect((await read({ env, event, head: headOf(other) }).result).warnings).toEqual([])
  })
})

test.each<Setting & { name: string; code: string; message: string }>([
  { name: 'an event file that is not JSON', event: '{', code: 'event-file', message: '/event.json' },
  { name: 'a missing ref', env: {}, code: 'ref-unknown', message: "event 'local'" },
  {
    name: 'a detached HEAD outside a runner',
    env: {},
    head: headOf(sha),
    code: 'ref-unknown',
    message: "'local'",
  },
])('$name is an error', async ({ code, message, ...setting }) => {
  const problems = await problemsIn(() => read(setting).result)
  expect(problems).toMatchObject([{ code, what: expect.stringContaining(message) }])
})

test('the commit time is requested if neither the checkout nor the event has it', async () => {
  let asks = 0
  const askTime = async () => {
    asks += 1
    return known('2021-02-03T04:05:06Z')
  }
  const event = { head_commit: { timestamp: '2020-01-09T15:45:10-08:00' } }
  const fromEvent = await read({ folder: undefined, event, askTime }).result
  expect([fromEvent.trigger.commitTime, asks]).toEqual(['2020-01-09T23:45:10Z', 0])
  const asked = await read({ folder: undefined, askTime }).result
  expect([asked.trigger.commitTime, asked.warnings]).toEqual(['2021-02-03T04:05:06Z', []])
})

test('an unknown commit time is replaced with the time of the run, with a warning', async () => {
  const { trigger, warnings } = await read({
    folder: undefined,
    askTime: async () => unknown('GitHub is silent'),
  }).result
  expect(trigger.commitTime).toBe(trigger.time)
  expect(warnings).toEqual([expect.stringContaining('is unknown, because GitHub is silent')])
})
