import type { Decision, Guards, Run } from '../decide/decide-tag.ts'
import { winsStrictly } from '../decide/order.ts'
import { followsSame } from '../model/planned-tag.ts'
import { isSameDestination } from './destinations.ts'
import { type Entry, expected, isLeft, isRelease } from './entries.ts'

/** What is to be done about a tag after it was read. */
export type Verdict =
  | { readonly kind: 'settled' }
  /** The answer may be an old one: the tag must be read again. */
  | { readonly kind: 'open' }
  /** `digest`: what the tag gets; undefined where nothing is known that it could get. */
  | { readonly kind: 'write'; readonly digest: string | undefined }
  | { readonly kind: 'superseded'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string }

/** What a verdict depends on. */
export interface Evidence {
  /** The tag as it was read, before it was decided on again. */
  readonly entry: Entry
  /** The decision about what the tag holds now. */
  readonly decision: Decision
  /** The digest that this run built or brought. */
  readonly own: string | undefined
  /** The digest under the full version, of a tag beside one. */
  readonly released: string | undefined
  readonly run: Run
  readonly guards: Guards
  /** No look follows, so that nothing is written any more. */
  readonly isLast: boolean
}

const settled: Verdict = { kind: 'settled' }

/** The state of a tag that needs no new decision, since it holds what it should or is as this run left it; undefined for any other. */
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

/** The same of the full version that decides which image the release has. */
export function findFinalRelease(entry: Entry): Entry['state'] | undefined {
  if (entry.state === 'failed') return 'failed'
  return entry.now !== undefined && entry.now === expected(entry) ? 'settled' : undefined
}

/** A full version is written once. Another run's image stays under it; only where nothing is left there it is written again. */
export function judgeRelease({ entry, decision, own, isLast }: Evidence): Verdict {
  const now = decision.facts.image?.digest
  if (mayBeOld(entry, now) && !isLast) return { kind: 'open' }
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

/** Any other tag: written again only where a strict order or the release says that it gets this run's content. */
export function judgeTag(evidence: Evidence): Verdict {
  const { entry, decision, own, released, isLast } = evidence
  const now = decision.facts.image?.digest
  const wanted = released ?? own
  if (mayBeOld(entry, now) && !isLast) return { kind: 'open' }
  if (now === wanted) return settled
  if (isDue(evidence)) return write(wanted, isLast)
  if (decision.kind === 'refuse') return { kind: 'failed', why: decision.problem.what }
  if (decision.kind !== 'keep')
    return isLost(entry, now)
      ? lost(entry, now)
      : { kind: 'superseded', why: 'another run published it last, and neither of the two is newer' }
  return entry.written === undefined ? settled : { kind: 'superseded', why: decision.reason }
}

/**
 * A builder pushes an anchor without a look at it, so that it may have replaced the image of a newer run. That run's other tags show
 * it: the digest that the anchor gets, or undefined.
 */
export function findNewer(anchor: Entry, all: readonly Entry[]): string | undefined {
  const { facts } = anchor.first
  const { follows } = facts.tag
  if (!anchor.isAnchor || anchor.state !== 'settled' || anchor.written === undefined) return undefined
  if (follows.kind !== 'branch' && follows.kind !== 'pull') return undefined
  const newer = all.find(
    ({ first, decision }) =>
      isSameDestination(first.facts, facts) &&
      followsSame(first.facts.tag, facts.tag) &&
      decision.kind === 'keep' &&
      decision.facts.ancestry?.kind === 'behind' &&
      decision.facts.image?.digest !== first.facts.image?.digest,
  )
  return newer?.decision.facts.image?.digest
}

/** Whether an answer that shows this digest may be an old one: it shows what this run has replaced. */
export const isOld = ({ written, replaced }: Entry, now: string | undefined): boolean =>
  written !== undefined && now !== written && now === replaced

/**
 * Whether a release shows another run's image for the first time. That run's builder may have pushed it without a look; that run then
 * restores this run's image.
 */
export const mayBeRestored = (entry: Entry, now: string | undefined, own: string | undefined): boolean =>
  isRelease(entry) &&
  (entry.isAnchor || entry.written !== undefined) &&
  now !== undefined &&
  now !== own &&
  now !== entry.now

function isDue({ entry, decision, released, run, guards }: Evidence): boolean {
  // It was left alone for the sake of another run's image, which is gone.
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
  isLast ? { kind: 'failed', why: 'other runs went on moving it' } : { kind: 'write', digest }

/** The second answer shows what this run has replaced, and the first did not: one of the two may be an old one. */
const mayBeOld = (entry: Entry, now: string | undefined): boolean =>
  entry.written !== undefined && now !== entry.now && now === entry.replaced

/** It holds again, or still, what it held before: nobody published anything, so this run's write is lost. */
const isLost = ({ written, previous }: Entry, now: string | undefined): boolean =>
  written !== undefined && now !== undefined && now === previous

const lost = ({ written }: Entry, now: string | undefined): Verdict => ({
  kind: 'failed',
  why: `the registry has ${now}, which it held before, instead of ${written}`,
})
