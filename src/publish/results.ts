import { formatReference } from '../model/reference.ts'
import { holdsDigest, type ImageResult, type PlatformResult, type TagResult } from '../model/result.ts'
import { explainError } from '../model/tagboat-error.ts'
import { tagsOf } from '../plan/pairs.ts'
import { type Contents, destinationKey } from './destinations.ts'
import type { Entry } from './entries.ts'
import type { Outcome } from './move.ts'
import { readPlatforms } from './platforms.ts'
import type { PublishRequest } from './request.ts'

/** The platforms of what is there, with their sizes; where they cannot be read, none. */
export async function listPlatforms(
  { registry, images }: PublishRequest,
  contents: Contents,
): Promise<Platforms> {
  const listed = images.flatMap(({ plan, platforms, ownPlatform }) =>
    plan.repositories.map(async (repository) => {
      const key = destinationKey({ target: plan.target, repository })
      const content = contents.get(key)
      if (content === undefined) return [key, []] as const
      const there = readPlatforms(registry, repository, content, platforms[0] ?? ownPlatform)
      return [key, await there.catch(() => [])] as const
    }),
  )
  return new Map(await Promise.all(listed))
}

/** By `destinationKey`. */
type Platforms = ReadonlyMap<string, readonly PlatformResult[]>

/** In the order of the plans, whatever order things were done in. */
export function perRepository(
  { images }: PublishRequest,
  results: readonly TagResult[],
  contents: ReadonlyMap<string, { readonly digest: string }>,
  platforms: Platforms = new Map(),
): readonly ImageResult[] {
  const known = new Map(results.map((result) => [result.ref, result]))
  return images.flatMap(({ plan, origin }) =>
    plan.repositories.map((repository) => {
      const { target } = plan
      const key = destinationKey({ target, repository })
      const tags = tagsOf(plan, repository).flatMap(
        (tag) => known.get(formatReference(repository, { tag: tag.name })) ?? [],
      )
      const digest = contents.get(key)?.digest ?? tags.find(holdsDigest)?.digest
      const held = digest === undefined ? {} : { digest }
      const told = { platforms: platforms.get(key) ?? [], tags, ...(origin && { origin }) }
      return { target, repository, ...held, ...told }
    }),
  )
}

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
