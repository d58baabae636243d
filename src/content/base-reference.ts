import { isDigest, isTag, parseRepository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/**
 * An image as the builder understands it: `alpine` is `docker.io/library/alpine:latest`. A digest stays, with the tag
 * beside it. Undefined for what is no image's name. Rule: the distribution project's reference grammar.
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

/** The digest that a normalized reference names itself; undefined where only its tag tells. */
export function pinnedDigest(reference: string): string | undefined {
  return reference.includes('@') ? reference.slice(reference.indexOf('@') + 1) : undefined
}
