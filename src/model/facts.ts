import type { Identity } from './identity.ts'
import type { PlannedTag } from './planned-tag.ts'
import type { Repository } from './reference.ts'
import type { Problem } from './tagboat-error.ts'

/** What an image says of itself, as far as it is ours to trust: see design, "Guards". Anything else is absent. */
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
  /** The branch that it was built for, or the head of its pull request; empty where it was none. */
  readonly branch?: string
  /** Which image of its commit it is. */
  readonly identity?: Identity
  /** What it was made of, where that was written down. */
  readonly contentKey?: string
  readonly contentParts?: string
  /** Which build of that content it is, and which builds of its bases it stands on. */
  readonly build?: string
  readonly dependsOn?: string
}

/**
 * How this run's commit stands to the line that a tag follows: it is the tip now (`tip`); the image there was built
 * from a descendant of it (`behind`), or was not (`ahead`); or nobody could tell, and why.
 */
export type Ancestry =
  | {
      readonly kind: 'tip' | 'ahead' | 'behind'
      /** With `ahead`: this run's commit is a descendant of the other one. Only asked where two runs overlap. */
      readonly isDescendant?: boolean
    }
  | { readonly kind: 'unknown'; readonly why: string }

/** Another branch whose own tag this is, and whose image is there. */
export interface Rival {
  readonly branch: string
  /** Whether that branch exists now, or why nobody can tell. */
  readonly exists: boolean | { readonly why: string }
}

/** A release that is higher than this run's on the line of a tag, and has its image. */
export interface HigherRelease {
  readonly gitTag: string
  readonly version: string
}

/** What is there now, for one planned tag in one repository. */
export interface TagFacts {
  /** The image of this step that the tag is for. */
  readonly target: string
  readonly repository: Repository
  readonly tag: PlannedTag
  readonly ref: string
  /** Absent where the tag does not exist. */
  readonly image?: ImageFacts
  /** For tags that follow a branch or a pull request, where another commit's image is there. */
  readonly ancestry?: Ancestry
  /** For tags that are named after a ref, where another branch's image is there. */
  readonly rival?: Rival
  /** For tags that follow a line of versions. */
  readonly higher?: HigherRelease
  /** Why a guard could not be told something; said as a warning where the tag moves all the same. */
  readonly unknown?: string
}

/** What is there now. */
export interface Facts {
  readonly tags: readonly TagFacts[]
  /** What stands against publishing at all: a repository that may not be pushed to, a signature that is not there. */
  readonly refusals: readonly Problem[]
}
