import type { PageUrl } from './absolute-urls.ts'
import { decodeDestination } from './character-references.ts'
import { findHtmlUrls, findTagUrls, type HtmlPiece } from './html-urls.ts'
import type { PageToken } from './parse-page.ts'

/** A link definition, `[label]: url`. */
export interface Definition {
  readonly start: number
  readonly end: number
  /** As identifiers are compared. */
  readonly label: string
}

/** A use of a definition. */
export interface DefinitionUse {
  readonly start: number
  readonly label: string
}

export interface PageReferences {
  /** In the order of the page. */
  readonly urls: readonly PageUrl[]
  readonly definitions: readonly Definition[]
  readonly uses: readonly DefinitionUse[]
}

/** An open link, image or definition. */
interface Open {
  readonly type: string
  readonly start: number
  label: string | undefined
  hasResource: boolean
}

/** Finds the addresses of links, images, link definitions and HTML. Code, comments and autolinks have none that is relative. */
export function findUrls(text: string, tokens: readonly PageToken[]): PageReferences {
  const urls: PageUrl[] = []
  const defined: { label: string; url: Omit<PageUrl, 'kind'> }[] = []
  const definitions: Definition[] = []
  const uses: (DefinitionUse & { readonly isImage: boolean })[] = []
  const open: Open[] = []
  let html: HtmlPiece[] = []
  const urlOf = ({ start, end }: PageToken) => ({
    start,
    end,
    url: decodeDestination(text.slice(start, end)),
  })
  for (const token of tokens) {
    const { isEnter, type, start, end } = token
    const top = open.at(-1)
    if (isEnter && isReferring(type)) open.push({ type, start, label: undefined, hasResource: false })
    else if (!isEnter && isReferring(type)) {
      open.pop()
      if (top === undefined || top.label === undefined) continue
      if (type === 'definition') definitions.push({ start, end, label: top.label })
      else if (!top.hasResource) uses.push({ start, label: top.label, isImage: type === 'image' })
    } else if (isEnter && top !== undefined && type === 'resource') top.hasResource = true
    else if (isEnter && top !== undefined && isDestination(type)) {
      if (top.type === 'definition') defined.push({ label: top.label ?? '', url: urlOf(token) })
      else urls.push({ ...urlOf(token), kind: top.type === 'image' ? 'image' : 'link' })
    } else if (!isEnter && top !== undefined && isLabel(type) && end > start) {
      // The reference of `[text][label]` follows its text, and replaces it. An inner image is closed by then.
      top.label = normalizeLabel(text.slice(start, end))
    } else if (isEnter && type === 'data')
      urls.push(...findTagUrls({ text: text.slice(start, end), offset: start }))
    else if (isEnter && isHtmlData(type)) html.push({ text: text.slice(start, end), offset: start })
    else if (!isEnter && (type === 'htmlFlow' || type === 'htmlText')) {
      urls.push(...findHtmlUrls(html))
      html = []
    }
  }
  const shown = new Set(uses.filter(({ isImage }) => isImage).map(({ label }) => label))
  for (const { label, url } of defined) urls.push({ ...url, kind: shown.has(label) ? 'image' : 'link' })
  return { urls: urls.toSorted((one, other) => one.start - other.start), definitions, uses }
}

const isReferring = (type: string): boolean => ['link', 'image', 'definition'].includes(type)
const isDestination = (type: string): boolean =>
  type === 'resourceDestinationString' || type === 'definitionDestinationString'
const isLabel = (type: string): boolean =>
  type === 'labelText' || type === 'referenceString' || type === 'definitionLabelString'
const isHtmlData = (type: string): boolean => type === 'htmlFlowData' || type === 'htmlTextData'

/** Labels match without regard to case and white space (CommonMark 0.31, "matches"). */
const normalizeLabel = (label: string): string =>
  label
    .trim()
    .replace(/[\t\n\r ]+/g, ' ')
    .toLowerCase()
    .toUpperCase()
