import { type Change, type Decision, isChange } from '../decide/decide-tag.ts'
import { isSame } from '../model/reference.ts'
import { explainError, TagboatError } from '../model/tagboat-error.ts'
import { decideAgain } from './decisions.ts'
import type { MoveOutcome, TagWriter } from './move.ts'
import type { DecisionRequest, PublishRequest, PushedImages } from './request.ts'
import { findAdopted } from './undo.ts'

/**
 * Decides about an anchor after the builder's push. If the builder replaced the image of another run, this decides as if
 * that image had been read in time, and restores it if it should have stayed. The exception is a release whose new image
 * another run has adopted meanwhile. `all`: the decisions of this run.
 */
export async function acceptAnchor(
  request: DecisionRequest & Pick<PublishRequest, 'registry'>,
  anchor: Change,
  { sources, seen }: PushedImages,
  all: readonly Decision[],
): Promise<MoveOutcome> {
  const { target, ref, image } = anchor.facts
  const ours = sources.get(target)?.digest
  const accepted = { kind: 'done', decision: anchor, previous: image?.digest } as const
  if (ours === undefined) return accepted
  const beside = all.filter((one) => one !== anchor && one.facts.target === target)
  let theirs = findEarlier(seen?.get(ref) ?? [], ours)
  try {
    theirs ??= await findReleasedBeside(request, anchor, beside, ours)
    if (theirs === undefined) return accepted
    const decision = await decideOn(request, anchor, theirs)
    if (isChange(decision)) return { kind: 'done', decision, previous: theirs }
    const isKept = await restore(request, decision, { ours, theirs, beside })
    if (isKept) return { kind: 'done', decision: anchor, previous: theirs }
    if (decision.kind === 'refuse') throw new TagboatError(decision.problem)
    return { kind: 'left', decision }
  } catch (error) {
    // A plain error, so that the rollback does not take it for a refused write: the builder has written the anchor.
    const failure = new Error(explainError(error))
    return { kind: 'failed', decision: anchor, previous: theirs, error: failure, isTried: true }
  }
}

/** The image that the builder replaced. An image that was first seen after this run's own is newer. */
function findEarlier(seen: readonly string[], ours: string): string | undefined {
  const index = seen.indexOf(ours)
  return (index < 0 ? seen : seen.slice(0, index)).at(-1)
}

/**
 * The image of another run of a new release that the builder replaced unseen, because that run wrote the full version between two
 * reads of the watch. A run writes the full version before the tags beside it, so these show its image.
 */
async function findReleasedBeside(
  request: DecisionRequest & Pick<PublishRequest, 'registry'>,
  anchor: Change,
  beside: readonly Decision[],
  ours: string,
): Promise<string | undefined> {
  const { repository, tag } = anchor.facts
  const { follows } = tag
  if (follows.kind !== 'release' || anchor.kind !== 'create') return undefined
  const found = await Promise.all(
    beside
      .filter(({ facts }) => isSame(facts.repository, repository))
      .map(async ({ facts }) => {
        const now = await request.registry.headManifest(repository, { tag: facts.tag.name })
        return now === undefined || now.digest === facts.image?.digest ? [] : [now.digest]
      }),
  )
  for (const digest of new Set(found.flat())) {
    if (digest === ours) continue
    const { kind, facts } = await decideOn(request, anchor, digest)
    // Another version may have the same commit.
    if (kind === 'published' && facts.image?.version === follows.version) return digest
  }
  return undefined
}

/** Decides about the anchor as if it still held this digest. */
const decideOn = (request: DecisionRequest, { facts }: Change, digest: string): Promise<Decision> =>
  decideAgain(
    { ...request, registry: { ...request.registry, headManifest: async () => ({ digest }) } },
    facts,
  )

/**
 * Restores another run's image under an anchor. Returns true if it did not, because another run, which may have ended, has
 * adopted this run's image: a tag beside the release holds it, and this run has not written that tag.
 */
async function restore(
  { registry }: { readonly registry: TagWriter },
  { kind, facts }: Decision,
  {
    ours,
    theirs,
    beside,
  }: { readonly ours: string; readonly theirs: string; readonly beside: readonly Decision[] },
): Promise<boolean> {
  const { repository, tag } = facts
  const manifest = await registry.getManifest(repository, { digest: theirs })
  const planned = kind === 'published' ? beside.map((decision) => ({ decision, ours })) : []
  // Read last, so that only the PUT follows.
  const [now, adopted] = await Promise.all([
    registry.headManifest(repository, { tag: tag.name }),
    findAdopted(registry, planned),
  ])
  if (adopted.size > 0) return true
  // If the answer is stale and shows their image already, the PUT only repeats it.
  const isOpen = now?.digest === ours || now?.digest === theirs
  if (isOpen && manifest !== undefined) await registry.putManifest(repository, { tag: tag.name }, manifest)
  return false
}
