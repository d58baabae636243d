import { isRefName, planEvent, type TriggerFlags, withPull } from '../../src/trigger/planned-event.ts'
import { problemsOf } from '../helpers/problems.ts'

test.each<{ flags: TriggerFlags; event: string; kind: string }>([
  { flags: {}, event: 'local', kind: 'local' },
  { flags: { ref: 'v1.2.3' }, event: 'local', kind: 'local' },
  { flags: { event: 'push', ref: 'feature/x' }, event: 'push', kind: 'push' },
  { flags: { event: 'schedule' }, event: 'schedule', kind: 'schedule' },
  { flags: { event: 'workflow_dispatch' }, event: 'workflow_dispatch', kind: 'dispatch' },
  { flags: { event: 'merge_group' }, event: 'merge_group', kind: 'merge-group' },
  { flags: { event: 'release', ref: 'refs/tags/v1' }, event: 'release', kind: 'release' },
  { flags: { pr: 7 }, event: 'pull_request', kind: 'pull-request' },
  { flags: { pr: 7, ref: 'feature/x', fork: true }, event: 'pull_request', kind: 'pull-request' },
  { flags: { event: 'pull_request_target', pr: 7 }, event: 'pull_request_target', kind: 'pull-request' },
])('the flags $flags are the event $event', ({ flags, event, kind }) => {
  expect(planEvent(flags)).toMatchObject({ event, cause: { kind } })
})

test('a planned release is published', () => {
  expect(planEvent({ event: 'release' })).toMatchObject({
    action: 'published',
    cause: { change: 'published' },
  })
})

test.each<{ title: string; flags: TriggerFlags; what: string; fix?: string }>([
  {
    title: 'an unknown event names the nearest one',
    flags: { event: 'pull_reqest', pr: 7 },
    what: "--event: 'pull_reqest' is not an event that can be planned.",
    fix: 'Did you mean pull_request? The events are push, pull_request, pull_request_target, schedule, workflow_dispatch, repository_dispatch, release, merge_group.',
  },
  {
    title: 'a pull request needs its number',
    flags: { event: 'pull_request' },
    what: '--event pull_request needs the pull request.',
    fix: 'Add its number: --event pull_request --pr 7',
  },
  {
    title: 'a number does not fit another event',
    flags: { event: 'push', pr: 7 },
    what: '--pr is about a pull request, and --event is push.',
  },
  { title: 'a fork needs a pull request', flags: { fork: true }, what: '--fork is about a pull request.' },
  {
    title: 'a pull request has no git tag',
    flags: { pr: 7, ref: 'refs/tags/v1' },
    what: "A pull request has a branch, and --ref 'refs/tags/v1' is a git tag.",
  },
  {
    title: 'a schedule has no git tag',
    flags: { event: 'schedule', ref: 'refs/tags/v1' },
    what: "A schedule runs on a branch, and --ref 'refs/tags/v1' is a git tag.",
  },
  {
    title: 'a release has no branch',
    flags: { event: 'release', ref: 'refs/heads/main' },
    what: "A release has a git tag, and --ref 'refs/heads/main' is a branch.",
  },
  {
    title: 'a ref of another kind is refused',
    flags: { ref: 'refs/notes/x' },
    what: "--ref: 'refs/notes/x' is not a branch, a git tag or a pull request.",
  },
  {
    title: 'a commit is not a ref',
    flags: { ref: 'a'.repeat(40) },
    what: `--ref: '${'a'.repeat(40)}' is a commit: check it out, and name its branch or git tag.`,
  },
  {
    title: 'a ref must be valid',
    flags: { ref: 'a..b' },
    what: "--ref: 'a..b' is not a valid name of a git ref.",
  },
  {
    title: 'a default branch must be valid',
    flags: { defaultBranch: '' },
    what: "--default-branch: '' is not a valid name of a git ref.",
  },
  {
    title: 'a user must be valid in a tag',
    flags: { user: '...' },
    what: "--user: '...' has no letter or digit that a tag may have.",
  },
])('flags without sense are an error: $title', ({ flags, what, fix }) => {
  const [problem, ...more] = problemsOf(() => planEvent(flags))
  expect(problem).toMatchObject({ what, ...(fix !== undefined && { fix }) })
  expect(more).toEqual([])
})

test.each([
  ['refs/pull/7/head', 7],
  ['refs/pull/7/merge', 7],
  ['refs/merge-requests/12/head', 12],
])('--ref %s is pull request %i', (ref, pr) => {
  expect(withPull({ ref })).toEqual({ pr })
})

test.each(['main', 'feature/x', '@scope/pkg@1.0.0', 'v1.2.3', 'a.b', 'ü', 'a-'])(
  'git accepts the ref name %s',
  (name) => {
    expect(isRefName(name)).toBe(true)
  },
)

test.each([
  '',
  '@',
  '-x',
  'a b',
  'a..b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[',
  'a\\b',
  'a.lock',
  '.a',
  'a/',
  '/a',
  'a//b',
  'a@{1',
  'a.',
  'a\nb',
])('git refuses the ref name %j', (name) => {
  expect(isRefName(name)).toBe(false)
})
