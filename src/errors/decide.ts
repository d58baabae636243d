import type { ImageFacts } from '../model/facts.ts'
import { compareIdentities, describeIdentity, type Identity } from '../model/identity.ts'
import type { Problem } from '../model/tagboat-error.ts'

/** A released tag names one content for ever. */
export function releaseTaken(
  ref: string,
  there: ImageFacts,
  run: { readonly revision: string; readonly digest?: string; readonly isScheduled?: boolean },
): Problem {
  const from = there.revision === undefined ? 'by another commit or tool' : `from commit ${there.revision}`
  const ours = run.digest === undefined ? `commit ${run.revision}` : run.digest
  return {
    code: 'release-taken',
    what: `${ref} is released already: ${there.digest}, built ${from}; this run would replace it with ${ours}.`,
    fix: `Release under a new version, or set overwrite: true if this one must be replaced${run.isScheduled ? ', or overwrite: scheduled if scheduled runs alone may replace it' : ''}.`,
  }
}

/** The release is this commit's, and another of its images: two steps, targets or platforms met under one name. */
export function otherImage(ref: string, digest: string, theirs: Identity, ours: Identity): Problem {
  const isPlatforms = compareIdentities(theirs, ours).join() === 'platforms'
  return {
    code: 'release-other-image',
    what: `${ref} is released already, as another image of this commit: ${digest} is of ${describeIdentity(theirs)}; this run is about ${describeIdentity(ours)}.`,
    fix: isPlatforms
      ? 'Build all platforms in one step (platforms: a,b). Or have each job build its platform with push: digest, and merge them in a last job with from: and all the digests. If the platforms have changed, overwrite: true replaces the release.'
      : 'Give each image its own name, for example with {{target}} in input images, or its own tags, for example with flavor: suffix=-slim,onlatest=true. If this image is the right one, overwrite: true replaces the release.',
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
