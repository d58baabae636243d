import { makeAbsolute, type PagePlace, type PageUrl, pathOf, readRelative } from './absolute-urls.ts'
import { type CutPage, cutPage } from './cut-page.ts'
import { findUrls, type PageReferences } from './page-urls.ts'
import { type PageToken, parsePage } from './parse-page.ts'

/** A page, parsed. */
export interface ReadPage {
  readonly text: string
  readonly tokens: readonly PageToken[]
  readonly references: PageReferences
}

export function readPage(text: string, isLate?: () => boolean): ReadPage {
  const tokens = parsePage(text, isLate)
  return { text, tokens, references: findUrls(text, tokens) }
}

/** The paths of the repository that the page links to, of which some may be folders. */
export const linkedPaths = ({ references }: ReadPage, folder: string): readonly string[] => [
  ...new Set(
    references.urls.flatMap(({ url, kind }) => {
      const relative = kind === 'link' ? readRelative(url, folder) : undefined
      return (relative && pathOf(relative)) ?? []
    }),
  ),
]

/** An address that was replaced; offsets count in the old text. */
export interface UrlChange {
  readonly start: number
  readonly end: number
  readonly kind: PageUrl['kind']
  /** The absolute address, as it is written. */
  readonly absolute: string
}

/** A page with absolute addresses. */
export interface AbsolutePage {
  readonly text: string
  /** In the order of the page. */
  readonly changes: readonly UrlChange[]
  /** Relative addresses that lead out of the repository to nothing. */
  readonly lost: readonly string[]
}

/** Makes relative addresses absolute. All other characters stay. `folders` has the linked paths that are folders. */
export function makePageAbsolute(
  { text, references }: ReadPage,
  place: PagePlace,
  folders: ReadonlySet<string>,
): AbsolutePage {
  const changes: UrlChange[] = []
  const lost: string[] = []
  let made = ''
  let from = 0
  for (const { start, end, url, kind } of references.urls) {
    const relative = readRelative(url, place.folder)
    if (relative === undefined) continue
    const isFolder = relative.isFolder || folders.has(pathOf(relative) ?? '')
    const absolute = makeAbsolute(place, relative, kind, isFolder)
    if (absolute === undefined) {
      lost.push(url)
      continue
    }
    changes.push({ start, end, kind, absolute })
    made += text.slice(from, start) + absolute
    from = end
  }
  return { text: made + text.slice(from), changes, lost }
}

/** The page in at most `limit` bytes. A longer one ends before a heading, with a link to the full text. */
export function fitPage(text: string, limit: number, fullTextUrl: string): CutPage {
  if (Buffer.byteLength(text) <= limit) return { text, isCut: false }
  return cutPage(readPage(text), limit, fullTextUrl)
}
