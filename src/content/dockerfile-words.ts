/** A flag of an instruction: `--from=x` is `from` and `x`. */
export type Flag = readonly [name: string, value: string]

/**
 * Takes the flags off that stand before an instruction's words, their quotation marks gone; a lone `--` ends them.
 * `escaper` is the file's escape character, a backslash or a backtick. Source: BuildKit,
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

/** Without quotation marks and escape characters. */
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

/** As a regular expression has it. */
const quoteForRegExp = (escapeCharacter: string): string =>
  escapeCharacter === '\\' ? '\\\\' : escapeCharacter

/** The words of ARG, with their quotation marks: what stands within them is one word. */
export function splitQuoted(text: string, escapeCharacter: string): readonly string[] {
  const escaped = `${quoteForRegExp(escapeCharacter)}.?`
  return text.match(new RegExp(`(?:${escaped}|"(?:${escaped}|[^"])*"?|'[^']*'?|[^\\s"'])+`, 'gsu')) ?? []
}

/** The strings of the list form; undefined for what is none. */
export function readList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.map(String) : undefined
  } catch {
    return undefined
  }
}

/** Text that follows an instruction up to a line of its own. */
export interface Heredoc {
  /** The line that ends it. */
  readonly name: string
  /** `<<-`: tabs before that line do not count. */
  readonly isTabbed: boolean
}

// No two ways to read a text: what does not end must not take long to find out.
const name = String.raw`(?:[A-Za-z_]\w*|\d+)`
const inner = String.raw`(?:[^}"'\\$<{]|\$[A-Za-z_]|\$\{${name}\})*`
const braces = String.raw`\$\{${name}(?::?[-+]${inner})?\}`
const dollar = String.raw`${braces}|\$(?!\{)`

/** One piece of a line: a blank outside of quotation marks, `<<` with the blanks behind it, or anything else. */
const piece = new RegExp(
  [
    String.raw`(?<blank>\p{White_Space})`,
    String.raw`<<[\t\r ]*`,
    String.raw`\\(?:.|$)|'[^']*'|"(?:\\.|[^"\\$]|${dollar})*"|${dollar}|[^\\'"$]`,
  ].join('|'),
  'suy',
)

/**
 * The heredocs of a line that may have some (ADD, COPY, RUN), in their order. Such a one is a word of its own, by the
 * builder's own rules for words: `'cat <<EOF'` and `1<<2` within `$((1<<2))` are none. Undefined where builders are not of one
 * mind: an open quotation mark, a `${...}` out of the ordinary, `<< <<EOF`. Source: BuildKit, `heredocsFromLine` in
 * frontend/dockerfile/parser, which knows backslashes alone, whatever `# escape=` says.
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

/** Words with their quotation marks; blanks behind `<<` belong to the word. */
function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = []
  let [position, start, isAngled] = [0, 0, false]
  while (position < line.length) {
    piece.lastIndex = position
    const found = piece.exec(line)
    // What is filled in there divides words, and some builders lose what stands before it.
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
