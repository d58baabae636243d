import type { PageReferences } from './page-urls.ts'
import type { PageToken } from './parse-page.ts'

export interface CutPage {
  readonly text: string
  readonly isCut: boolean
}

/** A page, parsed, as far as cutting needs it. */
interface Cuttable {
  readonly text: string
  readonly tokens: readonly PageToken[]
  readonly references: PageReferences
}

const headings = new Set(['atxHeading', 'setextHeading'])
const containers = new Set(['blockQuote', 'listOrdered', 'listUnordered', 'gfmFootnoteDefinition'])
const blocks = new Set([
  ...headings,
  ...containers,
  'paragraph',
  'table',
  'thematicBreak',
  'htmlFlow',
  'codeFenced',
])

/**
 * Cuts a page to `limit` bytes: before the last heading that leaves room for a link to the full text, otherwise before another block,
 * a line or, in a line without an end, a character. Link definitions behind the cut that the rest uses follow it.
 */
export function cutPage(page: Cuttable, limit: number, fullTextUrl: string): CutPage {
  const { text } = page
  const link = `[The full text](${fullTextUrl})\n`
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  // Not one behind the limit is tried, of which there may be many.
  const starts = listBlocks(page.tokens).filter(({ start }) => start > 0 && start <= limit)
  for (const isEligible of [(type: string) => headings.has(type), () => true]) {
    const candidates = starts.filter(({ type }) => isEligible(type)).toReversed()
    for (const { start } of candidates) {
      const made = join(page, start, link, newline)
      if (made.trimStart() !== link && Buffer.byteLength(made) <= limit) return { text: made, isCut: true }
    }
  }
  const room = limit - Buffer.byteLength(`${newline}${newline}${link}`)
  // A limit that has no room for the link does not occur, but the limit holds in any case.
  if (room < 0) return { text: sliceBytes(text, limit), isCut: true }
  const part = sliceBytes(text, room)
  const line = part.lastIndexOf('\n')
  const kept = (line > part.length / 2 ? part.slice(0, line) : part).replace(/\r$/, '')
  return { text: endInside(page, kept, { limit, newline, link }), isCut: true }
}

interface Ending {
  readonly limit: number
  readonly newline: string
  readonly link: string
}

/** The end of a page within its first block: code is closed, and HTML, in which the link would be text or hidden, is left out. */
function endInside({ text, tokens }: Cuttable, kept: string, { limit, newline, link }: Ending): string {
  const around = listOpen(tokens, kept.length)
  if (around.some(({ type }) => type === 'htmlFlow')) return link
  // The end of a list or quotation ends the code in it.
  const isInner = around.some(({ type }) => containers.has(type))
  const code = isInner ? undefined : around.find(({ type }) => type === 'codeFenced')
  const fence = code && /^(?:`{3,}|~{3,})/.exec(text.slice(code.start))?.[0]
  const closed = fence === undefined ? kept : `${kept}${newline}${fence}`
  const made = `${closed}${newline}${newline}${link}`
  if (Buffer.byteLength(made) <= limit) return made
  // The fence needs some room, too.
  const line = kept.lastIndexOf('\n', kept.length - (fence?.length ?? 0) - newline.length)
  const shorter = `${kept.slice(0, Math.max(0, line))}${newline}${fence ?? ''}${newline}${newline}${link}`
  return line > 0 && Buffer.byteLength(shorter) <= limit ? shorter : link
}

/** The tokens that an offset is in. */
function listOpen(tokens: readonly PageToken[], offset: number): readonly PageToken[] {
  const open: PageToken[] = []
  for (const token of tokens) {
    if (token.isEnter ? token.start >= offset : token.end >= offset) break
    if (token.isEnter) open.push(token)
    else open.pop()
  }
  return open
}

/** The blocks of the page that are in no other block. */
function listBlocks(tokens: readonly PageToken[]) {
  const found: { readonly type: string; readonly start: number }[] = []
  let depth = 0
  for (const { isEnter, type, start } of tokens) {
    if (isEnter && depth === 0 && blocks.has(type)) found.push({ type, start })
    if (containers.has(type)) depth += isEnter ? 1 : -1
  }
  return found
}

function join({ text, references }: Cuttable, cut: number, link: string, newline: string): string {
  const used = new Set(references.uses.filter(({ start }) => start < cut).map(({ label }) => label))
  const lost = references.definitions.filter(({ start, label }) => start >= cut && used.has(label))
  const definitions = lost.map(({ start, end }) => text.slice(start, end) + newline).join('')
  const kept = text.slice(0, cut).trimEnd()
  const middle = definitions === '' ? '' : `${definitions}${newline}`
  return `${kept}${newline}${newline}${middle}${link}`
}

/** The longest beginning of a text in at most `limit` bytes that ends between two characters. */
export function sliceBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  let end = Math.max(0, limit)
  // The bytes after the first of a character are 10xxxxxx.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString('utf8')
}

/** A text in one line of at most `limit` bytes; a longer one ends with `…` after a whole word, if it has one. */
export function shortenLine(text: string, limit: number): string {
  const line = text.trim().replace(/\s+/g, ' ')
  if (Buffer.byteLength(line) <= limit) return line
  const part = sliceBytes(line, limit - Buffer.byteLength('…'))
  const space = line[part.length] === ' ' ? part.length : part.lastIndexOf(' ')
  return `${(space > part.length / 2 ? part.slice(0, space) : part).trimEnd()}…`
}
