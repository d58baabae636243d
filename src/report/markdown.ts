import { describeProblem, type Problem } from '../model/tagboat-error.ts'
/** Escapes text from outside, so that none of it is Markdown, HTML, a cell border or a line break. */
export const plain = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`[\]*_~\\@#$]/g, (character) => `&#${character.charCodeAt(0)};`)

/** The same as inline code. */
export const code = (text: string): string => `<code>${plain(text)}</code>`

/** A table row. */
export const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A code block that shows text unchanged. `diff` colors lines that begin with + and -. */
export function block(text: string, language: 'text' | 'diff' = 'text'): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)))
  return `${fence}${language}\n${text}\n${fence}`
}

/** A problem with its fix, as a block. */
export const problemBlock = (problem: Problem): string => block(describeProblem(problem))
