import { findNeeded } from '../prune-plan/graph.ts'
import type { DeletionPlan, ManifestStep, TagsStep } from '../prune-plan/plan-deletion.ts'
import type { FreshState } from './deletion-ports.ts'

/** Whether anything that exists now needs a digest, apart from the tags of this step and from attachments of what is to go. */
export async function isNeeded(
  state: FreshState,
  plan: DeletionPlan,
  step: TagsStep | ManifestStep,
): Promise<boolean> {
  const graph = await state.readGraph()
  if (graph.gaps.length > 0) return true
  const leaving = new Set(plan.manifests.map(({ digest }) => digest))
  const attached = new Map(plan.manifests.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest])))
  const own = step.kind === 'tags' ? new Set(step.tags.map(({ tag }) => tag)) : new Set<string>()
  const needed = findNeeded(graph, {
    tag: (tag, digest) => attached.get(tag) === digest || (own.has(tag) && digest === step.digest),
    digest: (digest) => leaving.has(digest),
  })
  return needed.has(step.digest)
}
