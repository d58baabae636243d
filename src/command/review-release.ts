import { cancelledMeanwhile } from '../errors/publish.ts'
import { dirtyImage, dirtyTree, unconfirmed } from '../errors/working-copy-guards.ts'
import { openWorkspaceGit } from '../git/run-git.ts'
import { findUncommitted } from '../git/uncommitted.ts'
import { describeProblem, type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Terminal } from '../ports/terminal.ts'
import type { RunState } from '../prepare/run-state.ts'
import { checkPushed } from './pushed-commit.ts'
import { findSensitive, findShared } from './sensitive-tags.ts'

export type ReviewPorts = Pick<Ports, 'exec' | 'files' | 'env' | 'log' | 'ending' | 'isCancelled'>

/** What the user permits. */
export interface Permissions {
  readonly allowDirty: boolean
  readonly allowRelease: boolean
  /** The remote is not asked whether it has the commit, because none is published (literal tags of a promotion), or by --offline. */
  readonly skipRemote?: boolean
}

/**
 * Reviews what a run outside CI is about to publish, before anything is built or written: no uncommitted changes outside a personal
 * channel, no release that the remote does not have, and no release, `latest` or name of the default branch without a confirmation.
 * A dry run warns instead.
 */
export async function reviewRelease(
  ports: ReviewPorts,
  state: RunState,
  terminal: Pick<Terminal, 'isInteractive' | 'ask'>,
  permissions: Permissions,
): Promise<void> {
  if (state.intent.kind !== 'push') return
  const sensitive = permissions.allowRelease ? [] : findSensitive(state)
  const problems = [
    ...(await checkChanges(ports, state, permissions)),
    ...(await checkRemote(ports, state, permissions)),
  ]
  if (state.inputs.dryRun) {
    for (const problem of problems)
      ports.log.warning(`This run would be refused: ${describeProblem(problem)}`)
    if (sensitive.length > 0)
      ports.log.notice(`A run needs a confirmation, or --allow-release, for ${sensitive.join(', ')}.`)
    return
  }
  const mustConfirm = sensitive.length > 0 && !terminal.isInteractive
  throwAll(mustConfirm ? [...problems, unconfirmed(sensitive, false)] : problems)
  if (sensitive.length > 0 && !(await confirm(ports, terminal, sensitive))) {
    throw new TagboatError(ports.isCancelled() ? cancelledMeanwhile() : unconfirmed(sensitive, true))
  }
}

/** In place of changed files: the working copy has none, so the context must be what counts as changed. */
const foreignContext = { first: ['(the build context, which is in another repository)'], count: 1 }

/** Uncommitted changes that would be published outside a personal channel. */
async function checkChanges(
  ports: ReviewPorts,
  state: RunState,
  { allowDirty }: Permissions,
): Promise<readonly Problem[]> {
  const { trigger, inputs, workspace } = state
  if (trigger.isDirty !== true || allowDirty || !(inputs.from === undefined || inputs.from.kind === 'daemon'))
    return []
  const shared = findShared(state)
  if (shared.length === 0) return []
  if (inputs.from !== undefined) return [dirtyImage(`docker-daemon:${inputs.from.image}`, shared)]
  const git = await openWorkspaceGit(ports, workspace)
  const { first, count } = (git && (await findUncommitted(git))) ?? foreignContext
  return [dirtyTree(shared, first, count)]
}

/** A release whose commit is only on this machine. Tags that a user writes for an existing image have no commit. */
async function checkRemote(
  ports: ReviewPorts,
  { plans, trigger, inputs, workspace }: RunState,
  { skipRemote = false }: Permissions,
): Promise<readonly Problem[]> {
  if (skipRemote) return []
  const isBuilt = inputs.from === undefined || inputs.from.kind === 'daemon'
  const tags = plans.flatMap((plan) => plan.tags).filter((tag) => isBuilt || tag.fromRef !== undefined)
  return checkPushed(ports, { trigger, tags, workspace })
}

/** Asks with the default No. A signal ends the question. */
async function confirm(
  { ending }: ReviewPorts,
  terminal: Pick<Terminal, 'ask'>,
  refs: readonly string[],
): Promise<boolean> {
  const asked = terminal.ask(`Publish ${refs.join(', ')} from this machine? [y/N] `)
  const answer = await Promise.race([asked, ending.cancelled.then(() => '')])
  return /^y(?:es)?$/i.test(answer.trim())
}
