import type { Change } from '../decide/decide.ts'
import type { Built } from '../docker/prepare-build.ts'
import type { ImageResult } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Contents, Sources } from './contents.ts'
import type { PublishRequest } from './request.ts'
import type { Seen } from './watch.ts'

/** What was pushed: the contents, and the anchors that carry them already. */
export interface PushedImages {
  readonly sources: Sources
  readonly anchors: readonly Change[]
  /** What was seen under an anchor while the builder pushed it. */
  readonly seen?: Seen
}

/** What deciding again needs. */
export interface Convergence {
  readonly request: PublishRequest
  /** What this run made or brought, by `destinationKey`. */
  readonly own: Contents
  readonly landed: PushedImages
  /** What the log has said about decisions. */
  readonly said: Set<string | undefined>
}

/** What a publish did, and what failed after something may have been published. */
export interface Published {
  readonly built?: Built
  readonly images: readonly ImageResult[]
  readonly problems: readonly Problem[]
}
