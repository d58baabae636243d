import type { ImageFacts } from '../model/facts.ts'
import { compareIdentities, describeIdentity, type Identity } from '../model/identity.ts'
import type { TagSignature } from '../model/source-repository.ts'
import type { Problem } from '../model/tagboat-error.ts'

/** A released tag never changes its content. */
export function releaseTaken(
  ref: string,
  published: ImageFacts,
  run: { readonly revision: string; readonly digest?: string; readonly isScheduled?: boolean },
): Problem {
  const from =
    published.revision === undefined ? 'by another commit or tool' : `from commit ${published.revision}`
  const ours = run.digest === undefined ? `commit ${run.revision}` : run.digest
  return {
    code: 'release-taken',
    what: `${ref} is already released: ${published.digest}, built ${from}; this run would replace it with ${ours}.`,
    fix: `Release under a new version, or set overwrite: true to replace this one${run.isScheduled ? ', or overwrite: scheduled to let only scheduled runs replace it' : ''}.`,
  }
}

/** The release is another image of the same commit: two steps, targets or platforms use the same name. */
export function otherImage(ref: string, digest: string, theirs: Identity, ours: Identity): Problem {
  const isPlatforms = compareIdentities(theirs, ours).join() === 'platforms'
  return {
    code: 'release-other-image',
    what: `${ref} is already released as another image of this commit: ${digest} is of ${describeIdentity(theirs)}; the image of this run is of ${describeIdentity(ours)}.`,
    fix: isPlatforms
      ? 'Build all platforms in one step (platforms: a,b). Or have each job build its platform with push: digest, and merge all digests with from: in a last job. If the platforms have changed, set overwrite: true to replace the release.'
      : 'Give each image its own name, for example with {{target}} in input images, or its own tags, for example with flavor: suffix=-slim,onlatest=true. If this image is the right one, set overwrite: true to replace the release.',
  }
}

export function notATag(): Problem {
  return {
    code: 'tag-required',
    what: 'require-signed-tag is on, and this run plans a release that is not from a git tag.',
    fix: 'Publish releases from a push of their git tag, or remove require-signed-tag.',
  }
}

export function releasedMeanwhile(ref: string, digest: string): Problem {
  return {
    code: 'released-meanwhile',
    what: `${ref} was released as ${digest} by another run of this commit while this run was building it.`,
    fix: 'Run the job again, so that it uses that image, and set concurrency: in the workflow, so that one run waits for the other.',
  }
}

/** `require-signed-tag` is on, and GitHub does not report the tag's signature as verified. */
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
  if (signature.kind === 'absent') return 'does not exist on GitHub'
  if (signature.kind === 'lightweight') return 'is a lightweight tag, which cannot carry a signature'
  if (signature.reason === 'unsigned') return 'is annotated, but not signed'
  if (signature.reason === 'other_tag') return 'holds a signed tag object that was made for another tag'
  if (signature.reason === 'no_commit') return 'is signed, but does not point to a commit'
  return `has a signature that GitHub does not verify (reason: ${signature.reason})`
}

function advise(tag: string, signature: TagSignature): string {
  if (signature.kind === 'absent') return 'Push the tag, and run the workflow again.'
  const again = `Sign it again with 'git tag --sign --force ${tag} ${tag}^{}' and push it with --force.`
  const isReasonKnown =
    signature.kind !== 'unverified' || ['unsigned', 'other_tag', 'no_commit'].includes(signature.reason)
  if (isReasonKnown) return again
  return `See "Signature verification object" in GitHub's REST documentation for the reason, and register the tagger's key and e-mail address with their account. ${again}`
}

/** `require-signed-tag` is on, and GitHub did not answer. */
export function tagSignatureUnknown(tag: string, why: string): Problem {
  return {
    code: 'tag-signature-unknown',
    what: `require-signed-tag is on, and it is unknown whether GitHub verifies the signature of the git tag '${tag}', because ${why}.`,
    fix: "Give input github-token a token that may read the repository's contents ('permissions: contents: read'), and run the workflow again.",
  }
}

/** The tag was moved after the event, or another commit is checked out. */
export function tagMoved(tag: string, names: string, commit: string): Problem {
  return {
    code: 'tag-moved',
    what: `require-signed-tag is on, and the signed git tag '${tag}' points to ${names}, but this run builds ${commit}.`,
    fix: 'Check out the commit that the tag points to, and do not move a pushed tag.',
  }
}

/** `why` is a clause that names the commit. */
export const untrustedCommit = (event: string, why: string): Problem => ({
  code: 'untrusted-commit',
  what: `Event ${event} would push an untrusted commit: ${why}.`,
  fix:
    'Check out the newest commit of a branch of this repository; if the branch has moved on, the run of its newer commit publishes. ' +
    'Keep other checkouts out of the build context. Build forks on pull_request. If the commit was reviewed, set input trust-fork-code to true.',
})

export const checkoutLogin = (folder: string, why: string): Problem => ({
  code: 'checkout-login',
  what: `The build could read the login in '${folder}/.git/config', and its code is not trusted: ${why}.`,
  fix: 'Set persist-credentials: false on actions/checkout. In GitLab CI set the variable FF_GIT_URLS_WITHOUT_TOKENS to "true".',
})
