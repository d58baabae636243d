import { isPullRequestTarget, type Trigger } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'

/**
 * Whether a run of this event may hold secrets beside untrusted code. The other events are started by users with write
 * access, or run without secrets for a fork (`pull_request`). Those that need trust can run on behalf of an outsider with
 * the base repository's secrets: `pull_request_target`, `workflow_run`, `issue_comment`, `pull_request_review`,
 * `issues`, `discussion`, `check_run`, `status`, `fork`, `deployment`, ... and every event that is unknown here ("Events
 * that trigger workflows" in GitHub's documentation). Outside GitHub's runner a fork's pull request needs it, too.
 */
export const needsTrust = ({ cause, pullRequest }: Pick<Trigger, 'cause' | 'pullRequest'>): boolean =>
  cause.kind === 'other' ||
  (cause.kind === 'pull-request' && (cause.variant !== 'ordinary' || pullRequest?.mayHoldSecrets === true))

/**
 * The commit that the event vouches for: GITHUB_SHA, which is the base branch's commit on `pull_request_target`. It is
 * undefined for reviews of a fork, whose GITHUB_SHA is the merge commit of the pull request ("Events that trigger
 * workflows", `pull_request_review`). Only the runner's variable counts, not what a checkout or a payload contains.
 */
export function vouchedCommit(trigger: Trigger, env: Env): string | undefined {
  const isMergeOfFork = trigger.pullRequest?.fork === true && !isPullRequestTarget(trigger)
  return isMergeOfFork ? undefined : env.GITHUB_SHA || undefined
}
