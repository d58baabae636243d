import { restoreFailed } from '../errors/prune.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { type RepositoryGraph, reach } from '../prune-plan/graph.ts'
import type { DeletionPlan } from '../prune-plan/plan-deletion.ts'
import { reasonOf } from '../prune-plan/reason.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Manifest } from '../registry/manifests.ts'
import type { Deleter, ManifestOutcome } from './deletion-ports.ts'

export type RestoringRegistry = Pick<RegistryClient, 'getManifest' | 'headManifest' | 'putManifest'>

export interface Restorer {
  /** Deletes as the given one, and keeps the bytes of every manifest that goes. */
  readonly deleter: Deleter
  /** Whether a manifest has gone. */
  readonly hasDeleted: () => boolean
  /** Puts back what the repository needs as it is now. */
  restore(now: RepositoryGraph): Promise<Restoration>
}

export interface Restoration {
  readonly restored: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** Bytes of manifests that are kept in memory. Most have some hundred bytes. */
const mostBytes = 64 * 1024 * 1024

/**
 * Between the check and a deletion, another job may push an index that lists the manifest: registries accept it, since its parts exist, and
 * most delete a manifest that an index lists. After the last deletion such a manifest is put back by its digest. Its blobs still exist:
 * registries collect them later.
 */
export function createRestorer(registry: RestoringRegistry, given: Deleter, plan: DeletionPlan): Restorer {
  const { repository } = plan.graph
  const kept = new Map<string, Manifest>()
  const deleted = new Set<string>()
  let size = 0
  const keep = async (digest: string) => {
    if (kept.has(digest)) return
    const manifest = await registry.getManifest(repository, { digest })
    if (manifest === undefined || size + manifest.bytes.byteLength > mostBytes) return
    size += manifest.bytes.byteLength
    kept.set(digest, manifest)
  }
  return {
    deleter: {
      async removeTag(tag, digest, mayTakeImage, going) {
        const mayTake = async () => {
          const may = await mayTakeImage()
          if (may) await keep(digest)
          return may
        }
        const outcome = await given.removeTag(tag, digest, mayTake, going)
        if (outcome.kind === 'deleted' && outcome.tookImage) deleted.add(digest)
        return outcome
      },
      async deleteManifest(digest, tags) {
        await keep(digest)
        const outcome = await given.deleteManifest(digest, tags)
        if (outcome.kind !== 'refused') deleted.add(digest)
        return outcome
      },
    },
    hasDeleted: () => deleted.size > 0,
    async restore(now) {
      const childrenOf = (one: string) =>
        (now.manifests.get(one) ?? plan.graph.manifests.get(one))?.children ?? []
      const roots: string[] = []
      for (const [tag, digest] of now.tags) {
        // GitHub's list may still show what was deleted just now.
        const isDoubtful = deleted.has(digest)
        const named = isDoubtful ? (await registry.headManifest(repository, { tag }))?.digest : digest
        if (named === digest) roots.push(digest)
      }
      const needed = reach(roots, childrenOf)
      const restored = new Set<string>()
      const problems: Problem[] = []
      // Parts were deleted after their index, which cannot be pushed without them.
      for (const digest of [...deleted].reverse()) {
        const manifest = kept.get(digest)
        if (manifest === undefined || !needed.has(digest)) continue
        try {
          if ((await registry.headManifest(repository, { digest })) !== undefined) continue
          await registry.putManifest(repository, { digest }, manifest)
          restored.add(digest)
        } catch (error) {
          if (!(error instanceof TagboatError)) throw error
          problems.push(restoreFailed(`${repository.host}/${repository.path}@${digest}`, reasonOf(error)))
        }
      }
      return { restored, problems }
    },
  }
}

/** The outcomes with what was put back. */
export const noteRestored = (
  outcomes: readonly ManifestOutcome[],
  { restored }: Restoration,
): readonly ManifestOutcome[] =>
  outcomes.map((one) =>
    restored.has(one.digest)
      ? { digest: one.digest, state: 'left', why: 'another job began to use it, so it was put back' }
      : one,
  )
