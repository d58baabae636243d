import { singleTarget } from '../../src/bake/bake-target.ts'
import type { Repository } from '../../src/model/reference.ts'
import type { SourceRepository } from '../../src/model/source-repository.ts'
import type { Clock, Log } from '../../src/ports/ports.ts'
import type { PublishRequest } from '../../src/publish/request.ts'
import { makeTrigger } from './trigger.ts'

/** A source repository without answers. */
const unknown = async () => ({ known: false as const, why: 'the test has no repository' })
export const noSource: SourceRepository = {
  knownFromPush: () => undefined,
  forget: () => undefined,
  branchTip: unknown,
  pullHead: unknown,
  isDescendant: unknown,
  gitTags: unknown,
  branches: unknown,
  branchTips: unknown,
  tagSignature: unknown,
}

/** A push of `main` at a revision, with tags that only follow the branch. */
export function publishRequest(given: {
  readonly registry: PublishRequest['registry']
  readonly log: Log
  readonly clock: Clock
  readonly revision: string
  readonly tags: readonly string[]
  readonly repositories: readonly Repository[]
}): PublishRequest {
  const { registry, log, clock, revision, repositories } = given
  const trigger = makeTrigger({ sha: revision, revision })
  const guards = { overwrite: false, forwardOnly: true, requireSignedTag: false }
  return {
    ports: { log, clock },
    registry,
    hasty: registry,
    facts: {
      source: noSource,
      trigger,
      guards,
      namesFor: () => ({ tags: [], version: '', warnings: [] }),
      namesForBranch: () => new Set(),
    },
    images: [
      {
        plan: {
          target: singleTarget,
          intent: { kind: 'push', reason: 'push' },
          repositories,
          tags: given.tags.map((name, index) => ({
            name,
            priority: 100 - index,
            follows: { kind: 'branch', branch: 'main' },
          })),
          version: given.tags[0] ?? '',
          labels: {},
          annotations: {},
          ownAnnotations: [],
          annotationsLevels: [],
          warnings: [],
        },
        platforms: [],
        ownPlatform: 'linux/amd64',
      },
    ],
    guards,
    run: { isPullRequest: false, revision },
    isCancelled: () => false,
  }
}
