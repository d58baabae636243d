import type { Push } from '../inputs/inputs.ts'
import type { Intent } from '../model/intent.ts'
import type { Trigger } from '../model/trigger.ts'

/** Events that publish by themselves. Everything else is built, and pushed only with `push: true`. */
const publishing = ['push', 'workflow_dispatch', 'repository_dispatch', 'create', 'schedule']

/** Dependabot's runs have a token that reads only, and none of the repository's secrets. */
const isDependabot = (trigger: Trigger): boolean => trigger.actor === 'dependabot[bot]'

/** Events of a pull request that GitHub runs without secrets where it comes from a fork. */
const withoutSecrets = ['pull_request', 'pull_request_review', 'pull_request_review_comment']

/** The run gets no secrets: empty passwords are no mistake then. */
export const runsWithoutSecrets = (trigger: Trigger): boolean =>
  isDependabot(trigger) || (withoutSecrets.includes(trigger.event) && trigger.pullRequest?.fork === true)

export function decideIntent(trigger: Trigger, push: Push): Intent {
  const gone = findGone(trigger)
  if (gone !== undefined) return { kind: 'nothing', reason: gone }
  const auto = decideAuto(trigger)
  if (push === true) return { kind: 'push', reason: 'push is true' }
  // The legs of a matrix build on a fork's pull request too: without secrets there is nothing to push with.
  if (push === 'digest' && !runsWithoutSecrets(trigger)) return { kind: 'push', reason: 'push is digest' }
  if (push === 'files') return { kind: 'build', reason: 'input outputs is set' }
  if (push === false) return { kind: 'build', reason: 'push is false' }
  return auto
}

/** Untrusted code is never pushed, whatever was asked for: a dry run goes on without. */
export const withoutPush = <T extends { readonly intent: Intent }>(plan: T): T =>
  plan.intent.kind === 'push'
    ? { ...plan, intent: { kind: 'build', reason: 'its code is not trusted' } }
    : plan

function findGone({ event, action }: Trigger): string | undefined {
  if (event === 'delete') return 'the ref was deleted'
  if (event.startsWith('pull_request') && action === 'closed') return 'the pull request was closed'
  if (event === 'release' && action === 'deleted') return 'the release was deleted'
  return undefined
}

function decideAuto(trigger: Trigger): Intent {
  const { event, action, ref } = trigger
  const build = (reason: string): Intent => ({ kind: 'build', reason })
  if (isDependabot(trigger)) return build("Dependabot's token may only read")
  if (runsWithoutSecrets(trigger)) return build('a pull request from a fork may not push')
  if (event === 'pull_request_target') {
    return build(
      'pull_request_target does not publish by itself; push: true overrides it for a commit of this repository',
    )
  }
  if (event === 'pull_request') return { kind: 'push', reason: event }
  if (event === 'merge_group' || (ref.kind === 'branch' && ref.name.startsWith('gh-readonly-queue/'))) {
    return build('the merge queue only checks')
  }
  if (event === 'release' && ['published', 'released', 'prereleased'].includes(action ?? '')) {
    return { kind: 'push', reason: `release ${action}` }
  }
  if (publishing.includes(event)) return { kind: 'push', reason: event }
  return build(
    `event '${event}${action === undefined ? '' : `, ${action}`}' does not publish by itself; push: true overrides it`,
  )
}
