import { describeProblem, TagboatError } from '../errors/tagboat-error.ts'
import type { TagResult } from '../report/result.ts'
import type { TagState } from './read-tags.ts'

/**
 * Pure: what became of each tag. `before` and `after` are the same tags in the same order; `digest` is the one
 * that was built, undefined where the build failed.
 */
export function compareTags(
  before: readonly TagState[],
  after: readonly TagState[],
  digest: string | undefined,
): readonly TagResult[] {
  return after.map((state, index) => compareTag(before[index], state, digest))
}

function compareTag(before: TagState | undefined, after: TagState, digest: string | undefined): TagResult {
  const result = {
    ref: after.ref,
    name: after.tag.name,
    ...(after.digest === undefined ? {} : { digest: after.digest }),
    ...(before?.digest === undefined ? {} : { previous: before.digest }),
  }
  if (after.error !== undefined)
    return { ...result, action: 'failed', reason: `it could not be read back: ${explain(after.error)}` }
  if (digest === undefined) return compareAfterFailure(result)
  if (after.digest === undefined)
    return { ...result, action: 'failed', reason: 'the registry does not have it after the push' }
  if (after.digest !== digest) {
    return { ...result, action: 'failed', reason: `the registry has ${after.digest} instead of ${digest}` }
  }
  if (before?.digest === undefined) return { ...result, action: 'created' }
  return { ...result, action: before.digest === digest ? 'unchanged' : 'moved' }
}

/** A failed push may have moved some tags all the same: BuildKit pushes them one after another. */
function compareAfterFailure(result: Omit<TagResult, 'action'>): TagResult {
  if (result.digest === result.previous) {
    return { ...result, action: 'failed', reason: 'it is as it was before this run' }
  }
  const action = result.previous === undefined ? 'created' : 'moved'
  return { ...result, action, reason: 'it was pushed before the failure' }
}

function explain(error: unknown): string {
  if (error instanceof TagboatError) return error.problems.map(describeProblem).join('; ')
  return error instanceof Error ? error.message : String(error)
}
