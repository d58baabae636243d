import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import { tagsOf } from '../plan/tag-references.ts'

/**
 * One question for each host first: one that cannot be reached would fail each of many, and each slowly. Throws the
 * TagboatError of one that cannot.
 */
export async function reachAll(
  registry: {
    readonly expectAbsence?: (repository: Repository) => void
    headManifest(repository: Repository, target: { readonly tag: string }): Promise<unknown>
  },
  plans: readonly Plan[],
): Promise<void> {
  const places = plans.flatMap((plan) =>
    plan.repositories.flatMap((repository) => {
      const [tag] = tagsOf(plan, repository)
      return tag === undefined ? [] : [{ repository, tag }]
    }),
  )
  const hosts = new Map(places.map((place) => [place.repository.host, place]))
  const asked = [...hosts.values()].map(async ({ repository, tag }) => {
    try {
      // A tag may be absent, and the answer a 403.
      registry.expectAbsence?.(repository)
      await registry.headManifest(repository, { tag: tag.name })
    } catch (error) {
      const isThere =
        error instanceof TagboatError &&
        !error.problems.some(({ code }) => /^registry-(unreachable|tls)$/.test(code))
      if (!isThere) throw error
    }
  })
  await Promise.all(asked)
}
