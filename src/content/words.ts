/** A flag of an instruction: `--from=x` is `from` and `x`. */
export type Flag = readonly [name: string, value: string]

/**
 * Takes the flags off that stand before an instruction's words, their quotation marks gone; a lone `--` ends them.
 * `escaper` is the file's escape character, a backslash or a backtick. Source: BuildKit,
 * frontend/dockerfile/parser/split_command.go.
 */
export function splitFlags(text: string, escaper: string): { flags: readonly Flag[]; rest: string } {
  const escaped = `${literal(escaper)}.?`
  const flag = new RegExp(
    `\\s*(--(?:${escaped}|"(?:${escaped}|[^"])*"?|'(?:${escaped}|[^'])*'?|\\S)*)`,
    'suy',
  )
  const flags: Flag[] = []
  let end = 0
  for (let found = flag.exec(text); found !== null; found = flag.exec(text)) {
    end = flag.lastIndex
    if (found[1] === '--') break
    flags.push(readFlag(strip(found[1] ?? '', escaper)))
  }
  return { flags, rest: text.slice(end).trim() }
}

function readFlag(text: string): Flag {
  const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(text) ?? []
  return [name, value]
}

/** Without quotation marks and escape characters. */
function strip(text: string, escaper: string): string {
  let open = ''
  return text.replace(new RegExp(`${literal(escaper)}(.?)|["']`, 'gsu'), (found, escaped?: string) => {
    if (escaped !== undefined) return escaped
    if (open !== '' && open !== found) return found
    open = open === '' ? found : ''
    return ''
  })
}

/** As a regular expression has it. */
const literal = (escaper: string): string => (escaper === '\\' ? '\\\\' : escaper)

/** The words of ARG, with their quotation marks: what stands within them is one word. */
export function splitQuoted(text: string, escaper: string): readonly string[] {
  const escaped = `${literal(escaper)}.?`
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
