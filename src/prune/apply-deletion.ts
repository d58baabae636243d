import { TagboatError } from '../model/tagboat-error.ts'
import type { RemovedTag } from './decide-prune.ts'
import { findNeeded, type RepositoryGraph } from './graph.ts'
import type { DeletionPlan, ManifestStep, TagsStep } from './plan-deletion.ts'
import { reasonOf } from './reason.ts'

export type DeletionOutcome =
  /** `tookImage`: the manifest went with the tag. */
  | { readonly kind: 'deleted'; readonly tookImage?: boolean }
  /** It did not exist any more. */
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'refused'
      readonly why: string
      /** A rule of the registry that no login changes: it is no failure. */
      readonly isRule?: boolean
      /** A limit of the registry is reached, so further deletions would fail, too. */
      readonly isFinal?: boolean
    }

/** How one registry deletes. A refusal is an outcome; a failed connection throws a TagboatError. */
export interface Deleter {
  /**
   * Removes one tag. `mayTakeImage` says whether its digest may go with it, because nothing else needs it: registries that
   * delete by digest only then need no detour. It is asked only if that is so.
   */
  removeTag(tag: string, digest: string, mayTakeImage: () => Promise<boolean>): Promise<DeletionOutcome>
  /** Deletes a manifest with every tag that it has. */
  deleteManifest(digest: string, tags: readonly string[]): Promise<DeletionOutcome>
}

/** Reads what may have changed since the plan. */
export interface FreshState {
  /** Why a tag's ref does not count as gone any more; undefined while it does. */
  findRevival(removed: RemovedTag): Promise<string | undefined>
  digestOf(tag: string): Promise<string | undefined>
  /** The repository as it is now. It may be some seconds old. */
  readGraph(): Promise<RepositoryGraph>
  /** Corrects a graph that was read before. */
  noteRemoved(tag: string, digest: string): void
  noteDeleted(digest: string): void
}

export interface TagOutcome {
  readonly tag: string
  readonly digest: string
  /** `kept`: it should not go any more, or a rule of the registry keeps it; `failed`: it should have gone. */
  readonly state: 'removed' | 'absent' | 'kept' | 'failed'
  readonly why: string
}

export interface ManifestOutcome {
  readonly digest: string
  readonly state: 'deleted' | 'absent' | 'left'
  /** Empty unless it is left. */
  readonly why: string
}

export interface DeletionReport {
  readonly tags: readonly TagOutcome[]
  readonly manifests: readonly ManifestOutcome[]
}

export interface DeletionPorts {
  readonly deleter: Deleter
  readonly state: FreshState
  /** Called after each step, with what it did. */
  readonly onProgress?: (done: number, all: number) => void
  readonly isCancelled?: () => boolean
}

/** Deletes what is planned, one after another, and checks the state before each deletion. Reports what happened. */
export async function applyDeletion(given: DeletionPorts, plan: DeletionPlan): Promise<DeletionReport> {
  const tags: TagOutcome[] = []
  const manifests: ManifestOutcome[] = []
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
  for (const step of plan.manifests) {
    const leave = (why: string): ManifestOutcome => ({ digest: step.digest, state: 'left', why })
    const why = findStop()
    manifests.push(why === undefined ? await settle(() => deleteOne(ports, plan, step), leave) : leave(why))
    ports.onProgress?.(tags.length + manifests.length, all)
  }
  return { tags, manifests }
}

/** Notes which images went with a tag, and when a limit of the registry is reached. `findStop` says why nothing more is to be deleted. */
function watchLimits(given: DeletionPorts) {
  let final: string | undefined
  const taken = new Set<string>()
  const note = (outcome: DeletionOutcome) => {
    if (outcome.kind === 'refused' && outcome.isFinal) final = outcome.why
    return outcome
  }
  const deleter: Deleter = {
    removeTag: async (tag, digest, mayTakeImage) => {
      const outcome = note(await given.deleter.removeTag(tag, digest, mayTakeImage))
      if (outcome.kind === 'deleted' && outcome.tookImage) taken.add(digest)
      return outcome
    },
    deleteManifest: async (digest, tags) =>
      taken.has(digest) ? { kind: 'deleted' } : note(await given.deleter.deleteManifest(digest, tags)),
  }
  const findStop = () => final ?? (given.isCancelled?.() ? 'the run was cancelled' : undefined)
  return { ports: { ...given, deleter }, findStop }
}

/** A failure ends one step and not the run: the other steps do not depend on it. */
async function settle<T>(work: () => Promise<T>, fail: (why: string) => T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TagboatError) return fail(reasonOf(error))
    throw error
  }
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
  const done = await deleter.removeTag(tag, digest, mayTakeImage)
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

async function deleteOne(
  { deleter, state }: DeletionPorts,
  plan: DeletionPlan,
  step: ManifestStep,
): Promise<ManifestOutcome> {
  const { digest } = step
  if (await isNeeded(state, plan, step)) return { digest, state: 'left', why: 'something needs it now' }
  const done = await deleter.deleteManifest(digest, step.tags)
  if (done.kind === 'refused') return { digest, state: 'left', why: done.why }
  state.noteDeleted(digest)
  return { digest, state: done.kind, why: '' }
}

/** Whether anything that exists now needs a digest, apart from the tags of this step and from attachments of what is to go. */
async function isNeeded(
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
