import { commitSha, shortSha } from '../expressions.ts'
import { type Finding, nothing, releaseOf } from '../finding.ts'
import { followRef, type RuleContext } from '../rule-context.ts'
import type { Template } from '../templates.ts'
import { findVersion } from '../versions.ts'

/** `type=schedule`: a name for the scheduled run. */
export function findScheduleTag({ pattern }: { readonly pattern: Template }, context: RuleContext): Finding {
  if (context.trigger.event !== 'schedule') return nothing
  const from = context.originsOf(pattern)
  return { kind: 'tag', text: context.render(pattern), follows: { kind: 'run' }, from }
}

/** `type=edge`: the default branch, or the one that is named. */
export function findEdgeTag({ branch }: { readonly branch: string }, { trigger }: RuleContext): Finding {
  const { ref, defaultBranch } = trigger
  if (ref.kind !== 'branch' || ref.name !== (branch || defaultBranch)) return nothing
  return { kind: 'tag', text: 'edge', follows: { kind: 'branch', branch: ref.name } }
}

/**
 * `type=raw`: what a person wrote. A full version is a release even so; `latest` and the branch's own name follow
 * what the ref follows; anything else follows the runs.
 */
export function findRawTag({ value }: { readonly value: Template }, context: RuleContext): Finding {
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
export function findShaTag({ format }: { readonly format: 'short' | 'long' }, context: RuleContext): Finding {
  const sha = commitSha(context.trigger, context.options)
  const text = format === 'long' ? sha : shortSha(sha, context.options)
  return text === '' ? nothing : { kind: 'tag', text, follows: { kind: 'commit' } }
}
