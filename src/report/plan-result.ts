import { formatReference } from '../model/reference.ts'
import type { ImageResult, Origin } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import { tagsOf } from '../plan/tag-references.ts'

/** The images of a run that asked no registry: every tag as planned. */
export function planImages(plan: Plan, reason: string, origin?: Origin): readonly ImageResult[] {
  return plan.repositories.map((repository) => ({
    target: plan.target,
    repository,
    platforms: [],
    ...(origin && { origin }),
    tags: tagsOf(plan, repository).map((tag) => ({
      ref: formatReference(repository, { tag: tag.name }),
      name: tag.name,
      action: 'unknown',
      reason,
    })),
  }))
}
