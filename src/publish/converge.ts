import { type Decision, decideTag } from '../decide/decide.ts'
import { winsStrictly } from '../decide/order.ts'
import type { Content, Contents } from './contents.ts'
import { placeKey } from './contents.ts'
import { type Entry, expected, isLeft, isRelease } from './entries.ts'
import { gatherTag } from './gather.ts'
import { contentFor, findReleased } from './release.ts'
import { announce } from './remarks.ts'
import { askFor, type PublishRequest, runOf } from './request.ts'
import { explain } from './rollback.ts'
import type { Landed } from './settle.ts'

/** How often tags are looked at, and moved again where that is due. The first look is the only one of an undisturbed run. */
const mostRounds = 5
/** Waits, in ms, before a tag that still shows what it held before is looked at again: a registry may answer from a cache. */
const staleWaits = [200, 1_000]

/** What deciding again needs. */
export interface Convergence {
  readonly request: PublishRequest
  /** What this run made or brought, by `placeKey`. */
  readonly own: Contents
  readonly landed: Landed
  /** What the log has said about decisions. */
  readonly said: Set<string | undefined>
}

/**
 * Reads every tag once more. Where another run wrote one meanwhile, a strict order decides whether this run moves it again; without
 * one the last write stands. See docs/decisions/concurrent-runs.md.
 */
export async function converge(given: Convergence, entries: readonly Entry[]): Promise<readonly Entry[]> {
  let known = entries
  for (let round = 1; ; round += 1) {
    const isLast = round === mostRounds || given.request.isCancelled()
    known = await Promise.all(known.map((entry) => look(given, entry)))
    known = await settleRound(given, known, isLast)
    if (isLast || known.every(({ state }) => state !== 'open')) return known
  }
}

/** Reads a tag; one that shows what it held before this run is read again, since the answer may be an old one. */
async function look({ request }: Convergence, entry: Entry): Promise<Entry> {
  if (entry.state === 'failed') return entry
  const { repository, tag } = entry.first.facts
  const read = async () => (await request.registry.headManifest(repository, { tag: tag.name }))?.digest
  try {
    let now = await read()
    for (const wait of staleWaits) {
      const isOld = entry.written !== undefined && now !== entry.written && now === entry.replaced
      if (!isOld || request.isCancelled()) break
      await request.ports.clock.sleep(wait)
      now = await read()
    }
    return { ...entry, now }
  } catch (error) {
    return {
      ...entry,
      now: undefined,
      state: 'failed',
      reason: `it could not be read back: ${explain(error)}`,
    }
  }
}

/** Full versions first: which content they have decides over the tags beside them. */
async function settleRound(
  given: Convergence,
  known: readonly Entry[],
  isLast: boolean,
): Promise<readonly Entry[]> {
  const before = findReleased(known)
  const leaders = new Set(before.values())
  const led = new Map(
    await Promise.all(
      [...leaders].map(async (leader) => [leader, await settleLeader(given, leader, isLast)] as const),
    ),
  )
  const all = known.map((entry) => led.get(entry) ?? entry)
  const released = findReleased(all)
  const settled = await Promise.all(
    all.map((entry) => {
      const leader = released.get(placeKey(entry.first.facts))
      return leader === entry ? entry : settleEntry(given, entry, leader, isLast)
    }),
  )
  return Promise.all(settled.map((entry) => healAnchor(given, entry, settled, isLast)))
}

/** The full version itself: written once. Whatever another run put there stays; only where nothing is left it is put again. */
async function settleLeader(given: Convergence, entry: Entry, isLast: boolean): Promise<Entry> {
  if (entry.state === 'failed') return entry
  if (entry.now !== undefined && entry.now === expected(entry)) return { ...entry, state: 'settled' }
  return attempt(entry, async () => {
    const decision = await decideAgain(given, entry)
    const now = decision.facts.image?.digest
    const next = { ...entry, decision, now }
    if (mayBeStale(entry, now) && !isLast) return { ...next, state: 'open' }
    if (decision.kind === 'refuse') return { ...next, state: 'failed', reason: decision.problem.what }
    if (now === undefined)
      return write(given, next, given.landed.sources.get(entry.first.facts.target)?.digest, entry, isLast)
    if (now === entry.written) return { ...next, state: 'settled' }
    if (isLost(entry, now)) return lost(next)
    if (entry.written === undefined) return { ...next, state: 'settled' }
    return superseded(
      given,
      next,
      'another run released it as well, and this run uses that image for all its tags',
    )
  })
}

async function settleEntry(
  given: Convergence,
  entry: Entry,
  leader: Entry | undefined,
  isLast: boolean,
): Promise<Entry> {
  if (entry.state === 'failed') return entry
  if (isLeft(entry)) return { ...entry, state: 'settled' }
  const { target } = entry.first.facts
  const released = leader?.now ?? leader?.written
  const wanted = released ?? given.landed.sources.get(target)?.digest
  const isOurs = entry.written !== undefined || entry.decision.kind === 'unchanged'
  if (entry.now === wanted && (isOurs || entry.now === expected(entry))) return { ...entry, state: 'settled' }
  // Left alone, and as it was then.
  if (!isOurs && entry.now === expected(entry))
    return { ...entry, state: entry.state === 'superseded' ? 'superseded' : 'settled' }
  return attempt(entry, async () => {
    const decision = await decideAgain(given, entry)
    const now = decision.facts.image?.digest
    const next = { ...entry, decision, now }
    if (mayBeStale(entry, now) && !isLast) return { ...next, state: 'open' }
    if (now === wanted)
      return { ...next, state: 'settled', written: entry.written === undefined ? undefined : now }
    const run = runOf(given.request, target)
    const isChange = decision.kind === 'create' || decision.kind === 'move'
    const isFirst = isChange && entry.written === undefined && entry.decision.kind === 'keep'
    const isDue =
      isFirst || winsStrictly(decision, run, given.request.guards) || isOfRelease(decision, released)
    if (isDue) return write(given, next, wanted, leader, isLast)
    if (decision.kind === 'refuse') return { ...next, state: 'failed', reason: decision.problem.what }
    if (decision.kind !== 'keep' && isLost(entry, now)) return lost(next)
    if (entry.written === undefined && decision.kind === 'keep') return { ...next, state: 'settled' }
    const why =
      decision.kind === 'keep'
        ? decision.reason
        : 'another run published it last, and neither of the two is newer'
    return superseded(given, next, why)
  })
}

/** The content under the full version wins over another build of the same version. */
function isOfRelease({ kind, facts }: Decision, released: string | undefined): boolean {
  const { follows } = facts.tag
  if (released === undefined) return false
  if (follows.kind === 'release') return kind === 'published'
  return kind === 'move' && follows.kind === 'line' && facts.image?.version === follows.version
}

/**
 * The builder pushes an anchor without a look at it, so that a newer run may have been overwritten whose other tags show it. The anchor
 * gets that run's image.
 */
async function healAnchor(
  given: Convergence,
  entry: Entry,
  all: readonly Entry[],
  isLast: boolean,
): Promise<Entry> {
  const { facts } = entry.first
  const { follows } = facts.tag
  const isOpenToIt =
    entry.isAnchor && entry.state === 'settled' && entry.written !== undefined && !isRelease(entry)
  if (isLast || !isOpenToIt || (follows.kind !== 'branch' && follows.kind !== 'pull')) return entry
  const newer = all.find(({ first, decision }) => {
    const there = decision.facts.image?.digest
    const isBeside =
      placeKey(first.facts) === placeKey(facts) &&
      JSON.stringify(first.facts.tag.follows) === JSON.stringify(follows)
    return (
      isBeside &&
      decision.kind === 'keep' &&
      decision.facts.standing?.kind === 'behind' &&
      there !== first.facts.image?.digest
    )
  })
  const digest = newer?.decision.facts.image?.digest
  if (digest === undefined) return entry
  return attempt(entry, () => write(given, entry, digest, undefined, isLast))
}

async function write(
  given: Convergence,
  entry: Entry,
  digest: string | undefined,
  leader: Entry | undefined,
  isLast: boolean,
): Promise<Entry> {
  const { request, own, landed } = given
  const { facts } = entry.first
  const { repository, tag, ref } = facts
  if (isLast) return { ...entry, state: 'failed', reason: 'other runs went on moving it' }
  const content: Content | undefined =
    digest === undefined ? undefined : await contentFor(request, facts, digest, { own, landed, leader })
  // What the tag should get was removed meanwhile: the next look tells what is there.
  if (content === undefined) return { ...entry, state: 'open' }
  request.ports.log.info(`${ref} was moved by another run meanwhile, and is moved to ${content.digest}.`)
  await request.registry.putManifest(repository, { tag: tag.name }, content)
  const previous = entry.written === undefined ? entry.now : entry.previous
  return { ...entry, previous, replaced: entry.now, written: content.digest, state: 'open' }
}

/** The second answer shows what this run has replaced, and the first did not: one of the two may be an old one. */
const mayBeStale = (entry: Entry, now: string | undefined): boolean =>
  entry.written !== undefined && now !== entry.now && now === entry.replaced

/** What it held before is there again, or still: nobody published anything, so what this run wrote is lost. */
const isLost = ({ written, previous }: Entry, now: string | undefined): boolean =>
  written !== undefined && now !== undefined && now === previous

const lost = (entry: Entry): Entry => ({
  ...entry,
  state: 'failed',
  reason: `the registry has ${entry.now}, which it held before, instead of ${entry.written}`,
})

function superseded({ request }: Convergence, entry: Entry, reason: string): Entry {
  if (entry.state !== 'superseded' || entry.reason !== reason) {
    request.ports.log.notice(`${entry.first.facts.ref} is superseded: ${reason}.`)
  }
  return { ...entry, state: 'superseded', reason }
}

async function decideAgain({ request, said }: Convergence, { first }: Entry): Promise<Decision> {
  request.facts.source.forget()
  const facts = await gatherTag(askFor(request), first.facts, true)
  const decision = decideTag(facts, runOf(request, facts.target), request.guards)
  // A kept tag is reported as superseded where this run had written it.
  if (decision.kind !== 'keep') announce(request.ports.log, [decision], said)
  return decision
}

async function attempt(entry: Entry, body: () => Promise<Entry>): Promise<Entry> {
  try {
    return await body()
  } catch (error) {
    return { ...entry, state: 'failed', reason: explain(error) }
  }
}
