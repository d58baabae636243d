import { drawTerminal, readSpans, themes } from '../../../scripts/pictures/terminal-svg.mjs'

const span = { colour: undefined, isBold: false, isDim: false }

test.each([
  { what: 'plain text', line: 'a b', expected: [{ ...span, column: 0, text: 'a b' }] },
  { what: 'an empty line', line: '', expected: [] },
  {
    what: 'a coloured word between others',
    line: 'a \u001b[32mok\u001b[39m b',
    expected: [
      { ...span, column: 0, text: 'a ' },
      { ...span, column: 2, text: 'ok', colour: '32' },
      { ...span, column: 4, text: ' b' },
    ],
  },
  {
    what: 'bold and dim text, each until its end',
    line: '\u001b[1mA\u001b[22m\u001b[2mb\u001b[0mc',
    expected: [
      { ...span, column: 0, text: 'A', isBold: true },
      { ...span, column: 1, text: 'b', isDim: true },
      { ...span, column: 2, text: 'c' },
    ],
  },
])('a line has a span for each style: $what', ({ line, expected }) => {
  expect(readSpans(line)).toEqual(expected)
})

test('a picture has every line as escaped text, and a title', () => {
  const svg = drawTerminal(['$ tagboat <plan>', '  \u001b[31mno\u001b[0m'], themes.dark, 'A & B')
  expect(svg).toContain('<title>A &amp; B</title>')
  expect(svg).toContain('>$ tagboat &lt;plan&gt;</text>')
  expect(svg).toMatch(/<text x="32\.8" y="50"[^>]* fill="#f85149">no<\/text>/)
})
