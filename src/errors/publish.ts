import type { TagResult } from '../report/result.ts'
import type { Problem } from './tagboat-error.ts'

/** Tags that do not hold what was built. */
export function notVerified(failed: readonly TagResult[], all: number, digest: string): Problem {
  return {
    code: 'not-verified',
    what: `${failed.length} of ${all} tags do not hold ${digest} after the push.`,
    fix: 'Another run may be publishing the same tags: set concurrency: in the workflow, then run this job again.',
    original: failed.map((tag) => `${tag.ref}: ${tag.reason ?? tag.action}`).join('\n'),
  }
}

export function platformsMissing(missing: readonly string[], ref: string): Problem {
  return {
    code: 'platform-missing',
    what: `${ref} was pushed without ${missing.join(', ')}.`,
    fix: 'Check that the Dockerfile and the builder support each of the platforms.',
  }
}

/** What a failed push left behind, appended to the error of the build. */
export function leftBehind(tags: readonly TagResult[]): Problem {
  return {
    code: 'left-behind',
    what: 'The push failed half-way: some tags were published.',
    fix: 'Run the job again once the cause is mended; it completes them.',
    original: tags
      .map((tag) => `${tag.ref}: ${tag.action}, ${tag.reason ?? ''} (${tag.digest ?? 'absent'})`)
      .join('\n'),
  }
}
