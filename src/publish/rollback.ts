import type { Decision } from '../decide/decide-tag.ts'
import { distinctOf, isSame } from '../model/reference.ts'
import type { TagResult } from '../model/result.ts'
import { explainError, TagboatError } from '../model/tagboat-error.ts'
import type { TagWriter } from './move.ts'
import type { PublishRequest } from './request.ts'
import { type TagState, tagResult } from './results.ts'

/** A tag that this run may have written. */
export interface Changed {
  readonly decision: Decision
  /** The digest that it held before; undefined if it did not exist. */
  readonly previous: string | undefined
  /** The digest that this run wrote. */
  readonly ours: string
  /** The builder reported a digest that does not exist: the image under the tag may be this run's or another run's. */
  readonly isUnsure?: boolean
  /** Why writing this tag failed, if it did. */
  readonly error?: unknown
  /** False if it failed before it was written. */
  readonly isTried?: boolean
}

/** Resolves when the next removal may start although the last one has not ended. */
export type WritePace = () => Promise<void>

/**
 * Undoes the writes of this run. A tag that still holds this run's digest gets its previous manifest again. A tag that
 * this run created is removed, but not its digest, which may have other tags. The results name what could not be undone.
 * Never throws.
 */
export async function rollBack(
  registry: TagWriter,
  changed: readonly Changed[],
  pace: WritePace = () => new Promise(() => undefined),
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
 * Removes tags one after another. For each removal distribution 2.8 reads all tags of the repository, and if one of them
 * disappears meanwhile, it keeps a tag name without a manifest in its list.
 */
async function putBackInTurn(
  registry: TagWriter,
  changed: readonly Changed[],
  pace: WritePace,
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
  const { facts } = change.decision
  const { repository, tag } = facts
  const { previous, ours } = change
  const report = (state: TagState) => tagResult(facts, { previous, ...state })
  const why = change.error === undefined ? '' : `it failed (${explainError(change.error)}) and `
  let isWriting = false
  // Read by digest while the tag is read, because a cancelled run has little time.
  const reading = previous === undefined ? undefined : registry.getManifest(repository, { digest: previous })
  reading?.catch(() => undefined)
  try {
    const digest = (await registry.headManifest(repository, { tag: tag.name }))?.digest
    if (digest === previous) return report({ digest, ...asBefore(change) })
    if (digest !== ours) {
      const holder = change.isUnsure
        ? 'stays: its image may be of this run or of another one'
        : 'holds an image that another run pushed meanwhile'
      return report({ digest, action: 'failed', reason: `${why}${holder}` })
    }
    // This run never wrote the tag, so another run of this release moved it to this run's image.
    if (isUnwritten(change)) {
      return report({ digest, action: 'failed', reason: `${why}another run uses this run's image for it` })
    }
    isWriting = true
    if (previous === undefined) return report(await remove(registry, change, ours))
    const manifest = await reading
    if (manifest === undefined) {
      const reason = `${why}its previous content is gone, so it keeps this run's image`
      return report({ digest: ours, action: 'moved', reason })
    }
    await registry.putManifest(repository, { tag: tag.name }, manifest)
    return report({ digest: previous, action: 'restored', reason: `${why}was put back` })
  } catch (error) {
    if (isUnwritten(change)) {
      const what = change.isTried === false ? 'was not touched' : 'was not moved'
      return report({
        digest: previous,
        action: 'failed',
        reason: `it ${what}: ${explainError(change.error)}`,
      })
    }
    if (isUnanswered(change.error) || (isWriting && isUnanswered(error))) {
      return report({ action: 'unknown', reason: `${why}its digest is unknown: ${explainError(error)}` })
    }
    const action = previous === undefined ? 'created' : 'moved'
    return report({ digest: ours, action, reason: `${why}could not be put back: ${explainError(error)}` })
  }
}

/** The state of a tag that holds its previous digest: its write failed, or it was never written. */
function asBefore({ error }: Changed): Pick<TagState, 'action' | 'reason'> {
  if (error === undefined) return { action: 'restored', reason: 'is as it was before this run' }
  if (isUnanswered(error))
    return {
      action: 'unknown',
      reason: `was as before, but a write in flight may still move it: ${explainError(error)}`,
    }
  return { action: 'failed', reason: `it is as it was before this run: ${explainError(error)}` }
}

async function remove(registry: TagWriter, { decision }: Changed, ours: string): Promise<TagState> {
  const { repository, tag } = decision.facts
  if ((await registry.removeTag(repository, tag.name)) === 'removed') {
    return { action: 'restored', reason: 'was removed again' }
  }
  return { digest: ours, action: 'created', reason: 'stays: this registry cannot remove a tag' }
}

/** This run has not written the tag: the write was refused or never tried. */
export const isUnwritten = ({ error, isTried }: Pick<Changed, 'error' | 'isTried'>): boolean =>
  isTried === false || isRefused(error)

const isRefused = (error: unknown): boolean =>
  error instanceof TagboatError &&
  error.problems.every(({ code }) => /^registry-(denied|unauthorized|tag-immutable|quota)$/.test(code))

/** A write that a cancelled run stopped waiting for: it may still reach the registry. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === 'cancelled-no-answer')

/** Time between two removals of a cancelled run, in ms. Longer than a registry takes to handle one. */
const stagger = 50

/** Removals wait for each other; after a cancellation they start every 50 ms instead, without waiting for answers. */
export const paceOf =
  ({ ports, cancelled }: Pick<PublishRequest, 'ports' | 'cancelled'>): WritePace =>
  async () => {
    if (cancelled === undefined) return new Promise(() => undefined)
    await cancelled
    await ports.clock.sleep(stagger)
  }
