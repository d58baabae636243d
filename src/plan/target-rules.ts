import { describeSource } from '../inputs/from-input.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import type { ImageFacts } from '../model/facts.ts'
import type { PlannedTags } from '../model/planned-tag.ts'
import type { Repository } from '../model/reference.ts'
import type { Trigger } from '../model/trigger.ts'
import { distinguishesTargets, type TagRules } from '../tags/compile-rules.ts'
import { type ExpressionOptions, expressionValues, timesOf } from '../tags/expressions.ts'
import { namesFor, namesForBranch } from '../tags/other-names.ts'

/** The options of an image's expressions; `{{target}}` is empty for a single image without a name. */
export function optionsFor(inputs: Inputs, target: string): ExpressionOptions {
  const { rules, from } = inputs
  return {
    ...rules.inputs.options,
    ...(isMany(inputs) && { target }),
    ...(from && { source: describeSource(from, target) }),
  }
}

/** The rules of one image. An item of input builds may replace the flavor's suffix, for `latest` too. */
export function rulesFor({ rules, builds }: Pick<Inputs, 'rules' | 'builds'>, target: string): TagRules {
  const items = builds?.items ?? []
  if (items.every(({ suffix }) => suffix === undefined)) return rules
  const own = items.find(({ name }) => name === target)?.suffix
  const suffixes = items.flatMap(({ name, suffix = rules.flavor.suffix?.text }) =>
    suffix === undefined ? [] : [{ target: name, text: suffix }],
  )
  const flavor = own === undefined ? rules.flavor : { ...rules.flavor, suffix: { text: own, onLatest: true } }
  return { ...rules, flavor, suffixes }
}

/** Groups of targets whose rules give the same tags, so that they cannot share a name. */
export function groupByTags(
  trigger: Trigger,
  inputs: Inputs,
  targets: readonly string[],
): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>()
  for (const target of targets) {
    const rules = rulesFor(inputs, target)
    if (distinguishesTargets(rules)) continue
    const values = expressionValues(trigger, optionsFor(inputs, target))
    const suffix = rules.flavor.suffix?.text.render(values, timesOf(trigger)) ?? ''
    groups.set(suffix, [...(groups.get(suffix) ?? []), target])
  }
  return [...groups.values()]
}

/** The tags that an image of the step would get for other refs; see `namesFor` and `namesForBranch`. */
export interface OtherNames {
  namesFor(gitTag: string, target: string): PlannedTags
  namesForBranch(
    branch: string,
    target: string,
    image: Pick<ImageFacts, 'revision' | 'head'>,
    repository: Repository,
  ): ReadonlySet<string>
}

/** Items with suffixes share a name, so the tag of branch `main-slim` may hold the slim image of `main`. */
export function nameOthers(trigger: Trigger, inputs: Inputs): OtherNames {
  const siblingsOf = (target: string): readonly string[] =>
    rulesFor(inputs, target).suffixes === undefined
      ? [target]
      : (inputs.builds?.items ?? []).map(({ name }) => name)
  return {
    namesFor: (gitTag, target) =>
      namesFor(trigger, rulesFor(inputs, target), gitTag, optionsFor(inputs, target)),
    namesForBranch: (branch, target, image, repository) => {
      const names = siblingsOf(target).map((sibling) =>
        namesForBranch(
          trigger,
          rulesFor(inputs, sibling),
          branch,
          image,
          optionsFor(inputs, sibling),
          repository,
        ),
      )
      return new Set(names.flatMap((each) => [...each]))
    },
  }
}
