import type { BakeDefinition } from '../bake/bake-target.ts'
import { createSourceRepository } from '../git/create-source.ts'
import { createOwnPullQuestion } from '../git/pull-request-state.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Intent } from '../model/run-intent.ts'
import { contentRevision, isPullRequest, isScheduled, type Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'
import { nameOthers } from '../plan/target-rules.ts'
import type { Ports } from '../ports/run-ports.ts'

/** What a run knows before it sends any request. */
export interface RunState {
  readonly trigger: Trigger
  readonly inputs: Inputs
  /** What may be built. */
  readonly definition: BakeDefinition
  /** One for each image. */
  readonly plans: readonly Plan[]
  /** The step's intent: it pushes if any image is to be pushed. */
  readonly intent: Intent
  readonly workspace: string
  /** The build gets no secrets: see src/trust. */
  readonly isUntrusted: boolean
}

/** The parts of a request that builds, promotions and dry runs share. */
export function describePublish(ports: Ports, { trigger, inputs, workspace }: RunState) {
  const token = inputs.githubToken
  const source = createSourceRepository(ports, { workspace, trigger, token })
  const findPull = createOwnPullQuestion(ports, trigger, token)
  return {
    ports,
    guards: inputs,
    ...(findPull && { findPull }),
    facts: { source, trigger, guards: inputs, ...nameOthers(trigger, inputs) },
    run: {
      isPullRequest: isPullRequest(trigger),
      isScheduled: isScheduled(trigger) && trigger.ref.kind !== 'tag',
      revision: contentRevision(trigger),
    },
  }
}
