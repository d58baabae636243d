import type { NamedAfter, PlannedTag } from '../model/planned-tag.ts'
import { keyOf } from '../model/reference.ts'

/** How strictly a tag is bound: to one content, a version's line, a ref, or nothing but the run. */
const strictness = { release: 4, commit: 4, line: 3, branch: 2, pull: 2, run: 1 } as const

/** Each name and each full reference once, at its first position. Of two rules for it, the stricter one says what it follows. */
export function withoutDuplicates(tags: readonly PlannedTag[]): PlannedTag[] {
  const unique = new Map<string, PlannedTag>()
  for (const tag of tags) {
    const key = keyOfTag(tag)
    const earlier = unique.get(key)
    const isStricter = earlier && strictness[tag.follows.kind] > strictness[earlier.follows.kind]
    if (!earlier) unique.set(key, tag)
    else unique.set(key, join(earlier, isStricter ? tag : earlier, tag.fromRef))
  }
  return [...unique.values()]
}

/** Drops each full reference whose tag the image gets under all of its names anyway. */
export function withoutCovered(tags: readonly PlannedTag[]): PlannedTag[] {
  const everywhere = new Set(tags.filter(({ only }) => only === undefined).map(({ name }) => name))
  const covered = tags.map(({ only, ...tag }) => (only && !everywhere.has(tag.name) ? { ...tag, only } : tag))
  return withoutDuplicates(covered)
}

const keyOfTag = ({ name, only }: PlannedTag): string => (only ? `${keyOf(only)}:${name}` : name)

/** Of two rules for one name, one with a fixed text makes the name the workflow's own, not the ref's. */
function join(
  { fromRef, ...earlier }: PlannedTag,
  { follows, rule }: PlannedTag,
  other: NamedAfter | undefined,
): PlannedTag {
  return { ...earlier, follows, ...(rule !== undefined && { rule }), ...(fromRef && other && { fromRef }) }
}
