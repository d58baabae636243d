import type { BakeTarget } from '../bake/bake-target.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Plan } from '../plan/plan.ts'
import type { Resolve } from '../ports/http.ts'
import type { Clock, Env, Files, Log } from '../ports/ports.ts'
import type { RegistryClient } from '../registry/client.ts'
export interface BuildPorts {
  readonly files: Files
  readonly log: Log
  readonly clock: Clock
  readonly env: Env
  readonly resolve: Resolve
  readonly remember: (name: 'config' | 'builder', value: string) => void
}

/** What is to be built. */
export interface BuildPlan {
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly plans: readonly Plan[]
  /** Every target that takes part, by name. */
  readonly targets: ReadonlyMap<string, BakeTarget>
  /** What stands in for targets that are not built: see `BuildRequest`. */
  readonly reused: ReadonlyMap<string, string>
  readonly workspace: string
  /** The code that is built has no secrets of the run: see src/trust. */
  readonly isUntrusted?: boolean
  /** How a registry answered this run. */
  readonly schemeOf?: RegistryClient['schemeOf']
}
