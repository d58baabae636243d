import type { ImageFacts } from '../decide/facts.ts'
import { optionsFor } from '../plan/plan-step.ts'
import type { Repository } from '../plan/reference.ts'
import { createSourceRepository } from '../repository/create.ts'
import type { Ports, RunState } from '../run.ts'
import { namesFor, namesForBranch } from '../tags/compute.ts'

/** The parts of a request that every way of publishing has. */
export function describePublish(ports: Ports, { trigger, inputs, workspace }: RunState) {
  const source = createSourceRepository(ports, { workspace, trigger, token: inputs.githubToken })
  return {
    ports,
    guards: inputs,
    facts: {
      source,
      trigger,
      guards: inputs,
      namesFor: (gitTag: string, target: string) =>
        namesFor(trigger, inputs.rules, gitTag, optionsFor(inputs, target)),
      namesForBranch: (
        branch: string,
        target: string,
        image: Pick<ImageFacts, 'revision' | 'head'>,
        repository: Repository,
      ) => namesForBranch(trigger, inputs.rules, branch, image, optionsFor(inputs, target), repository),
    },
    run: {
      isPullRequest: trigger.event.startsWith('pull_request'),
      isScheduled: trigger.event === 'schedule' && trigger.ref.kind !== 'tag',
      revision: trigger.revision,
    },
  }
}
