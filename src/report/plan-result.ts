import { formatReference } from '../model/reference.ts'
import type { ImageOrigin, ImageResult } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import { tagsOf } from '../plan/tag-references.ts'

/** The results of a run that sent no request to a registry: every tag is `unknown`. */
export function planImages(plan: Plan, reason: string, origin?: ImageOrigin): readonly ImageResult[] {
  return plan.repositories.map((repository) => ({
    target: plan.target,
    repository,
    platforms: [],
    ...(origin && { origin }),
    tags: tagsOf(plan, repository).map((tag) => ({
      ref: formatReference(repository, { tag: tag.name }),
      repository,
      name: tag.name,
      action: 'unknown',
      reason,
    })),
  }))
}

/** The results of a dry run that sends no request. */
export const planOffline = (plans: readonly Plan[]): readonly ImageResult[] =>
  plans.flatMap((plan) =>
    planImages(
      plan,
      plan.intent.kind === 'push' ? 'offline, so the registry is not asked' : plan.intent.reason,
    ),
  )
