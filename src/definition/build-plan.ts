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
  /** The folder of action.yml, which has the pins. */
  readonly actionFolder: string
  readonly remember: (name: 'config' | 'builder', value: string) => void
  /** Whether buildx may draw its progress on the terminal; absent means no. */
  readonly drawsProgress?: () => boolean
}

/** The targets to build, and the run that they belong to. */
export interface BuildPlan {
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly plans: readonly Plan[]
  /** Every target of the build by name, including dependencies. */
  readonly targets: ReadonlyMap<string, BakeTarget>
  /** Contexts that replace dependencies which are not built: see `BuildRequest`. */
  readonly reused: ReadonlyMap<string, string>
  readonly workspace: string
  /** The code is untrusted and gets no secrets of the run: see src/trust. */
  readonly isUntrusted?: boolean
  /** The scheme by which a registry answered this run. */
  readonly schemeOf?: RegistryClient['schemeOf']
}
