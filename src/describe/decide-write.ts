import { isDefaultBranch, isQueueBranch, type Trigger } from '../model/trigger.ts'

/** Whether a run writes pages, and otherwise why not, as a clause. */
export type WriteDecision = { readonly writes: true } | { readonly writes: false; readonly why: string }

/**
 * A page is public and belongs to no tag, so only runs for the default branch and for git tags write it by themselves, and those that a
 * user starts. Events that outsiders can cause never do: their checkout may be untrusted.
 */
export function decideWrite(trigger: Trigger): WriteDecision {
  const { cause, event, ref, defaultBranch } = trigger
  if (cause.kind === 'local' || cause.kind === 'dispatch') return { writes: true }
  if (cause.kind === 'pull-request') return no('the run is for a pull request')
  if (trigger.actor === 'dependabot[bot]') return no("the run is one of Dependabot's, which have no secrets")
  const isPublished = cause.kind === 'release' && cause.change === 'published'
  if (cause.kind !== 'push' && cause.kind !== 'schedule' && !isPublished) {
    return no(`event '${event}' writes no page`)
  }
  if (isQueueBranch(trigger)) return no('the merge queue only checks')
  const isPageRef = ref.kind === 'tag' || isDefaultBranch(trigger) || defaultBranch === undefined
  return isPageRef ? { writes: true } : no('the run is neither for the default branch nor for a git tag')
}

const no = (why: string): WriteDecision => ({ writes: false, why })
