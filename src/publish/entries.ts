import type { Decision } from '../decide/decide.ts'
import type { TagResult } from '../model/result.ts'
import { destinationKey } from './contents.ts'
import type { Outcome } from './move.ts'
import { describeOutcome } from './outcome.ts'

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
  contents: ReadonlyMap<string, { readonly digest: string }>,
  isAnchor: boolean,
): Entry {
  const { decision } = outcome
  const written = outcome.kind === 'done' ? contents.get(destinationKey(decision.facts))?.digest : undefined
  const previous = outcome.kind === 'done' ? outcome.previous : decision.facts.image?.digest
  return { first, decision, isAnchor, previous, replaced: previous, written, now: undefined, state: 'open' }
}

export const isRelease = ({ first }: Entry): boolean => first.facts.tag.follows.kind === 'release'

/** Left to other runs: what they put there is no matter of this run. */
export const isLeft = ({ first }: Entry): boolean => first.kind === 'keep' && first.isLeft === true

/** What this run left there, or found there and left alone. */
export const expected = ({ written, decision }: Entry): string | undefined =>
  written ?? decision.facts.image?.digest

/** As the report has it. */
export function describeEntry({ decision, previous, written, now, state, reason }: Entry): TagResult {
  const { ref, tag } = decision.facts
  const was = previous === undefined ? {} : { previous }
  const held = now === undefined ? {} : { digest: now }
  const result = { ref, name: tag.name, ...held, ...was }
  const why = reason === undefined ? {} : { reason }
  if (state === 'failed') return { ...result, action: state, ...why }
  // One that it only found as it should be is another run's now.
  if (state === 'superseded') return { ...result, action: written === undefined ? 'kept' : state, ...why }
  if (written === undefined) return { ...describeOutcome({ kind: 'left', decision }, new Map()), ...held }
  if (previous === undefined) return { ...result, action: 'created' }
  return { ...result, action: previous === now ? 'unchanged' : 'moved' }
}
