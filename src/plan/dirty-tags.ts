import type { PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import { isSame } from '../model/reference.ts'
import { isReleaseName } from '../tags/release-names.ts'

const ending = '-dirty'

/** The maximum length of a tag (OCI distribution spec 1.1). */
const longest = 128

/** Tags of a working copy with uncommitted changes, and the names that it does not get. */
export interface DirtyTags {
  readonly tags: PlannedTags
  readonly withheld: readonly string[]
}

/** Whether a tag says that its image was built from uncommitted changes. */
export const isDirtyName = (name: string): boolean => name.endsWith(ending)

/**
 * Whether a tag is a release, a line of versions or `latest`, which never hold uncommitted changes. A name that comes from a branch is
 * none of them, because tags/ reserves their names; it may be `fix-latest`.
 */
export const isRelease = ({ name, follows, fromRef }: PlannedTag): boolean =>
  ['release', 'line'].includes(follows.kind) || (fromRef?.branch === undefined && isReleaseName(name))

/**
 * Renames tags for a working copy with uncommitted changes: `main` becomes `main-dirty`. Releases, lines of versions and `latest` are
 * withheld. The new names follow nothing but the run, because no commit has their content.
 */
export function makeDirty({ tags, version, ...rest }: PlannedTags): DirtyTags {
  const kept = tags.filter((tag) => !isRelease(tag))
  const renamed = kept.map(
    ({ name, priority, only }): PlannedTag => ({
      name: addEnding(name),
      priority,
      follows: { kind: 'run' },
      ...(only && { only }),
    }),
  )
  // Long names may be equal once they are cut.
  const distinct = renamed.filter((tag, index) => renamed.findIndex((other) => isEqual(other, tag)) === index)
  return {
    tags: {
      ...rest,
      tags: distinct,
      version: version === '' ? '' : (distinct[0]?.name ?? addEnding(version)),
    },
    withheld: tags.filter(isRelease).map(({ name }) => name),
  }
}

const addEnding = (name: string): string =>
  isDirtyName(name) ? name : `${name.slice(0, longest - ending.length)}${ending}`

const isEqual = (one: PlannedTag, other: PlannedTag): boolean =>
  one.name === other.name &&
  (one.only === undefined || other.only === undefined
    ? one.only === other.only
    : isSame(one.only, other.only))
