import { parse, postprocess, preprocess } from 'micromark'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Construct, Event, Extension } from 'micromark-util-types'
import { pageTooComplex } from '../errors/describe.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** The beginning or the end of a token of the page; offsets count UTF-16 code units. */
export interface PageToken {
  readonly isEnter: boolean
  readonly type: string
  readonly start: number
  readonly end: number
}

const byteOrderMark = '\ufeff'

/** Quotations and lists in each other, on one line. Real pages have a few; the time grows with their square. */
const deepContainers = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){100}/m

/** Characters in one paragraph that may begin something; the parser merges those that do not in the square of their number. */
const mostMarks = 50_000
const isDense = (paragraph: string): boolean =>
  paragraph.length > mostMarks && paragraph.replace(/[^[\]<`!\\&*_]/g, '').length > mostMarks

/**
 * The tokens of a Markdown text, in order. Throws a TagboatError when `isLate` says so: some texts take the square of their length.
 * Emphasis is left out, which no address depends on. CommonMark with GitHub's tables and footnotes, whose syntax CommonMark alone reads as
 * something else: a footnote of one word would be a link definition.
 */
export function parsePage(text: string, isLate: () => boolean = () => false): readonly PageToken[] {
  if (deepContainers.test(text) || text.split(/\n[ \t]*\r?\n/).some(isDense))
    throw new TagboatError(pageTooComplex())
  // The parser skips a byte order mark and does not count it.
  const skipped = text.startsWith(byteOrderMark) ? 1 : 0
  const document = parse({ extensions: [gfmTable(), gfmFootnote(), limitTime(isLate)] }).document()
  const events: readonly Event[] = postprocess(
    document.write(preprocess()(text.slice(skipped), undefined, true)),
  )
  return events.map(([when, { type, start, end }]) => ({
    isEnter: when === 'enter',
    type,
    start: start.offset + skipped,
    end: end.offset + skipped,
  }))
}

/** A construct that matches nothing, and is tried wherever one of the slow ones may begin. */
function limitTime(isLate: () => boolean): Extension {
  const deadline: Construct = {
    add: 'before',
    tokenize: (_effects, _ok, nok) => (code) => {
      if (isLate()) throw new TagboatError(pageTooComplex())
      return nok(code)
    },
  }
  const on = (characters: string) =>
    Object.fromEntries([...characters].map((character) => [character.charCodeAt(0), deadline]))
  return {
    disable: { null: ['attention'] },
    document: on('>[-'),
    flow: on('[>|#'),
    text: on('[]<`!\\&'),
  }
}
