import { needsTrust, vouchedCommit } from '../../src/trust/events.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const sha = 'a'.repeat(40)

test.each([
  ...['push', 'create', 'delete', 'schedule', 'release', 'workflow_dispatch', 'repository_dispatch'],
  ...['merge_group', 'pull_request', 'local'],
])('%s requires no trusted commit', (event) => {
  expect(needsTrust(makeTrigger({ event }))).toBe(false)
})

test.each([
  ...['pull_request_target', 'workflow_run', 'issue_comment', 'pull_request_review'],
  ...[
    'pull_request_review_comment',
    'issues',
    'discussion',
    'discussion_comment',
    'check_run',
    'check_suite',
  ],
  ...['status', 'fork', 'watch', 'gollum', 'deployment', 'deployment_status', 'an_event_of_the_future'],
])('%s requires a trusted commit', (event) => {
  expect(needsTrust(makeTrigger({ event }))).toBe(true)
})

const fork = { fork: true }
test.each([
  ['workflow_run', makeTrigger({ event: 'workflow_run' }), sha],
  [
    'pull_request_target of a fork, at the base branch',
    makePull({ event: 'pull_request_target' }, fork),
    sha,
  ],
  ['a review of a branch', makePull({ event: 'pull_request_review' }), sha],
  ['a review of a fork, at its merge commit', makePull({ event: 'pull_request_review' }, fork), undefined],
  ['a review comment of a fork', makePull({ event: 'pull_request_review_comment' }, fork), undefined],
])('vouchedCommit on %s', (_, trigger, expected) => {
  expect(vouchedCommit(trigger, { GITHUB_SHA: sha })).toBe(expected)
})

test('vouchedCommit is undefined without GITHUB_SHA', () => {
  expect(vouchedCommit(makeTrigger({ event: 'workflow_run' }), {})).toBeUndefined()
  expect(vouchedCommit(makeTrigger({ event: 'workflow_run' }), { GITHUB_SHA: '' })).toBeUndefined()
})

test('a pull request from a fork that may hold secrets requires a trusted commit, which no event vouches for', () => {
  const trigger = makePull({}, { ...fork, mayHoldSecrets: true })
  expect(needsTrust(trigger)).toBe(true)
  expect(vouchedCommit(trigger, { GITHUB_SHA: sha })).toBeUndefined()
})
