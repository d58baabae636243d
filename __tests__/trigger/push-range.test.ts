import type { PushRange } from '../../src/model/trigger.ts'
import { readGithubEvent } from '../../src/trigger/github-event.ts'

const before = '1'.repeat(40)
const after = '3'.repeat(40)
const between = '2'.repeat(40)
const payload = {
  ref: 'refs/heads/main',
  before,
  after,
  forced: false,
  commits: [{ id: between, message: 'one' }, { id: after }],
}

interface Case {
  title: string
  event?: string
  over: Readonly<Record<string, unknown>>
  expected: PushRange | undefined
}

const cases: readonly Case[] = [
  {
    title: 'a push has its commits',
    over: {},
    expected: { before, after, forced: false, commits: [between, after] },
  },
  {
    title: 'a new branch has no commit before the push',
    over: { before: '0'.repeat(40) },
    expected: { after, forced: false, commits: [between, after] },
  },
  {
    title: 'a forced push is marked as forced',
    over: { forced: true },
    expected: { before, after, forced: true, commits: [between, after] },
  },
  {
    title: 'a payload without a valid forced field counts as forced',
    over: { forced: 'no' },
    expected: { before, after, forced: true, commits: [between, after] },
  },
  {
    title: 'invalid commits are omitted',
    over: { commits: [null, { id: 7 }, 'x', { id: between }] },
    expected: { before, after, forced: false, commits: [between] },
  },
  { title: 'the push of a git tag has no range', over: { ref: 'refs/tags/v1' }, expected: undefined },
  { title: 'a push without a new commit has no range', over: { after: 5 }, expected: undefined },
  { title: 'another event has no range', event: 'pull_request', over: {}, expected: undefined },
]

test.each(cases)('$title', ({ event = 'push', over, expected }) => {
  const trigger = readGithubEvent(
    { GITHUB_EVENT_NAME: event, GITHUB_REF: 'refs/heads/main' },
    { ...payload, ...over },
  )
  expect(trigger.push).toEqual(expected)
})
