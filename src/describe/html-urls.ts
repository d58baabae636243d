import type { PageUrl } from './absolute-urls.ts'
import { decodeReferences } from './character-references.ts'

/** A part of an HTML text, without line ends, and its offset in the page. */
export interface HtmlPiece {
  readonly text: string
  readonly offset: number
}

/** The attributes with addresses, by element. */
const attributes: Readonly<Record<string, Readonly<Record<string, PageUrl['kind'] | 'images'>>>> = {
  a: { href: 'link' },
  area: { href: 'link' },
  img: { src: 'image', srcset: 'images' },
  source: { src: 'image', srcset: 'images' },
  video: { src: 'image', poster: 'image' },
  audio: { src: 'image' },
}

/** Elements whose content is text, not tags (HTML Living Standard, 13.1.2). */
const rawElements = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes'])

/** The addresses in a piece of HTML. Attributes that span lines are left out. */
export function findHtmlUrls(pieces: readonly HtmlPiece[]): readonly PageUrl[] {
  const text = pieces.map((piece) => piece.text).join('\n')
  const locate = createLocator(pieces)
  return scanAttributes(text).flatMap(({ element, name, start, end }) => {
    const kind = attributes[element]?.[name]
    if (kind === undefined) return []
    const ranges = kind === 'images' ? findCandidates(text, start, end) : [{ start, end }]
    return ranges.flatMap((range) => {
      const at = locate(range.start, range.end)
      if (at === undefined) return []
      const url = decodeReferences(text.slice(range.start, range.end))
      return [{ start: at, end: at + range.end - range.start, url, kind: kind === 'link' ? kind : 'image' }]
    })
  })
}

/** An opening tag with all its attributes (CommonMark 0.31, "Open tag"). */
const openTag = /<[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/gi

/**
 * The addresses of tags in a text of the page. The parser takes a tag for text if a value without quotation marks has a slash, which
 * CommonMark allows.
 */
export const findTagUrls = ({ text, offset }: HtmlPiece): readonly PageUrl[] =>
  [...text.matchAll(openTag)].flatMap(({ 0: tag, index }) =>
    findHtmlUrls([{ text: tag, offset: offset + index }]),
  )

interface Attribute {
  /** Lower case. */
  readonly element: string
  readonly name: string
  /** The value, without its quotation marks. */
  readonly start: number
  readonly end: number
}

/** Reads tags as a browser does (HTML Living Standard, 13.2.5), in one pass. Ends at a tag that is not closed. */
function scanAttributes(text: string): readonly Attribute[] {
  const found: Attribute[] = []
  let at = text.indexOf('<')
  while (at >= 0) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      if (end < 0) break
      at = text.indexOf('<', end)
      continue
    }
    const element = match(/<([a-z][^\s/>]*)/iy, text, at)?.[1]?.toLowerCase()
    if (element === undefined) {
      at = text.indexOf('<', at + 1)
      continue
    }
    const tag = scanTag(text, element, at + 1 + element.length)
    if (tag === undefined) break
    found.push(...tag.found)
    at = rawElements.has(element) ? findClosing(text, element, tag.end) : text.indexOf('<', tag.end)
  }
  return found
}

/** The attributes of a tag, from the end of its name on; undefined if the tag has no end. */
function scanTag(text: string, element: string, start: number) {
  const found: Attribute[] = []
  let at = start
  for (;;) {
    at += match(/[\s/]*/y, text, at)?.[0].length ?? 0
    if (at >= text.length) return undefined
    if (text[at] === '>') return { found, end: at + 1 }
    const name = match(/=?[^\s/>=]*/y, text, at)?.[0] ?? ''
    at += name.length
    const equals = match(/\s*=\s*/y, text, at)?.[0]
    if (equals === undefined) continue
    at += equals.length
    const quote = text[at] === '"' || text[at] === "'" ? text[at] : undefined
    const from = quote === undefined ? at : at + 1
    const end =
      quote === undefined ? from + (match(/[^\s>]*/y, text, at)?.[0].length ?? 0) : text.indexOf(quote, from)
    if (end < 0) return undefined
    found.push({ element, name: name.toLowerCase(), start: from, end })
    at = quote === undefined ? end : end + 1
  }
}

function findClosing(text: string, element: string, from: number): number {
  for (let at = text.indexOf('</', from); at >= 0; at = text.indexOf('</', at + 2)) {
    if (text.slice(at + 2, at + 2 + element.length).toLowerCase() === element) return at
  }
  return -1
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The addresses of a srcset, `a.png 1x, b.png 2x` (HTML Living Standard, "Parsing a srcset attribute"). */
function findCandidates(text: string, from: number, to: number) {
  const found: { start: number; end: number }[] = []
  let at = from
  while (at < to) {
    at += match(/[\s,]*/y, text, at)?.[0].length ?? 0
    const all = match(/\S*/y, text, at)?.[0].slice(0, Math.max(0, to - at)) ?? ''
    const url = all.replace(/,+$/, '')
    if (url !== '') found.push({ start: at, end: at + url.length })
    at += all.length
    if (url.length === all.length) at += match(/[^,]*/y, text, at)?.[0].length ?? 0
    at += 1
  }
  return found
}

/** Translates a range of the joined text into an offset of the page; undefined if it spans pieces. */
function createLocator(pieces: readonly HtmlPiece[]) {
  return (start: number, end: number): number | undefined => {
    let before = 0
    for (const { text, offset } of pieces) {
      if (start <= before + text.length)
        return end <= before + text.length ? offset + start - before : undefined
      before += text.length + 1
    }
    return undefined
  }
}
