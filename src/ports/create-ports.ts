import { type Cancellation, hurryClock, hurryHttp, stopHttp, unlessCancelled } from './cancellation.ts'
import { createExec } from './exec.ts'
import { createConnectGithub } from './github-client.ts'
import { resolveHost } from './http-agents.ts'
import { createFiles } from './node-files.ts'
import { createHttp } from './node-http.ts'
import type { Clock, Log } from './ports.ts'
import type { Ports } from './run-ports.ts'
import { sleep } from './time.ts'
import { createTools } from './tool-cache.ts'

/** The parts of the ports that the action and the command do not share. */
export interface Caller
  extends Pick<Ports, 'actionFolder' | 'remember' | 'exportVariable' | 'drawsProgress'> {
  readonly env: NodeJS.ProcessEnv
  readonly log: Log
  readonly cancellation: Cancellation
}

export const clock: Clock = {
  now: () => Date.now(),
  sleep,
  random: () => Math.random(),
}

/** All ports of a run, over the real network, files and processes. */
export function createPorts({ env, log, cancellation, ...own }: Caller): Ports {
  const http = createHttp()
  const hurried = hurryClock(clock, cancellation)
  return {
    ...own,
    env,
    log,
    exec: createExec(env, cancellation),
    http: stopHttp(http, cancellation),
    resolve: (host: string) => unlessCancelled(cancellation, resolveHost(host), []),
    connectGithub: createConnectGithub(hurried, undefined, cancellation.signal),
    files: createFiles(cancellation.signal),
    tools: createTools(env),
    clock: hurried,
    isCancelled: () => cancellation.signal.aborted,
    ending: { ...cancellation, http: hurryHttp(http, cancellation) },
  }
}
