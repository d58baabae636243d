import type { Decision } from '../decide/decide-tag.ts'
import { DestinationMap, isSameDestination } from './destinations.ts'
import type { Outcome } from './move.ts'

/** One tag, as far as this run knows it after its moves. */
export interface Entry {
  /** What was decided before anything moved. */
  readonly first: Decision
  /** What was decided last. */
  readonly decision: Decision
  /** The builder pushed it, without a look at what it held. */
  readonly isAnchor: boolean
  /** What it held before this run wrote it for the first time. */
  readonly previous: string | undefined
  /** What it held before this run wrote it for the last time. */
  readonly replaced: string | undefined
  /** The digest that this run put there last; undefined: it never wrote it. */
  readonly written: string | undefined
  /** What it held when it was read last. */
  readonly now: string | undefined
  /** `open`: it was written again, and must be read. */
  readonly state: 'open' | 'settled' | 'superseded' | 'failed'
  /** Of a tag that is superseded or has failed. */
  readonly reason?: string
}

export function toEntry(
  first: Decision,
  outcome: Outcome,
  contents: DestinationMap<{ readonly digest: string }>,
  isAnchor: boolean,
): Entry {
  const { decision } = outcome
  const written = outcome.kind === 'done' ? contents.get(decision.facts)?.digest : undefined
  const previous = outcome.kind === 'done' ? outcome.previous : decision.facts.image?.digest
  return { first, decision, isAnchor, previous, replaced: previous, written, now: undefined, state: 'open' }
}

export const isRelease = ({ first }: Entry): boolean => first.facts.tag.follows.kind === 'release'

/** Left to other runs: what they put there is no matter of this run. */
export const isLeft = ({ first }: Entry): boolean => first.kind === 'keep' && first.isLeft === true

/** What this run left there, or found there and left alone. */
export const expected = ({ written, decision }: Entry): string | undefined =>
  written ?? decision.facts.image?.digest

/**
 * Which content a release has, for each place: that under the full version. Two runs of one release may write it in any order; both
 * then take what they read there last for all their tags. Of several repositories the first one decides, but for those that had
 * the release before.
 */
export function findReleased(entries: readonly Entry[]): DestinationMap<Entry> {
  const leaders = new Map<string, Entry>()
  for (const entry of entries) {
    const { target } = entry.first.facts
    // A scheduled run leaves a release as it is, and builds for the other tags.
    if (isRelease(entry) && !isLeft(entry) && !leaders.has(target)) leaders.set(target, entry)
  }
  return new DestinationMap(
    entries.flatMap((entry) => {
      const { facts } = entry.first
      const leader = leaders.get(facts.target)
      if (leader === undefined) return []
      const own = entries.find(
        (one) =>
          isRelease(one) && one.first.kind === 'published' && isSameDestination(one.first.facts, facts),
      )
      return [[facts, own ?? leader] as const]
    }),
  )
}
