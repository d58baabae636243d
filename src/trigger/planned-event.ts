import { findNear } from '../edit-distance.ts'
import { conflictingFlags, unknownEvent } from '../errors/trigger.ts'
import { badFlag } from '../errors/usage.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import { type Cause, parseRef, type Ref } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import { classifyEvent } from './classify-event.ts'

/** What the user says about the run, in place of what the working copy says. Each may be absent. */
export interface TriggerFlags {
  readonly ref?: string
  /** A name of GitHub's events. */
  readonly event?: string
  readonly pr?: number
  /** The pull request comes from a fork. */
  readonly fork?: boolean
  readonly defaultBranch?: string
  readonly user?: string
}

/** The event of a run that is described by flags. */
export interface PlannedEvent {
  readonly event: string
  readonly action?: string
  readonly cause: Cause
}

/** The events that can be planned. All others publish nothing by default. */
const events = [
  'push',
  'pull_request',
  'pull_request_target',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'release',
  'merge_group',
]

/**
 * The event that flags describe: `--pr 7` alone is a pull request, no flag is the cause `local`. Throws a TagboatError for an unknown
 * event or a combination without sense.
 */
export function planEvent(flags: TriggerFlags): PlannedEvent {
  throwAll(findProblems(flags))
  const event = flags.event ?? (flags.pr === undefined ? 'local' : 'pull_request')
  const action = event === 'release' ? 'published' : undefined
  return { event, cause: classifyEvent(event, action), ...(action && { action }) }
}

/** `--ref refs/pull/7/head` is `--pr 7`. */
export function withPull(flags: TriggerFlags): TriggerFlags {
  const full = flags.ref === undefined ? undefined : parseRefFlag(flags.ref)
  if (full?.kind !== 'pull' || flags.pr !== undefined) return flags
  const { ref: _ref, ...rest } = flags
  return { ...rest, pr: full.number }
}

function findProblems(flags: TriggerFlags): readonly Problem[] {
  const { event, pr, fork, user, defaultBranch, ref } = flags
  const problems: Problem[] = []
  if (event !== undefined && !events.includes(event)) {
    problems.push(unknownEvent(event, events, findNear(event, events)))
  } else {
    const isPull = event === undefined ? pr !== undefined : event.startsWith('pull_request')
    problems.push(...findPullProblems(isPull, flags), ...findRefProblems(event, ref))
    if (fork === true && !isPull) {
      problems.push(
        conflictingFlags('--fork is about a pull request.', 'Add --pr NUMBER, or leave --fork out.'),
      )
    }
  }
  if (user !== undefined && toComponent(user) === '') {
    problems.push(badFlag('user', user, 'has no letter or digit that a tag may have'))
  }
  for (const [flag, name] of [
    ['ref', ref],
    ['default-branch', defaultBranch],
  ] as const) {
    if (name !== undefined && !isRefName(name))
      problems.push(badFlag(flag, name, 'is not a valid name of a git ref'))
  }
  return problems
}

function findPullProblems(isPull: boolean, { event, pr, ref }: TriggerFlags): readonly Problem[] {
  if (isPull && pr === undefined) {
    const fix = `Add its number: --event ${event} --pr 7`
    return [conflictingFlags(`--event ${event} needs the pull request.`, fix)]
  }
  if (!isPull && pr !== undefined) {
    const fix = 'Leave --pr out, or write --event pull_request.'
    return [conflictingFlags(`--pr is about a pull request, and --event is ${event}.`, fix)]
  }
  if (isPull && ref !== undefined && parseRefFlag(ref)?.kind === 'tag') {
    const fix = 'Leave --ref out, or name the branch of the pull request.'
    return [conflictingFlags(`A pull request has a branch, and --ref '${ref}' is a git tag.`, fix)]
  }
  return []
}

function findRefProblems(event: string | undefined, ref: string | undefined): readonly Problem[] {
  const full = ref === undefined ? undefined : parseRefFlag(ref)
  if (event === 'schedule' && full?.kind === 'tag') {
    const fix = 'Leave --ref out: a schedule runs on the default branch.'
    return [conflictingFlags(`A schedule runs on a branch, and --ref '${ref}' is a git tag.`, fix)]
  }
  if (event === 'release' && full?.kind === 'branch') {
    const fix = 'Name the git tag: --event release --ref v1.2.3'
    return [conflictingFlags(`A release has a git tag, and --ref '${ref}' is a branch.`, fix)]
  }
  if (ref !== undefined && /^[0-9a-f]{40}$/.test(ref)) {
    return [badFlag('ref', ref, 'is a commit: check it out, and name its branch or git tag')]
  }
  if (full?.kind === 'other')
    return [badFlag('ref', full.name, 'is not a branch, a git tag or a pull request')]
  return []
}

/** A full ref name (`refs/heads/x`); undefined for a short one. GitLab's merge requests are pull requests. */
export function parseRefFlag(text: string): Ref | undefined {
  const merge = /^refs\/merge-requests\/(\d+)\//.exec(text)?.[1]
  if (merge !== undefined) return { kind: 'pull', number: Number(merge) }
  const remote = /^refs\/remotes\/[^/]+\/(.+)$/.exec(text)?.[1]
  if (remote !== undefined) return { kind: 'branch', name: remote }
  return text.startsWith('refs/') ? parseRef(text) : undefined
}

/** Whether git accepts the name (git-check-ref-format). */
export const isRefName = (name: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids control characters.
  /^[^\u0000-\u0020\u007f~^:?*[\\]+$/.test(name) &&
  !/\.\.|@\{|\/\/|(?:^|\/)\.|\.lock(?:\/|$)|^[-/]|[./]$|^@$/.test(name)
