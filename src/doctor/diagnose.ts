import type { Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { RunState } from '../prepare/run-state.ts'
import { checkDocker } from './check-docker.ts'
import { checkPermissions, checkRegistries, checkRemote } from './check-registries.ts'
import type { Finding } from './finding.ts'

/** Checks everything that a publish needs. A promotion of registry images needs no docker. `onFinding` gets each as it is found. */
export async function diagnose(
  ports: Ports,
  state: RunState,
  onFinding: (finding: Finding) => void,
): Promise<readonly Finding[]> {
  const all: Finding[] = []
  const add = (findings: readonly Finding[]) => {
    all.push(...findings)
    findings.forEach(onFinding)
  }
  const { from } = state.inputs
  const needsDocker = from === undefined || from.kind === 'daemon'
  const remote = checkRemote(ports, state)
  add(checkPermissions(ports, state))
  const docker = needsDocker ? await checkDocker(ports, state) : undefined
  add(docker?.findings ?? [])
  add(await checkRegistries(ports, state, docker?.session))
  add(await remote)
  return all
}

/** A log that keeps only warnings: the findings say the rest. */
export function createQuietLog(log: Log): { readonly log: Log; readonly warnings: readonly string[] } {
  const warnings: string[] = []
  const ignore = () => undefined
  const quiet: Log = {
    ...log,
    info: ignore,
    notice: ignore,
    report: ignore,
    foreign: ignore,
    group: (_title, body) => body(),
    warning: (message) => void warnings.push(log.clean(message)),
  }
  return { log: quiet, warnings }
}
