import type { Asked } from '../errors/registry.ts'
import { endlessList } from '../errors/registry.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Session } from './session.ts'

/** Of one list. A registry that gives 20 tags on a page, which none does, has 10,000 of them on so many. */
const mostPages = 500
/** Milliseconds for one list. */
const longest = 180_000

/**
 * Reads a list page by page. `readPage` gets a page's address and returns the next one's; the list ends without one, with
 * one that was read before (a registry that leads in a circle has said all that it has) or when it `isEnough`. Returns
 * whether it was read to its end. Throws a TagboatError where the pages do not end.
 */
export async function readPages(
  session: Session,
  asked: Asked,
  first: string,
  readPage: (target: string) => Promise<string | undefined>,
  isEnough: () => boolean,
): Promise<boolean> {
  const started = session.now()
  const seen = new Set<string>()
  let target: string | undefined = first
  while (target !== undefined && !seen.has(target)) {
    if (isEnough()) return false
    if (seen.size >= mostPages || session.now() - started > longest)
      throw new TagboatError(endlessList(asked, seen.size))
    seen.add(target)
    target = await readPage(target)
  }
  return true
}
