import type { TagResult } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'

const listTags = (tags: readonly TagResult[]): string =>
  tags
    .map(
      ({ ref, action, digest, reason }) =>
        // A tag that could not be read has a reason in place of a digest.
        `${ref}: ${action}${digest === undefined ? '' : `, on ${digest}`}${reason === undefined ? '' : ` (${reason})`}`,
    )
    .join('\n')

/** `wrong` are the tags that do not hold what was published. */
export function notVerified(wrong: readonly TagResult[], all: number): Problem {
  return {
    code: 'not-verified',
    what: `${wrong.length} of ${all} tags do not hold what this run published.`,
    fix: 'Another run may be publishing the same tags: set concurrency: in the workflow, then run this job again.',
    original: listTags(wrong),
  }
}

/** No tag was moved: one could not be, or the pushed content is wrong (`isUnverified`). Tags that had moved were restored. */
export function notPublished(tags: readonly TagResult[], isUnverified = false): Problem {
  return {
    code: 'not-published',
    what: `${isUnverified ? 'The pushed content could not be verified' : 'A tag could not be moved'}, ${describeRollback(tags)}.`,
    fix: 'Fix the cause and run the job again; it completes what is missing.',
    original: listTags(tags),
  }
}

export function cancelled(tags: readonly TagResult[]): Problem {
  return {
    code: 'cancelled',
    what: `The run was cancelled before all tags were moved, ${describeRollback(tags)}.`,
    fix: 'Run the job again; it completes what is missing.',
    original: listTags(tags),
  }
}

/** The result of a rollback, as the end of a sentence. */
function describeRollback(tags: readonly TagResult[]): string {
  const names = (some: readonly TagResult[]) => some.map(({ ref }) => ref).join(', ')
  const left = tags.filter(({ action }) => action === 'created' || action === 'moved')
  const unknown = tags.filter(({ action }) => action === 'unknown')
  const unread = unknown.length > 0 ? `; the state of ${names(unknown)} is unknown` : ''
  if (left.length > 0)
    return `and not all could be put back: this run's image stays under ${names(left)}${unread}`
  if (unknown.length > 0) return `and not all are known to be put back${unread}`
  const isBefore = tags.every(({ action, digest, previous }) => action !== 'failed' || digest === previous)
  return isBefore
    ? 'so none was: every tag is as it was before this run'
    : 'so none was; some tags hold another image than before this run, as the list below shows'
}

export function platformsMissing(missing: readonly string[], ref: string): Problem {
  return {
    code: 'platform-missing',
    what: `${ref} was pushed without ${missing.join(', ')}.`,
    fix: 'Check that the Dockerfile and the builder support all of these platforms.',
  }
}

/** Tags that a failed push moved and that could not be restored. Reported together with the error of the build. */
export function leftBehind(tags: readonly TagResult[]): Problem {
  return {
    code: 'left-behind',
    what: `The push failed half-way, and could not be undone for ${tags.map(({ ref }) => ref).join(', ')}.`,
    fix: 'Fix the cause and run the job again; it completes what is missing.',
    original: listTags(tags),
  }
}

/** Tags of a finished run that may have lost its image, because it relied on this run, which failed. */
export function reliedOn(refs: readonly string[]): Problem {
  return {
    code: 'left-behind',
    what: `Another run published at the same time, and may have relied on this run for ${refs.join(', ')}: these tags may hold an image that is older than that run's, or one without its release.`,
    fix: 'Check these tags, and run that job again; it completes what is missing.',
  }
}

/** Tags that a failed push may have moved. */
export function maybeLeftBehind(refs: readonly string[]): Problem {
  return {
    code: 'left-behind',
    what: `The push failed, and it is unknown whether it moved ${refs.join(', ')}: the images there do not name this run, or cannot be read.`,
    fix: 'Check these tags, and run the job again; it completes what is missing.',
  }
}

export function contentMissing(repository: string, digest: string): Problem {
  return {
    code: 'content-missing',
    what: `${repository} does not have ${digest}, which was just pushed to it.`,
    fix: 'Run the job again. If the error persists, the registry loses or hides the content.',
  }
}

/** An operation was stopped by a signal. Where that ends a run that published nothing, `cancelledEarly` replaces it. */
export function cancelledMeanwhile(): Problem {
  return { code: 'cancelled-early', what: 'The run was cancelled.', fix: 'Run the job again.' }
}

export function cancelledEarly(): Problem {
  return {
    code: 'cancelled-early',
    what: 'The run was cancelled before it published anything.',
    fix: 'Run the job again.',
  }
}

/** Replaces errors that a cancellation has caused by one, and keeps those that name tags left behind. */
export function explainCancel(problems: readonly Problem[]): readonly Problem[] {
  const { code } = cancelledMeanwhile()
  if (!problems.some((problem) => problem.code === code)) return problems
  const left = problems.filter((problem) => problem.code === 'left-behind')
  return [left.length === 0 ? cancelledEarly() : cancelledMeanwhile(), ...left]
}
