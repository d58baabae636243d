import type { TagResult } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'

const tell = (tags: readonly TagResult[]): string =>
  tags
    .map(
      ({ ref, action, digest, reason }) =>
        // One that could not be read is on nothing that is known; its reason says so.
        `${ref}: ${action}${digest === undefined ? '' : `, on ${digest}`}${reason === undefined ? '' : ` (${reason})`}`,
    )
    .join('\n')

/** Tags that do not hold what was published. */
export function notVerified(wrong: readonly TagResult[], all: number): Problem {
  return {
    code: 'not-verified',
    what: `${wrong.length} of ${all} tags do not hold what this run published.`,
    fix: 'Another run may be publishing the same tags: set concurrency: in the workflow, then run this job again.',
    original: tell(wrong),
  }
}

/** A tag could not be moved; the others were put back. */
/** `isUnverified`: what landed was not what was wanted, so that no tag was to be moved. */
export function notPublished(tags: readonly TagResult[], isUnverified = false): Problem {
  return {
    code: 'not-published',
    what: `${isUnverified ? 'What was pushed could not be verified' : 'A tag could not be moved'}, ${tellBack(tags)}.`,
    fix: 'Mend the cause and run the job again; it completes what is missing.',
    original: tell(tags),
  }
}

export function cancelled(tags: readonly TagResult[]): Problem {
  return {
    code: 'cancelled',
    what: `The run was cancelled before all tags were moved, ${tellBack(tags)}.`,
    fix: 'Run the job again; it completes what is missing.',
    original: tell(tags),
  }
}

/** What putting back has come to. */
function tellBack(tags: readonly TagResult[]): string {
  const names = (some: readonly TagResult[]) => some.map(({ ref }) => ref).join(', ')
  const left = tags.filter(({ action }) => action === 'created' || action === 'moved')
  const unknown = tags.filter(({ action }) => action === 'unknown')
  const unsaid = unknown.length > 0 ? `; what ${names(unknown)} hold is unknown` : ''
  if (left.length > 0)
    return `and not all could be put back: this run's image stays under ${names(left)}${unsaid}`
  if (unknown.length > 0) return `and not all are known to be put back${unsaid}`
  const isBefore = tags.every(({ action, digest, previous }) => action !== 'failed' || digest === previous)
  return isBefore
    ? 'so none was: every tag is as it was before this run'
    : 'so none was; some tags hold something else than before this run, as the list below shows'
}

export function platformsMissing(missing: readonly string[], ref: string): Problem {
  return {
    code: 'platform-missing',
    what: `${ref} was pushed without ${missing.join(', ')}.`,
    fix: 'Check that the Dockerfile and the builder support each of the platforms.',
  }
}

/** What a failed push left behind, beside the error of the build. */
export function leftBehind(tags: readonly TagResult[]): Problem {
  return {
    code: 'left-behind',
    what: `The push failed half-way, and could not be taken back under ${tags.map(({ ref }) => ref).join(', ')}.`,
    fix: 'Mend the cause and run the job again; it completes what is missing.',
    original: tell(tags),
  }
}

/** Tags under which a run that has ended may have lost its image. */
export function reliedOn(refs: readonly string[]): Problem {
  return {
    code: 'left-behind',
    what: `Another run published while this one did, and may have left ${refs.join(', ')} to it: what is there now may be older than that run's image, or an image without its release.`,
    fix: 'Look at what is there. Running that job again completes what is missing.',
  }
}

/** Tags that a failed push may have moved, where nobody can tell. */
export function maybeLeftBehind(refs: readonly string[]): Problem {
  return {
    code: 'left-behind',
    what: `The push failed, and it could not be told whether it moved ${refs.join(', ')}: what is there now does not say that it is of this run, or cannot be read.`,
    fix: 'Look at what is there. Running the job again completes what is missing.',
  }
}

export function contentMissing(repository: string, digest: string): Problem {
  return {
    code: 'content-missing',
    what: `${repository} does not have ${digest}, which was just pushed to it.`,
    fix: 'Run the job again; if it comes back, the registry has lost or is hiding it.',
  }
}

/** What was stopped by a signal. `cancelledEarly` takes its place where that ends a run that published nothing. */
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
