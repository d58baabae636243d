import { describeWhere, notBoolean } from '../errors/tags.ts'
import type { Follows, PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import { parseRepository, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { TagRules } from './compile-rules.ts'
import { hasDefaultTags } from './default-tags.ts'
import { findLossy, withoutDuplicates } from './distinct-tags.ts'
import type { ExpressionOptions } from './expressions.ts'
import { findTag } from './find-tag.ts'
import type { FoundTag } from './finding.ts'
import { type FinishedName, finishName, latestName } from './finish-name.ts'
import type { Flavor } from './flavor.ts'
import { type Rule, templatesOfRule } from './rule.ts'
import { followRef, makeRuleContext, type RuleContext } from './rule-context.ts'

/** The tags of the trigger's ref; `options` are those of one image of several. Throws a TagboatError that quotes the line. */
export function applyRules(
  trigger: Trigger,
  rules: TagRules,
  options: ExpressionOptions = rules.inputs.options ?? {},
): PlannedTags {
  return plan(rules, makeRuleContext(trigger, options, { suffixes: rules.suffixes }))
}

/** A planned tag, and the finding that it is from. */
interface Named extends PlannedTag {
  readonly found: FoundTag
}

/** Events whose inputs a user types; on any other an empty value is what the event does not have. */
const typedEvents = ['workflow_dispatch', 'repository_dispatch']

export function plan({ rules, flavor, isDefault, warnings }: TagRules, context: RuleContext): PlannedTags {
  const said: string[] = [...warnings]
  const unmet: string[] = []
  const named: Named[] = []
  for (const rule of isDefault && !hasDefaultTags(context.trigger) ? [] : rules) {
    if (isUnknown(rule, flavor, context)) {
      said.push(`${describeWhere(rule.where)}: {{source_version}} is unknown; it gives no tag.`)
      continue
    }
    if (!isEnabled(rule, context) || (rule.isFallback && named.length > 0)) continue
    const { found, finished, warning, isMeant } = nameOne(rule, flavor, context)
    if (found !== undefined && finished !== undefined) {
      const only = findOnly(rule, context, context.insteadOfValue !== undefined)
      if (only === 'unknown') continue
      named.push({ ...planOne(finished, found.follows, rule.priority), ...(only && { only }), found })
    } else if (isMeant !== true) unmet.push(...describeUnmet(rule, context, warning))
    if (warning !== undefined && (finished !== undefined || !isDefault)) said.push(warning)
  }
  // What a reference names is a tag by itself: it neither brings `latest` nor keeps it away.
  const latest = latestTag(
    named.find(({ only }) => only === undefined),
    flavor,
    context,
  )
  if (latest?.warning !== undefined) said.push(latest.warning)
  const all = [...named.map(({ found: _, ...tag }) => tag), ...(latest ? [latest.tag] : [])]
  const tags = withoutDuplicates(all)
  said.push(...findLossy(tags))
  if (tags.length > 0) said.push(...unmet)
  return {
    tags,
    version: tags[0]?.name ?? '',
    warnings: [...new Set(said)],
    ...(unmet.length > 0 && { unmet: [...new Set(unmet)] }),
  }
}

/** It is made of the version of an image that could not be read: a name without it would be another one. */
const isUnknown = (rule: Rule, { prefix, suffix }: Flavor, { options }: RuleContext): boolean =>
  options.source !== undefined &&
  options.source.version === undefined &&
  [...templatesOfRule(rule), ...[prefix, suffix].flatMap((affix) => affix?.text ?? [])].some(({ uses }) =>
    uses.has('source_version'),
  )

/** The name that a full reference is for; `unknown` where a ref that is not the run's own has none. */
export function findOnly(
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

/** A value that is written out is there to give a tag. */
function describeUnmet(rule: Rule, { trigger }: RuleContext, warning: string | undefined): readonly string[] {
  if (rule.isWrittenOut !== true) return []
  if (warning !== undefined) return [warning]
  const isReference = rule.type === 'raw' && rule.name !== undefined
  if (!isReference && !typedEvents.includes(trigger.event)) return []
  const what = isReference ? 'the reference has no tag behind its colon' : 'its value is empty'
  return [`${describeWhere(rule.where)}: ${what}; it gives no tag.`]
}

/** What a rule gives, and what should be said about it. */
export function nameOne(rule: Rule, flavor: Flavor, context: RuleContext) {
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
 * Versions are for git tags and for what the workflow writes. A name that a branch, a pull request or a user chose is
 * none, whatever it reads like: it follows its branch, and brings no `latest`.
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

const planOne = ({ name, fromRef }: FinishedName, follows: Follows, priority: number): PlannedTag => ({
  name,
  priority,
  follows,
  ...(fromRef && { fromRef }),
})

export function isEnabled({ enable }: Rule, context: RuleContext): boolean {
  const value = context.render(enable)
  if (!/^(?:true|false)$/i.test(value))
    throw new TagboatError(notBoolean(enable.where, 'enable', value, enable.text))
  return value.toLowerCase() === 'true'
}

/** The first tag decides over `latest=auto`; with `latest=true` any tag brings it. It comes last. */
function latestTag(first: Named | undefined, flavor: Flavor, context: RuleContext) {
  if (first === undefined || flavor.latest === 'false') return undefined
  const follows = first.found.latest ?? (flavor.latest === 'true' ? followFirst(first, context) : undefined)
  if (follows === undefined) return undefined
  const finished = latestName(flavor, context)
  return { tag: planOne(finished, follows, Math.min(0, first.priority)), warning: finished.warning }
}

/** `latest` beside a tag: on the line of its version, or as its ref. */
function followFirst({ follows }: PlannedTag, { trigger }: RuleContext): PlannedTag['follows'] {
  if (follows.kind === 'release') return { ...follows, kind: 'line' }
  return follows.kind === 'commit' || follows.kind === 'run' ? followRef(trigger.ref) : follows
}
