import type { Guards, Run } from '../decide/decide.ts'
import type { Build } from '../docker/prepare-build.ts'
import type { Facts } from '../model/facts.ts'
import type { Identity } from '../model/identity.ts'
import type { Origin } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { Copier, Source, Sources } from './contents.ts'
import type { FactReader, FactRequest } from './fact-request.ts'
import { createImageFacts, type ImageReader } from './image-facts.ts'
import type { TagWriter } from './move.ts'
import type { Pace } from './rollback.ts'

/** One image of the step. */
export interface ImageRequest {
  readonly plan: Plan
  /** Its platforms, as far as any were asked for. */
  readonly platforms: readonly string[]
  /** The platform of an image without an index. */
  readonly ownPlatform: string
  /** Its content, where it exists already; undefined where it is built. */
  readonly source?: Source
  /** Its digest, where that is known before anything is done. */
  readonly digest?: string
  /** Why it is built or not, where that was looked into. */
  readonly origin?: Origin
  /** An index that this run makes, of images that this commit's run built: its revision counts, as a build's does. */
  readonly isMerge?: boolean
  /** Which image of the commit it is; absent where it is promoted as it is. */
  readonly identity?: Identity
}

/** How images without a source are made, all of them in one build. */
export interface Builder {
  /** `existing`: the images that need no build, by target, for those that stand on them. */
  readonly prepare: (existing: Sources) => Promise<Build>
  /** The images get names in the local engine too. */
  readonly load: boolean
}

/** All images of a step: all of them land before any tag moves, and all tags move or none. */
export interface PublishRequest {
  readonly ports: { readonly log: Log; readonly clock: Clock }
  readonly registry: FactReader & ImageReader & TagWriter & Copier
  /** The same for what must happen also once the run is cancelled, in the short time that is left then. */
  readonly hasty: PublishRequest['registry']
  readonly facts: Omit<FactRequest, 'registry' | 'plans' | 'readImage'>
  readonly guards: Guards
  readonly run: Pick<Run, 'isPullRequest' | 'isScheduled' | 'revision'>
  readonly images: readonly ImageRequest[]
  /** Absent where every image has a source. */
  readonly builder?: Builder
  /** The facts, where they were gathered while a source was looked at. */
  readonly gathered?: Facts
  readonly isCancelled: () => boolean
  /** Resolves when the run is cancelled; absent where it cannot be. */
  readonly cancelled?: Promise<void>
  /**
   * Of a build by digest: begins to hand its digests to a later job, and resolves with what finishes that once they are
   * verified. Never rejects.
   */
  readonly offer?: (sources: Sources) => Promise<() => Promise<void>>
}

/** Milliseconds between removals that do not wait for each other: a registry's own work takes less. */
const stagger = 50

/** When the next of the removals that otherwise follow each other may begin: a cancelled run has no time to wait for answers. */
export const paceOf =
  ({ ports, cancelled }: Pick<PublishRequest, 'ports' | 'cancelled'>): Pace =>
  async () => {
    if (cancelled === undefined) return new Promise(() => undefined)
    await cancelled
    await ports.clock.sleep(stagger)
  }

/** The request for facts; tags that are decided again are asked for anew. */
export function askFor({
  images,
  ...request
}: Pick<PublishRequest, 'facts' | 'registry' | 'images'>): FactRequest {
  return askAbout({ ...request, plans: images.map(({ plan }) => plan) })
}

/** The same for plans whose content is not known yet. */
export function askAbout({
  facts,
  registry,
  plans,
}: Pick<PublishRequest, 'facts' | 'registry'> & { readonly plans: readonly Plan[] }): FactRequest {
  return { ...facts, registry, plans, readImage: createImageFacts(registry, facts.trigger.repository.url) }
}

/** The run as a decision over one of its images sees it. */
export function runOf({ run, images }: Pick<PublishRequest, 'run' | 'images'>, target: string): Run {
  const image = images.find(({ plan }) => plan.target === target)
  return {
    ...run,
    ...(image?.digest === undefined ? {} : { digest: image.digest }),
    ...(image?.isMerge === undefined ? {} : { isMerge: image.isMerge }),
    ...(image?.identity === undefined ? {} : { identity: image.identity }),
  }
}
