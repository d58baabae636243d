import { isDigest, isTag, parseRepository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/**
 * An image reference in full, as the builder resolves it: `alpine` becomes `docker.io/library/alpine:latest`. A digest is kept, and so
 * is a tag beside it. Undefined if the text is not a valid reference (grammar of the distribution project).
 */
export function normalizeReference(text: string): string | undefined {
  const [, name = '', tag, digest] = /^(.*?)(?::([^:/@]*))?(?:@(.*))?$/s.exec(text) ?? []
  if ((tag !== undefined && !isTag(tag)) || (digest !== undefined && !isDigest(digest))) return undefined
  try {
    const { host, path } = parseRepository(name)
    const end =
      digest === undefined ? `:${tag ?? 'latest'}` : `${tag === undefined ? '' : `:${tag}`}@${digest}`
    return `${host}/${path}${end}`
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}

/** The digest in a normalized reference; undefined if it has only a tag. */
export function pinnedDigest(reference: string): string | undefined {
  return reference.includes('@') ? reference.slice(reference.indexOf('@') + 1) : undefined
}
