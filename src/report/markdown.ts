/** Text from outside as inline code: nothing in it is Markdown, HTML, a cell border or a line break. */
export function code(text: string): string {
  const safe = text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('|', '&#124;')
    .replaceAll('`', '&#96;')
    .replace(/[[\]*_~\\@#]/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<code>${safe}</code>`
}

/** A table row. */
export const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Text as a block that shows it as it is. */
export function block(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)))
  return `${fence}text\n${text}\n${fence}`
}
