import type { PlannedTag } from './planned-tag.ts'
import { branchSlug } from './reserved.ts'

/** What binds a tag more: a name of one content, a version's line, a ref, a run. */
const strictness = { release: 4, commit: 4, line: 3, branch: 2, pull: 2, run: 1 } as const

/** Each name once, at its first place; of two rules that give it, it follows what binds it more. */
export function withoutDuplicates(tags: readonly PlannedTag[]): PlannedTag[] {
  const unique = new Map<string, PlannedTag>()
  for (const tag of tags) {
    const earlier = unique.get(tag.name)
    const isStricter = earlier && strictness[tag.follows.kind] > strictness[earlier.follows.kind]
    if (!earlier) unique.set(tag.name, tag)
    else if (isStricter) unique.set(tag.name, { ...earlier, follows: tag.follows })
  }
  return [...unique.values()]
}

/** A warning for each tag of a branch that another branch gives too: whoever is built last has it. */
export function findCollision(tags: readonly PlannedTag[], liveBranches: readonly string[]): string[] {
  return tags.flatMap(({ name, follows }) => {
    if (follows.kind !== 'branch' || branchSlug(follows.branch).name !== name) return []
    const other = liveBranches.find((each) => each !== follows.branch && branchSlug(each).name === name)
    return other === undefined
      ? []
      : `Branches '${follows.branch}' and '${other}' are both published as '${name}'.`
  })
}
