import type { BakeDefinition } from '../bake/bake-target.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Intent } from '../model/intent.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'

/** What a run knows before it asks anybody. */
export interface RunState {
  readonly trigger: Trigger
  readonly inputs: Inputs
  /** What may be built. */
  readonly definition: BakeDefinition
  /** What should be there afterwards, of each image. */
  readonly plans: readonly Plan[]
  /** The step's: it pushes where any of its images is to be pushed. */
  readonly intent: Intent
  readonly workspace: string
  /** Secrets are withheld from the code that is built: see src/trust. */
  readonly isUntrusted: boolean
}
