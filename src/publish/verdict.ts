import type { Decision, Guards, Run } from '../decide/decide-tag.ts'
import { winsStrictly } from '../decide/order.ts'
import { followsSame } from '../model/planned-tag.ts'
import { isSameDestination } from './destinations.ts'
import { type Entry, expected, isLeft, isRelease } from './entries.ts'

/** What to do about a tag after it was read. */
export type Verdict =
  | { readonly kind: 'settled' }
  /** The answer may be stale: the tag must be read again. */
  | { readonly kind: 'open' }
  /** `digest`: what to write; undefined if no content is known. */
  | { readonly kind: 'write'; readonly digest: string | undefined }
  | { readonly kind: 'superseded'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string }

/** What a verdict depends on. */
export interface Evidence {
  /** The tag as it was read, before the new decision. */
  readonly entry: Entry
  /** The decision about the tag's present image. */
  readonly decision: Decision
  /** The digest that this run built or copied. */
  readonly own: string | undefined
  /** The digest under the full version, for a tag beside a release. */
  readonly released: string | undefined
  readonly run: Run
  readonly guards: Guards
  /** No read follows, so nothing may be written. */
  readonly isLast: boolean
}

const settled: Verdict = { kind: 'settled' }

/** The state of a tag that holds what it should, or that this run has left alone; undefined if it needs a new decision. */
export function findFinal(
  entry: Entry,
  { own, released }: Pick<Evidence, 'own' | 'released'>,
): Entry['state'] | undefined {
  if (entry.state === 'failed') return 'failed'
  if (isLeft(entry)) return 'settled'
  const isExpected = entry.now === expected(entry)
  const isOurs = entry.written !== undefined || entry.decision.kind === 'unchanged'
  if (entry.now === (released ?? own) && (isOurs || isExpected)) return 'settled'
  if (isOurs || !isExpected) return undefined
  return entry.state === 'superseded' ? 'superseded' : 'settled'
}

/** The same for the full version that decides which image a release has. */
export function findFinalRelease(entry: Entry): Entry['state'] | undefined {
  if (entry.state === 'failed') return 'failed'
  return entry.now !== undefined && entry.now === expected(entry) ? 'settled' : undefined
}

/** A full version is written once. Another run's image stays under it; it is written again only if it was removed. */
export function judgeRelease({ entry, decision, own, isLast }: Evidence): Verdict {
  const now = decision.facts.image?.digest
  if (mayBeStale(entry, now) && !isLast) return { kind: 'open' }
  if (decision.kind === 'refuse') return { kind: 'failed', why: decision.problem.what }
  if (now === undefined) return write(own, isLast)
  if (now === entry.written) return settled
  if (isLost(entry, now)) return lost(entry, now)
  if (entry.written === undefined) return settled
  return {
    kind: 'superseded',
    why: 'another run released it as well, and this run uses that image for all its tags',
  }
}

/** Any other tag is written again only if a strict order or the release gives it this run's content. */
export function judgeTag(evidence: Evidence): Verdict {
  const { entry, decision, own, released, isLast } = evidence
  const now = decision.facts.image?.digest
  const wanted = released ?? own
  if (mayBeStale(entry, now) && !isLast) return { kind: 'open' }
  if (now === wanted) return settled
  if (isDue(evidence)) return write(wanted, isLast)
  if (decision.kind === 'refuse') return { kind: 'failed', why: decision.problem.what }
  if (decision.kind !== 'keep')
    return isLost(entry, now)
      ? lost(entry, now)
      : { kind: 'superseded', why: 'another run published it last, and neither run is newer' }
  return entry.written === undefined ? settled : { kind: 'superseded', why: decision.reason }
}

/**
 * A write may have replaced the image of a newer run that has ended: a builder pushes an anchor without reading it, and any other tag
 * may change between its read and its write. The newer run's other tags still show its image. Returns the tag that shows it, or
 * undefined.
 */
export function findNewer(entry: Entry, all: readonly Entry[]): Entry | undefined {
  const { facts } = entry.first
  const { follows } = facts.tag
  if (entry.state !== 'settled' || entry.written === undefined) return undefined
  if (follows.kind !== 'branch' && follows.kind !== 'pull') return undefined
  return all.find(
    ({ first, decision }) =>
      isSameDestination(first.facts, facts) &&
      followsSame(first.facts.tag, facts.tag) &&
      decision.kind === 'keep' &&
      decision.facts.ancestry?.kind === 'behind' &&
      decision.facts.image?.digest !== first.facts.image?.digest,
  )
}

/** Whether an answer with this digest may be stale: it is the one that this run has replaced. */
export const isStale = ({ written, replaced }: Entry, now: string | undefined): boolean =>
  written !== undefined && now !== written && now === replaced

/**
 * Whether a release shows another run's image for the first time. If that run's builder pushed it without reading the tag,
 * that run restores this run's image.
 */
export const mayBeRestored = (entry: Entry, now: string | undefined, own: string | undefined): boolean =>
  isRelease(entry) &&
  (entry.isAnchor || entry.written !== undefined) &&
  now !== undefined &&
  now !== own &&
  now !== entry.now

function isDue({ entry, decision, released, run, guards }: Evidence): boolean {
  // It was kept because of another run's image, which is gone.
  const isChange = decision.kind === 'create' || decision.kind === 'move'
  if (isChange && entry.written === undefined && entry.decision.kind === 'keep') return true
  return winsStrictly(decision, run, guards) || isOfRelease(decision, released)
}

/** The image under the full version takes precedence over another build of the same version. */
function isOfRelease({ kind, facts }: Decision, released: string | undefined): boolean {
  const { follows } = facts.tag
  if (released === undefined) return false
  if (follows.kind === 'release') return kind === 'published'
  return kind === 'move' && follows.kind === 'line' && facts.image?.version === follows.version
}

const write = (digest: string | undefined, isLast: boolean): Verdict =>
  isLast ? { kind: 'failed', why: 'other runs kept moving it' } : { kind: 'write', digest }

/** Only the second of two answers shows the digest that this run has replaced: one of them may be stale. */
const mayBeStale = (entry: Entry, now: string | undefined): boolean =>
  entry.written !== undefined && now !== entry.now && now === entry.replaced

/** The tag holds what it held before this run: no other run published, so this run's write is lost. */
const isLost = ({ written, previous }: Entry, now: string | undefined): boolean =>
  written !== undefined && now !== undefined && now === previous

const lost = ({ written }: Entry, now: string | undefined): Verdict => ({
  kind: 'failed',
  why: `the registry has ${now}, which it held before, instead of ${written}`,
})
