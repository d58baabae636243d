import type { RemovedTag } from '../prune-plan/decide-prune.ts'
import type { RepositoryGraph } from '../prune-plan/graph.ts'

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
      /**
       * Of a manifest. `used`: what refers to it has to go first; `uncollected`: the registry's garbage collection deletes it.
       * Otherwise it stays, with everything below it.
       */
      readonly stays?: 'used' | 'uncollected'
    }

/** How one registry deletes. A refusal is an outcome; a failed connection throws a TagboatError. */
export interface Deleter {
  /**
   * Removes one tag. `mayTakeImage` says whether its digest may go with it, because nothing else needs it: registries that
   * delete by digest only then need no detour. It is asked only if that is so. `going`: all
   * tags of the digest that go, `tag` alone by default.
   */
  removeTag(
    tag: string,
    digest: string,
    mayTakeImage: () => Promise<boolean>,
    going?: readonly string[],
  ): Promise<DeletionOutcome>
  /** Deletes a manifest with its `tags`. */
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
