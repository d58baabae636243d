import { describeWhere, notBoolean } from '../errors/tags.ts'
import type { Follows, PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import { parseRepository, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { TagRules } from './compile-rules.ts'
import { hasDefaultTags } from './default-tags.ts'
import { withoutDuplicates } from './distinct-tags.ts'
import type { ExpressionOptions } from './expressions.ts'
import { findTag } from './find-tag.ts'
import type { FoundTag } from './finding.ts'
import { type FinishedName, finishName, latestName } from './finish-name.ts'
import type { Flavor } from './flavor.ts'
import { branchSlug } from './reserved.ts'
import { type Rule, templatesOfRule } from './rule.ts'
import { followRef, makeRuleContext, type RuleContext } from './rule-context.ts'
import { slug } from './slug.ts'

/**
 * Applies the rules to the trigger's ref. `options` are those of one image, if the step has several. Throws a TagboatError
 * that quotes the line.
 */
export function applyRules(
  trigger: Trigger,
  rules: TagRules,
  options: ExpressionOptions = rules.inputs.options ?? {},
): PlannedTags {
  return planTags(rules, makeRuleContext(trigger, options, { suffixes: rules.suffixes }))
}

/** A planned tag with the finding that it comes from. */
interface PlannedFinding extends PlannedTag {
  readonly found: FoundTag
}

/** As `applyRules`, in a context of its own. */
export function planTags(
  { rules, flavor, isDefault, warnings }: TagRules,
  context: RuleContext,
): PlannedTags {
  const notes: string[] = [...warnings]
  const unmet: string[] = []
  const planned: PlannedFinding[] = []
  for (const rule of isDefault && !hasDefaultTags(context.trigger) ? [] : rules) {
    if (needsUnknownVersion(rule, flavor, context)) {
      notes.push(`${describeWhere(rule.where)}: {{source_version}} is unknown; it gives no tag.`)
      continue
    }
    if (!isEnabled(rule, context) || (rule.isFallback && planned.length > 0)) continue
    const { found, finished, warning, isMeant } = nameByRule(rule, flavor, context)
    if (found !== undefined && finished !== undefined) {
      const only = findRepositoryOf(rule, context, context.insteadOfValue !== undefined)
      if (only === 'unknown') continue
      const text = isDefault ? 'default' : rule.where.line
      planned.push({ ...planTag(finished, found.follows, rule.priority, text), ...(only && { only }), found })
    } else if (isMeant !== true) unmet.push(...describeUnmet(rule, context, warning))
    if (warning !== undefined && (finished !== undefined || !isDefault)) notes.push(warning)
  }
  // A full reference has no influence on `latest`.
  const first = planned.find(({ only }) => only === undefined)
  const latest = planLatest(first, flavor, context)
  if (latest?.warning !== undefined) notes.push(latest.warning)
  const all = [...planned.map(({ found: _, ...tag }) => tag), ...(latest ? [latest.tag] : [])]
  const tags = withoutDuplicates(all)
  notes.push(...warnOfLostCharacters(tags))
  if (tags.length > 0) notes.push(...unmet)
  return {
    tags,
    version: tags[0]?.name ?? '',
    warnings: [...new Set(notes)],
    ...(unmet.length > 0 && { unmet: [...new Set(unmet)] }),
  }
}

/** Whether a rule uses the version of a source image that could not be read: without it the name would be another one. */
const needsUnknownVersion = (rule: Rule, { prefix, suffix }: Flavor, { options }: RuleContext): boolean =>
  options.source !== undefined &&
  options.source.version === undefined &&
  [...templatesOfRule(rule), ...[prefix, suffix].flatMap((affix) => affix?.text ?? [])].some(({ uses }) =>
    uses.has('source_version'),
  )

/** Whether a rule is on. Throws a TagboatError unless `enable` is a boolean. */
export function isEnabled({ enable }: Rule, context: RuleContext): boolean {
  const value = context.render(enable)
  if (!/^(?:true|false)$/i.test(value))
    throw new TagboatError(notBoolean(enable.where, 'enable', value, enable.text))
  return value.toLowerCase() === 'true'
}

/** Applies one rule: the tag's finding and name, and a warning about either. */
export function nameByRule(rule: Rule, flavor: Flavor, context: RuleContext) {
  const given = findTag(rule, context)
  if (given.kind === 'none') return { warning: given.warning, isMeant: given.isMeant }
  const isReference = rule.type === 'raw' && rule.name !== undefined
  const finished = finishName(given, rule, isReference ? { latest: flavor.latest } : flavor, context)
  if (finished === undefined) return {}
  return {
    found: keepFromReleases(given, finished, context),
    finished,
    warning: finished.warning ?? given.warning,
  }
}

/**
 * Versions come from git tags and from the workflow's own text. A name that a branch, a pull request or a user chose is
 * not a version, whatever it looks like: it follows its branch, and brings no `latest`.
 */
function keepFromReleases(
  found: FoundTag,
  { fromRef, warning }: FinishedName,
  { trigger }: RuleContext,
): FoundTag {
  const isChosen = (found.from ?? []).length > 0 || warning !== undefined
  if (trigger.ref.kind === 'tag' || !isChosen) return found
  const { latest: _, ...rest } = found
  return { ...rest, follows: followChosen(found.follows, fromRef?.branch, trigger) }
}

function followChosen(follows: Follows, branch: string | undefined, { ref }: Trigger): Follows {
  if (follows.kind !== 'release' && follows.kind !== 'line' && follows.kind !== 'run') return follows
  return ref.kind === 'branch' && branch === ref.name ? { kind: 'branch', branch } : { kind: 'run' }
}

/**
 * The image name of a rule that is a full reference; undefined for any other rule. `isOther`: the context is not the run's
 * own, and a name that is not valid there is `unknown` instead of an error.
 */
export function findRepositoryOf(
  rule: Rule,
  context: RuleContext,
  isOther: boolean,
): Repository | 'unknown' | undefined {
  if (rule.type !== 'raw' || rule.name === undefined) return undefined
  try {
    return parseRepository(context.render(rule.name))
  } catch (error) {
    if (!(error instanceof TagboatError) || !isOther) throw error
    return 'unknown'
  }
}

/** Why a rule whose value has no expressions gives no tag: the workflow expects one of it. */
function describeUnmet(rule: Rule, { trigger }: RuleContext, warning: string | undefined): readonly string[] {
  if (rule.isWrittenOut !== true) return []
  if (warning !== undefined) return [warning]
  const isReference = rule.type === 'raw' && rule.name !== undefined
  // Only a dispatched run has input values. On other events the runner fills in an empty one.
  if (!isReference && trigger.cause.kind !== 'dispatch') return []
  const what = isReference ? 'the reference has no tag after its colon' : 'its value is empty'
  return [`${describeWhere(rule.where)}: ${what}; it gives no tag.`]
}

const planTag = (
  { name, fromRef }: FinishedName,
  follows: Follows,
  priority: number,
  rule: string | undefined,
): PlannedTag => ({
  name,
  priority,
  follows,
  ...(rule !== undefined && { rule }),
  ...(fromRef && { fromRef }),
})

/** `latest`, as the last tag. With `latest=auto` it depends on the first tag; with `latest=true` any tag brings it. */
function planLatest(first: PlannedFinding | undefined, flavor: Flavor, context: RuleContext) {
  if (first === undefined || flavor.latest === 'false') return undefined
  const follows = first.found.latest ?? (flavor.latest === 'true' ? followFirst(first, context) : undefined)
  if (follows === undefined) return undefined
  const finished = latestName(flavor, context)
  const tag = planTag(finished, follows, Math.min(0, first.priority), first.rule)
  return { tag, warning: finished.warning }
}

/** What `latest` beside a tag follows: the line of its version, or the run's ref. */
function followFirst({ follows }: PlannedTag, { trigger }: RuleContext): PlannedTag['follows'] {
  if (follows.kind === 'release') return { ...follows, kind: 'line' }
  return follows.kind === 'commit' || follows.kind === 'run' ? followRef(trigger.ref) : follows
}

/** Warns of each branch whose tag loses more than `/` of its name: another branch may get the same tag. */
function warnOfLostCharacters(tags: readonly PlannedTag[]): string[] {
  const lossy = new Map<string, string[]>()
  for (const { name, fromRef } of tags) {
    const { branch = '' } = fromRef ?? {}
    const isReserved = branchSlug(branch).warning !== undefined
    if (branch === '' || isReserved || slug(branch) === branch.replaceAll('/', '-')) continue
    lossy.set(branch, [...(lossy.get(branch) ?? []), name])
  }
  return [...lossy].map(([branch, names]) => {
    const all = names.map((name) => `'${name}'`).join(' and ')
    return `Branch '${branch}' is published as ${all}: a tag cannot have all of its characters, so another branch may get the same tag.`
  })
}
