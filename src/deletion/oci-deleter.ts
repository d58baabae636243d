import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { DeletionAnswer } from '../registry/deletion-request.ts'
import type { Deleter, DeletionOutcome } from './deletion-ports.ts'
import { explainLock, oneLine, type RefusalReason, sortRefusal } from './sort-refusal.ts'

export type OciRegistry = Pick<RegistryClient, 'headManifest' | 'moveTagAway' | 'tryDeletion'>

/** Removes one tag with a vendor's own API. */
export type DeleteTag = (tag: string) => Promise<DeletionAnswer>

/**
 * Deletes with the API of the OCI distribution spec 1.1, "Content Management": a tag by its name, or with `deleteTag`; where a registry
 * deletes digests only, the digest, if nothing else needs it; last by moving the tag to an empty index, which is deleted. No answer is
 * trusted: a tag counts as removed when it is no longer found. A tag that a rule of the registry protects is not touched otherwise.
 */
export function createOciDeleter(
  registry: OciRegistry,
  repository: Repository,
  deleteTag: DeleteTag = (tag) => registry.tryDeletion(repository, { tag }),
): Deleter {
  const isGone = async (target: Target) => (await registry.headManifest(repository, target)) === undefined
  const removeByName = createNameRemover(repository, deleteTag, isGone)
  return {
    async removeTag(tag, digest, mayTakeImage) {
      const named = await removeByName(tag)
      if (named === 'removed') return { kind: 'deleted' }
      if (isFinal(named)) return refuse(named)
      let reason = named
      if (await mayTakeImage()) {
        const answer = await registry.tryDeletion(repository, { digest })
        if (answer.kind !== 'refused') {
          if (await isGone({ tag })) return { kind: 'deleted', tookImage: true }
        } else {
          const refused = sortRefusal(answer, repository, { digest })
          if (refused.cause === 'locked') return refuse(refused)
          if (reason.cause === 'unsupported') reason = refused
        }
      }
      return (await moveAway(registry, repository, tag, digest)) ?? refuse(reason)
    },
    async deleteManifest(digest, tags) {
      // Docker Hub and Artifact Registry refuse to delete a digest that has a tag.
      for (const tag of tags) await removeByName(tag)
      const answer = await registry.tryDeletion(repository, { digest })
      if (answer.kind === 'refused') return refuseManifest(sortRefusal(answer, repository, { digest }))
      if (await isGone({ digest })) return { kind: answer.kind }
      // Quay answers 404 to a digest without a tag, which can still be pulled.
      return { kind: 'refused', why: waits, stays: 'uncollected' }
    },
  }
}

/** Of a tag that another job gave another image between the check and the deletion. */
export const hasMoved = 'it has moved to another image meanwhile'
const waits = 'the registry keeps it until its garbage collection'

/** No other way may or can help. */
const isFinal = ({ cause }: RefusalReason): boolean => cause === 'locked' || cause === 'other'

/** Removes tags by name. Learns from the first answer whether the registry does that. */
function createNameRemover(
  repository: Repository,
  deleteTag: DeleteTag,
  isGone: (target: Target) => Promise<boolean>,
): (tag: string) => Promise<'removed' | RefusalReason> {
  let works: boolean | undefined
  let unsupported: RefusalReason | undefined
  const attempt = async (tag: string): Promise<'removed' | RefusalReason> => {
    const answer = await deleteTag(tag)
    if (answer.kind === 'refused') return sortRefusal(answer, repository, { tag })
    if (await isGone({ tag })) return 'removed'
    const said =
      answer.kind === 'deleted' ? 'confirmed the deletion of the' : 'answered that there is no such'
    return { cause: 'unsupported', why: `the registry ${said} tag, but still serves it` }
  }
  return async (tag) => {
    if (unsupported !== undefined) return unsupported
    const done = await attempt(tag)
    if (done === 'removed') works = true
    else if (done.cause === 'unsupported' && !works) unsupported = done
    return done
  }
}

/** Moves a tag of a digest to an empty index, which is deleted. Undefined if the registry deletes no digests. */
async function moveAway(
  registry: OciRegistry,
  repository: Repository,
  tag: string,
  digest: string,
): Promise<DeletionOutcome | undefined> {
  try {
    const away = await registry.moveTagAway(repository, tag, digest)
    if (away === 'moved') return { kind: 'refused', why: hasMoved, isRule: true }
    return away === 'removed' ? { kind: 'deleted' } : undefined
  } catch (error) {
    const problem = error instanceof TagboatError ? error.problems[0] : undefined
    if (problem?.code !== 'registry-tag-immutable') throw error
    const said = `the registry answered: ${oneLine(problem.original ?? problem.what)}`
    return refuse({ cause: 'locked', why: explainLock(said, repository, { tag }) })
  }
}

const refuse = ({ cause, why }: RefusalReason): DeletionOutcome => ({
  kind: 'refused',
  why,
  isRule: cause === 'locked' || cause === 'used',
})

function refuseManifest({ cause, why }: RefusalReason): DeletionOutcome {
  if (cause === 'unsupported') return { kind: 'refused', why: `${waits}: ${why}`, stays: 'uncollected' }
  return cause === 'used' ? { kind: 'refused', why, stays: 'used' } : { kind: 'refused', why }
}
