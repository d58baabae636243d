import { pruneEvent } from '../errors/prune.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { PullRequest, Ref, Trigger } from '../model/trigger.ts'
import type { GoneRef } from '../prune-plan/decide-prune.ts'
import { findVersion } from '../tags/versions.ts'
import { type NamedTag, nameGoneBranch, nameGonePull, type RuleNames } from './rule-names.ts'

/** What a run prunes. */
export type PruneScope =
  /** The tags that the rules gave the ref of the event. */
  | { readonly kind: 'ref'; readonly ref: GoneRef; readonly named: (names: RuleNames) => readonly NamedTag[] }
  /** The tags of all refs that are gone. */
  | { readonly kind: 'sweep' }
  | { readonly kind: 'nothing'; readonly reason: string }

/** Reads from the event what is gone. Throws a TagboatError for an event that prunes nothing. */
export function findScope(trigger: Trigger): PruneScope {
  const { cause, ref, pullRequest, event } = trigger
  switch (cause.kind) {
    case 'delete':
      return scopeOfRef(ref)
    case 'pull-request':
      if (!cause.isClosed) return { kind: 'nothing', reason: 'the pull request is open' }
      if (pullRequest === undefined) throw new TagboatError(pruneEvent(event))
      return scopeOfPull(pullRequest, trigger)
    case 'schedule':
    case 'dispatch':
    case 'local':
      return { kind: 'sweep' }
    default:
      throw new TagboatError(pruneEvent(event))
  }
}

function scopeOfRef(ref: Ref): PruneScope {
  if (ref.kind === 'branch') {
    const { name } = ref
    return { kind: 'ref', ref: goneBranch(name), named: (names) => nameGoneBranch(names, name) }
  }
  if (ref.kind !== 'tag') return { kind: 'nothing', reason: 'neither a branch nor a git tag was deleted' }
  const { name } = ref
  const isVersion = findVersion(name) !== undefined || isVersionLine(name)
  const gone = { name: `git tag '${name}'`, branch: '', at: ref, ...(isVersion && { isVersion }) }
  return { kind: 'ref', ref: gone, named: (names) => names.forGitTag(name) }
}

/** A git tag like `v1` or `app/1.2`, which moves from one version to the next, and may be deleted for that. */
const isVersionLine = (name: string): boolean => /(?:^|[/@]|-(?=v|\d+\.))v?\d+(?:\.\d+)*$/i.test(name)

function scopeOfPull(pullRequest: PullRequest, { cause, time }: Trigger): PruneScope {
  // GitHub gives such a run a token that may only read ("pull_request", runs of forks).
  if (pullRequest.fork && cause.kind === 'pull-request' && cause.variant === 'ordinary')
    return { kind: 'nothing', reason: "a fork's pull request publishes nothing, and its run may not delete" }
  return { kind: 'ref', ref: gonePull(pullRequest, time), named: (names) => nameGonePull(names, pullRequest) }
}

export const goneBranch = (name: string): GoneRef => ({
  name: `branch '${name}'`,
  branch: name,
  at: { kind: 'branch', name },
})

export const gonePull = ({ number, headRef, fork }: PullRequest, since?: string): GoneRef => ({
  name: `pull request ${number}`,
  branch: fork ? '' : headRef,
  at: { kind: 'pull', number },
  ...(since !== undefined && { since }),
})
