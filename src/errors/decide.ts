import type { ImageFacts } from '../decide/facts.ts'
import type { Problem } from './tagboat-error.ts'

/** A released tag names one content for ever. */
export function releaseTaken(
  ref: string,
  there: ImageFacts,
  run: { readonly revision: string; readonly digest?: string },
): Problem {
  const from = there.revision === undefined ? 'by another commit or tool' : `from commit ${there.revision}`
  const ours = run.digest === undefined ? `commit ${run.revision}` : run.digest
  return {
    code: 'release-taken',
    what: `${ref} is released already: ${there.digest}, built ${from}; this run would replace it with ${ours}.`,
    fix: 'Release under a new version, or set overwrite: true if this one must be replaced.',
  }
}

export function notATag(): Problem {
  return {
    code: 'tag-required',
    what: 'require-signed-tag: this run plans a release, but it is not about a git tag.',
    fix: 'Publish releases from a push of their git tag, or leave require-signed-tag out.',
  }
}

export function releasedMeanwhile(ref: string, digest: string): Problem {
  return {
    code: 'released-meanwhile',
    what: `${ref} was released as ${digest} by another run of this commit, while this one built it too.`,
    fix: 'Run the job again: it takes that image; and set concurrency: in the workflow, so that one run waits for the other.',
  }
}
