import { type Change, type Decision, isChange } from '../decide/decide-tag.ts'
import { explainError, TagboatError } from '../model/tagboat-error.ts'
import { decideAgain } from './decisions.ts'
import type { Outcome, TagWriter } from './move.ts'
import type { DecisionRequest, PublishRequest, PushedImages } from './request.ts'
import { findRelied } from './undo.ts'

/**
 * What becomes of an anchor that the builder has pushed. Where another run's image was there first, that image is decided on as if it
 * had been read in time, and is restored at once where it should have stayed. A release's is not where a run that is still going has
 * taken this run's image from the anchor meanwhile. `all`: the run's decisions.
 */
export async function acceptAnchor(
  request: DecisionRequest & Pick<PublishRequest, 'registry'>,
  anchor: Change,
  { sources, seen }: PushedImages,
  all: readonly Decision[],
): Promise<Outcome> {
  const { target, ref, image } = anchor.facts
  const ours = sources.get(target)?.digest
  const theirs = ours === undefined ? undefined : findEarlier(seen?.get(ref) ?? [], ours)
  if (ours === undefined || theirs === undefined)
    return { kind: 'done', decision: anchor, previous: image?.digest }
  try {
    const decision = await decideOn(request, anchor, theirs)
    if (isChange(decision)) return { kind: 'done', decision, previous: theirs }
    const beside = all.filter((one) => one !== anchor && one.facts.target === target)
    const isKept = await restore(request, decision, { ours, theirs, beside })
    if (isKept) return { kind: 'done', decision: anchor, previous: theirs }
    if (decision.kind === 'refuse') throw new TagboatError(decision.problem)
    return { kind: 'left', decision }
  } catch (error) {
    // Not a refusal of the anchor itself, which the builder has pushed: putting it back is tried once more.
    const told = new Error(explainError(error))
    return { kind: 'failed', decision: anchor, previous: theirs, error: told, isTried: true }
  }
}

/** The image that the builder pushed over. One that was first seen after this run's came later. */
function findEarlier(seen: readonly string[], ours: string): string | undefined {
  const index = seen.indexOf(ours)
  return (index < 0 ? seen : seen.slice(0, index)).at(-1)
}

/** Decides about the anchor as if it still held this digest. */
const decideOn = (request: DecisionRequest, { facts }: Change, digest: string): Promise<Decision> =>
  decideAgain(
    { ...request, registry: { ...request.registry, headManifest: async () => ({ digest }) } },
    facts,
  )

/**
 * Puts another run's image back under an anchor. True where it did not: a tag beside the release, which this run has not written, holds
 * this run's image, so that another run uses that image and may have ended.
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
  const there = await registry.getManifest(repository, { digest: theirs })
  const planned = kind === 'published' ? beside.map((decision) => ({ decision, ours })) : []
  // Last, so that nothing but the PUT follows.
  const [now, relied] = await Promise.all([
    registry.headManifest(repository, { tag: tag.name }),
    findRelied(registry, planned),
  ])
  if (relied.size > 0) return true
  // It may show their image because the answer is an old one: then it is put there twice.
  const isOpen = now?.digest === ours || now?.digest === theirs
  if (isOpen && there !== undefined) await registry.putManifest(repository, { tag: tag.name }, there)
  return false
}
