import { separateReference, tryParseReference } from '../model/reference.ts'

/**
 * An image as the builder understands it: `alpine` is `docker.io/library/alpine:latest`. A digest stays, with the tag
 * beside it. Undefined for text that is not a reference.
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
