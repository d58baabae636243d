import { type Decision, decideTag, isChange } from '../decide/decide-tag.ts'
import { cancelled, cancelledMeanwhile, notPublished, notVerified, reliedOn } from '../errors/publish.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { acceptAnchor } from './accept-anchor.ts'
import { adoptReleased, converge } from './converge.ts'
import { announce, remark, warn } from './decisions.ts'
import type { Contents } from './destinations.ts'
import { type Entry, findReleased, toEntry } from './entries.ts'
import { gatherTag } from './gather-facts.ts'
import { isFixed, moveTags, type Outcome } from './move.ts'
import { findPushed, type Pushed } from './moved-anchors.ts'
import {
  askFor,
  type Convergence,
  type Published,
  type PublishRequest,
  type PushedImages,
  paceOf,
  runOf,
} from './request.ts'
import { describeEntry, describeOutcome, listPlatforms, perRepository } from './results.ts'
import type { Changed } from './rollback.ts'
import { takeBack } from './undo.ts'
import { bringLate, verify } from './verify.ts'

/** Verifies what landed, moves the tags, puts them back where something failed, and reads everything back. */
export async function settle(
  request: PublishRequest,
  decisions: readonly Decision[],
  landed: PushedImages,
): Promise<Published> {
  const said = new Set(decisions.map(remark))
  const anchored = await Promise.all(
    landed.anchors.map((anchor) => acceptAnchor(request, anchor, landed, decisions)),
  )
  let own: Contents
  try {
    const changed = decisions.filter(isChange).map(({ facts }) => facts)
    own = await verify(request, changed, landed.sources)
    await bringLate(request, decisions, own, landed.sources)
  } catch (error) {
    // Without an anchor nothing moved yet.
    if (anchored.length === 0) throw error
    const reported = (target: string) => landed.sources.get(target)?.digest
    const pushed = await findPushed(request, landed.anchors, reported, landed)
    const causes = error instanceof TagboatError ? error.problems : []
    const undone = await undo(request, decisions, landed, anchored, causes, pushed)
    if (error instanceof TagboatError) return undone
    warn(request.ports.log, undone.problems)
    throw error
  }
  const given = { request, own, landed, said }
  const rest = decisions.filter((decision) => isChange(decision) && !landed.anchors.includes(decision))
  const moved = await moveAll(given, anchored, rest)
  const outcomes = [...anchored, ...moved]
  if (outcomes.some(({ kind }) => kind === 'failed' || kind === 'skipped')) {
    return undo(request, decisions, landed, outcomes, [])
  }
  const known = new Map(outcomes.map((outcome) => [outcome.decision.facts.ref, outcome]))
  const entries = decisions.map((first) => {
    const outcome: Outcome = known.get(first.facts.ref) ?? { kind: 'left', decision: first }
    return toEntry(first, outcome, own, isChange(first) && landed.anchors.includes(first))
  })
  // The platforms are only reported: no tag waits for them.
  const steady = { ...given, request: { ...request, registry: request.hasty } }
  const [settled, platforms] = await Promise.all([converge(steady, entries), listPlatforms(request, own)])
  const results = settled.map(describeEntry)
  const wrong = results.filter(({ action }) => action === 'failed')
  const refused = settled.flatMap(({ decision }) => (decision.kind === 'refuse' ? [decision.problem] : []))
  const problems = [...refused, ...(wrong.length > 0 ? [notVerified(wrong, results.length)] : [])]
  return { images: perRepository(request, results, adopted(settled, own), platforms), problems }
}

/** Fixed tags first: where another run released the version meanwhile, its image is what the other tags get. */
async function moveAll(
  given: Convergence,
  anchored: readonly Outcome[],
  rest: readonly Decision[],
): Promise<readonly Outcome[]> {
  const { request, own, said } = given
  const move = {
    registry: request.registry,
    decideAgain: async ({ facts }: Decision) => {
      request.facts.source.forget()
      const now = await gatherTag(askFor(request), facts)
      const decision = decideTag(now, runOf(request, facts.target), request.guards)
      announce(request.ports.log, [decision], said)
      return decision
    },
    isCancelled: request.isCancelled,
  }
  const isBroken = anchored.some(({ kind }) => kind === 'failed')
  const fixed = isBroken ? [] : await moveTags({ ...move, manifests: own }, rest.filter(isFixed))
  const moving = rest.filter((decision) => !isFixed(decision))
  if (isBroken) return rest.map((decision): Outcome => ({ kind: 'skipped', decision }))
  if (fixed.some(({ kind }) => kind === 'failed' || kind === 'skipped')) {
    return [...fixed, ...moving.map((decision): Outcome => ({ kind: 'skipped', decision }))]
  }
  try {
    const manifests = await adoptReleased(given, [...anchored, ...fixed], moving)
    return [...fixed, ...(await moveTags({ ...move, manifests }, moving))]
  } catch (error) {
    // The other run's image could not be had: what was moved before is put back, too.
    const failed = moving.map((decision): Outcome => {
      const previous = decision.facts.image?.digest
      return { kind: 'failed', decision, previous, error, isTried: false }
    })
    return [...fixed, ...failed]
  }
}

/** The report's digests are those that the tags have. */
function adopted(entries: readonly Entry[], own: Contents): ReadonlyMap<string, { readonly digest: string }> {
  const released = [...findReleased(entries)].flatMap(([key, { now }]) =>
    now === undefined ? [] : [[key, { digest: now }] as const],
  )
  return new Map([...own, ...released])
}

async function undo(
  request: PublishRequest,
  decisions: readonly Decision[],
  { sources }: PushedImages,
  outcomes: readonly Outcome[],
  problems: readonly Problem[],
  pushed: ReadonlyMap<string, Pushed> = new Map(),
): Promise<Published> {
  const oursOf = (decision: Decision) => sources.get(decision.facts.target)?.digest ?? ''
  const changed = outcomes.flatMap((outcome): Changed[] => {
    if (outcome.kind === 'left' || outcome.kind === 'skipped') return []
    const error = outcome.kind === 'failed' ? { error: outcome.error, isTried: outcome.isTried } : {}
    const { decision, previous } = outcome
    return [{ decision, previous, ours: oursOf(decision), ...error, ...pushed.get(decision.facts.ref) }]
  })
  request.ports.log.info('Publishing failed: the tags that were moved are put back.')
  const isCancelled = request.isCancelled()
  const all = decisions.map((decision) => ({ decision, ours: oursOf(decision) }))
  const { results: back, left } = await takeBack(request.hasty, changed, all, paceOf(request))
  const known = new Map(back.map((result) => [result.ref, result]))
  const results = decisions.map(
    (decision) => known.get(decision.facts.ref) ?? describeOutcome({ kind: 'skipped', decision }, new Map()),
  )
  // A cancelled run says so itself.
  const causes = problems.filter(({ code }) => code !== cancelledMeanwhile().code)
  const failure = isCancelled ? cancelled(results) : notPublished(results, causes.length > 0)
  const named = left.length > 0 ? [reliedOn(left)] : []
  return { images: perRepository(request, results, new Map()), problems: [...causes, failure, ...named] }
}
