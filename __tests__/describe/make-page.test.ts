import { makePageAbsolute, readPage } from '../../src/describe/make-page.ts'

const place = { repositoryUrl: 'https://github.com/acme/app', ref: 'v1', folder: '' }
const blob = 'https://github.com/acme/app/blob/v1'
const raw = 'https://github.com/acme/app/raw/v1'
const tree = 'https://github.com/acme/app/tree/v1'
const folders = new Set(['docs', 'my docs'])
const change = (text: string, folder = '') =>
  makePageAbsolute(readPage(text), { ...place, folder }, folders).text

describe('a relative address becomes absolute', () => {
  test.each<[string, string, string]>([
    ['of a link to a file', '[a](docs/a.md)', `[a](${blob}/docs/a.md)`],
    ['of a link to a folder', '[a](docs)', `[a](${tree}/docs)`],
    ['of a link that ends with a slash', '[a](other/)', `[a](${tree}/other/)`],
    ['of a link to the root', '[a](/)', `[a](${tree})`],
    ['of an image', '![a](a.png)', `![a](${raw}/a.png)`],
    ['of an image that is a link', '[![a](a.png)](a.md)', `[![a](${raw}/a.png)](${blob}/a.md)`],
    ['that begins with ./', '[a](./a.md)', `[a](${blob}/a.md)`],
    ['that begins with a slash', '[a](/docs/a.md)', `[a](${blob}/docs/a.md)`],
    ['with .. in its middle', '[a](docs/../a.md)', `[a](${blob}/a.md)`],
    ['before a title', '[a](a.md "A title")', `[a](${blob}/a.md "A title")`],
    ['before a title in brackets', "[a](a.md (A 'title'))", `[a](${blob}/a.md (A 'title'))`],
    ['in angle brackets', '[a](<a b.md>)', `[a](<${blob}/a%20b.md>)`],
    ['of a folder with a space', '[a](my%20docs)', `[a](${tree}/my%20docs)`],
    ['with parentheses', '[a](a_(b).md)', `[a](${blob}/a_%28b%29.md)`],
    ['with an escaped parenthesis', '[a](a\\).md)', `[a](${blob}/a%29.md)`],
    ['with a character reference', '[a](a&amp;b.md)', `[a](${blob}/a%26b.md)`],
    ['with a query and a fragment', '[a](a.md?x=1&y=2#z)', `[a](${blob}/a.md?x=1&amp;y=2#z)`],
    ['with letters of other scripts', '[a](é/ü.md)', `[a](${blob}/%C3%A9/%C3%BC.md)`],
    ['with a percent sign alone', '[a](100%.md)', `[a](${blob}/100%25.md)`],
    ['of a definition', '[a][b]\n\n[b]: a.md', `[a][b]\n\n[b]: ${blob}/a.md`],
    ['of a definition with a title', '[a]\n\n[a]: <a.md> "A"', `[a]\n\n[a]: <${blob}/a.md> "A"`],
    ['of a definition that an image uses', '![a][B]\n\n[b]: a.png', `![a][B]\n\n[b]: ${raw}/a.png`],
    ['of a definition without a use', '[b]: a.md', `[b]: ${blob}/a.md`],
    ['in a list', '- 1\n  - [a](a.md)', `- 1\n  - [a](${blob}/a.md)`],
    ['in a quotation', '> [a](a.md)', `> [a](${blob}/a.md)`],
    ['in a heading', '[a](a.md)\n===', `[a](${blob}/a.md)\n===`],
    ['in a table', '| a |\n|---|\n| [a](a.md) |', `| a |\n|---|\n| [a](${blob}/a.md) |`],
    [
      'between code of two cells',
      '| a | b |\n|---|---|\n| ` | [a](a.md) ` |',
      `| a | b |\n|---|---|\n| \` | [a](${blob}/a.md) \` |`,
    ],
    ['in a footnote', 'a[^1]\n\n[^1]: [a](a.md)', `a[^1]\n\n[^1]: [a](${blob}/a.md)`],
    ['after Windows line ends', 'a\r\n\r\n[a](a.md)\r\n', `a\r\n\r\n[a](${blob}/a.md)\r\n`],
    ['after a byte order mark', '\ufeff[a](a.md)', `\ufeff[a](${blob}/a.md)`],
    ['after tabs', '-\t[a](a.md)\n\n\t[b](b.md)', `-\t[a](${blob}/a.md)\n\n\t[b](${blob}/b.md)`],
    ['after an emoji', '🚢 [a](a.md)', `🚢 [a](${blob}/a.md)`],
    ['of <img>', 'x <img src="a.png" alt="b"> y', `x <img src="${raw}/a.png" alt="b"> y`],
    [
      'of <img> in a block',
      '<p align="center">\n  <img\n    src="a.png">\n</p>',
      `<p align="center">\n  <img\n    src="${raw}/a.png">\n</p>`,
    ],
    ['of <img> in a quotation', '> <img src="a.png">', `> <img src="${raw}/a.png">`],
    ['in single quotation marks', "<img src='a.png'>", `<img src='${raw}/a.png'>`],
    ['without quotation marks', '<img src=a.png>', `<img src=${raw}/a.png>`],
    ['without quotation marks, with a slash', '<img src=docs/a.png>', `<img src=${raw}/docs/a.png>`],
    [
      'of <a> without quotation marks',
      'x <a id=x href=docs/a.md >y</a>',
      `x <a id=x href=${blob}/docs/a.md >y</a>`,
    ],
    ['in capitals', '<IMG SRC="a.png">', `<IMG SRC="${raw}/a.png">`],
    ['of <a>', '<a class="x" href="docs/a.md">', `<a class="x" href="${blob}/docs/a.md">`],
    ['of <a> to a folder', '<a href="docs">', `<a href="${tree}/docs">`],
    [
      'of <source>',
      '<picture><source media="(dark)" srcset="a.svg"></picture>',
      `<picture><source media="(dark)" srcset="${raw}/a.svg"></picture>`,
    ],
    [
      'of a srcset',
      '<img srcset="a.png 1x, b.png 2x,c.png">',
      `<img srcset="${raw}/a.png 1x, ${raw}/b.png 2x,${raw}/c.png">`,
    ],
    ['with a character reference in HTML', '<img src="a&amp;b&#39;.png">', `<img src="${raw}/a%26b%27.png">`],
    [
      'of an image in a link in HTML',
      '<a href="a.md"><img src="a.png"/></a>',
      `<a href="${blob}/a.md"><img src="${raw}/a.png"/></a>`,
    ],
    ['above the repository, as on its page', '[a](../../issues)', '[a](https://github.com/acme/app/issues)'],
    ['of another repository of the owner', '[a](../../../other)', '[a](https://github.com/acme/other)'],
  ])('%s', (_title, text, expected) => expect(change(text)).toBe(expected))

  it('of a page in a folder, from that folder', () => {
    expect(change('[a](a.md) ![b](../b.png) [c](/c.md) [d](.)', 'docs')).toBe(
      `[a](${blob}/docs/a.md) ![b](${raw}/b.png) [c](${blob}/c.md) [d](${tree}/docs/)`,
    )
  })

  it('below a git tag with a slash', () => {
    const made = makePageAbsolute(readPage('[a](a.md)'), { ...place, ref: 'app/v1#2' }, folders)
    expect(made.text).toBe('[a](https://github.com/acme/app/blob/app/v1%232/a.md)')
  })
})

describe('the page keeps', () => {
  test.each<[string, string]>([
    ['an absolute address', '[a](https://example.com/a) <https://example.com> ![a](http://x/y.png)'],
    ['an address without a scheme but with a host', '[a](//example.com/a)'],
    ['a mail address', '[a](mailto:a@example.com)'],
    ['a data address', '<img src="data:image/png;base64,AA==">'],
    ['an anchor', '[a](#b) <a href="#b">'],
    ['an empty address', '[a]() ![b](<>) <img src="">'],
    ['a code span', '`[a](a.md)` ``![a](a.png)``'],
    ['a fenced block', '```md\n[a](a.md)\n<img src="a.png">\n```'],
    ['an unclosed fenced block', '~~~\n[a](a.md)'],
    ['an escaped tag', '\\<img src=docs/a.png>'],
    ['a tag in a code span', '`<img src=docs/a.png>`'],
    ['what is not a tag', 'a <b src=docs/a.png =c> < img src=docs/a.png> <img src=docs/a.png'],
    ['an indented block', 'a\n\n    [a](a.md)\n'],
    ['an escaped bracket', '\\[a](a.md)'],
    ['brackets that are not a link', '[[a]] [a] [x] (a.md) - [ ] a'],
    ['a comment', '<!-- <img src="a.png"> [a](a.md) -->\n\na <!-- <img src="b.png"> --> b'],
    ['the content of <script>', '<script>\nx = "<img src=\'a.png\'>"\n</script>'],
    ['other attributes', '<img alt="src=a.png" data-src="a.png"> <p href="a.md">'],
    ['a tag that is not closed', '<img src="a.png\n\na'],
    ['an unknown character reference', '[a](https://x/&nosuch;)'],
    ['a word as a footnote', 'a[^1]\n\n[^1]: docs/a.md'],
    ['an address above the repository that leads nowhere', '[a](../a.md)'],
  ])('%s', (_title, text) => expect(change(text)).toBe(text))
})

test('an address that leads nowhere is reported, and all changes are listed', () => {
  const made = makePageAbsolute(readPage('[a](../a.md) [b](b.md) ![c](c.png) ![d](d.png)'), place, folders)
  expect(made.lost).toEqual(['../a.md'])
  expect(made.changes.map(({ kind }) => kind)).toEqual(['link', 'image', 'image'])
})

test('a text like a long tag is read in a short time', () => {
  const text = `<a${' x'.repeat(100_000)}\n\n${'<a x='.repeat(50_000)}\n\n<a${' '.repeat(50_000)}=`
  const started = performance.now()
  expect(change(text)).toBe(text)
  expect(performance.now() - started).toBeLessThan(5_000)
})
