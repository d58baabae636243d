import type { Ref } from '../model/trigger.ts'
import { compareVersions, findVersion, type Version } from '../tags/versions.ts'

/** The refs at HEAD. */
export interface HeadRefs {
  /** The branch that is checked out; absent with a detached HEAD. */
  readonly branch?: string
  /** The git tags that name HEAD's commit. */
  readonly tags: readonly string[]
}

export interface ChosenRef {
  readonly ref: Ref
  /** Why, for the log: the end of `Ref: branch main, ...`. */
  readonly why: string
  /** The commit that is planned; absent for that of the working copy. */
  readonly commit?: string
  readonly warnings?: readonly string[]
}

/**
 * The ref of a working copy: the branch that is checked out; with a detached HEAD the git tag on it. A git tag beside a branch does
 * not count: it may have been released long ago. Undefined with a detached HEAD without a git tag.
 */
export function chooseRef({ branch, tags }: HeadRefs): ChosenRef | undefined {
  const best = highestTag(tags)
  if (branch !== undefined) {
    const also = best === undefined ? '' : `. HEAD also has the git tag ${best}: --ref ${best} chooses it`
    return { ref: { kind: 'branch', name: branch }, why: `which is checked out${also}` }
  }
  if (best === undefined) return undefined
  const others = tags.length > 1 ? `, the highest of ${tags.length} git tags there` : ''
  return { ref: { kind: 'tag', name: best }, why: `which HEAD is at${others}` }
}

/** The git tag with the highest version; of tags without a version the first in alphabetical order. Undefined for none. */
export function highestTag(tags: readonly string[]): string | undefined {
  const [best] = tags.map((name) => ({ name, version: findVersion(name) })).sort((a, b) => compareTags(a, b))
  return best?.name
}

interface NamedVersion {
  readonly name: string
  readonly version: Version | undefined
}

/** Semver before PEP 440 before other names; equal versions by their names, the shorter first. */
function compareTags(a: NamedVersion, b: NamedVersion): number {
  const [one, other] = [a.version, b.version]
  if (one !== undefined && other !== undefined && one.scheme === other.scheme) {
    const order = compareVersions(one.scheme, other.full, one.full)
    if (order !== 0) return order
  }
  const byRank = rankOf(one) - rankOf(other)
  if (byRank !== 0) return byRank
  return a.name.length - b.name.length || (a.name < b.name ? -1 : 1)
}

const rankOf = (version: Version | undefined): number =>
  version === undefined ? 2 : version.scheme === 'semver' ? 0 : 1
