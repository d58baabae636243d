import { shortenLine, sliceBytes } from '../../src/describe/cut-page.ts'
import { fitPage } from '../../src/describe/make-page.ts'

const url = 'https://github.com/acme/app/blob/v1/README.md'
const link = `[The full text](${url})`
const filler = (letter: string, count = 20) => `${`${letter.repeat(9)}\n`.repeat(count)}`

describe('a page that is too long', () => {
  const cases: readonly [title: string, text: string, limit: number, expected: string][] = [
    [
      'ends before the last heading that fits',
      `# A\n\n${filler('a')}\n# B\n\n${filler('b')}\n# C\n\n${filler('c')}`,
      500,
      `# A\n\n${filler('a')}\n# B\n\n${filler('b')}\n${link}\n`,
    ],
    [
      'ends before a heading that is underlined',
      `# A\n\n${filler('a')}\nB\n=\n\n${filler('b')}`,
      400,
      `# A\n\n${filler('a')}\n${link}\n`,
    ],
    [
      'does not end at a heading in code',
      `# A\n\n${filler('a')}\n\`\`\`\n# B\n${filler('b')}\`\`\`\n`,
      350,
      `# A\n\n${filler('a')}\n${link}\n`,
    ],
    [
      'does not end at a heading in a quotation',
      `# A\n\n${filler('a')}\n> b\n>\n> # B\n> ${'b'.repeat(300)}`,
      400,
      `# A\n\n${filler('a')}\n${link}\n`,
    ],
    [
      'without a heading ends before a paragraph',
      `${filler('a')}\n${filler('b')}`,
      350,
      `${filler('a')}\n${link}\n`,
    ],
    [
      'with a first heading alone that fits ends before a paragraph',
      `# A\n\n${filler('a')}\n${filler('b')}`,
      350,
      `# A\n\n${filler('a')}\n${link}\n`,
    ],
    ['of one paragraph ends after a line', filler('a', 40), 200, `${filler('a', 13)}\n${link}\n`],
    ['of one line ends after a character', 'é'.repeat(200), 101, `${'é'.repeat(18)}\n\n${link}\n`],
    [
      'keeps Windows line ends',
      `# A\r\n\r\na\r\n\r\n# B\r\n\r\n${'b'.repeat(200)}`,
      150,
      `# A\r\n\r\na\r\n\r\n${link}\n`,
    ],
    [
      'keeps link definitions behind the cut that it uses',
      `# A\n\n[x] [y][X]\n\n# B\n\n${filler('b')}\n[x]: https://x\n[z]: https://z\n`,
      150,
      `# A\n\n[x] [y][X]\n\n[x]: https://x\n\n${link}\n`,
    ],
  ]
  test.each(cases)('%s', (_title, text, limit, expected) => {
    expect(fitPage(text, limit, url)).toEqual({ text: expected, isCut: true })
    expect(Buffer.byteLength(expected)).toBeLessThanOrEqual(limit)
  })

  it('is not cut if its bytes are exactly as many as the limit', () => {
    expect(fitPage('é'.repeat(100), 200, url)).toEqual({ text: 'é'.repeat(100), isCut: false })
    expect(fitPage('é'.repeat(100), 199, url).isCut).toBe(true)
  })
})

test.each<[string, string, number, string]>([
  ['that fits stays', 'An app', 100, 'An app'],
  ['of several lines becomes one', ' An "app"\nof  two lines ', 100, 'An "app" of two lines'],
  ['that is too long ends after a word', 'one two three', 10, 'one two…'],
  ['that is too long ends after a word that just fits', 'one two three', 11, 'one two…'],
  ['of one word ends after a character', 'ééééééé', 10, 'ééé…'],
  ['of characters of four bytes ends after one of them', '🚢🚢🚢', 11, '🚢🚢…'],
])('a short description %s', (_title, text, limit, expected) =>
  expect(shortenLine(text, limit)).toBe(expected),
)

test('a slice of bytes never ends inside of a character', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((limit) => sliceBytes('aé🚢', limit))).toEqual([
    '',
    'a',
    'a',
    'aé',
    'aé',
    'aé',
    'aé',
    'aé🚢',
  ])
})
