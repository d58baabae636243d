import { memoize } from '../memoize.ts'
import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import { tagsOf } from '../plan/tag-references.ts'

interface Reader {
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  getManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
}

/**
 * The same registry with a cache of manifests: reuse and facts read the same tags at the same time. Only for the first
 * look, since later reads must show changes.
 */
export function lookOnce<R extends Reader>(registry: R): R {
  return { ...registry, headManifest: once(registry.headManifest), getManifest: once(registry.getManifest) }
}

function once<A extends Promise<unknown>>(ask: (repository: Repository, target: Target) => A) {
  return memoize(({ host, path }: Repository, target: Target) => JSON.stringify([host, path, target]), ask)
}

/**
 * Sends one request to each host first. A host that cannot be reached would otherwise fail many requests, each of them
 * slowly. Throws its TagboatError.
 */
export async function reachAll(
  registry: {
    readonly expectAbsence?: (repository: Repository) => void
    headManifest(repository: Repository, target: { readonly tag: string }): Promise<unknown>
  },
  plans: readonly Plan[],
): Promise<void> {
  const requests = plans.flatMap((plan) =>
    plan.repositories.flatMap((repository) => {
      const [tag] = tagsOf(plan, repository)
      return tag === undefined ? [] : [{ repository, tag }]
    }),
  )
  const hosts = new Map(requests.map((request) => [request.repository.host, request]))
  const asked = [...hosts.values()].map(async ({ repository, tag }) => {
    try {
      // The tag may not exist, which some registries answer with 403.
      registry.expectAbsence?.(repository)
      await registry.headManifest(repository, { tag: tag.name })
    } catch (error) {
      const isReachable =
        error instanceof TagboatError &&
        !error.problems.some(({ code }) => /^registry-(unreachable|tls)$/.test(code))
      if (!isReachable) throw error
    }
  })
  await Promise.all(asked)
}
