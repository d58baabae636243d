import { isSame, type Repository } from './reference.ts'

/** How versions are compared. */
export type VersionScheme = 'semver' | 'pep440'

/** What a tag follows. The rules for moving it (decide/) depend on this. */
export type Follows =
  /** Fixed: a full version always names the same content. */
  | { readonly kind: 'release'; readonly scheme: VersionScheme; readonly version: string }
  /** Fixed: `sha-...`. */
  | { readonly kind: 'commit' }
  /** Moving: the highest version of its line (`1`, `1.2`, `latest`). `version` is this run's, without prefix and suffix. */
  | { readonly kind: 'line'; readonly scheme: VersionScheme; readonly version: string }
  /** Moving: the tip of a branch. `pull` is set if a pull request publishes the tag of its head branch. */
  | { readonly kind: 'branch'; readonly branch: string; readonly pull?: number }
  /** Moving: the tip of a pull request. */
  | { readonly kind: 'pull'; readonly number: number }
  /** Moving: the newest run (`nightly`, or a name that the user wrote). */
  | { readonly kind: 'run' }

/** Whether two tags follow the same release, line, branch or pull request. */
export const followsSame = (
  { follows: one }: Pick<PlannedTag, 'follows'>,
  { follows: other }: Pick<PlannedTag, 'follows'>,
): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A tag that the run should put on the image. */
export interface PlannedTag {
  /** Valid by construction: `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}`. */
  readonly name: string
  /** Higher comes first; the first tag is the image's `version`. */
  readonly priority: number
  readonly follows: Follows
  /** The only image name that it is for, from a full reference in input tags. Absent: for every name of the image. */
  readonly only?: Repository
  /** Set if the name comes from the ref, so that another ref has another name. Absent if the workflow contains the name. */
  readonly fromRef?: NamedAfter
  /** The line of input tags that gives it, or `default`; for the `latest` of input flavor, the line of the tag that brings it. */
  readonly rule?: string
}

/** Whether a tag is for this image name. */
export const isFor = ({ only }: Pick<PlannedTag, 'only'>, repository: Repository): boolean =>
  only === undefined || isSame(only, repository)

/** `branch`: the branch that gives the name. Absent if a git tag, a pull request or a user gives it. */
export interface NamedAfter {
  readonly branch?: string
}

/** The tags of one run, highest priority first, with unique names, and the warnings about them. */
export interface PlannedTags {
  readonly tags: readonly PlannedTag[]
  /** The name of the first tag; empty without tags. */
  readonly version: string
  readonly warnings: readonly string[]
  /** The errors of literal values that give no tag. If another rule gives a tag, they are in `warnings` too. */
  readonly unmet?: readonly string[]
}
