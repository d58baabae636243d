import { singleTarget } from '../../src/bake/bake-target.ts'
import type { PlannedTags } from '../../src/model/planned-tag.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { type Plan, makePlan as plan } from '../../src/plan/plan.ts'
import { nameRepositories } from '../../src/plan/repositories.ts'
import { applyRules } from '../../src/tags/apply-rules.ts'
import { makeInputs, type Texts } from './inputs.ts'
import { makeTrigger } from './trigger.ts'

/** Literal tags, in this order. */
export const makeTags = (...names: string[]): PlannedTags => ({
  tags: names.map((name) => ({ name, priority: 200, follows: { kind: 'run' } })),
  version: names[0] ?? '',
  warnings: [],
})

/** The plan of a push to `main` of acme/app with these inputs. */
export function makePlan(texts: Texts = {}, trigger: Trigger = makeTrigger(), tags?: PlannedTags): Plan {
  const inputs = makeInputs(texts)
  const options = inputs.rules.inputs.options ?? {}
  return plan(trigger, inputs, {
    name: singleTarget,
    definition: {},
    repositories: nameRepositories(trigger, inputs.images, options),
    tags: tags ?? applyRules(trigger, inputs.rules),
    options,
  })
}
