import { dirtyTree, unconfirmed } from '../errors/working-copy-guards.ts'
import { openWorkspaceGit } from '../git/run-git.ts'
import { findUncommitted } from '../git/uncommitted.ts'
import { describeProblem, type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Terminal } from '../ports/terminal.ts'
import type { RunState } from '../prepare/run-state.ts'
import { checkPushed } from './pushed-commit.ts'
import { findSensitive, findShared } from './sensitive-tags.ts'

/** What the user permits. */
export interface Permissions {
  readonly allowDirty: boolean
  readonly allowRelease: boolean
  /** What is published does not come from the working copy: a promotion of literal tags. */
  readonly isElsewhere?: boolean
}

/**
 * Reviews what a run outside CI is about to publish, before anything is built or written: no uncommitted changes outside a personal
 * channel, no release that the remote does not have, and no release, `latest` or name of the default branch without a confirmation.
 * A dry run warns instead.
 */
export async function reviewRelease(
  ports: Ports,
  state: RunState,
  terminal: Pick<Terminal, 'isInteractive' | 'ask'>,
  permissions: Permissions,
): Promise<void> {
  if (state.intent.kind !== 'push') return
  const sensitive = permissions.allowRelease ? [] : findSensitive(state)
  const mayAsk = terminal.isInteractive && !state.inputs.dryRun
  const problems = [
    ...(await checkChanges(ports, state, permissions)),
    ...(await checkRemote(ports, state, permissions)),
    ...(sensitive.length > 0 && !mayAsk ? [unconfirmed(sensitive, false)] : []),
  ]
  if (state.inputs.dryRun) {
    for (const problem of problems)
      ports.log.warning(`tagboat publish would be refused: ${describeProblem(problem)}`)
    return
  }
  throwAll(problems)
  if (sensitive.length > 0 && !(await confirm(terminal, sensitive)))
    throw new TagboatError(unconfirmed(sensitive, true))
}

/** Uncommitted changes that would be published outside a personal channel. */
async function checkChanges(
  ports: Ports,
  state: RunState,
  { allowDirty }: Permissions,
): Promise<readonly Problem[]> {
  const { trigger, inputs, workspace } = state
  if (trigger.isDirty !== true || allowDirty || !(inputs.from === undefined || inputs.from.kind === 'daemon'))
    return []
  const shared = findShared(state)
  if (shared.length === 0) return []
  const git = await openWorkspaceGit(ports, workspace)
  const changes = git && (await findUncommitted(git))
  return [dirtyTree(shared, changes ?? { first: ['the image of the engine'], count: 1 })]
}

/** A release whose commit is only on this machine. Tags that a user writes for an existing image have no commit. */
async function checkRemote(
  ports: Ports,
  { plans, trigger, inputs, workspace }: RunState,
  { isElsewhere = false }: Permissions,
): Promise<readonly Problem[]> {
  if (isElsewhere) return []
  const isBuilt = inputs.from === undefined || inputs.from.kind === 'daemon'
  const tags = plans.flatMap((plan) => plan.tags).filter((tag) => isBuilt || tag.fromRef !== undefined)
  return checkPushed(ports, { trigger, tags, workspace })
}

/** Asks with the default No. */
async function confirm(terminal: Pick<Terminal, 'ask'>, refs: readonly string[]): Promise<boolean> {
  const answer = await terminal.ask(`Publish ${refs.join(', ')} from this machine? [y/N] `)
  return /^y(?:es)?$/i.test(answer.trim())
}
