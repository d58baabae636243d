import type { NamedAfter } from '../model/planned-tag.ts'
import type { FoundTag } from './finding.ts'
import type { Flavor } from './flavor.ts'
import { type CheckedName, gitTagSlug, isReserved, isReservedForTags, withoutSuffixes } from './reserved.ts'
import type { RuleBase } from './rule.ts'
import { describeNameOrigin, type NameOrigin, type RuleContext } from './rule-context.ts'
import { slug } from './slug.ts'

/** The complete name of a tag. */
export interface FinishedName extends CheckedName {
  readonly fromRef?: NamedAfter
}

/**
 * Makes a valid tag of a rule's text, with prefix and suffix. It is never a reserved name if any part of it comes from the
 * ref or the user. A rule's own prefix or suffix, even an empty one, replaces the flavor's. Undefined without a text: an
 * expression that is empty for this ref gives no tag, whatever the flavor, unless the rule has an affix of its own.
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
  // A tag of `type=sha` names a commit, whichever branch the workflow adds as a suffix.
  const isCommit =
    found.follows.kind === 'commit' && before === 'sha-' && context.originsOf(prefix).length === 0
  const whole = isCommit ? { name: text } : avoidReserved(text, all, branch, context)
  return { ...finish(whole.name, bare.warning ?? whole.warning), ...nameAfter(all, branch) }
}

/** `latest`, with the flavor's prefix and suffix if they have `onlatest=true`. */
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

const nameAfter = (from: readonly NameOrigin[], branch: string): Pick<FinishedName, 'fromRef'> =>
  from.length === 0 ? {} : { fromRef: from.includes('branch') ? { branch } : {} }

/** The name to use instead. `pr-77` would be another pull request's, if this one is 7. */
function avoidWith(origin: NameOrigin, name: string, own: string | undefined): string {
  const other = slug(`${origin}-${name}`)
  return isReserved(other) && other !== own ? slug(`pull-${name}`) : other
}

/**
 * Replaces a text whose slug is reserved, or would be without the suffix of an image of the step (`latest-slim`). Any other
 * text stays as it is; the complete name becomes a slug later.
 */
function avoidReserved(
  text: string,
  from: readonly NameOrigin[],
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
  // Users who may push git tags may release, so fewer names are reserved for them.
  const isTheirs = ref.kind === 'tag' ? isReservedForTags : isReserved
  const isTaken = withoutSuffixes(name, suffixes).some((each) => each !== own && isTheirs(each))
  if (!isTaken || name === own) return { name: text }
  const other = avoidWith(origin, name, own)
  const who = describeNameOrigin(origin, { ref, user: actor, branch })
  return { name: other, warning: `${who} is published as '${other}': '${name}' is a reserved name.` }
}
