import { describeWhere, notBoolean } from '../errors/tags.ts'
import type { Follows, PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import { isSame, parseRepository, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { type FinishedName, finishName, latestName } from './affix.ts'
import { defaultRules, hasDefaultTags } from './default-tags.ts'
import type { ExpressionOptions } from './expressions.ts'
import { findTag } from './find.ts'
import type { FoundTag } from './finding.ts'
import { type Flavor, parseFlavor } from './flavor.ts'
import type { ImageLine } from './images.ts'
import { parseRules } from './parse-rules.ts'
import { type Rule, templatesOfRule } from './rule.ts'
import { followRef, makeRuleContext, type RuleContext, type TargetSuffix } from './rule-context.ts'
import type { Template } from './templates.ts'
import { findCollision, findLossy, withoutDuplicates } from './unique.ts'

/** The inputs that decide over tags. */
export interface TagInputs {
  /** One rule per line; none means the default tags. */
  readonly tags: readonly string[]
  readonly flavor: readonly string[]
  /** The repository's branches, where they were read anyway; for warnings and reserved names. */
  readonly liveBranches?: readonly string[]
  readonly options?: ExpressionOptions
}

/** The inputs, read and compiled: use it again for as many refs as there are. */
export interface TagRules {
  /** In the order in which they are asked, the highest priority first. */
  readonly rules: readonly Rule[]
  readonly flavor: Flavor
  readonly isDefault: boolean
  readonly warnings: readonly string[]
  readonly inputs: TagInputs
  /** The suffix of each image of the step, where images of one name are told apart by theirs. */
  readonly suffixes?: readonly TargetSuffix[]
}

/** The full references among the rules, as lines of image names: without input images the names come from them. */
export const referenceLines = ({ rules }: TagRules): readonly ImageLine[] =>
  rules.flatMap((rule) =>
    rule.type === 'raw' && rule.name !== undefined
      ? [{ name: rule.name, enable: rule.enable, isWhole: true }]
      : [],
  )

/** Every text with expressions of the rules and the flavor. */
export const templatesOf = ({ rules, flavor }: Pick<TagRules, 'rules' | 'flavor'>): readonly Template[] => [
  ...rules.flatMap(templatesOfRule),
  ...[flavor.prefix, flavor.suffix].flatMap((affix) => (affix === undefined ? [] : [affix.text])),
]

/** Whether any part of inputs `tags` and `flavor` has `{{target}}`, so that several images may share a name. */
export const tellsTargetsApart = ({ rules, flavor }: TagRules): boolean =>
  templatesOf({ rules, flavor }).some(({ uses }) => uses.has('target'))

/** Reads inputs `tags` and `flavor`; throws one TagboatError with what is wrong in either. */
export function compileRules(inputs: TagInputs): TagRules {
  const { rules, warnings } = parseRules(inputs.tags)
  const isDefault = rules.length === 0
  const flavor = parseFlavor(inputs.flavor, isDefault ? 'false' : 'auto')
  // `latest=false` in input flavor is for the default `latest`, too.
  const hasLatest = parseFlavor(inputs.flavor, 'auto').latest !== 'false'
  const sorted = (isDefault ? defaultRules(hasLatest) : [...rules]).sort((a, b) => b.priority - a.priority)
  return { rules: sorted, flavor, isDefault, warnings, inputs }
}

/** The tags that the trigger's ref deserves. Throws a TagboatError that quotes the line. */
export function computeTags(trigger: Trigger, inputs: TagInputs): PlannedTags {
  return applyRules(trigger, compileRules(inputs))
}

/** As `computeTags`, with inputs that were compiled before; `options` are those of one image of several. */
export function applyRules(
  trigger: Trigger,
  rules: TagRules,
  options: ExpressionOptions = rules.inputs.options ?? {},
): PlannedTags {
  return plan(
    rules,
    makeRuleContext(trigger, options, rules.inputs.liveBranches, { suffixes: rules.suffixes }),
  )
}

/**
 * The tags that the same rules give another git tag: which of the names it shares with this run, and which version it
 * has there (`follows`), tells whose turn a moving tag is. Rules with a `value` of their own read the git tag instead.
 */
export function namesFor(
  trigger: Trigger,
  rules: TagRules,
  gitTag: string,
  options: ExpressionOptions = rules.inputs.options ?? {},
): PlannedTags {
  const { pullRequest: _, action: __, ...rest } = trigger
  const other: Trigger = { ...rest, event: 'push', ref: { kind: 'tag', name: gitTag } }
  const more = { suffixes: rules.suffixes, insteadOfValue: gitTag }
  return plan(rules, makeRuleContext(other, options, rules.inputs.liveBranches, more))
}

/**
 * The tags that the same rules name after another branch, for a push to it or a pull request from it: whether an image
 * of that branch is under its own tag in `repository`. `commit` is what it was built from, where that is known. `enable` is
 * not asked, which is often about this run alone; a name that the workflow writes counts where its rule is off in this
 * run, and so may be on for the other branch.
 */
export function namesForBranch(
  trigger: Trigger,
  rules: TagRules,
  branch: string,
  commit: { readonly revision?: string; readonly head?: string } = {},
  options: ExpressionOptions = rules.inputs.options ?? {},
  repository?: Repository,
): ReadonlySet<string> {
  const { pullRequest: _, action: __, defaultBranch, ...rest } = trigger
  const event = trigger.event.startsWith('pull_request') ? 'push' : trigger.event
  const { revision = trigger.revision } = commit
  const sha = commit.revision ?? trigger.sha
  const named = { ...rest, sha, revision, ...(defaultBranch !== undefined && { defaultBranch }) }
  const push: Trigger = { ...named, event, ref: { kind: 'branch', name: branch } }
  const number = trigger.ref.kind === 'pull' ? trigger.ref.number : 0
  const head = { number, headRef: branch, headSha: commit.head ?? '', baseRef: '', fork: false }
  // Without a default branch: what the head of a pull request may not be is no question of its name.
  const pull: Trigger = {
    ...rest,
    sha,
    revision,
    event: 'pull_request',
    ref: { kind: 'pull', number },
    pullRequest: head,
  }
  const own = makeRuleContext(trigger, options)
  const tags = [push, pull].flatMap((other) => {
    const context = makeRuleContext(other, options, [], { suffixes: rules.suffixes })
    return rules.rules.flatMap((rule) => {
      const only = repository && findOnly(rule, context, true)
      if (only === 'unknown' || (only && repository && !isSame(only, repository))) return []
      const { finished } = nameOne(rule, rules.flavor, context)
      const { fromRef } = finished ?? {}
      const isTheirs = fromRef === undefined ? !isEnabled(rule, own) : fromRef.branch === branch
      return finished !== undefined && isTheirs ? [finished.name] : []
    })
  })
  return new Set(tags)
}

/** A planned tag, and the finding that it is from. */
interface Named extends PlannedTag {
  readonly found: FoundTag
}

/** Events whose inputs a user types; on any other an empty value is what the event does not have. */
const typedEvents = ['workflow_dispatch', 'repository_dispatch']

function plan({ rules, flavor, isDefault, warnings, inputs }: TagRules, context: RuleContext): PlannedTags {
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
  said.push(...findLossy(tags), ...findCollision(tags, inputs.liveBranches ?? []))
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
function findOnly(rule: Rule, context: RuleContext, isOther: boolean): Repository | 'unknown' | undefined {
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
function nameOne(rule: Rule, flavor: Flavor, context: RuleContext) {
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

function isEnabled({ enable }: Rule, context: RuleContext): boolean {
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
