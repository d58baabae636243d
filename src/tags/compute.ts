import { TagboatError } from '../errors/tagboat-error.ts'
import { notBoolean } from '../errors/tags.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { finishName, latestName } from './affix.ts'
import { defaultRules, hasDefaultTags } from './default-tags.ts'
import type { ExpressionOptions } from './expressions.ts'
import { findTag } from './find.ts'
import type { FoundTag } from './finding.ts'
import { type Flavor, parseFlavor } from './flavor.ts'
import { parseRules } from './parse-rules.ts'
import type { PlannedTag, PlannedTags } from './planned-tag.ts'
import type { Rule } from './rule.ts'
import { followRef, makeScene, type Scene } from './scene.ts'
import { findCollision, withoutDuplicates } from './unique.ts'

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
}

/** Reads inputs `tags` and `flavor`; throws one TagboatError with what is wrong in either. */
export function compileRules(inputs: TagInputs): TagRules {
  const { rules, warnings } = parseRules(inputs.tags)
  const isDefault = rules.length === 0
  const flavor = parseFlavor(inputs.flavor, isDefault ? 'false' : 'auto')
  const sorted = (isDefault ? defaultRules() : [...rules]).sort((a, b) => b.priority - a.priority)
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
  const { liveBranches } = rules.inputs
  return plan(rules, makeScene(trigger, options, liveBranches))
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
  const { liveBranches } = rules.inputs
  const { pullRequest: _, action: __, ...rest } = trigger
  const other: Trigger = { ...rest, event: 'push', ref: { kind: 'tag', name: gitTag } }
  return plan(rules, makeScene(other, options, liveBranches, gitTag))
}

/** A planned tag, and the finding that it is from. */
interface Named extends PlannedTag {
  readonly found: FoundTag
}

function plan({ rules, flavor, isDefault, warnings, inputs }: TagRules, scene: Scene): PlannedTags {
  const said: string[] = [...warnings]
  const named: Named[] = []
  for (const rule of isDefault && !hasDefaultTags(scene.trigger) ? [] : rules) {
    if (!isEnabled(rule, scene) || (rule.isFallback && named.length > 0)) continue
    const found = findTag(rule, scene)
    const finished = found.kind === 'tag' ? finishName(found, rule, flavor, scene) : undefined
    const warning = found.kind === 'tag' ? finished?.warning : isDefault ? undefined : found.warning
    if (warning !== undefined) said.push(warning)
    if (found.kind === 'tag' && finished) {
      named.push({ name: finished.name, priority: rule.priority, follows: found.follows, found })
    }
  }
  const all = [...named, ...latestTag(named[0], flavor, scene)]
  const tags = withoutDuplicates(all.map(({ name, priority, follows }) => ({ name, priority, follows })))
  said.push(...findCollision(tags, inputs.liveBranches ?? []))
  return { tags, version: tags[0]?.name ?? '', warnings: [...new Set(said)] }
}

function isEnabled({ enable }: Rule, scene: Scene): boolean {
  const value = scene.render(enable)
  if (!/^(?:true|false)$/i.test(value))
    throw new TagboatError(notBoolean(enable.where, 'enable', value, enable.text))
  return value.toLowerCase() === 'true'
}

/** The first tag decides over `latest=auto`; with `latest=true` any tag brings it. It comes last. */
function latestTag(first: Named | undefined, flavor: Flavor, scene: Scene): PlannedTag[] {
  if (first === undefined || flavor.latest === 'false') return []
  const follows = first.found.latest ?? (flavor.latest === 'true' ? followFirst(first, scene) : undefined)
  return follows ? [{ name: latestName(flavor, scene), priority: Math.min(0, first.priority), follows }] : []
}

/** `latest` beside a tag: on the line of its version, or as its ref. */
function followFirst({ follows }: PlannedTag, { trigger }: Scene): PlannedTag['follows'] {
  if (follows.kind === 'release') return { ...follows, kind: 'line' }
  return follows.kind === 'commit' || follows.kind === 'run' ? followRef(trigger.ref) : follows
}
