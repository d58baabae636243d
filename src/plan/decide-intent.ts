import type { Push } from '../inputs/inputs.ts'
import type { Intent } from '../model/run-intent.ts'
import { isPullRequestTarget, isQueueBranch, type Trigger } from '../model/trigger.ts'

/** Decides what a run does: push, only build, or nothing. The reason goes to the log. */
export function decideIntent(trigger: Trigger, push: Push): Intent {
  const gone = findGone(trigger)
  if (gone !== undefined) return { kind: 'nothing', reason: gone }
  if (trigger.pullRequest?.mayHoldSecrets) return { kind: 'build', reason: fromFork }
  if (push === true) return { kind: 'push', reason: 'push is true' }
  // The jobs of a matrix build a fork's pull request too, but have no secrets to push with.
  if (push === 'digest' && !runsWithoutSecrets(trigger)) return { kind: 'push', reason: 'push is digest' }
  if (push === 'files') return { kind: 'build', reason: 'input outputs is set' }
  if (push === false) return { kind: 'build', reason: 'push is false' }
  return decideAuto(trigger)
}

const fromFork = 'a pull request from a fork may not push'

/** Whether GitHub gives the run no secrets, so that empty passwords are not an error. */
export const runsWithoutSecrets = (trigger: Trigger): boolean =>
  isDependabot(trigger) || isForkWithoutSecrets(trigger)

/** Turns a push into a build: untrusted code is never pushed, whatever the inputs ask for. */
export const withoutPush = <T extends { readonly intent: Intent }>(plan: T): T =>
  plan.intent.kind === 'push'
    ? { ...plan, intent: { kind: 'build', reason: 'its code is not trusted' } }
    : plan

/** Dependabot's runs have a read-only token, and none of the repository's secrets. */
const isDependabot = (trigger: Trigger): boolean => trigger.actor === 'dependabot[bot]'

const isForkWithoutSecrets = ({ cause, pullRequest }: Trigger): boolean =>
  cause.kind === 'pull-request' &&
  ['ordinary', 'review'].includes(cause.variant) &&
  pullRequest?.fork === true

/** Why there is nothing left to publish for; undefined otherwise. */
function findGone({ cause }: Trigger): string | undefined {
  if (cause.kind === 'delete') return 'the ref was deleted'
  if (cause.kind === 'pull-request' && cause.isClosed) return 'the pull request was closed'
  if (cause.kind === 'release' && cause.change === 'deleted') return 'the release was deleted'
  return undefined
}

/** Decides for `push: auto`. */
function decideAuto(trigger: Trigger): Intent {
  const { event, action, cause } = trigger
  const build = (reason: string): Intent => ({ kind: 'build', reason })
  const push = (reason: string): Intent => ({ kind: 'push', reason })
  if (isDependabot(trigger)) return build("Dependabot's token may only read")
  if (runsWithoutSecrets(trigger)) return build(fromFork)
  if (isPullRequestTarget(trigger)) {
    return build(
      'pull_request_target does not publish by itself; push: true overrides it for a commit of this repository',
    )
  }
  if (cause.kind === 'pull-request' && cause.variant === 'ordinary') return push(event)
  if (cause.kind === 'merge-group' || isQueueBranch(trigger)) return build('the merge queue only checks')
  if (cause.kind === 'release' && cause.change === 'published') return push(`release ${action}`)
  if (['push', 'dispatch', 'schedule'].includes(cause.kind)) return push(event)
  const name = action === undefined ? event : `${event}, ${action}`
  return build(`event '${name}' does not publish by itself; push: true overrides it`)
}
