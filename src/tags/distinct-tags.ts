import type { Follows, NamedAfter, PlannedTag } from '../model/planned-tag.ts'
import { keyOf } from '../model/reference.ts'
import { branchSlug } from './reserved.ts'
import { slug } from './slug.ts'

/** What binds a tag more: a name of one content, a version's line, a ref, a run. */
const strictness = { release: 4, commit: 4, line: 3, branch: 2, pull: 2, run: 1 } as const

/** Each name once, and each reference, at its first place; of two rules that give it, it follows what binds it more. */
export function withoutDuplicates(tags: readonly PlannedTag[]): PlannedTag[] {
  const unique = new Map<string, PlannedTag>()
  for (const tag of tags) {
    const key = keyOfTag(tag)
    const earlier = unique.get(key)
    const isStricter = earlier && strictness[tag.follows.kind] > strictness[earlier.follows.kind]
    if (!earlier) unique.set(key, tag)
    else unique.set(key, join(earlier, isStricter ? tag.follows : earlier.follows, tag.fromRef))
  }
  return [...unique.values()]
}

const keyOfTag = ({ name, only }: PlannedTag): string => (only ? `${keyOf(only)}:${name}` : name)

/** Without references that a tag for every name of the image gives, too. */
export function withoutCovered(tags: readonly PlannedTag[]): PlannedTag[] {
  const everywhere = new Set(tags.filter(({ only }) => only === undefined).map(({ name }) => name))
  const covered = tags.map(({ only, ...tag }) => (only && !everywhere.has(tag.name) ? { ...tag, only } : tag))
  return withoutDuplicates(covered)
}

/** A name that the workflow wrote, too, is the workflow's. */
function join(
  { fromRef, ...earlier }: PlannedTag,
  follows: Follows,
  other: NamedAfter | undefined,
): PlannedTag {
  return { ...earlier, follows, ...(fromRef && other && { fromRef }) }
}

/** A warning for each branch whose name loses more than `/` in a tag: another one may have what is left. */
export function findLossy(tags: readonly PlannedTag[]): string[] {
  const lossy = new Map<string, string[]>()
  for (const { name, fromRef } of tags) {
    const { branch = '' } = fromRef ?? {}
    const isReserved = branchSlug(branch).warning !== undefined
    if (branch === '' || isReserved || slug(branch) === branch.replaceAll('/', '-')) continue
    lossy.set(branch, [...(lossy.get(branch) ?? []), name])
  }
  return [...lossy].map(([branch, names]) => {
    const all = names.map((name) => `'${name}'`).join(' and ')
    return `Branch '${branch}' is published as ${all}: a tag cannot have all of its characters, so another branch may get the same tag.`
  })
}
