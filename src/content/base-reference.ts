import { separateReference, tryParseReference } from '../model/reference.ts'

/**
 * An image reference in full, as the builder resolves it: `alpine` becomes `docker.io/library/alpine:latest`. A digest is kept, and so
 * is a tag beside it. Undefined if the text is not a valid reference (grammar of the distribution project).
 */
export function normalizeReference(text: string): string | undefined {
  const reference = tryParseReference(text)
  if (reference === undefined) return undefined
  const { repository, tag, digest } = reference
  const end = digest === undefined ? `:${tag ?? 'latest'}` : `${tag === undefined ? '' : `:${tag}`}@${digest}`
  return `${repository.host}/${repository.path}${end}`
}

/** The digest of a normalized reference; undefined where it has a tag alone. */
export const pinnedDigest = (reference: string): string | undefined => separateReference(reference).digest
