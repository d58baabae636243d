import { createAttachmentFinder, reach } from '../prune-plan/graph.ts'
import type { DeletionPlan, ManifestStep } from '../prune-plan/plan-deletion.ts'
import type { Deleter, FreshState, ManifestOutcome } from './deletion-ports.ts'
import { isNeeded } from './is-needed.ts'
import { settle } from './settle-step.ts'

export interface ManifestPorts {
  readonly deleter: Deleter
  readonly state: FreshState
  /** Why nothing more is to be deleted. */
  readonly findStop: () => string | undefined
  readonly onProgress: (done: number) => void
}

/** Why a manifest is not deleted. */
interface Left {
  readonly why: string
  /** Something that refers to it has to go first, so a later pass may succeed. */
  readonly isEarly?: boolean
  /** The registry will delete it. */
  readonly isUncollected?: boolean
}

/**
 * Deletes the planned manifests, an index before its parts. What lies below a manifest that stays, or is attached to it, stays, too.
 * Artifact Registry takes referrers for parents (GOOGLE_MANIFEST_DANGLING_PARENT_IMAGE), so manifests that are still in use are tried
 * once more after the others, as long as that makes progress.
 */
export async function deleteManifests(
  ports: ManifestPorts,
  plan: DeletionPlan,
): Promise<readonly ManifestOutcome[]> {
  const outcomes = new Map<string, ManifestOutcome>()
  const staying = new Set<string>()
  const { listedBy, neededBy } = createReaches(plan)
  let pending = plan.manifests
  for (;;) {
    const early: ManifestStep[] = []
    const waiting = new Set<string>()
    for (const step of pending) {
      const { digest } = step
      const done = await deleteOne(ports, plan, step, { staying, waiting })
      if ('state' in done) outcomes.set(digest, done)
      else {
        outcomes.set(digest, { digest, state: 'left', why: done.why })
        if (done.isEarly) {
          early.push(step)
          for (const one of listedBy(digest)) waiting.add(one)
        } else if (!done.isUncollected) for (const one of neededBy(digest)) staying.add(one)
      }
      ports.onProgress(outcomes.size)
    }
    if (early.length === 0 || early.length === pending.length) break
    pending = early
  }
  return [...outcomes.values()]
}

/** What lies below a manifest, and that with everything that belongs to it. */
function createReaches({ graph }: DeletionPlan) {
  const attachedTo = createAttachmentFinder(graph)
  const childrenOf = (digest: string) => graph.manifests.get(digest)?.children ?? []
  return {
    listedBy: (digest: string) => reach(childrenOf(digest), childrenOf),
    neededBy: (digest: string) => reach([digest], (one) => [...childrenOf(one), ...attachedTo(one)]),
  }
}

async function deleteOne(
  { deleter, state, findStop }: ManifestPorts,
  plan: DeletionPlan,
  step: ManifestStep,
  { staying, waiting }: { readonly staying: ReadonlySet<string>; readonly waiting: ReadonlySet<string> },
): Promise<ManifestOutcome | Left> {
  const { digest, tags } = step
  const stop = findStop()
  if (stop !== undefined) return { why: stop }
  if (staying.has(digest)) return { why: 'what it belongs to stays' }
  if (waiting.has(digest)) return { why: 'the index that lists it stays', isEarly: true }
  return settle<ManifestOutcome | Left>(
    async () => {
      if (await isNeeded(state, plan, step)) return { why: 'something needs it now' }
      const done = await deleter.deleteManifest(digest, tags)
      if (done.kind === 'refused')
        return { why: done.why, isEarly: done.stays === 'used', isUncollected: done.stays === 'uncollected' }
      state.noteDeleted(digest)
      return { digest, state: done.kind, why: '' }
    },
    (why) => ({ why }),
  )
}
