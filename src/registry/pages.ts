import { endlessList, type RequestSubject } from '../errors/registry.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { findNextLink, resolveUrl } from './link.ts'
import type { RegistryAnswer, RegistrySession } from './session.ts'

/** Pages of one list. Even 20 tags per page, fewer than any registry sends, make 10,000 tags. */
const maxPages = 500
/** Milliseconds for one list. */
const maxDuration = 180_000

/**
 * Reads a list page by page. `readPage` gets a page's address and returns the next page's. The list ends at a page without a next
 * one, at a page that was already read, or when `isEnough`. Returns whether it was read to its end, which a link to an earlier page
 * leaves uncertain. Throws a TagboatError if the pages do not end.
 */
export async function readPages(
  session: RegistrySession,
  asked: RequestSubject,
  first: string,
  readPage: (target: string) => Promise<string | undefined>,
  isEnough: () => boolean,
): Promise<boolean> {
  const started = session.now()
  const seen = new Set<string>()
  let target: string | undefined = first
  while (target !== undefined && !seen.has(target)) {
    if (isEnough()) return false
    if (seen.size >= maxPages || session.now() - started > maxDuration)
      throw new TagboatError(endlessList(asked, seen.size))
    seen.add(target)
    target = await readPage(target)
  }
  return target === undefined
}

/** The address of the next page, from the answer's Link header. */
export function findNextPage(answer: RegistryAnswer): string | undefined {
  const next = findNextLink(answer.headers.link ?? '')
  return next === undefined ? undefined : resolveUrl(next, answer.url)?.href
}
