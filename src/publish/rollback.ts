import type { Decision } from '../decide/decide-tag.ts'
import { distinctOf, isSame } from '../model/reference.ts'
import type { TagResult } from '../model/result.ts'
import { explainError, TagboatError } from '../model/tagboat-error.ts'
import type { TagWriter } from './move.ts'

/** A tag that this run may have changed. */
export interface Changed {
  readonly decision: Decision
  /** What it held before; undefined where it did not exist. */
  readonly previous: string | undefined
  /** What this run put there. */
  readonly ours: string
  /** The builder reported a digest that does not exist: what the tag holds now may be this run's, or another run's. */
  readonly isUnsure?: boolean
  /** Why it failed itself, if it did. */
  readonly error?: unknown
  /** False where it failed before it was written. */
  readonly isTried?: boolean
}

/** Resolves when the next removal may begin though the last one has not ended. */
export type Pace = () => Promise<void>

/**
 * Puts tags back: one that still holds our digest gets its previous manifest again; one that we created is removed
 * without touching the digest, which may carry other tags. What cannot be put back stays, and is said. Never throws.
 */
export async function rollBack(
  registry: TagWriter,
  changed: readonly Changed[],
  pace: Pace = () => new Promise(() => undefined),
): Promise<readonly TagResult[]> {
  const restored = await Promise.all(
    changed.filter(({ previous }) => previous !== undefined).map((change) => putBack(registry, change)),
  )
  const created = changed.filter(({ previous }) => previous === undefined)
  const repositories = distinctOf(created.map(({ decision }) => decision.facts.repository))
  const removed = repositories.map((repository) =>
    putBackInTurn(
      registry,
      created.filter(({ decision }) => isSame(decision.facts.repository, repository)),
      pace,
    ),
  )
  return [...restored, ...(await Promise.all(removed)).flat()]
}

/**
 * One after another: distribution 2.8 looks through all tags of a repository for each, and trips over one that goes
 * meanwhile, which leaves a name without a manifest in its list.
 */
async function putBackInTurn(
  registry: TagWriter,
  changed: readonly Changed[],
  pace: Pace,
): Promise<readonly TagResult[]> {
  const results: Promise<TagResult>[] = []
  for (const change of changed) {
    const result = putBack(registry, change)
    results.push(result)
    await Promise.race([result, pace()])
  }
  return Promise.all(results)
}

async function putBack(registry: TagWriter, change: Changed): Promise<TagResult> {
  const { repository, tag, ref } = change.decision.facts
  const { previous, ours } = change
  const result = { ref, name: tag.name, ...(previous === undefined ? {} : { previous }) }
  const why = change.error === undefined ? '' : `it failed (${explainError(change.error)}) and `
  let isWriting = false
  // Beside the look at the tag: it is asked for by its digest, and a cancelled run has little time.
  const reading = previous === undefined ? undefined : registry.getManifest(repository, { digest: previous })
  reading?.catch(() => undefined)
  try {
    const now = await registry.headManifest(repository, { tag: tag.name })
    const held = now === undefined ? {} : { digest: now.digest }
    if (now?.digest === previous) return { ...result, ...held, ...asBefore(change) }
    if (now?.digest !== ours) {
      const there = change.isUnsure
        ? 'holds an image that may be of this run or of another one, and stays'
        : 'holds what another run put there meanwhile'
      return { ...result, ...held, action: 'failed', reason: `${why}${there}` }
    }
    // This run never wrote it, so that another run put it there: a run of this release that took this run's image.
    if (isUnwritten(change)) {
      return {
        ...result,
        ...held,
        action: 'failed',
        reason: `${why}another run uses this run's image for it`,
      }
    }
    isWriting = true
    if (previous === undefined) return await remove(registry, change, result)
    const manifest = await reading
    if (manifest === undefined) {
      return {
        ...result,
        digest: ours,
        action: 'moved',
        reason: `${why}its previous content is gone, so it stays on this run's`,
      }
    }
    await registry.putManifest(repository, { tag: tag.name }, manifest)
    return { ...result, digest: previous, action: 'restored', reason: `${why}was put back` }
  } catch (error) {
    if (isUnwritten(change)) {
      const held = previous === undefined ? {} : { digest: previous }
      const what = change.isTried === false ? 'was not touched' : 'was not moved'
      return { ...result, ...held, action: 'failed', reason: `it ${what}: ${explainError(change.error)}` }
    }
    if (isUnanswered(change.error) || (isWriting && isUnanswered(error))) {
      return {
        ...result,
        action: 'unknown',
        reason: `${why}what it holds is unknown: ${explainError(error)}`,
      }
    }
    const action = previous === undefined ? 'created' : 'moved'
    return { ...result, digest: ours, action, reason: `${why}could not be put back: ${explainError(error)}` }
  }
}

/** A tag that is as it was: it failed itself, or nothing had been done to it. */
function asBefore({ error }: Changed): Pick<TagResult, 'action' | 'reason'> {
  if (error === undefined) return { action: 'restored', reason: 'is as it was before this run' }
  if (isUnanswered(error))
    return { action: 'unknown', reason: `was as before, and may still be moved: ${explainError(error)}` }
  return { action: 'failed', reason: `it is as it was before this run: ${explainError(error)}` }
}

async function remove(
  registry: TagWriter,
  { decision, ours }: Changed,
  result: Omit<TagResult, 'action'>,
): Promise<TagResult> {
  const { repository, tag } = decision.facts
  if ((await registry.removeTag(repository, tag.name)) === 'removed') {
    return { ...result, action: 'restored', reason: 'was removed again' }
  }
  return { ...result, digest: ours, action: 'created', reason: 'stays: this registry cannot remove a tag' }
}

/** What the tag holds is not this run's doing: the write was refused, or never tried. */
export const isUnwritten = ({ error, isTried }: Pick<Changed, 'error' | 'isTried'>): boolean =>
  isTried === false || isRefused(error)

const isRefused = (error: unknown): boolean =>
  error instanceof TagboatError &&
  error.problems.every(({ code }) => /^registry-(denied|unauthorized|tag-immutable|quota)$/.test(code))

/** A write that a cancelled run gave up: it may still arrive. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === 'cancelled-no-answer')
