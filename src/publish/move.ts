import type { Decision } from '../decide/decide.ts'
import { releasedMeanwhile } from '../errors/decide.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Repository, Target } from '../plan/reference.ts'
import { placeKey } from './contents.ts'

/** A manifest as it is put under a tag. */
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

/** What became of a decision. */
export type Outcome =
  | { readonly kind: 'done'; readonly decision: Decision; readonly previous: string | undefined }
  | { readonly kind: 'left'; readonly decision: Decision }
  | {
      readonly kind: 'failed'
      readonly decision: Decision
      readonly previous: string | undefined
      readonly error: unknown
      /** Whether the tag may have been written. */
      readonly isTried: boolean
    }
  /** It was not tried any more, since another had failed. */
  | { readonly kind: 'skipped'; readonly decision: Decision }

export interface MoveRequest {
  readonly registry: TagWriter
  /** The manifests that tags get, by `placeKey`. */
  readonly manifests: ReadonlyMap<string, ManifestBytes & { readonly digest: string }>
  /** Decides again over a tag that changed since the facts were gathered. */
  readonly decideAgain: (decision: Decision) => Promise<Decision>
  /** True: nothing new is begun. */
  readonly isCancelled: () => boolean
}

/**
 * Points every tag at its manifest: fixed tags first, then the moving ones, each group in parallel (the registry
 * client bounds how many at once). After the first failure nothing new is begun; what was under way ends.
 */
export async function moveTags(
  request: MoveRequest,
  decisions: readonly Decision[],
): Promise<readonly Outcome[]> {
  const isFixed = ({ facts }: Decision) => ['release', 'commit'].includes(facts.tag.follows.kind)
  let isBroken = false
  const moveOne = async (decision: Decision): Promise<Outcome> => {
    if (isBroken || request.isCancelled()) return { kind: 'skipped', decision }
    const outcome = await moveTag(request, decision)
    if (outcome.kind === 'failed') isBroken = true
    return outcome
  }
  const fixed = await Promise.all(decisions.filter(isFixed).map(moveOne))
  const moving = await Promise.all(decisions.filter((decision) => !isFixed(decision)).map(moveOne))
  return [...fixed, ...moving]
}

/** Registries have no compare-and-swap: reading just before the PUT leaves the smallest gap there can be. */
async function moveTag(request: MoveRequest, planned: Decision): Promise<Outcome> {
  const { repository, tag } = planned.facts
  const manifest = request.manifests.get(placeKey(planned.facts))
  let decision = planned
  let previous = planned.facts.image?.digest
  let isTried = false
  try {
    const now = await request.registry.headManifest(repository, { tag: tag.name })
    if (now?.digest !== previous) {
      decision = await request.decideAgain(planned)
      previous = now?.digest
    }
    if (decision.kind === 'refuse') throw new TagboatError(decision.problem)
    // Another run of this commit released it while this one built: its content is the one that counts.
    if (decision.kind === 'published' && decision.digest !== manifest?.digest) {
      throw new TagboatError(releasedMeanwhile(decision.facts.ref, decision.digest))
    }
    if (manifest === undefined || (decision.kind !== 'create' && decision.kind !== 'move'))
      return { kind: 'left', decision }
    isTried = previous !== manifest.digest
    if (isTried) await request.registry.putManifest(repository, { tag: tag.name }, manifest)
    return { kind: 'done', decision, previous }
  } catch (error) {
    return { kind: 'failed', decision, previous, error, isTried }
  }
}
