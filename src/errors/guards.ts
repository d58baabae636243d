import type { ImageFacts } from '../model/facts.ts'
import { compareIdentities, describeIdentity, type Identity } from '../model/identity.ts'
import type { TagSignature } from '../model/source-repository.ts'
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

/** `require-signed-tag` is on, and GitHub does not call the tag's signature verified. */
export function tagNotSigned(
  tag: string,
  signature: Exclude<TagSignature, { readonly kind: 'verified' }>,
): Problem {
  return {
    code: 'tag-not-signed',
    what: `require-signed-tag is on, and the git tag '${tag}' ${describe(signature)}.`,
    fix: advise(tag, signature),
  }
}

function describe(signature: Exclude<TagSignature, { readonly kind: 'verified' }>): string {
  if (signature.kind === 'absent') return 'is not on GitHub (any more)'
  if (signature.kind === 'lightweight') return 'is a lightweight tag, which cannot carry a signature'
  if (signature.reason === 'unsigned') return 'is annotated, but not signed'
  if (signature.reason === 'other_tag') return 'holds a signed tag object that was made under another name'
  if (signature.reason === 'no_commit') return 'is signed, but names no commit'
  return `has a signature that GitHub does not verify (reason: ${signature.reason})`
}

function advise(tag: string, signature: TagSignature): string {
  if (signature.kind === 'absent') return 'Push the tag, and run the workflow again.'
  const again = `Sign it anew with 'git tag --sign --force ${tag} ${tag}^{}' and push it with --force.`
  const known =
    signature.kind !== 'unverified' || ['unsigned', 'other_tag', 'no_commit'].includes(signature.reason)
  if (known) return again
  return `See "Signature verification object" in GitHub's REST documentation for the reason; the tagger's key and e-mail address must be registered with their account. ${again}`
}

/** `require-signed-tag` is on, and GitHub could not be asked. */
export function tagSignatureUnknown(tag: string, why: string): Problem {
  return {
    code: 'tag-signature-unknown',
    what: `require-signed-tag is on, and whether GitHub verifies the signature of the git tag '${tag}' is not known, because ${why}.`,
    fix: "Give input github-token a token that may read the repository's contents ('permissions: contents: read'), and run the workflow again.",
  }
}

/** The tag was moved between the event and now, or another commit is checked out. */
export function tagMoved(tag: string, names: string, commit: string): Problem {
  return {
    code: 'tag-moved',
    what: `require-signed-tag is on, and the signed git tag '${tag}' names ${names}, but ${commit} is to be built.`,
    fix: 'Check out the commit that the tag names, and leave a pushed tag where it is.',
  }
}

/** `why` is a sentence without an end that names the commit. */
export const untrustedCommit = (event: string, why: string): Problem => ({
  code: 'untrusted-commit',
  what: `Event ${event} would push an untrusted commit: ${why}.`,
  fix:
    'Check out the newest commit of a branch of this repository; if the branch has moved on since, the run of its newer commit publishes. ' +
    'Keep other checkouts out of the build context. Build forks on pull_request. If the commit was reviewed, set input trust-fork-code to true.',
})

export const checkoutLogin = (folder: string, why: string): Problem => ({
  code: 'checkout-login',
  what: `The build could read the login that '${folder}/.git/config' holds, and its code is not trusted: ${why}.`,
  fix: 'Set persist-credentials: false at actions/checkout.',
})
