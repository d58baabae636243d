import type { Cause } from '../model/trigger.ts'

const pullRequests: ReadonlyMap<string, Extract<Cause, { kind: 'pull-request' }>['variant']> = new Map([
  ['pull_request', 'ordinary'],
  ['pull_request_target', 'target'],
  ['pull_request_review', 'review'],
  ['pull_request_review_comment', 'review'],
])

const others: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  ['push', { kind: 'push' }],
  ['create', { kind: 'push' }],
  ['delete', { kind: 'delete' }],
  ['schedule', { kind: 'schedule' }],
  ['workflow_dispatch', { kind: 'dispatch' }],
  ['repository_dispatch', { kind: 'dispatch' }],
  ['merge_group', { kind: 'merge-group' }],
  ['local', { kind: 'local' }],
])

/**
 * Classifies an event by its name and its payload's `action` ("Events that trigger workflows" in GitHub's documentation).
 * Every name that is not listed here, future ones included, is `other`.
 */
export function classifyEvent(event: string, action: string | undefined): Cause {
  if (event.startsWith('pull_request')) {
    return {
      kind: 'pull-request',
      variant: pullRequests.get(event) ?? 'unknown',
      isClosed: action === 'closed',
    }
  }
  if (event === 'release') return { kind: 'release', change: classifyRelease(action) }
  return others.get(event) ?? { kind: 'other' }
}

function classifyRelease(action: string | undefined): Extract<Cause, { kind: 'release' }>['change'] {
  if (['published', 'released', 'prereleased'].includes(action ?? '')) return 'published'
  return action === 'deleted' ? 'deleted' : 'other'
}
