import { defaultRules } from './default-tags.ts'
import type { ExpressionOptions } from './expressions.ts'
import { type Flavor, parseFlavor } from './flavor.ts'
import type { ImageLine } from './image-lines.ts'
import { parseRules } from './parse-rules.ts'
import { type Rule, templatesOfRule } from './rule.ts'
import type { TargetSuffix } from './rule-context.ts'
import type { Template } from './templates.ts'

/** The inputs that decide over tags. */
export interface TagInputs {
  /** One rule per line; none means the default tags. */
  readonly tags: readonly string[]
  readonly flavor: readonly string[]
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
