import type { BakeDefinition } from '../bake/bake-target.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { applyRules } from '../tags/compute.ts'
import type { Trigger } from '../trigger/trigger.ts'
import type { Intent } from './intent.ts'
import { makePlan, nameRepositories, type Plan } from './plan.ts'

/** What is to be there of every image of a step, in the order in which they were chosen. */
export function planStep(
  trigger: Trigger,
  inputs: Inputs,
  { targets, chosen }: BakeDefinition,
): readonly Plan[] {
  const options = inputs.rules.inputs.options ?? {}
  const repositories = nameRepositories(trigger, inputs)
  return chosen.map((name) => {
    const tags = applyRules(trigger, inputs.rules)
    return makePlan(trigger, inputs, {
      name,
      definition: targets.get(name) ?? {},
      repositories,
      tags,
      options,
    })
  })
}

/** A step pushes where any of its images is to be pushed. */
export const intentOf = (plans: readonly Plan[]): Intent =>
  plans.find(({ intent }) => intent.kind === 'push')?.intent ??
  plans[0]?.intent ?? { kind: 'nothing', reason: 'no image was chosen' }
