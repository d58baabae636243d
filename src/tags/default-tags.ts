import { isDefaultBranch, type Trigger } from '../trigger/trigger.ts'

const refEvents = new Set(['push', 'workflow_dispatch', 'repository_dispatch', 'create', 'schedule', 'local'])
const releaseActions = new Set(['published', 'released', 'prereleased'])

/**
 * Whether this event has default tags. An allow-list: many events carry the default branch's ref without being about
 * it, and a wrong `latest` costs more than a missing one. `local` is a run outside a runner.
 */
export function hasDefaultTags(trigger: Trigger): boolean {
  const { event, action, ref } = trigger
  if (ref.kind === 'branch' && ref.name.startsWith('gh-readonly-queue/')) return false
  if (refEvents.has(event)) return true
  if (event === 'release') return releaseActions.has(action ?? '') && ref.kind === 'tag'
  return (event === 'pull_request' || event === 'pull_request_target') && action !== 'closed'
}

/** As `isDefaultBranch`; a schedule's ref is the default branch even where nothing told its name. */
export function isOnDefaultBranch(trigger: Trigger): boolean {
  if (trigger.event === 'schedule' && trigger.defaultBranch === undefined)
    return trigger.ref.kind === 'branch'
  return isDefaultBranch(trigger)
}
