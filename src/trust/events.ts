import type { Trigger } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'

/**
 * Events that are never asked about. Users with write access start them, or GitHub starts them without secrets
 * (`pull_request` of a fork). Every other event, future ones included, can run on behalf of an outsider while the run holds
 * the base repository's secrets: `pull_request_target`, `workflow_run`, `issue_comment`, `pull_request_review`,
 * `pull_request_review_comment`, `issues`, `discussion`, `discussion_comment`, `check_run`, `check_suite`, `status`,
 * `fork`, `watch`, `gollum`, `deployment`, ... ("Events that trigger workflows" in GitHub's documentation).
 */
const startedByWriters: ReadonlySet<string> = new Set([
  'push',
  'create',
  'delete',
  'schedule',
  'release',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
  'pull_request',
  'local',
])

/** Whether a run of this event may hold secrets beside a stranger's commit. */
export const needsTrust = ({ event }: Pick<Trigger, 'event'>): boolean => !startedByWriters.has(event)

/**
 * The commit that the event vouches for, GITHUB_SHA. A review's GITHUB_SHA is the merge commit of its pull request ("Events that trigger
 * workflows", `pull_request_review`): of a fork's it vouches for nothing. On `pull_request_target` it is the base
 * branch's commit. Only the runner's own variable counts, not what a checkout or a payload says instead.
 */
export function vouchedCommit({ event, pullRequest }: Trigger, env: Env): string | undefined {
  const isMergeOfFork = pullRequest?.fork === true && event !== 'pull_request_target'
  return isMergeOfFork ? undefined : env.GITHUB_SHA || undefined
}
