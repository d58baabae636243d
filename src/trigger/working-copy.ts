import { releaseWithoutTag } from '../errors/trigger.ts'
import { gitMissing, notAWorkingCopy, unknownRefName } from '../errors/working-copy.ts'
import { readCheckout } from '../git/checkout.ts'
import { openPlainGit } from '../git/run-git.ts'
import { compact } from '../json.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { GitHubRepository, PullRequest, Ref, Trigger } from '../model/trigger.ts'
import { isoFromMillis } from '../ports/time.ts'
import { type ChosenRef, chooseRef, highestTag } from './choose-ref.ts'
import { isForeignContext } from './foreign-context.ts'
import { describeServer, type GitServer } from './git-server.ts'
import { resolveRef } from './named-ref.ts'
import { type PlannedEvent, planEvent, type TriggerFlags } from './planned-event.ts'
import type { TriggerPorts, TriggerResult } from './read-trigger.ts'
import { chooseUser, toUserName } from './user-name.ts'
import { readWorkingCopyFacts, type WorkingCopyFacts } from './working-copy-facts.ts'

/** The working copy, and what a command does with it. */
export interface WorkingCopyRun {
  /** The root, absolute. */
  readonly workspace: string
  /** The folder of the build context, absolute; undefined for a remote one. */
  readonly folder: string | undefined
  readonly flags: TriggerFlags
  /**
   * `build`: the content of the working copy is published under the names of the ref. `plan`: nothing is. `local`: nothing is, and
   * the names of the ref are not used. `promote`: existing images are, under given names, so that no working copy is needed.
   */
  readonly use: 'build' | 'plan' | 'local' | 'promote'
}

/**
 * Reads the trigger from a working copy and from flags: ref, commit, repository, default branch and user. The notes say which ref was
 * chosen, and why. Throws a TagboatError without a working copy or a commit, for flags without sense, and without a ref.
 */
export async function readWorkingCopy(ports: TriggerPorts, run: WorkingCopyRun): Promise<TriggerResult> {
  const { flags } = run
  const planned = planEvent(flags)
  const facts = await readWorkingCopyFacts(ports, run.workspace)
  if (facts === undefined && run.use === 'promote') return describeNone(ports, planned, flags)
  if (facts === undefined) throw new TagboatError(await explainNone(ports, run.workspace))
  const defaultBranch = flags.defaultBranch ?? facts.head.defaultBranch
  const chosen = await findRef({ facts, flags, planned, run, defaultBranch })
  const context = await readContext(ports, run)
  const isForeign = run.folder !== undefined && (await isForeignContext(ports, run.workspace, run.folder))
  const { revision, commitTime } =
    chosen.commit === undefined ? (context ?? facts.head) : { revision: chosen.commit }
  const now = isoFromMillis(ports.clock.now())
  const known = facts.remote?.repository
  const server = describeServer(known?.serverUrl, ports.env)
  const trigger: Trigger = compact({
    ...planned,
    ref: chosen.ref,
    sha: chosen.commit ?? facts.head.revision,
    revision,
    isDirty: (chosen.commit === undefined && (facts.hasChanges || isForeign)) || undefined,
    commitTime: commitTime ?? now,
    time: now,
    defaultBranch,
    pullRequest: describePull(flags, chosen, facts, defaultBranch),
    repository: describeRepository(facts),
    actor: flags.user === undefined ? chooseUser(facts.user, ports.env) : toUserName(flags.user),
    serverUrl: known?.serverUrl ?? 'https://github.com',
    otherServer: server.otherServer,
  })
  return withServer(
    { trigger, warnings: chosen.warnings ?? [], notes: describe(chosen, trigger, run) },
    server,
  )
}

/** Without git no folder is a working copy. */
async function explainNone(ports: TriggerPorts, workspace: string): Promise<Problem> {
  const { code } = await openPlainGit(ports)(['--version'])
  return code === 127 ? gitMissing() : notAWorkingCopy(workspace)
}

const withServer = (result: TriggerResult, { credentials }: GitServer): TriggerResult =>
  credentials === undefined ? result : { ...result, credentials }

/** A promotion outside a working copy: no commit, no repository, no server. */
function describeNone(
  ports: TriggerPorts,
  planned: PlannedEvent,
  { user, defaultBranch }: TriggerFlags,
): TriggerResult {
  const now = isoFromMillis(ports.clock.now())
  const server = describeServer(undefined, ports.env)
  const trigger: Trigger = compact({
    ...planned,
    ref: { kind: 'other' as const, name: 'HEAD' },
    sha: '',
    revision: '',
    commitTime: now,
    time: now,
    defaultBranch,
    repository: { owner: '', name: '', url: '' },
    actor: user === undefined ? chooseUser({}, ports.env) : toUserName(user),
    serverUrl: 'https://github.com',
    otherServer: server.otherServer,
  })
  return withServer({ trigger, warnings: [] }, server)
}

/** Whether the names of the ref are not used. */
const isWithoutNames = ({ use }: WorkingCopyRun): boolean => use === 'local' || use === 'promote'

interface RefRequest {
  readonly facts: WorkingCopyFacts
  readonly flags: TriggerFlags
  readonly planned: PlannedEvent
  readonly run: WorkingCopyRun
  readonly defaultBranch: string | undefined
}

async function findRef({ facts, flags, planned, run, defaultBranch }: RefRequest): Promise<ChosenRef> {
  const { kind } = planned.cause
  if (flags.pr !== undefined) return { ref: { kind: 'pull', number: flags.pr }, why: 'by --pr' }
  if (flags.ref !== undefined) {
    const found = await resolveRef(flags.ref, facts, run.use === 'build')
    if (kind === 'release' && found.ref.kind !== 'tag') throw new TagboatError(releaseWithoutTag(flags.ref))
    return found
  }
  if (kind === 'release') {
    const tag = highestTag(facts.refs.tags)
    if (tag === undefined) throw new TagboatError(releaseWithoutTag(undefined))
    return { ref: { kind: 'tag', name: tag }, why: 'which HEAD is at' }
  }
  if (kind === 'schedule' && defaultBranch !== undefined) {
    return { ref: { kind: 'branch', name: defaultBranch }, why: 'on which a schedule runs' }
  }
  const chosen = chooseRef(facts.refs)
  if (chosen !== undefined) return chosen
  if (isWithoutNames(run)) return { ref: { kind: 'other', name: 'HEAD' }, why: 'which is detached' }
  throw new TagboatError(unknownRefName())
}

/** The checkout that the build context is in, if that is not the root's. */
const readContext = async (ports: TriggerPorts, { workspace, folder }: WorkingCopyRun) =>
  folder === undefined || folder === workspace ? undefined : readCheckout(ports, workspace, folder)

/** The head is the commit of the working copy. A fork may be hostile, and this machine has secrets. */
function describePull(
  { pr, ref, fork = false }: TriggerFlags,
  { commit }: ChosenRef,
  { head, refs }: WorkingCopyFacts,
  defaultBranch: string | undefined,
): PullRequest | undefined {
  if (pr === undefined) return undefined
  // A pull request has a branch of its own.
  const own = refs.branch === defaultBranch ? undefined : refs.branch
  return {
    number: pr,
    headRef: ref?.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, '') ?? own ?? '',
    headSha: commit ?? head.revision,
    baseRef: defaultBranch ?? '',
    fork,
    ...(fork && { mayHoldSecrets: true as const }),
  }
}

const describeRepository = ({ remote }: WorkingCopyFacts): GitHubRepository => {
  const { owner = '', name = '', url = '' } = remote?.repository ?? {}
  return { owner, name, url, ...(remote && { remote: remote.name }) }
}

/** The notes of a run. A missing default branch matters where its name could have given `latest`. */
function describe(
  { ref, why }: ChosenRef,
  { defaultBranch }: Trigger,
  { use }: WorkingCopyRun,
): readonly string[] {
  if (use === 'local') return []
  const unknown =
    'The default branch is unknown, so no tag follows it (latest). Pass --default-branch, or run: git remote set-head origin --auto'
  return [
    `Ref: ${nameOf(ref)}, ${why}.`,
    ...(ref.kind === 'branch' && defaultBranch === undefined ? [unknown] : []),
  ]
}

const nameOf = (ref: Ref): string =>
  ref.kind === 'pull'
    ? `pull request ${ref.number}`
    : `${ref.kind === 'tag' ? 'git tag' : ref.kind} ${ref.name}`
