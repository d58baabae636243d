import { type BakeTarget, singleTarget } from '../../src/bake/bake-target.ts'
import type { BuildRequest } from '../../src/build/bake-definition.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import type { BuildInputs } from '../../src/inputs/build-inputs.ts'
import type { PushStrategies, PushStrategy } from '../../src/model/push-strategy.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { capabilities, makeBuildInputs } from './inputs.ts'
import { makePlan } from './plan.ts'
import { makeTrigger } from './trigger.ts'

/** The push strategy of the single image, by target. */
export const pushAs = (strategy: PushStrategy): PushStrategies => new Map([[singleTarget, strategy]])

/** The build of the single image that inputs describe; `target` overrides its values. */
export function makeBuildRequest(
  given: Partial<Omit<BuildRequest, 'targets' | 'plans' | 'landings'>> & {
    readonly plan?: Plan
    readonly strategy?: PushStrategy
    readonly workspace?: string
    readonly target?: BakeTarget
    readonly inputs?: BuildInputs
  },
): BuildRequest {
  const {
    plan = makePlan(),
    strategy = { kind: 'anchor', names: ['ghcr.io/acme/app:1.2.3'] },
    workspace = '/repo',
    target = {},
    inputs = makeBuildInputs(),
    ...rest
  } = given
  return {
    targets: new Map([[singleTarget, { ...describeTarget(inputs, workspace, {}), ...target }]]),
    plans: [plan],
    strategies: pushAs(strategy),
    reused: new Map(),
    trigger: makeTrigger(),
    inputs,
    capabilities: capabilities.store,
    writesCache: false,
    ...rest,
  }
}
