import type { Cause } from '../../src/model/trigger.ts'
import { classifyEvent } from '../../src/trigger/classify-event.ts'

const pull = (variant: 'ordinary' | 'target' | 'review' | 'unknown', isClosed = false): Cause => ({
  kind: 'pull-request',
  variant,
  isClosed,
})

test.each<[event: string, action: string | undefined, expected: Cause]>([
  ['push', undefined, { kind: 'push' }],
  ['create', undefined, { kind: 'push' }],
  ['delete', undefined, { kind: 'delete' }],
  ['schedule', undefined, { kind: 'schedule' }],
  ['workflow_dispatch', undefined, { kind: 'dispatch' }],
  ['repository_dispatch', 'deploy', { kind: 'dispatch' }],
  ['merge_group', 'checks_requested', { kind: 'merge-group' }],
  ['local', undefined, { kind: 'local' }],
  ['release', 'published', { kind: 'release', change: 'published' }],
  ['release', 'released', { kind: 'release', change: 'published' }],
  ['release', 'prereleased', { kind: 'release', change: 'published' }],
  ['release', 'deleted', { kind: 'release', change: 'deleted' }],
  ['release', 'edited', { kind: 'release', change: 'other' }],
  ['release', undefined, { kind: 'release', change: 'other' }],
  ['pull_request', 'opened', pull('ordinary')],
  ['pull_request', 'closed', pull('ordinary', true)],
  ['pull_request_target', 'synchronize', pull('target')],
  ['pull_request_review', 'submitted', pull('review')],
  ['pull_request_review_comment', 'created', pull('review')],
  ['pull_request_of_the_future', 'opened', pull('unknown')],
  ['workflow_run', 'completed', { kind: 'other' }],
  ['issue_comment', 'created', { kind: 'other' }],
  ['an_event_of_the_future', undefined, { kind: 'other' }],
  ['constructor', undefined, { kind: 'other' }],
])('classifyEvent classifies event %s with action %s', (event, action, expected) => {
  expect(classifyEvent(event, action)).toEqual(expected)
})
