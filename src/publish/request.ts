import type { Build, Built } from '../build/prepare-build.ts'
import type { Change, Guards, Run } from '../decide/decide-tag.ts'
import type { Json } from '../json.ts'
import type { Facts } from '../model/facts.ts'
import type { Identity } from '../model/identity.ts'
import type { ImageOrigin, ImageResult } from '../model/result.ts'
import type { SourceAnswer } from '../model/source-repository.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { Copier, Source, Sources } from './destinations.ts'
import type { FactReader, FactRequest } from './gather-facts.ts'
import { createImageFacts, type ImageReader } from './image-facts.ts'
import type { TagWriter } from './move.ts'
import type { SeenDigests } from './watch-anchors.ts'

/** One image of the step. */
export interface ImageRequest {
  readonly plan: Plan
  /** The requested platforms; empty if none were requested. */
  readonly platforms: readonly string[]
  /** The platform of an image without an index. */
  readonly ownPlatform: string
  /** Its content, if it exists already; undefined if it must be built. */
  readonly source?: Source
  /** Its digest, if it is known in advance. */
  readonly digest?: string
  /** Why it is built or reused; only known with `only-changed`. */
  readonly origin?: ImageOrigin
  /** An index that this run makes of images that were built from this commit: its revision counts, as a build's does. */
  readonly isMerge?: boolean
  /** Which image of the commit it is; absent for an image that is promoted as it is. */
  readonly identity?: Identity
}

/** Builds the images without a source, all of them in one build. */
export interface Builder {
  /** `existing`: the images that are not built, by target, because others may depend on them. */
  readonly prepare: (existing: Sources) => Promise<Build>
  /** The images get names in the local engine too. */
  readonly load: boolean
}

/** What deciding about tags needs. */
export interface DecisionRequest {
  readonly ports: { readonly log: Log }
  readonly registry: FactReader & ImageReader
  readonly facts: Omit<FactRequest, 'registry' | 'plans' | 'readImage'>
  readonly guards: Guards
  /** Asks GitHub for the run's pull request as it is now. Absent if the run has none, or GitHub cannot be asked. */
  readonly findPull?: () => Promise<SourceAnswer<{ readonly number: number; readonly isOpen: boolean }>>
  readonly run: Pick<Run, 'isPullRequest' | 'isScheduled' | 'revision'>
  readonly images: readonly ImageRequest[]
}

/** All images of a step. All of them are pushed before any tag moves, and either all tags move or none. */
export interface PublishRequest extends DecisionRequest {
  readonly ports: { readonly log: Log; readonly clock: Clock }
  readonly registry: FactReader & ImageReader & TagWriter & Copier
  /** The same registry for work that a cancelled run must still do, within the few seconds that it has left. */
  readonly hasty: PublishRequest['registry']
  /**
   * Reads the images that the tags held before, for the summary alone: with one attempt each, until `stop`. Absent if nothing is to be
   * compared.
   */
  readonly compare?: { readonly registry: ImageReader; readonly stop: () => void }
  /** Absent if every image has a source. */
  readonly builder?: Builder
  /** The facts, if they were gathered while the sources were read. */
  readonly gathered?: Facts
  readonly isCancelled: () => boolean
  /** Resolves when the run is cancelled; absent if it cannot be. */
  readonly cancelled?: Promise<void>
  /**
   * For a build by digest: begins to hand its digests to a later job, and resolves with a function that completes this
   * once they are verified. Never rejects.
   */
  readonly offer?: (sources: Sources) => Promise<() => Promise<void>>
}

/** The pushed images, before any other tag moves. */
export interface PushedImages {
  readonly sources: Sources
  /** The tags under which the builder has pushed. */
  readonly anchors: readonly Change[]
  /** What each anchor held while the builder pushed. */
  readonly seen?: SeenDigests
  /** buildx's metadata of the build that pushed them, by target. */
  readonly metadata?: Json
}

/** The result of a publish. `problems`: what failed after something may have been published. */
export interface Published {
  readonly built?: Built
  readonly images: readonly ImageResult[]
  readonly problems: readonly Problem[]
}

/** The request for the facts about all images. Its cache of images is new: what is decided again is read again. */
export function askFor({
  images,
  ...request
}: Pick<DecisionRequest, 'facts' | 'registry' | 'images'>): FactRequest {
  return askAbout({ ...request, plans: images.map(({ plan }) => plan) })
}

/** The same for plans whose content is not known yet. */
export function askAbout({
  facts,
  registry,
  plans,
}: Pick<DecisionRequest, 'facts' | 'registry'> & { readonly plans: readonly Plan[] }): FactRequest {
  return { ...facts, registry, plans, readImage: createImageFacts(registry, facts.trigger.repository.url) }
}

/** The run, with what decisions about one of its images depend on. */
export function runOf({ run, images }: Pick<DecisionRequest, 'run' | 'images'>, target: string): Run {
  const image = images.find(({ plan }) => plan.target === target)
  return {
    ...run,
    ...(image?.digest === undefined ? {} : { digest: image.digest }),
    ...(image?.isMerge === undefined ? {} : { isMerge: image.isMerge }),
    ...(image?.identity === undefined ? {} : { identity: image.identity }),
  }
}

/** The images that have a source, by target. */
export const existingOf = (images: readonly ImageRequest[]): Sources =>
  new Map(images.flatMap(({ plan, source }) => (source ? [[plan.target, source] as const] : [])))
