import type { NamedAfter } from '../model/planned-tag.ts'
import type { FoundTag } from './finding.ts'
import type { Flavor } from './flavor.ts'
import { type CheckedName, gitTagSlug, isReserved, isReservedForTags, withoutSuffixes } from './reserved.ts'
import type { RuleBase } from './rule.ts'
import type { RuleContext } from './rule-context.ts'
import { describeOrigin, type Origin } from './rule-context.ts'
import { slug } from './slug.ts'

/** A tag's whole name. */
export interface FinishedName extends CheckedName {
  readonly fromRef?: NamedAfter
}

/**
 * The tag that a rule's text becomes: with prefix and suffix, valid, and no reserved name where any part of it comes
 * from the ref or the user. A rule's own prefix or suffix, even an empty one, is instead of the flavor's. `undefined`
 * where there is no text: an expression that is empty for this ref gives no tag, whatever the flavor; a rule that has
 * an affix of its own gives that.
 */
export function finishName(
  found: FoundTag,
  rule: RuleBase,
  flavor: Flavor,
  context: RuleContext,
): FinishedName | undefined {
  const prefix = rule.prefix ?? flavor.prefix?.text
  const suffix = rule.suffix ?? flavor.suffix?.text
  const before = prefix ? context.render(prefix) : ''
  const after = suffix ? context.render(suffix) : ''
  const hasOwn = (rule.prefix !== undefined && before !== '') || (rule.suffix !== undefined && after !== '')
  if (found.text === '' && !hasOwn) return undefined
  const from = found.from ?? []
  const all = [...from, ...context.originsOf(prefix), ...context.originsOf(suffix)]
  const branch = found.branch ?? context.branch
  const bare = hasOwn ? { name: found.text } : avoidReserved(found.text, from, branch, context)
  const text = `${before}${bare.name}${after}`
  // What `type=sha` gives is a commit's name, whichever branch the workflow puts behind it.
  const isCommit =
    found.follows.kind === 'commit' && before === 'sha-' && context.originsOf(prefix).length === 0
  const whole = isCommit ? { name: text } : avoidReserved(text, all, branch, context)
  return { ...finish(whole.name, bare.warning ?? whole.warning), ...nameAfter(all, branch) }
}

/** `latest`, with the flavor's prefix and suffix where they are for it too. */
export function latestName({ prefix, suffix }: Flavor, context: RuleContext): FinishedName {
  const first = prefix?.onLatest ? prefix.text : undefined
  const last = suffix?.onLatest ? suffix.text : undefined
  const text = `${first ? context.render(first) : ''}latest${last ? context.render(last) : ''}`
  const from = [...context.originsOf(first), ...context.originsOf(last)]
  const { name, warning } = avoidReserved(text, from, context.branch, context)
  return { ...finish(name, warning), ...nameAfter(from, context.branch) }
}

const finish = (text: string, warning: string | undefined): CheckedName => ({
  name: slug(text),
  ...(warning !== undefined && { warning }),
})

const nameAfter = (from: readonly Origin[], branch: string): Pick<FinishedName, 'fromRef'> =>
  from.length === 0 ? {} : { fromRef: from.includes('branch') ? { branch } : {} }

/** `pr-77` is another pull request's, where 7 is this one. */
function avoidWith(origin: Origin, name: string, own: string | undefined): string {
  const other = slug(`${origin}-${name}`)
  return isReserved(other) && other !== own ? slug(`pull-${name}`) : other
}

/**
 * The text as it is unless its slug is reserved, or is with the suffix of an image of the step (`latest-slim`): `/` and
 * the like are for the whole name to settle.
 */
function avoidReserved(
  text: string,
  from: readonly Origin[],
  branch: string,
  { suffixes, trigger }: RuleContext,
): CheckedName {
  const { ref, actor } = trigger
  const origin = (['branch', 'tag', 'pr', 'user'] as const).find((each) => from.includes(each))
  if (origin === undefined) return { name: text }
  if (origin === 'tag') {
    const checked = gitTagSlug(text, suffixes)
    return checked.warning === undefined ? { name: text } : checked
  }
  const name = slug(text)
  const own = origin === 'pr' && ref.kind === 'pull' ? `pr-${ref.number}` : undefined
  // Whoever may push git tags may release: only what belongs to something else is reserved there.
  const isTheirs = ref.kind === 'tag' ? isReservedForTags : isReserved
  const isTaken = withoutSuffixes(name, suffixes).some((each) => each !== own && isTheirs(each))
  if (!isTaken || name === own) return { name: text }
  const other = avoidWith(origin, name, own)
  const who = describeOrigin(origin, { ref, user: actor, branch })
  return { name: other, warning: `${who} is published as '${other}': '${name}' is a reserved name.` }
}
