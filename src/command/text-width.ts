/** Characters that a terminal shows in two columns: most of East Asia's, and emoji (Unicode Standard Annex 11). */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
/** Characters without a column of their own: marks on the one before, joiners, variation selectors. */
const zero = /[\p{Mark}\p{Cf}]/u

/** The number of columns that a text fills on a terminal. */
export function textWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: most texts are ASCII.
  if (/^[\x00-\x7f]*$/.test(text)) return text.length
  return [...text].reduce((sum, each) => sum + widthOf(each), 0)
}

const widthOf = (character: string): number => (zero.test(character) ? 0 : wide.test(character) ? 2 : 1)

/** Fills a text with blanks up to `width` columns. */
export const padText = (text: string, width: number): string =>
  `${text}${' '.repeat(Math.max(0, width - textWidth(text)))}`

/** Breaks a text into lines of at most `width` columns: at blanks, then after commas, then anywhere. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines = ['']
  for (const part of text.match(/[^\s,]*,?\s*|\s+/g) ?? []) {
    const last = lines.at(-1) ?? ''
    if (textWidth(last + part.trimEnd()) <= width) lines[lines.length - 1] = last + part
    else lines.push(...cutText(part, width))
  }
  const trimmed = lines.map((line) => line.trimEnd()).filter((line) => line !== '')
  return trimmed.length === 0 ? [''] : trimmed
}

/** Cuts a text into pieces of at most `width` columns. A character that is wider than that is a piece. */
function cutText(text: string, width: number): readonly string[] {
  const pieces = ['']
  for (const each of text) {
    const last = pieces.at(-1) ?? ''
    if (last !== '' && textWidth(last + each) > width && each.trim() !== '') pieces.push(each)
    else pieces[pieces.length - 1] = last + each
  }
  return pieces
}
