/** Draws the output of a terminal as an SVG. Pure. */

/**
 * @typedef {{background: string, frame: string, text: string, dim: string, colours: Record<number, string>}} Theme
 *   `colours`: by the number of the SGR code (ECMA-48, 8.3.117), 31 to 36
 * @typedef {{column: number, text: string, colour: string | undefined, isBold: boolean, isDim: boolean}} Span
 */

/** @type {Record<'light' | 'dark', Theme>} the colours of GitHub's pages */
export const themes = {
  light: {
    background: '#f6f8fa',
    frame: '#d1d9e0',
    text: '#1f2328',
    dim: '#59636e',
    colours: { 31: '#d1242f', 32: '#1a7f37', 33: '#9a6700', 34: '#0969da', 35: '#8250df', 36: '#1b7c83' },
  },
  dark: {
    background: '#151b23',
    frame: '#3d444d',
    text: '#f0f6fc',
    dim: '#9198a1',
    colours: { 31: '#f85149', 32: '#3fb950', 33: '#d29922', 34: '#4493f8', 35: '#ab7df8', 36: '#39c5cf' },
  },
}

const cell = { width: 8.4, height: 20, size: 14 }
const padding = 16

/**
 * The SVG of lines with SGR codes; other escape sequences must be removed before.
 * @param {string[]} lines
 * @param {Theme} theme
 * @param {string} title for readers who do not see the picture
 */
export function drawTerminal(lines, theme, title) {
  const rows = lines.map(readSpans)
  const columns = Math.max(...rows.flat().map(({ column, text }) => column + text.length), 40)
  const width = Math.ceil(columns * cell.width + 2 * padding)
  const height = rows.length * cell.height + 2 * padding
  const texts = rows.flatMap((spans, row) => spans.map((span) => drawSpan(span, row, theme)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="${theme.background}" stroke="${theme.frame}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${cell.size}" fill="${theme.text}">`,
    ...texts,
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/**
 * The parts of a line that have one style; blank ones are left out.
 * @param {string} line
 * @returns {Span[]}
 */
export function readSpans(line) {
  /** @type {Span[]} */
  const spans = []
  let column = 0
  /** @type {number[]} */
  let codes = []
  // Each part but the first begins with a code.
  for (const [index, part] of line.split('\u001b[').entries()) {
    const end = index === 0 ? 0 : part.indexOf('m') + 1
    if (end > 0)
      codes = applyCodes(
        codes,
        part
          .slice(0, end - 1)
          .split(';')
          .map(Number),
      )
    const text = part.slice(end)
    if (text.trim() !== '') {
      const colour = codes.findLast((code) => code >= 31 && code <= 36)
      spans.push({
        column,
        text,
        colour: colour === undefined ? undefined : String(colour),
        isBold: codes.includes(1),
        isDim: codes.includes(2),
      })
    }
    column += text.length
  }
  return spans
}

/** @param {number[]} codes @param {number[]} more */
function applyCodes(codes, more) {
  let kept = codes
  for (const code of more) {
    if (code === 0) kept = []
    else if (code === 22) kept = kept.filter((one) => one !== 1 && one !== 2)
    else if (code === 39) kept = kept.filter((one) => one < 30)
    else kept = kept.concat(code)
  }
  return kept
}

/** Each span has a place of its own, so that columns are aligned in every font. @param {Span} span @param {number} row @param {Theme} theme */
function drawSpan({ column, text, colour, isBold, isDim }, row, theme) {
  const indent = text.length - text.trimStart().length
  const shown = text.trim()
  const x = (padding + (column + indent) * cell.width).toFixed(1)
  const y = padding + row * cell.height + cell.size
  const fill = colour === undefined ? (isDim ? theme.dim : undefined) : theme.colours[Number(colour)]
  const style = `${fill === undefined ? '' : ` fill="${fill}"`}${isBold ? ' font-weight="bold"' : ''}`
  const length = (shown.length * cell.width).toFixed(1)
  return `<text x="${x}" y="${y}" textLength="${length}" xml:space="preserve"${style}>${escapeXml(shown)}</text>`
}

/** @param {string} text */
function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
