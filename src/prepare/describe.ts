import { createSourceRepository } from '../git/create-source.ts'
import { isPullRequest, isScheduled } from '../model/trigger.ts'
import { nameOthers } from '../plan/target-rules.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { RunState } from './run-state.ts'

/** The parts of a request that every way of publishing has. */
export function describePublish(ports: Ports, { trigger, inputs, workspace }: RunState) {
  const source = createSourceRepository(ports, { workspace, trigger, token: inputs.githubToken })
  return {
    ports,
    guards: inputs,
    facts: { source, trigger, guards: inputs, ...nameOthers(trigger, inputs) },
    run: {
      isPullRequest: isPullRequest(trigger),
      isScheduled: isScheduled(trigger) && trigger.ref.kind !== 'tag',
      revision: trigger.revision,
    },
  }
}
