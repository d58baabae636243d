import { type Decision, isChange } from '../decide/decide-tag.ts'
import { notVerified } from '../errors/publish.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { acceptAnchor } from './accept-anchor.ts'
import { leaveClosed } from './closed-pull.ts'
import { type Comparing, shareReads, startComparing, takeSoon } from './compare.ts'
import { converge } from './converge.ts'
import { adoptReleased, type Convergence } from './convergence.ts'
import { announce, decideAgain, remark, warn } from './decisions.ts'
import { type Contents, DestinationMap } from './destinations.ts'
import { type Entry, findReleased, toEntry } from './entries.ts'
import { isFixed, type MoveOutcome, moveTags } from './move.ts'
import { findPushed } from './moved-anchors.ts'
import type { Published, PublishRequest, PushedImages } from './request.ts'
import { describeEntry, listPlatforms, perRepository } from './results.ts'
import { undo } from './undo.ts'
import { copyLateReferrers, verify } from './verify.ts'

/** Verifies the pushed images, moves the tags, undoes that if one fails, and reads every tag again. */
export async function settle(
  request: PublishRequest,
  planned: readonly Decision[],
  pushed: PushedImages,
): Promise<Published> {
  const { sources, anchors } = pushed
  const changed = planned.filter(isChange).map(({ facts }) => facts)
  const verifying = verify(request, changed, sources)
  // A failure is handled below, after the anchors.
  verifying.catch(() => undefined)
  const isAnchor = (decision: Decision) => isChange(decision) && anchors.includes(decision)
  const leaving = leaveClosed(
    request,
    planned.filter((decision) => !isAnchor(decision)),
  )
  const reader = shareReads(request.registry)
  const report = {
    reader,
    comparing: startComparing(request, reader, planned, { ...pushed, own: verifying }),
  }
  const anchored = await Promise.all(anchors.map((anchor) => acceptAnchor(request, anchor, pushed, planned)))
  let own: Contents
  try {
    own = await verifying
    await copyLateReferrers(request, planned, own, sources)
  } catch (error) {
    // Without an anchor no tag has moved yet.
    if (anchored.length === 0) throw error
    return undoUnverified(request, planned, pushed, anchored, error)
  }
  const now = new Map((await leaving).map((decision) => [decision.facts.ref, decision]))
  const decisions = planned.map((decision) => now.get(decision.facts.ref) ?? decision)
  const given = { request, own, pushed, printed: new Set(decisions.map(remark)) }
  const rest = decisions.filter((decision) => isChange(decision) && !isAnchor(decision))
  const outcomes = [...anchored, ...(await moveAll(given, anchored, rest))]
  if (outcomes.some(({ kind }) => kind === 'failed' || kind === 'skipped')) {
    return undo(request, decisions, sources, outcomes, [])
  }
  return readBack(request, given, decisions, outcomes, report)
}

/** After a failed verification the anchors are restored. */
async function undoUnverified(
  request: PublishRequest,
  decisions: readonly Decision[],
  pushed: PushedImages,
  anchored: readonly MoveOutcome[],
  error: unknown,
): Promise<Published> {
  const reported = (target: string) => pushed.sources.get(target)?.digest
  const found = await findPushed(request, pushed.anchors, reported, pushed)
  const causes = error instanceof TagboatError ? error.problems : []
  const undone = await undo(request, decisions, pushed.sources, anchored, causes, found)
  if (error instanceof TagboatError) return undone
  warn(request.ports.log, undone.problems)
  throw error
}

/** Fixed tags first: if another run released the version meanwhile, the other tags get its image. */
async function moveAll(
  given: Convergence,
  anchored: readonly MoveOutcome[],
  rest: readonly Decision[],
): Promise<readonly MoveOutcome[]> {
  const { request, own, printed } = given
  const move = {
    registry: request.registry,
    decideAgain: async ({ facts }: Decision) => {
      const decision = await decideAgain(request, facts)
      announce(request.ports.log, [decision], printed)
      return decision
    },
    isCancelled: request.isCancelled,
  }
  const isBroken = anchored.some(({ kind }) => kind === 'failed')
  const fixed = isBroken ? [] : await moveTags({ ...move, manifests: own }, rest.filter(isFixed))
  const moving = rest.filter((decision) => !isFixed(decision))
  if (isBroken) return rest.map((decision): MoveOutcome => ({ kind: 'skipped', decision }))
  if (fixed.some(({ kind }) => kind === 'failed' || kind === 'skipped')) {
    return [...fixed, ...moving.map((decision): MoveOutcome => ({ kind: 'skipped', decision }))]
  }
  try {
    const manifests = await adoptReleased(given, [...anchored, ...fixed], moving)
    return [...fixed, ...(await moveTags({ ...move, manifests }, moving))]
  } catch (error) {
    // The other run's image could not be read: the fixed tags are undone too.
    const failed = moving.map((decision): MoveOutcome => {
      const previous = decision.facts.image?.digest
      return { kind: 'failed', decision, previous, error, isTried: false }
    })
    return [...fixed, ...failed]
  }
}

/** The reads that only the report needs. */
interface ReportReads {
  readonly reader: ReturnType<typeof shareReads>
  readonly comparing: Comparing
}

/** Reads every tag again and reports what it holds. */
async function readBack(
  request: PublishRequest,
  given: Convergence,
  decisions: readonly Decision[],
  outcomes: readonly MoveOutcome[],
  { reader, comparing }: ReportReads,
): Promise<Published> {
  const { own, pushed } = given
  const known = new Map(outcomes.map((outcome) => [outcome.decision.facts.ref, outcome]))
  const entries = decisions.map((first) => {
    const outcome: MoveOutcome = known.get(first.facts.ref) ?? { kind: 'left', decision: first }
    return toEntry(first, outcome, own, isChange(first) && pushed.anchors.includes(first))
  })
  // Platforms are read meanwhile, because only the report needs them.
  const steady = { ...given, request: { ...request, registry: request.hasty } }
  const reading = listPlatforms({ registry: reader, images: request.images }, own)
  const [settled, platforms] = await Promise.all([converge(steady, entries), reading])
  const changes = await takeSoon(request, comparing)
  const results = settled.map(describeEntry)
  const wrong = results.filter(({ action }) => action === 'failed')
  const refused = settled.flatMap(({ decision }) => (decision.kind === 'refuse' ? [decision.problem] : []))
  const problems = [...refused, ...(wrong.length > 0 ? [notVerified(wrong, results.length)] : [])]
  return { images: perRepository(request, results, withReleased(settled, own), platforms, changes), problems }
}

/** The digests for the report: if another run of the release published, those of its images. */
function withReleased(entries: readonly Entry[], own: Contents): DestinationMap<{ readonly digest: string }> {
  const released = [...findReleased(entries)].flatMap(([destination, { now }]) =>
    now === undefined ? [] : [[destination, { digest: now }] as const],
  )
  return new DestinationMap<{ readonly digest: string }>([...own, ...released])
}
