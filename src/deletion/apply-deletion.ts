import { TagboatError } from '../model/tagboat-error.ts'
import type { RemovedTag } from '../prune-plan/decide-prune.ts'
import type { DeletionPlan, TagsStep } from '../prune-plan/plan-deletion.ts'
import { reasonOf } from '../prune-plan/reason.ts'
import { deleteManifests } from './delete-manifests.ts'
import type {
  Deleter,
  DeletionOutcome,
  DeletionPorts,
  DeletionReport,
  FreshState,
  TagOutcome,
} from './deletion-ports.ts'
import { isNeeded } from './is-needed.ts'
import { settle } from './settle-step.ts'

/** Deletes what is planned, one after another, and checks the state before each deletion. Reports what happened. */
export async function applyDeletion(given: DeletionPorts, plan: DeletionPlan): Promise<DeletionReport> {
  const tags: TagOutcome[] = []
  const all = plan.tags.length + plan.manifests.length
  const { ports, findStop } = watchLimits(given)
  for (const step of plan.tags) {
    for (const removed of step.tags) {
      const { tag, digest } = removed
      const fail = (why: string): TagOutcome => ({ tag, digest, state: 'failed', why })
      const why = findStop()
      tags.push(
        why === undefined ? await settle(() => removeOne(ports, plan, step, removed), fail) : fail(why),
      )
      ports.onProgress?.(tags.length, all)
    }
  }
  const manifests = await deleteManifests(
    { ...ports, findStop, onProgress: (done) => ports.onProgress?.(tags.length + done, all) },
    plan,
  )
  return { tags, manifests }
}

/** Errors of a registry that still limits requests after the longest wait. */
const limits: readonly string[] = ['registry-too-many-requests', 'hub-throttled']

/** Notes which images went with a tag, and when a limit of the registry is reached. `findStop` says why nothing more is to be deleted. */
function watchLimits(given: DeletionPorts) {
  let final: string | undefined
  const taken = new Set<string>()
  const note = async (work: () => Promise<DeletionOutcome>) => {
    try {
      const outcome = await work()
      if (outcome.kind === 'refused' && outcome.isFinal) final = outcome.why
      return outcome
    } catch (error) {
      if (error instanceof TagboatError && error.problems.some(({ code }) => limits.includes(code)))
        final = reasonOf(error)
      throw error
    }
  }
  const deleter: Deleter = {
    removeTag: async (tag, ...rest) => {
      const [digest] = rest
      const outcome = await note(() => given.deleter.removeTag(tag, ...rest))
      if (outcome.kind === 'deleted' && outcome.tookImage) taken.add(digest)
      return outcome
    },
    deleteManifest: async (digest, tags) =>
      taken.has(digest) ? { kind: 'deleted' } : note(() => given.deleter.deleteManifest(digest, tags)),
  }
  const findStop = () => final ?? (given.isCancelled?.() ? 'the run was cancelled' : undefined)
  return { ports: { ...given, deleter }, findStop }
}

async function removeOne(
  { deleter, state }: DeletionPorts,
  plan: DeletionPlan,
  step: TagsStep,
  removed: RemovedTag,
): Promise<TagOutcome> {
  const { tag, digest } = removed
  const outcome = (kind: TagOutcome['state'], why: string): TagOutcome => ({ tag, digest, state: kind, why })
  const revived = await state.findRevival(removed)
  if (revived !== undefined) return outcome('kept', revived)
  const now = await state.digestOf(tag)
  if (now === undefined) return outcome('absent', 'it was gone already')
  if (now !== digest) return outcome('kept', `it has moved to ${now} meanwhile`)
  if (removed.isShared && !(await hasOtherTag(state, plan, removed)))
    return outcome('kept', 'no other tag keeps its image any more')
  const mayTakeImage = async () =>
    step.isWhole && (await areGone(state, step.tags)) && !(await isNeeded(state, plan, step))
  const done = await deleter.removeTag(
    tag,
    digest,
    mayTakeImage,
    step.tags.map((one) => one.tag),
  )
  if (done.kind === 'refused') return outcome(done.isRule ? 'kept' : 'failed', done.why)
  state.noteRemoved(tag, digest)
  if (done.kind === 'deleted' && done.tookImage) state.noteDeleted(digest)
  return done.kind === 'absent' ? outcome('absent', 'it was gone already') : outcome('removed', removed.why)
}

/** Whether the refs of all tags of an image are still gone: the image would take all of them along. */
async function areGone(state: FreshState, tags: readonly RemovedTag[]): Promise<boolean> {
  for (const one of tags) if ((await state.findRevival(one)) !== undefined) return false
  return true
}

/** Whether a tag that stays has the digest. */
async function hasOtherTag(
  state: FreshState,
  { tags }: DeletionPlan,
  { digest }: RemovedTag,
): Promise<boolean> {
  const planned = new Set(tags.flatMap((step) => step.tags.map(({ tag }) => tag)))
  const graph = await state.readGraph()
  return [...graph.tags].some(([tag, to]) => to === digest && !planned.has(tag))
}
