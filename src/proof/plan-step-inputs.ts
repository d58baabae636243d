import { type BakeDefinition, singleTarget } from '../bake/bake-target.ts'
import { describeTarget } from '../definition/describe-target.ts'
import { buildsOf } from '../inputs/builds.ts'
import { imageNames } from '../inputs/from-input.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { readInputs } from '../inputs/read-inputs.ts'
import type { RawInputs } from '../inputs/reader.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { decideIntent, runsWithoutSecrets } from '../plan/decide-intent.ts'
import { references } from '../plan/plan.ts'
import { intentOf, planStep } from '../plan/plan-step.ts'
import type { Env } from '../ports/ports.ts'
import { StepFailure, UnreadTags } from './fill-text.ts'
import type { Publication } from './publication.ts'
import type { SampleEvent } from './sample-event.ts'

/** What a step of Tagboat does, and the outputs that are known before a build. */
export interface StepPlan {
  readonly publication: Publication
  readonly outputs: Readonly<Record<string, string>>
}

/** Plans a Tagboat step as the action does. Throws a StepFailure with the problems that the action would report. */
export function planTagboatStep(raw: RawInputs, env: Env, { trigger }: SampleEvent): StepPlan {
  try {
    const inputs = readInputs(raw, {
      env,
      withoutSecrets: runsWithoutSecrets(trigger),
      trigger,
      needsPush: (push) => decideIntent(trigger, push).kind === 'push',
      ...(trigger.baseRef !== undefined && { baseRef: trigger.baseRef }),
    })
    const plans = planStep(trigger, inputs, defineTargets(inputs))
    const isPush = intentOf(plans).kind === 'push' && !inputs.dryRun
    const kind = isPush ? (inputs.push === 'digest' ? 'digest' : 'push') : 'build'
    const all = plans.flatMap((plan) => references(plan))
    const [first] = plans
    const own = first === undefined ? [] : references(first)
    const version = first?.version ?? ''
    const names = [...new Set(first?.tags.map(({ name }) => name))]
    const outputs = { tags: own.join('\n'), 'tag-names': names.join('\n'), version, pushed: String(isPush) }
    return {
      publication: { references: all, kind },
      outputs: { ...outputs, json: JSON.stringify({ tags: own, 'tag-names': names }) },
    }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    throw new StepFailure(error.problems.map(({ what, fix }) => `${what} ${fix}`).join(' '))
  }
}

/** The images of the step. The targets of a bake file are not known: the names of input `targets` take their place. */
function defineTargets(inputs: Inputs): BakeDefinition {
  const { bake, from, builds } = inputs
  const named = imageNames(from)
  if (named.length > 0) return { targets: new Map(named.map((name) => [name, {}])), chosen: named }
  if (bake === undefined) {
    const targets = buildsOf(inputs).map(({ name, build }) => [name, describeTarget(build, '/', {})] as const)
    return { targets: new Map(targets), chosen: builds?.chosen ?? [singleTarget] }
  }
  if (inputs.images.length === 0) {
    throw new UnreadTags('the names of its images are in the bake file')
  }
  const chosen = bake.targets.length === 0 ? ['default'] : bake.targets
  return { targets: new Map(chosen.map((name) => [name, {}])), chosen }
}
