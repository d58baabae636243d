import type { TagSignature } from '../model/source-repository.ts'
import type { Problem } from '../model/tagboat-error.ts'

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
