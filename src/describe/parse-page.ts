import { parse, postprocess, preprocess } from 'micromark'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Event } from 'micromark-util-types'

/** The beginning or the end of a token of the page; offsets count UTF-16 code units. */
export interface PageToken {
  readonly isEnter: boolean
  readonly type: string
  readonly start: number
  readonly end: number
}

const byteOrderMark = '\ufeff'

/**
 * The tokens of a Markdown text, in order. CommonMark with GitHub's tables and footnotes, whose syntax CommonMark alone reads as
 * something else: a footnote of one word would be a link definition.
 */
export function parsePage(text: string): readonly PageToken[] {
  // The parser skips a byte order mark and does not count it.
  const skipped = text.startsWith(byteOrderMark) ? 1 : 0
  const document = parse({ extensions: [gfmTable(), gfmFootnote()] }).document()
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
