import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfmFootnote, gfmFootnoteHtml } from 'micromark-extension-gfm-footnote'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'
import { fitPage, makePageAbsolute, readPage } from '../../src/describe/make-page.ts'

const place = { repositoryUrl: 'https://github.com/acme/app', ref: 'v1', folder: '' }
const parts = [
  '[a](a.md)',
  '![a](b.png "t")',
  '[a]: c.md',
  '[x][a]',
  '<img src="d.png">',
  "<a href='e'>",
  '`',
  '```\n',
  '~~~',
  '<!--',
  '-->',
  '<',
  '>',
  '"',
  "'",
  '[',
  ']',
  '(',
  ')',
  '\\',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '    ',
  '\t',
  '- ',
  '> ',
  '# ',
  '===\n',
  '| a | b |\n|---|---|\n',
  '&amp;',
  '[^1]',
  '[^1]: ',
  '🚢',
  'é',
  '\ufeff',
  '\0',
  '\ud800',
  '<script>',
  '</script>',
  '<picture>',
  'srcset="f 1x, g"',
  '../../',
  '#x',
]
const page = fc
  .array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 40 })
  .map((all) => all.join(''))

/** A page as HTML, without the values of the attributes that may change. */
const render = (text: string): string =>
  micromark(text, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfmTable(), gfmFootnote()],
    htmlExtensions: [gfmTableHtml(), gfmFootnoteHtml()],
  })
    .replace(/https:\/\/github\.com\/acme\/app\/(?:blob|raw|tree)\/v1/g, '')
    .replace(/(href|src|srcset)=(?:"[^"]*"|'[^']*'|[^\s>]*)/g, '$1=""')

test('any Markdown keeps every character outside of the addresses that change', () => {
  fc.assert(
    fc.property(page, (text) => {
      const { text: made, changes } = makePageAbsolute(readPage(text), place, new Set())
      let at = 0
      let shift = 0
      for (const { start, end, absolute } of changes) {
        expect(absolute).toMatch(/^https:\/\/github\.com[!-~]*$/)
        expect(made.slice(at + shift, start + shift)).toBe(text.slice(at, start))
        expect(made.slice(start + shift, start + shift + absolute.length)).toBe(absolute)
        at = end
        shift += absolute.length - (end - start)
      }
      expect(made.slice(at + shift)).toBe(text.slice(at))
    }),
    { numRuns: 150 },
  )
})

test('any Markdown renders the same with absolute addresses, apart from them', () => {
  fc.assert(
    fc.property(page, (text) => {
      const { text: made } = makePageAbsolute(readPage(text), place, new Set())
      expect(render(made)).toBe(render(text))
    }),
    { numRuns: 150 },
  )
})

test('a page with absolute addresses does not change again', () => {
  fc.assert(
    fc.property(page, (text) => {
      const once = makePageAbsolute(readPage(text), place, new Set()).text
      const twice = makePageAbsolute(readPage(once), place, new Set())
      expect(twice).toMatchObject({ text: once, changes: [] })
    }),
    { numRuns: 150 },
  )
})

/** As `render`, with addresses. */
const renderAll = (text: string): string =>
  micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfmTable(), gfmFootnote()],
    htmlExtensions: [gfmTableHtml(), gfmFootnoteHtml()],
  })

const shownLink = '<p><a href="https://github.com/acme/app">The full text</a></p>'

test('any page fits into any limit, ends between two characters, and shows a link to the full text', () => {
  fc.assert(
    fc.property(page, fc.integer({ min: 100, max: 300 }), (text, limit) => {
      const full = Buffer.from(text).toString().repeat(3)
      const made = fitPage(full, limit, 'https://github.com/acme/app')
      expect(Buffer.byteLength(made.text)).toBeLessThanOrEqual(limit)
      expect(made.text).not.toMatch(/\p{Surrogate}/u)
      expect(made.isCut).toBe(Buffer.byteLength(full) > limit)
      if (!made.isCut) return expect(made.text).toBe(full)
      expect(made.text.endsWith('[The full text](https://github.com/acme/app)\n')).toBe(true)
      expect(renderAll(made.text)).toContain(shownLink)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['a fence of backticks', '````js\n', '```\n# a\n'],
  ['a fence of tildes', '~~~~~\n', '```\n# a\n'],
  ['a fence in a list', '- a\n\n  ```\n', '  b\n'],
  ['a fence in a quotation', '> ```\n', '> b\n'],
  ['a comment', '<!--\n', '# a\n\n'],
  ['HTML', '<div>\n', '<b>a</b>\n'],
  ['an attribute of HTML', '<img alt="\n', 'a\n'],
  ['a preformatted text', '<pre>\n\n', '# a\n\n'],
  ['a table', '|a|b|\n|-|-|\n', '|c|d|\n'],
  ['an inner quotation', '> > a\n', '> > a\n'],
])(
  'wherever a page that is one block is cut, the link to the full text is shown: %s',
  (_title, begin, line) => {
    const text = begin + line.repeat(60)
    for (let limit = 60; limit < 130; limit += 1) {
      const made = fitPage(text, limit, 'https://github.com/acme/app').text
      expect(Buffer.byteLength(made)).toBeLessThanOrEqual(limit)
      expect(renderAll(made)).toContain(shownLink)
    }
  },
)
