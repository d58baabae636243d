import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { tagsOf } from '../plan/pairs.ts'
import type { Plan } from '../plan/plan.ts'

interface Reader {
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  getManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
}

/**
 * The same registry, where each question about a manifest is put once: what an image is reused for and what its tags hold is
 * asked at the same time. For the first look only: what is read again later must be read anew.
 */
export function lookOnce<R extends Reader>(registry: R): R {
  return { ...registry, headManifest: once(registry.headManifest), getManifest: once(registry.getManifest) }
}

function once<A extends Promise<unknown>>(ask: (repository: Repository, target: Target) => A) {
  const asked = new Map<string, A>()
  return (repository: Repository, target: Target): A => {
    const key = JSON.stringify([repository.host, repository.path, target])
    const answer = asked.get(key) ?? ask(repository, target)
    asked.set(key, answer)
    return answer
  }
}

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
