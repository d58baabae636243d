import { referenceConflict } from '../errors/plan.ts'
import { formatReference, keyOf, type Repository } from '../model/reference.ts'
import type { Problem } from '../model/tagboat-error.ts'

/** What a target would publish: each of its tags on each of its repositories. */
export interface Claim {
  readonly target: string
  readonly repositories: readonly Repository[]
  readonly tags: readonly string[]
}

/** One problem for each reference that two or more targets would publish, in the order in which they are met. */
export function findConflicts(claims: readonly Claim[]): readonly Problem[] {
  const owners = new Map<string, { readonly reference: string; readonly targets: Set<string> }>()
  for (const { target, repositories, tags } of claims) {
    for (const repository of repositories) {
      for (const tag of tags) {
        const key = `${keyOf(repository)}:${tag}`
        const reference = formatReference(repository, { tag })
        const owner = owners.get(key) ?? { reference, targets: new Set() }
        owners.set(key, owner)
        owner.targets.add(target)
      }
    }
  }
  return [...owners.values()]
    .filter(({ targets }) => targets.size > 1)
    .map(({ reference, targets }) => referenceConflict(reference, [...targets]))
}
