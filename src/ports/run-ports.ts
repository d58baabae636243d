import type { Ending } from './cancellation.ts'
import type { ConnectGithub } from './github-client.ts'
import type { Http, Resolve } from './http.ts'
import type { Clock, Env, Exec, Files, Log } from './ports.ts'
import type { Tools } from './tool-cache.ts'

/** All ports of a run: its only access to the outside. */
export interface Ports {
  readonly exec: Exec
  readonly http: Http
  readonly connectGithub: ConnectGithub
  readonly resolve: Resolve
  readonly files: Files
  readonly tools: Tools
  readonly log: Log
  readonly clock: Clock
  readonly env: Env
  /** The folder of action.yml. */
  readonly actionFolder: string
  /** The runner has cancelled the run. */
  readonly isCancelled: () => boolean
  /** For the work that must still be done after that; `http` and `exec` stop. */
  readonly ending: Ending
  /** Saves a value for the post step, immediately, in case this process is killed. */
  readonly remember: (name: 'config' | 'builder' | 'buildx', value: string) => void
  /** Whether buildx may draw its progress on the terminal of this process; never on a runner. */
  readonly drawsProgress?: () => boolean
  /** Sets a variable for the job's later steps. */
  readonly exportVariable: (name: string, value: string) => void
}
