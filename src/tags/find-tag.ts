import { isPullRequestTarget, isScheduled, type Trigger } from '../model/trigger.ts'
import { commitSha, shortSha } from './expressions.ts'
import { findMatchTag, findVersionTag } from './find-version-tag.ts'
import { type Finding, type FoundTag, nothing, releaseOf } from './finding.ts'
import type { RefEvent, Rule } from './rule.ts'
import { followRef, type RuleContext } from './rule-context.ts'
import type { Template } from './templates.ts'
import { findVersion, isPrerelease } from './versions.ts'

/** Applies a rule to its context, before prefix and suffix. */
export function findTag(rule: Rule, context: RuleContext): Finding {
  switch (rule.type) {
    case 'schedule':
      return findScheduleTag(rule, context)
    case 'semver':
    case 'pep440':
      return findVersionTag(rule, context)
    case 'match':
      return findMatchTag(rule, context)
    case 'edge':
      return findEdgeTag(rule, context)
    case 'ref':
      return findRefTag(rule, context.trigger)
    case 'raw':
      return findRawTag(rule, context)
    case 'sha':
      return findShaTag(rule, context)
  }
}

/** `type=schedule`: a name for the scheduled run. */
function findScheduleTag({ pattern }: { readonly pattern: Template }, context: RuleContext): Finding {
  if (!isScheduled(context.trigger)) return nothing
  const from = context.originsOf(pattern)
  return { kind: 'tag', text: context.render(pattern), follows: { kind: 'run' }, from }
}

/** `type=edge`: the default branch, or the one in `branch=`. */
function findEdgeTag({ branch }: { readonly branch: string }, { trigger }: RuleContext): Finding {
  const { ref, defaultBranch } = trigger
  if (ref.kind !== 'branch' || ref.name !== (branch || defaultBranch)) return nothing
  return { kind: 'tag', text: 'edge', follows: { kind: 'branch', branch: ref.name } }
}

/**
 * `type=raw`: the text that the workflow wrote. A full version is a release; `latest` and the branch's own name follow the
 * ref; any other name follows nothing but the run.
 */
function findRawTag({ value }: { readonly value: Template }, context: RuleContext): Finding {
  const text = context.render(value)
  const { ref } = context.trigger
  const from = context.originsOf(value)
  const version = findVersion(text)
  if (version?.isFixed && version.raw === text) {
    return { kind: 'tag', text, follows: releaseOf(version), from }
  }
  const isOfRef = text === 'latest' || (ref.kind === 'branch' && text === ref.name)
  return { kind: 'tag', text, follows: isOfRef ? followRef(ref) : { kind: 'run' }, from }
}

/** `type=sha`: the commit. */
function findShaTag({ format }: { readonly format: 'short' | 'long' }, context: RuleContext): Finding {
  const sha = commitSha(context.trigger, context.options)
  const text = format === 'long' ? sha : shortSha(sha, context.options)
  return text === '' ? nothing : { kind: 'tag', text, follows: { kind: 'commit' } }
}

/** `type=ref`: the name of the branch, git tag or pull request itself. */
function findRefTag({ event }: { readonly event: RefEvent }, trigger: Trigger): Finding {
  switch (event) {
    case 'branch':
      return findBranch(trigger)
    case 'tag':
      return findGitTag(trigger)
    case 'pr':
      return findPull(trigger)
    case 'pr-branch':
      return findPullBranch(trigger)
  }
}

function findBranch({ ref }: Trigger): Finding {
  if (ref.kind !== 'branch') return nothing
  return { kind: 'tag', text: ref.name, follows: { kind: 'branch', branch: ref.name }, from: ['branch'] }
}

/** A git tag that is a version is a release. A prerelease does not get `latest`. */
function findGitTag({ ref }: Trigger): Finding {
  if (ref.kind !== 'tag') return nothing
  const found: Pick<FoundTag, 'kind' | 'text' | 'from'> = { kind: 'tag', text: ref.name, from: ['tag'] }
  const version = findVersion(ref.name)
  const follows = version?.isFixed ? releaseOf(version) : followRef(ref)
  return isPrerelease(ref.name) ? { ...found, follows } : { ...found, follows, latest: followRef(ref) }
}

function findPull({ ref }: Trigger): Finding {
  if (ref.kind !== 'pull') return nothing
  const follows = { kind: 'pull', number: ref.number } as const
  return { kind: 'tag', text: String(ref.number), follows, from: ['pr'] }
}

/**
 * The head branch of a pull request, named as a push to it would name it. Not for a fork, which chooses its branch names;
 * not for the default branch; not on `pull_request_target`, whose commit is the base branch's.
 */
function findPullBranch(trigger: Trigger): Finding {
  const { ref, pullRequest, defaultBranch } = trigger
  if (ref.kind !== 'pull' || isPullRequestTarget(trigger)) return nothing
  if (!pullRequest || pullRequest.fork || pullRequest.headRef === defaultBranch) return nothing
  const branch = pullRequest.headRef
  return {
    kind: 'tag',
    text: branch,
    follows: { kind: 'branch', branch, pull: ref.number },
    from: ['branch'],
    branch,
  }
}
