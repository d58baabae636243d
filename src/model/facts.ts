import type { Identity } from './identity.ts'
import type { PlannedTag } from './planned-tag.ts'
import type { Repository } from './reference.ts'
import type { Problem } from './tagboat-error.ts'

/** The metadata of an image, as far as it may be trusted (readImageFacts in publish/). Anything else is absent. */
export interface ImageFacts {
  readonly digest: string
  /** The commit it was built from. */
  readonly revision?: string
  /** The head commit of the pull request it was built for. */
  readonly head?: string
  /** The tag of highest priority it was published under. */
  readonly version?: string
  /** The event that published it. */
  readonly event?: string
  /** The branch that it was built for, or the head of its pull request; empty if there was none. */
  readonly branch?: string
  /** Which image of its commit it is. */
  readonly identity?: Identity
  /** The key and parts of its content, if it was built with `only-changed`. */
  readonly contentKey?: string
  readonly contentParts?: string
  /** Which build of that content it is, and the builds of the images that it depends on. */
  readonly build?: string
  readonly dependsOn?: string
}

/**
 * How this run's commit relates to a tag's branch or pull request: it is the tip (`tip`); the image under the tag was built
 * from a descendant of it (`behind`) or was not (`ahead`); or the relation is unknown, and why.
 */
export type Ancestry =
  | {
      readonly kind: 'tip' | 'ahead' | 'behind'
      /** With `ahead`: this run's commit is a descendant of the other one. Only known if two runs overlap. */
      readonly isDescendant?: boolean
    }
  | { readonly kind: 'unknown'; readonly why: string }

/** Another branch that gives the same tag and published the image under it. */
export interface Rival {
  readonly branch: string
  /** Whether that branch exists now, or why that is unknown. */
  readonly exists: boolean | { readonly why: string }
}

/** A published release with a higher version than this run's, on the line of a tag. */
export interface HigherRelease {
  readonly gitTag: string
  readonly version: string
}

/** The facts about one planned tag in one repository. */
export interface TagFacts {
  /** The image of this step that the tag is for. */
  readonly target: string
  readonly repository: Repository
  readonly tag: PlannedTag
  readonly ref: string
  /** Absent if the tag does not exist. */
  readonly image?: ImageFacts
  /** For tags that follow a branch or a pull request and hold another commit's image. */
  readonly ancestry?: Ancestry
  /** For tags that are named after a ref and hold another branch's image. */
  readonly rival?: Rival
  /** For tags that follow a line of versions. */
  readonly higher?: HigherRelease
  /** Why a guard could not check the tag; a warning if the tag moves anyway. */
  readonly unknown?: string
}

/** The facts about all tags. */
export interface Facts {
  readonly tags: readonly TagFacts[]
  /** Reasons against publishing at all: a repository without push permission, a missing signature. */
  readonly refusals: readonly Problem[]
}
