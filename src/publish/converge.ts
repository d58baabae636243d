import type { Decision } from '../decide/decide-tag.ts'
import { explainError } from '../model/tagboat-error.ts'
import type { Manifest } from '../registry/manifests.ts'
import { type Convergence, contentFor } from './convergence.ts'
import { announce, decideAgain } from './decisions.ts'
import { type Entry, findReleased } from './entries.ts'
import { runOf } from './request.ts'
import {
  findFinal,
  findFinalRelease,
  findNewer,
  isStale,
  judgeRelease,
  judgeTag,
  mayBeRestored,
  type Verdict,
} from './verdict.ts'

/** How often tags are read, and written again if necessary. An undisturbed run reads them once. */
const mostRounds = 5
/** Waits in ms before a tag is read again, if the answer may be stale or another run may restore its image. */
const waits = [200, 1_000]

/**
 * Reads every tag again. If another run has written one meanwhile, a strict order decides whether this run writes it again;
 * without such an order the last write stands. This file reads and writes, `verdict.ts` decides. See
 * docs/decisions/concurrent-runs.md.
 */
export async function converge(given: Convergence, entries: readonly Entry[]): Promise<readonly Entry[]> {
  let known = entries
  for (let round = 1; ; round += 1) {
    const isLast = round === mostRounds || given.request.isCancelled()
    known = await Promise.all(known.map((entry) => readEntry(given, entry)))
    known = await settleRound(given, known, isLast)
    if (isLast || known.every(({ state }) => state !== 'open')) return known
  }
}

async function readEntry(given: Convergence, entry: Entry): Promise<Entry> {
  if (entry.state === 'failed') return entry
  const { request } = given
  const { repository, tag } = entry.first.facts
  const own = ownDigest(given, entry)
  const read = async () => (await request.registry.headManifest(repository, { tag: tag.name }))?.digest
  try {
    let now = await read()
    for (const wait of waits) {
      const mayChange = isStale(entry, now) || mayBeRestored(entry, now, own)
      if (!mayChange || request.isCancelled()) break
      await request.ports.clock.sleep(wait)
      now = await read()
    }
    return { ...entry, now }
  } catch (error) {
    const reason = `it could not be read back: ${explainError(error)}`
    return { ...entry, now: undefined, state: 'failed', reason }
  }
}

/** Full versions first, because the tags beside them get their image. */
async function settleRound(
  given: Convergence,
  known: readonly Entry[],
  isLast: boolean,
): Promise<readonly Entry[]> {
  const leaders = new Set([...findReleased(known)].map(([, leader]) => leader))
  const led = new Map(
    await Promise.all(
      [...leaders].map(async (leader) => [leader, await settleRelease(given, leader, isLast)] as const),
    ),
  )
  const all = known.map((entry) => led.get(entry) ?? entry)
  const released = findReleased(all)
  const settled = await Promise.all(
    all.map((entry) => {
      const leader = released.get(entry.first.facts)
      return leader === entry ? entry : settleTag(given, entry, leader, isLast)
    }),
  )
  if (isLast) return settled
  return Promise.all(settled.map((entry) => restoreNewer(given, entry, settled)))
}

async function settleRelease(given: Convergence, entry: Entry, isLast: boolean): Promise<Entry> {
  const state = findFinalRelease(entry)
  if (state !== undefined) return { ...entry, state }
  return attempt(entry, async () => {
    const evidence = { ...(await gatherEvidence(given, entry)), released: undefined, isLast }
    return act(given, entry, evidence.decision, judgeRelease(evidence), entry)
  })
}

/** `leader`: the full version's entry, if the tag belongs to a release. */
async function settleTag(
  given: Convergence,
  entry: Entry,
  leader: Entry | undefined,
  isLast: boolean,
): Promise<Entry> {
  const released = leader?.now ?? leader?.written
  const state = findFinal(entry, { own: ownDigest(given, entry), released })
  if (state !== undefined) return { ...entry, state }
  return attempt(entry, async () => {
    const evidence = { ...(await gatherEvidence(given, entry)), released, isLast }
    return act(given, entry, evidence.decision, judgeTag(evidence), leader)
  })
}

/** Restores the image of a newer run that this run has replaced unseen. */
async function restoreNewer(given: Convergence, entry: Entry, all: readonly Entry[]): Promise<Entry> {
  const newer = findNewer(entry, all)
  const digest = newer?.decision.facts.image?.digest
  if (newer === undefined || digest === undefined) return entry
  return attempt(entry, async () => {
    if (!entry.isAnchor && !(await isAbandoned(given, entry, newer))) return { ...entry, state: 'open' }
    return write(given, entry, digest, undefined)
  })
}

/**
 * Whether the newer run has left the tag to this run's image. It may be about to move the tag, or to undo its own tags after a failure,
 * so both tags are read again after a wait.
 */
async function isAbandoned(
  { request: { ports, registry } }: Convergence,
  entry: Entry,
  newer: Entry,
): Promise<boolean> {
  await ports.clock.sleep(waits.at(-1) ?? 0)
  const [now, shown] = await Promise.all(
    [entry, newer].map(({ first: { facts } }) =>
      registry.headManifest(facts.repository, { tag: facts.tag.name }),
    ),
  )
  return now?.digest === entry.now && shown?.digest === newer.decision.facts.image?.digest
}

const ownDigest = ({ pushed }: Convergence, { first }: Entry): string | undefined =>
  pushed.sources.get(first.facts.target)?.digest

async function gatherEvidence(given: Convergence, entry: Entry) {
  const { request, printed } = given
  const decision = await decideAgain(request, entry.first.facts, true)
  // A kept tag is reported as superseded if this run had written it.
  if (decision.kind !== 'keep') announce(request.ports.log, [decision], printed)
  const run = runOf(request, entry.first.facts.target)
  return { entry, decision, own: ownDigest(given, entry), run, guards: request.guards }
}

async function act(
  given: Convergence,
  entry: Entry,
  decision: Decision,
  verdict: Verdict,
  leader: Entry | undefined,
): Promise<Entry> {
  const now = decision.facts.image?.digest
  const next = { ...entry, decision, now }
  switch (verdict.kind) {
    case 'write':
      return write(given, next, verdict.digest, leader)
    case 'superseded':
      return supersede(given, next, verdict.why)
    case 'failed':
      return { ...next, state: 'failed', reason: verdict.why }
    case 'open':
      return { ...next, state: 'open' }
    case 'settled':
      // The image of another run is this run's result too, if this run had written the tag.
      return { ...next, state: 'settled', written: entry.written === undefined ? undefined : now }
  }
}

async function write(
  { request, own, pushed }: Convergence,
  entry: Entry,
  digest: string | undefined,
  leader: Entry | undefined,
): Promise<Entry> {
  const { facts } = entry.first
  const { repository, tag, ref } = facts
  const content: Manifest | undefined =
    digest === undefined ? undefined : await contentFor(request, facts, digest, { own, pushed, leader })
  // The image was removed meanwhile: the next read shows what the tag holds.
  if (content === undefined) return { ...entry, state: 'open' }
  request.ports.log.info(`${ref} was moved by another run meanwhile, and is moved to ${content.digest}.`)
  await request.registry.putManifest(repository, { tag: tag.name }, content)
  const previous = entry.written === undefined ? entry.now : entry.previous
  return { ...entry, previous, replaced: entry.now, written: content.digest, state: 'open' }
}

function supersede({ request }: Convergence, entry: Entry, reason: string): Entry {
  if (entry.state !== 'superseded' || entry.reason !== reason) {
    request.ports.log.notice(`${entry.first.facts.ref} is superseded: ${reason}.`)
  }
  return { ...entry, state: 'superseded', reason }
}

async function attempt(entry: Entry, body: () => Promise<Entry>): Promise<Entry> {
  try {
    return await body()
  } catch (error) {
    return { ...entry, state: 'failed', reason: explainError(error) }
  }
}
