import { defaultRules } from './default-tags.ts'
import type { ExpressionOptions } from './expressions.ts'
import { type Flavor, parseFlavor } from './flavor.ts'
import type { ImageLine } from './image-lines.ts'
import { parseRules } from './parse-rules.ts'
import { type Rule, templatesOfRule } from './rule.ts'
import type { TargetSuffix } from './rule-context.ts'
import type { Template } from './templates.ts'

/** The inputs that decide which tags an image gets. */
export interface TagInputs {
  /** One rule per line; empty for the default tags. */
  readonly tags: readonly string[]
  readonly flavor: readonly string[]
  readonly options?: ExpressionOptions
}

/** Inputs `tags` and `flavor`, compiled. They can be applied to any number of refs. */
export interface TagRules {
  /** By priority, the highest first. */
  readonly rules: readonly Rule[]
  readonly flavor: Flavor
  readonly isDefault: boolean
  readonly warnings: readonly string[]
  readonly inputs: TagInputs
  /** The suffix of each image of the step, if images of one name differ by theirs. */
  readonly suffixes?: readonly TargetSuffix[]
}

/** Compiles inputs `tags` and `flavor`. Throws one TagboatError with the problems of both. */
export function compileRules(inputs: TagInputs): TagRules {
  const { rules, warnings } = parseRules(inputs.tags)
  const isDefault = rules.length === 0
  const flavor = parseFlavor(inputs.flavor, isDefault ? 'false' : 'auto')
  // `latest=false` in input flavor also removes `latest` from the default tags.
  const hasLatest = parseFlavor(inputs.flavor, 'auto').latest !== 'false'
  const sorted = (isDefault ? defaultRules(hasLatest) : [...rules]).sort((a, b) => b.priority - a.priority)
  return { rules: sorted, flavor, isDefault, warnings, inputs }
}

/** The full references among the rules, as lines of image names: they name the images if input images is not set. */
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

/** Whether inputs `tags` or `flavor` use `{{target}}`, so that several images may share a name. */
export const distinguishesTargets = ({ rules, flavor }: TagRules): boolean =>
  templatesOf({ rules, flavor }).some(({ uses }) => uses.has('target'))
