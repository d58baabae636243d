import type { Push } from '../inputs/inputs.ts'
import type { Trigger } from '../trigger/trigger.ts'

/** What a run may do, and why: the column `push: auto` of docs/tags.md. */
export type Intent =
  | { readonly kind: 'push'; readonly reason: string; readonly warning?: string }
  | { readonly kind: 'build'; readonly reason: string; readonly warning?: string }
  /** Not even a build: the ref or pull request is gone. */
  | { readonly kind: 'nothing'; readonly reason: string }

/** Events that publish by themselves. Everything else is built, and pushed only with `push: true`. */
const publishing = ['push', 'workflow_dispatch', 'repository_dispatch', 'create', 'schedule']

/** Dependabot's runs have a token that reads only, and none of the repository's secrets. */
const isDependabot = (trigger: Trigger): boolean => trigger.actor === 'dependabot[bot]'

/** The run gets no secrets: empty passwords are no mistake then. */
export const runsWithoutSecrets = (trigger: Trigger): boolean =>
  isDependabot(trigger) || (trigger.event === 'pull_request' && trigger.pullRequest?.fork === true)

export function decideIntent(trigger: Trigger, push: Push): Intent {
  const gone = findGone(trigger)
  if (gone !== undefined) return { kind: 'nothing', reason: gone }
  const auto = decideAuto(trigger)
  const warning =
    trigger.event === 'pull_request_target' && (push === true || push === 'digest')
      ? { warning: strangersCode }
      : {}
  if (push === true) return { kind: 'push', reason: 'push is true', ...warning }
  if (push === 'digest') return { kind: 'push', reason: 'push is digest' }
  if (push === false) return { kind: 'build', reason: 'push is false' }
  return auto
}

const strangersCode =
  'pull_request_target with push: true builds a code state that a stranger may have written, in a run that holds ' +
  'your secrets. Check out and build only what you have reviewed.'

function findGone({ event, action }: Trigger): string | undefined {
  if (event === 'delete') return 'the ref was deleted'
  if (event.startsWith('pull_request') && action === 'closed') return 'the pull request was closed'
  if (event === 'release' && action === 'deleted') return 'the release was deleted'
  return undefined
}

function decideAuto(trigger: Trigger): Intent {
  const { event, action, ref, pullRequest } = trigger
  const build = (reason: string): Intent => ({ kind: 'build', reason })
  if (isDependabot(trigger)) return build("Dependabot's token may only read")
  if (event === 'pull_request_target') {
    return build(
      'on pull_request_target it would run a stranger’s code beside secrets; push: true overrides it',
    )
  }
  if (event === 'pull_request') {
    return pullRequest?.fork
      ? build('a pull request from a fork may not push')
      : { kind: 'push', reason: event }
  }
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
