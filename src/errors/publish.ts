import type { TagResult } from '../report/result.ts'
import type { Problem } from './tagboat-error.ts'

const tell = (tags: readonly TagResult[]): string =>
  tags
    .map(
      ({ ref, action, digest, reason }) =>
        `${ref}: ${action}, on ${digest ?? 'nothing'}${reason === undefined ? '' : ` (${reason})`}`,
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
export function notPublished(tags: readonly TagResult[]): Problem {
  const left = tags.filter(({ action }) => action === 'created' || action === 'moved')
  return {
    code: 'not-published',
    what:
      left.length === 0
        ? 'A tag could not be moved, so none was: every tag is as it was before this run.'
        : `A tag could not be moved, and ${left.length} could not be put back.`,
    fix: 'Mend the cause and run the job again; it completes what is missing.',
    original: tell(tags),
  }
}

export function cancelled(tags: readonly TagResult[]): Problem {
  return {
    ...notPublished(tags),
    code: 'cancelled',
    what: 'The run was cancelled while it moved tags; they were put back.',
  }
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
    what: 'The push failed half-way, and what it had published could not be taken back.',
    fix: 'Run the job again once the cause is mended; it completes it.',
    original: tell(tags),
  }
}

export function contentMissing(repository: string, digest: string): Problem {
  return {
    code: 'content-missing',
    what: `${repository} does not have ${digest}, which was just pushed to it.`,
    fix: 'Run the job again; if it comes back, the registry has lost or is hiding it.',
  }
}
