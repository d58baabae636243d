/** A flag of an instruction: `--from=x` is `from` and `x`. */
export type Flag = readonly [name: string, value: string]

/**
 * Separates the flags of an instruction from its words, and removes their quotation marks. A lone `--` ends the flags.
 * `escapeCharacter` is the escape character of the file, a backslash or a backtick. Source: BuildKit,
 * frontend/dockerfile/parser/split_command.go.
 */
export function splitFlags(text: string, escapeCharacter: string): { flags: readonly Flag[]; rest: string } {
  const escaped = `${quoteForRegExp(escapeCharacter)}.?`
  const flag = new RegExp(
    `\\s*(--(?:${escaped}|"(?:${escaped}|[^"])*"?|'(?:${escaped}|[^'])*'?|\\S)*)`,
    'suy',
  )
  const flags: Flag[] = []
  let end = 0
  for (let found = flag.exec(text); found !== null; found = flag.exec(text)) {
    end = flag.lastIndex
    if (found[1] === '--') break
    flags.push(readFlag(removeQuotes(found[1] ?? '', escapeCharacter)))
  }
  return { flags, rest: text.slice(end).trim() }
}

function readFlag(text: string): Flag {
  const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(text) ?? []
  return [name, value]
}

/** Removes quotation marks and escape characters. */
function removeQuotes(text: string, escapeCharacter: string): string {
  let open = ''
  return text.replace(
    new RegExp(`${quoteForRegExp(escapeCharacter)}(.?)|["']`, 'gsu'),
    (found, escaped?: string) => {
      if (escaped !== undefined) return escaped
      if (open !== '' && open !== found) return found
      open = open === '' ? found : ''
      return ''
    },
  )
}

/** The character as a regular expression needs it. */
const quoteForRegExp = (escapeCharacter: string): string =>
  escapeCharacter === '\\' ? '\\\\' : escapeCharacter

/** Splits the words of ARG. Quoted text is one word and keeps its quotation marks. */
export function splitQuoted(text: string, escapeCharacter: string): readonly string[] {
  const escaped = `${quoteForRegExp(escapeCharacter)}.?`
  return text.match(new RegExp(`(?:${escaped}|"(?:${escaped}|[^"])*"?|'[^']*'?|[^\\s"'])+`, 'gsu')) ?? []
}

/** The strings of an instruction in JSON form; undefined for any other form. */
export function readList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.map(String) : undefined
  } catch {
    return undefined
  }
}

/** A heredoc: text that follows an instruction, up to a line with its name. */
export interface Heredoc {
  /** The text of the line that ends it. */
  readonly name: string
  /** `<<-`: tabs before the name are ignored in that line. */
  readonly isTabbed: boolean
}

// Unambiguous, so that a text without an end cannot cause backtracking.
const name = String.raw`(?:[A-Za-z_]\w*|\d+)`
const inner = String.raw`(?:[^}"'\\$<{]|\$[A-Za-z_]|\$\{${name}\})*`
const braces = String.raw`\$\{${name}(?::?[-+]${inner})?\}`
const dollar = String.raw`${braces}|\$(?!\{)`

/** One piece of a line: a blank outside quotation marks, `<<` with the blanks behind it, or anything else. */
const piece = new RegExp(
  [
    String.raw`(?<blank>\p{White_Space})`,
    String.raw`<<[\t\r ]*`,
    String.raw`\\(?:.|$)|'[^']*'|"(?:\\.|[^"\\$]|${dollar})*"|${dollar}|[^\\'"$]`,
  ].join('|'),
  'suy',
)

/**
 * Finds the heredocs in a line of ADD, COPY or RUN, in their order. A heredoc is a word of its own by the builder's rules for words, so
 * that `'cat <<EOF'` and the `1<<2` in `$((1<<2))` are none. Undefined if versions of BuildKit disagree: an open quotation mark, an
 * unusual `${...}`, `<< <<EOF`. Source: BuildKit, `heredocsFromLine` in frontend/dockerfile/parser, which escapes with a backslash
 * whatever `# escape=` says.
 */
export function findHeredocs(line: string): readonly Heredoc[] | undefined {
  const words = splitWords(line)
  if (words?.some((word) => /<<[\t\r ].*</su.test(word))) return undefined
  return words?.flatMap((word) => {
    const [, dash, rest = ''] = /^\d*<<(-?)[\t\r ]*([^<]*)$/su.exec(word) ?? []
    const name = unquote(rest)
    return name === '' ? [] : [{ name, isTabbed: dash === '-' }]
  })
}

/** Splits a line into words, quotation marks included. Blanks behind `<<` belong to the word. */
function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = []
  let [position, start, isAngled] = [0, 0, false]
  while (position < line.length) {
    piece.lastIndex = position
    const found = piece.exec(line)
    // An expansion there splits the word, and some builders lose the text before it.
    if (!found || (isAngled && /\$\{\w+:?[-+]/.test(found[0]))) return undefined
    if (found.groups?.blank !== undefined) {
      words.push(line.slice(start, position))
      start = piece.lastIndex
    }
    isAngled = start !== piece.lastIndex && (isAngled || found[0].includes('<'))
    position = piece.lastIndex
  }
  return [...words, line.slice(start)]
}

function unquote(text: string): string {
  const quoted = /\\(.?)|'([^']*)'|"((?:\\.|[^"\\])*)"/gsu
  return text.replace(
    quoted,
    (_, one?: string, single?: string, double?: string) =>
      one ?? single ?? double?.replace(/\\(["$\\])/g, '$1') ?? '',
  )
}
