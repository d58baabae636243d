import type { TagResult } from '../model/result.ts'
import { explainError } from '../model/tagboat-error.ts'
import { destinationKey } from './destinations.ts'
import type { Entry } from './entries.ts'
import type { Outcome } from './move.ts'

/** An outcome as the report tells it. */
export function describeOutcome(
  outcome: Outcome,
  contents: ReadonlyMap<string, { readonly digest: string }>,
): TagResult {
  const { facts } = outcome.decision
  const there = facts.image?.digest
  const result = {
    ref: facts.ref,
    name: facts.tag.name,
    ...(there === undefined ? {} : { digest: there, previous: there }),
  }
  switch (outcome.kind) {
    case 'done':
      return describeDone(outcome, contents.get(destinationKey(facts))?.digest)
    case 'left':
      return describeLeft(outcome, result)
    case 'skipped':
      return outcome.decision.kind === 'create' || outcome.decision.kind === 'move'
        ? { ...result, action: 'failed', reason: 'it was not touched' }
        : describeLeft({ kind: 'left', decision: outcome.decision }, result)
    case 'failed':
      return { ...result, action: 'failed', reason: explainError(outcome.error) }
  }
}

function describeDone(
  { decision, previous }: Extract<Outcome, { kind: 'done' }>,
  digest: string | undefined,
): TagResult {
  const { ref, tag } = decision.facts
  const held = digest === undefined ? {} : { digest }
  if (previous === undefined) return { ref, name: tag.name, ...held, action: 'created' }
  return { ref, name: tag.name, ...held, previous, action: previous === digest ? 'unchanged' : 'moved' }
}

function describeLeft(
  { decision }: Extract<Outcome, { kind: 'left' }>,
  result: Omit<TagResult, 'action'>,
): TagResult {
  switch (decision.kind) {
    case 'published':
      return { ...result, action: 'unchanged', reason: 'it is released already, from this commit' }
    case 'keep':
      return { ...result, action: 'kept', reason: decision.reason }
    case 'refuse':
      return { ...result, action: 'refused', reason: decision.problem.what }
    default:
      return { ...result, action: 'unchanged' }
  }
}

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
