import type { Ending } from './cancellation.ts'
import type { ConnectGithub } from './github-client.ts'
import type { Http, Resolve } from './http.ts'
import type { Clock, Env, Exec, Files, Log } from './ports.ts'

/** Everything through which a run touches the world. */
export interface Ports {
  readonly exec: Exec
  readonly http: Http
  readonly connectGithub: ConnectGithub
  readonly resolve: Resolve
  readonly files: Files
  readonly log: Log
  readonly clock: Clock
  readonly env: Env
  /** The runner wants this run to end. */
  readonly isCancelled: () => boolean
  /** For what must still happen then; `http` and `exec` stop. */
  readonly ending: Ending
  /** Remembers a value for the post step, at once: it must be there if this process is killed. */
  readonly remember: (name: 'config' | 'builder', value: string) => void
  /** Sets a variable for the job's later steps. */
  readonly exportVariable: (name: string, value: string) => void
}
