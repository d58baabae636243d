import type { DeletionPlan } from '../prune-plan/plan-deletion.ts'
import type { RegistryClient } from '../registry/client.ts'

/**
 * Tags of refs that exist, which were there at the plan, which prune did not delete, and which do not exist after it: most registries delete a
 * digest with all its tags, so a tag that another job moves to it in the last moment goes, too. Nothing shows afterwards where it was.
 */
export async function findLost(
  registry: Pick<RegistryClient, 'headManifest'>,
  { graph, tags, manifests }: DeletionPlan,
  isLiving: (tag: string) => boolean,
  now: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const planned = new Set([
    ...tags.flatMap((step) => step.tags.map(({ tag }) => tag)),
    ...manifests.flatMap((step) => step.tags),
  ])
  const missing = [...graph.tags.keys()].filter((tag) => isLiving(tag) && !planned.has(tag) && !now.has(tag))
  const found = await Promise.all(missing.map((tag) => registry.headManifest(graph.repository, { tag })))
  return missing.filter((_, index) => found[index] === undefined)
}
