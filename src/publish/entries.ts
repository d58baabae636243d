import type { Decision } from '../decide/decide-tag.ts'
import { DestinationMap, isSameDestination } from './destinations.ts'
import type { MoveOutcome } from './move.ts'

/** The state of one tag after this run's moves. */
export interface Entry {
  /** The decision before anything moved. */
  readonly first: Decision
  /** The last decision. */
  readonly decision: Decision
  /** The builder pushed it without reading it first. */
  readonly isAnchor: boolean
  /** Its digest before this run's first write. */
  readonly previous: string | undefined
  /** Its digest before this run's last write. */
  readonly replaced: string | undefined
  /** The digest that this run wrote last; undefined if it never wrote the tag. */
  readonly written: string | undefined
  /** Its digest when it was last read. */
  readonly now: string | undefined
  /** `open`: it must be read again. */
  readonly state: 'open' | 'settled' | 'superseded' | 'failed'
  /** For a superseded or failed tag. */
  readonly reason?: string
}

export function toEntry(
  first: Decision,
  outcome: MoveOutcome,
  contents: DestinationMap<{ readonly digest: string }>,
  isAnchor: boolean,
): Entry {
  const { decision } = outcome
  const written = outcome.kind === 'done' ? contents.get(decision.facts)?.digest : undefined
  const previous = outcome.kind === 'done' ? outcome.previous : decision.facts.image?.digest
  return { first, decision, isAnchor, previous, replaced: previous, written, now: undefined, state: 'open' }
}

export const isRelease = ({ first }: Entry): boolean => first.facts.tag.follows.kind === 'release'

/** Left to other runs, whatever they publish there. */
export const isLeft = ({ first }: Entry): boolean => first.kind === 'keep' && first.isLeft === true

/** The digest that this run wrote, or else found. */
export const expected = ({ written, decision }: Entry): string | undefined =>
  written ?? decision.facts.image?.digest

/**
 * The full version's entry that decides which content a release has, for each destination. Two runs of one release may
 * write the full version in any order; both then use the digest that they read there last for all their tags. Of several
 * repositories the first decides, except for those that had the release before.
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
