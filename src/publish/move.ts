import type { Decision } from '../decide/decide-tag.ts'
import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Contents } from './destinations.ts'

/** A manifest as it is uploaded. */
export interface ManifestBytes {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface TagWriter {
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  getManifest(
    repository: Repository,
    target: Target,
  ): Promise<(ManifestBytes & { readonly digest: string }) | undefined>
  putManifest(repository: Repository, target: Target, manifest: ManifestBytes): Promise<unknown>
  removeTag(repository: Repository, tag: string): Promise<'removed' | 'unsupported'>
}

/** What carrying out a decision came to. */
export type MoveOutcome =
  | { readonly kind: 'done'; readonly decision: Decision; readonly previous: string | undefined }
  | { readonly kind: 'left'; readonly decision: Decision }
  | {
      readonly kind: 'failed'
      readonly decision: Decision
      readonly previous: string | undefined
      readonly error: unknown
      /** Whether the tag may have been written, though an error was thrown. */
      readonly isTried: boolean
    }
  /** Not tried, because another tag had failed. */
  | { readonly kind: 'skipped'; readonly decision: Decision }

export interface MoveRequest {
  readonly registry: TagWriter
  readonly manifests: Contents
  /** Decides again about a tag that changed after the facts were gathered. */
  readonly decideAgain: (decision: Decision) => Promise<Decision>
  /** If true, no further write starts. */
  readonly isCancelled: () => boolean
}

/** A tag that names one content forever. */
export const isFixed = ({ facts }: Decision): boolean =>
  ['release', 'commit'].includes(facts.tag.follows.kind)

/**
 * Points every tag at its manifest, in parallel; the registry client limits how many at once. A failure does not stop the
 * other writes.
 */
export async function moveTags(
  request: MoveRequest,
  decisions: readonly Decision[],
): Promise<readonly MoveOutcome[]> {
  return Promise.all(
    decisions.map(async (decision): Promise<MoveOutcome> => {
      if (request.isCancelled()) return { kind: 'skipped', decision }
      return moveTag(request, decision)
    }),
  )
}

/** Registries have no compare-and-swap, so the tag is read just before the PUT, to keep the gap small. */
async function moveTag(request: MoveRequest, planned: Decision): Promise<MoveOutcome> {
  const { repository, tag } = planned.facts
  const manifest = request.manifests.get(planned.facts)
  let decision = planned
  let previous = planned.facts.image?.digest
  let isTried = false
  try {
    const now = await request.registry.headManifest(repository, { tag: tag.name })
    if (now?.digest !== previous) {
      decision = await request.decideAgain(planned)
      previous = decision.facts.image?.digest
    }
    if (decision.kind === 'refuse') throw new TagboatError(decision.problem)
    if (manifest === undefined || (decision.kind !== 'create' && decision.kind !== 'move'))
      return { kind: 'left', decision }
    isTried = previous !== manifest.digest
    if (isTried) await request.registry.putManifest(repository, { tag: tag.name }, manifest)
    return { kind: 'done', decision, previous }
  } catch (error) {
    return { kind: 'failed', decision, previous, error, isTried }
  }
}
