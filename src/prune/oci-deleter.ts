import type { Repository } from '../model/reference.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Deleter, DeletionOutcome } from './apply-deletion.ts'

export type OciRegistry = Pick<RegistryClient, 'deleteManifest' | 'headManifest' | 'removeTag'>

const refused: DeletionOutcome = {
  kind: 'refused',
  why: 'the registry does not delete, or does not allow it to this login',
}

/**
 * Deletes with the API of the OCI distribution spec 1.1, "Content Management": a tag by its name; where a registry deletes digests
 * only, the digest, if nothing else needs it; last by moving the tag to an empty index, which is deleted. No answer is trusted: a tag
 * counts as removed when it is no longer found.
 */
export function createOciDeleter(registry: OciRegistry, repository: Repository): Deleter {
  let byName: boolean | undefined
  const isGone = async (target: { readonly tag: string } | { readonly digest: string }) =>
    (await registry.headManifest(repository, target)) === undefined
  /** Learns from the first answer whether the registry deletes tags by name. */
  const removeByName = async (tag: string): Promise<boolean> => {
    if (byName === false) return false
    const answer = await registry.deleteManifest(repository, { tag })
    const isRemoved = answer !== 'unsupported' && (await isGone({ tag }))
    byName ??= isRemoved
    return isRemoved
  }
  return {
    async removeTag(tag, digest, mayTakeImage) {
      if (await removeByName(tag)) return { kind: 'deleted' }
      if (await mayTakeImage()) {
        const answer = await registry.deleteManifest(repository, { digest })
        if (answer !== 'unsupported' && (await isGone({ tag }))) return { kind: 'deleted', tookImage: true }
      }
      return (await registry.removeTag(repository, tag)) === 'removed' ? { kind: 'deleted' } : refused
    },
    async deleteManifest(digest, tags) {
      // Docker Hub refuses to delete a digest that has a tag.
      for (const tag of tags) await removeByName(tag)
      const answer = await registry.deleteManifest(repository, { digest })
      if (answer === 'absent') return { kind: 'absent' }
      if (answer === 'unsupported')
        return { ...refused, why: 'the registry keeps it until its garbage collection' }
      return (await isGone({ digest })) ? { kind: 'deleted' } : refused
    },
  }
}
