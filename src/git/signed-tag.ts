import { tagMoved, tagNotSigned, tagSignatureUnknown } from '../errors/guards.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import type { Problem } from '../model/tagboat-error.ts'

/**
 * The problem with publishing a release under `require-signed-tag`; undefined if there is none. Unlike other guards, this
 * one also refuses an unknown answer, because the user asked for a signature. `commit` is the one that is built.
 */
export async function checkSignedTag(
  source: SourceRepository,
  tag: string,
  commit: string,
): Promise<Problem | undefined> {
  const answer = await source.tagSignature(tag)
  if (!answer.known) return tagSignatureUnknown(tag, answer.why)
  const signature = answer.value
  if (signature.kind !== 'verified') return tagNotSigned(tag, signature)
  return signature.commit === commit ? undefined : tagMoved(tag, signature.commit, commit)
}
