import { isDefaultBranch, parseRef, type Ref } from '../../src/model/trigger.ts'
import { readGithubEvent } from '../../src/trigger/github-event.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const repository = {
  id: 1,
  full_name: 'acme/app',
  default_branch: 'main',
  private: false,
  description: 'An app',
  license: { spdx_id: 'MIT' },
}
const env = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_ACTOR: 'octocat',
}
const pull = (head: unknown = { id: 1 }) => ({
  repository,
  action: 'opened',
  pull_request: {
    number: 7,
    head: { ref: 'tickets/DM-42', sha: 'b'.repeat(40), repo: head },
    base: { ref: 'main', repo: { id: 1 } },
  },
})
const read = (event: string, ref: string | undefined, payload: unknown = { repository }) =>
  readGithubEvent({ ...env, GITHUB_EVENT_NAME: event, GITHUB_REF: ref }, payload)

test.each<{ name: string; event: string; ref?: string; payload?: unknown; expected: Ref | undefined }>([
  {
    name: 'a push to a branch',
    event: 'push',
    ref: 'refs/heads/a/b',
    expected: { kind: 'branch', name: 'a/b' },
  },
  { name: 'a push of a tag', event: 'push', ref: 'refs/tags/v1', expected: { kind: 'tag', name: 'v1' } },
  {
    name: 'a branch named like a tag',
    event: 'push',
    ref: 'refs/heads/refs/tags/v1',
    expected: { kind: 'branch', name: 'refs/tags/v1' },
  },
  {
    name: 'a schedule',
    event: 'schedule',
    ref: 'refs/heads/main',
    expected: { kind: 'branch', name: 'main' },
  },
  {
    name: 'a pull request',
    event: 'pull_request',
    ref: 'refs/pull/7/merge',
    payload: pull(),
    expected: { kind: 'pull', number: 7 },
  },
  {
    name: 'a closed pull request, whose GITHUB_REF is a branch',
    event: 'pull_request',
    ref: 'refs/heads/main',
    payload: pull(),
    expected: { kind: 'pull', number: 7 },
  },
  {
    name: 'pull_request_target, whose GITHUB_REF is the base',
    event: 'pull_request_target',
    ref: 'refs/heads/main',
    payload: pull(),
    expected: { kind: 'pull', number: 7 },
  },
  {
    name: 'a pull request without a payload',
    event: 'pull_request',
    ref: 'refs/pull/7/merge',
    payload: {},
    expected: { kind: 'pull', number: 7 },
  },
  {
    name: 'a release, whose tag is in the payload',
    event: 'release',
    ref: 'refs/heads/main',
    payload: { release: { tag_name: 'v1.2.3' } },
    expected: { kind: 'tag', name: 'v1.2.3' },
  },
  {
    name: 'a created tag',
    event: 'create',
    ref: 'refs/tags/v1',
    payload: { ref: 'v1', ref_type: 'tag' },
    expected: { kind: 'tag', name: 'v1' },
  },
  {
    name: 'a created branch',
    event: 'create',
    ref: 'refs/heads/a',
    payload: { ref: 'a', ref_type: 'branch' },
    expected: { kind: 'branch', name: 'a' },
  },
  {
    name: 'a deleted branch, whose GITHUB_REF is the default branch',
    event: 'delete',
    ref: 'refs/heads/main',
    payload: { ref: 'tickets/DM-42', ref_type: 'branch' },
    expected: { kind: 'branch', name: 'tickets/DM-42' },
  },
  {
    name: 'a merge group',
    event: 'merge_group',
    ref: 'refs/heads/gh-readonly-queue/main/pr-7-abc',
    expected: { kind: 'branch', name: 'gh-readonly-queue/main/pr-7-abc' },
  },
  {
    name: 'an event that always has the ref of the default branch',
    event: 'issue_comment',
    ref: 'refs/heads/main',
    expected: { kind: 'branch', name: 'main' },
  },
  {
    name: 'a push without GITHUB_REF, whose ref is in the payload',
    event: 'push',
    payload: { ref: 'refs/heads/x' },
    expected: { kind: 'branch', name: 'x' },
  },
  {
    name: 'a ref of another kind',
    event: 'push',
    ref: 'refs/notes/x',
    expected: { kind: 'other', name: 'refs/notes/x' },
  },
  { name: 'a push without any ref', event: 'push', payload: {}, expected: undefined },
])('readGithubEvent reads the ref of $name', ({ event, ref, payload, expected }) => {
  expect(read(event, ref, payload).ref).toEqual(expected)
})

test.each<[name: string, head: unknown, expected: boolean]>([
  ['of the same repository is not from a fork', { id: 1 }, false],
  ['of another repository is from a fork', { id: 2 }, true],
  ['of a deleted repository is from a fork', null, true],
])('a pull request %s', (_, head, expected) => {
  expect(read('pull_request', 'refs/pull/7/merge', pull(head)).pullRequest).toEqual({
    number: 7,
    headRef: 'tickets/DM-42',
    headSha: 'b'.repeat(40),
    baseRef: 'main',
    fork: expected,
  })
})

test.each<{ name: string; event: string; payload: unknown; expected: string | undefined }>([
  { name: 'comes from the payload', event: 'push', payload: { repository }, expected: 'main' },
  {
    name: 'is the branch of a schedule',
    event: 'schedule',
    payload: { schedule: '0 3 * * *' },
    expected: 'trunk',
  },
  { name: 'is unknown for a push without a payload', event: 'push', payload: {}, expected: undefined },
])('the default branch $name', ({ event, payload, expected }) => {
  expect(read(event, 'refs/heads/trunk', payload).defaultBranch).toBe(expected)
})

test('readGithubEvent reads owner, name, address, license and description of the repository', () => {
  expect(read('push', 'refs/heads/main').repository).toEqual({
    owner: 'acme',
    name: 'app',
    url: 'https://github.com/acme/app',
    description: 'An app',
    license: 'MIT',
    private: false,
  })
})

test('readGithubEvent omits an unknown license and an empty description', () => {
  const payload = { repository: { ...repository, license: { spdx_id: 'NOASSERTION' }, description: null } }
  expect(Object.keys(read('push', 'refs/heads/main', payload).repository)).toEqual([
    'owner',
    'name',
    'url',
    'private',
  ])
})

test.each<[name: string, payload: unknown]>([
  ['a list', []],
  ['null', null],
  ['text', 'hello'],
  [
    'other types throughout',
    { ref: 1, action: {}, pull_request: 'x', repository: [], release: 1, commits: 7 },
  ],
])('readGithubEvent accepts a payload that is %s', (_, payload) => {
  const parsed = read('push', 'refs/heads/main', payload)
  expect(parsed).toMatchObject({ event: 'push', ref: { kind: 'branch', name: 'main' }, sha: 'a'.repeat(40) })
  expect(Object.keys(parsed)).not.toContain('pullRequest')
})

test('the event is local outside a runner', () => {
  expect(readGithubEvent({}, {})).toMatchObject({
    event: 'local',
    serverUrl: 'https://github.com',
    actor: '',
  })
})

test('readGithubEvent removes the trailing slash of the server’s address', () => {
  const parsed = readGithubEvent({ ...env, GITHUB_SERVER_URL: 'https://ghe.example.com/' }, {})
  expect([parsed.serverUrl, parsed.repository.url]).toEqual([
    'https://ghe.example.com',
    'https://ghe.example.com/acme/app',
  ])
})

test.each<[full: string, expected: Ref]>([
  ['refs/heads/main', { kind: 'branch', name: 'main' }],
  ['refs/tags/app/v1', { kind: 'tag', name: 'app/v1' }],
  ['refs/pull/12/merge', { kind: 'pull', number: 12 }],
  ['refs/pull/12/head', { kind: 'pull', number: 12 }],
  ['refs/pull/x/head', { kind: 'other', name: 'refs/pull/x/head' }],
  ['main', { kind: 'other', name: 'main' }],
  ['', { kind: 'other', name: '' }],
])('parseRef(%j) is %j', (full, expected) => {
  expect(parseRef(full)).toEqual(expected)
})

test.each([
  ['is true for the default branch', makeTrigger(), true],
  ['is true for a schedule', makeTrigger({ event: 'schedule' }), true],
  ['is false for another branch', makeTrigger({ ref: 'refs/heads/x' }), false],
  ['is false for a git tag with its name', makeTrigger({ ref: 'refs/tags/main' }), false],
  ['is false for a pull request into it', makePull(), false],
])('isDefaultBranch %s', (_, trigger, expected) => {
  expect(isDefaultBranch(trigger)).toBe(expected)
})
