import { isSame, type Repository } from './reference.ts'

/** How versions are compared. */
export type Scheme = 'semver' | 'pep440'

/** What a tag follows, which decides what may happen to it (decide/). */
export type Follows =
  /** Fixed: a full version names one content for ever. */
  | { readonly kind: 'release'; readonly scheme: Scheme; readonly version: string }
  /** Fixed: `sha-...`. */
  | { readonly kind: 'commit' }
  /** Moving: the highest version of its line (`1`, `1.2`, `latest`). `version` is this run's, without prefix and suffix. */
  | { readonly kind: 'line'; readonly scheme: Scheme; readonly version: string }
  /** Moving: the tip of a branch. `pull` is there where it is a pull request that publishes its head branch's tag. */
  | { readonly kind: 'branch'; readonly branch: string; readonly pull?: number }
  /** Moving: the tip of a pull request. */
  | { readonly kind: 'pull'; readonly number: number }
  /** Moving: the newest run (`nightly`, a name that a person wrote). */
  | { readonly kind: 'run' }

/** Whether two tags follow the same release, line, branch or pull request. */
export const followsSame = (
  { follows: one }: Pick<PlannedTag, 'follows'>,
  { follows: other }: Pick<PlannedTag, 'follows'>,
): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A tag that should name the image afterwards. */
export interface PlannedTag {
  /** Valid by construction: `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}`. */
  readonly name: string
  /** Higher comes first; the first tag is the image's `version`. */
  readonly priority: number
  readonly follows: Follows
  /** The one image name that it is for, by a full reference in input tags. Absent: every name of the image. */
  readonly only?: Repository
  /** The name comes from the ref: another ref gives another name. Absent where the workflow wrote it. */
  readonly fromRef?: NamedAfter
}

/** Whether a tag is for this name of its image. */
export const isFor = ({ only }: Pick<PlannedTag, 'only'>, repository: Repository): boolean =>
  only === undefined || isSame(only, repository)

/** `branch`: the branch whose name it is. Absent for a git tag's, a pull request's and a user's name. */
export interface NamedAfter {
  readonly branch?: string
}

/** The tags of one run, highest priority first, no name twice, and what should be said about them. */
export interface PlannedTags {
  readonly tags: readonly PlannedTag[]
  /** The name of the first tag; empty where there is none. */
  readonly version: string
  readonly warnings: readonly string[]
  /** What is wrong with values that are written out and give no tag; warnings say it, too, where another rule gives one. */
  readonly unmet?: readonly string[]
}
