import { findHeredocs, type Heredoc } from './heredoc.ts'
import { type Flag, readList, splitFlags } from './words.ts'

/** One instruction of a Dockerfile, its continued lines joined, its heredocs left out. */
export interface Instruction {
  /** In capital letters. */
  readonly keyword: string
  readonly flags: readonly Flag[]
  /** What stands behind keyword and flags. */
  readonly rest: string
}

export interface Instructions {
  readonly all: readonly Instruction[]
  /** The character of `# escape=`: a backslash, or a backtick. */
  readonly escaper: string
  /** Why a builder may read the file another way: clauses without an end. */
  readonly doubts: readonly string[]
}

const keywords = new Set([
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL'],
  ...['MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
])

/**
 * Divides a Dockerfile into its instructions as BuildKit does (frontend/dockerfile/parser/parser.go, and the Dockerfile
 * reference, "Format", "Parser directives", "Here-documents"). Nothing makes it fail. What no builder could build is a
 * doubt too, since it may be this reader that errs.
 */
export function readInstructions(text: string): Instructions {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const escaper = findEscaper(lines)
  const all: Instruction[] = []
  const doubts: string[] = []
  let next = 0
  while (next < lines.length) {
    const { line, end } = joinLine(lines, next, escaper)
    next = end
    if (line === '') continue
    const instruction = readInstruction(line, escaper)
    all.push(instruction)
    if (!keywords.has(instruction.keyword)) doubts.push(`'${instruction.keyword}' is no known instruction`)
    const heredocs = mayHaveHeredocs(instruction, escaper) && line.includes('<<') ? findHeredocs(line) : []
    if (heredocs === undefined) doubts.push(`it cannot be told what '<<' means after ${instruction.keyword}`)
    for (const heredoc of heredocs ?? []) {
      next = findEnd(lines, next, heredoc)
      if (next > lines.length) doubts.push(`its heredoc '${heredoc.name}' has no end`)
      // Builders that do not know the form of its beginning take its end for an instruction.
      if (isInstruction(heredoc.name)) doubts.push(`its heredoc '${heredoc.name}' ends like an instruction`)
    }
  }
  return { all, escaper, doubts }
}

/** Keyword, flags and the rest of a line that is whole. */
export function readInstruction(line: string, escaper: string): Instruction {
  const [, keyword = '', behind = ''] = /^(\S*)\s*(.*)$/s.exec(line.trim()) ?? []
  return { keyword: keyword.toUpperCase(), ...splitFlags(behind, escaper) }
}

const isInstruction = (line: string): boolean => keywords.has(readInstruction(line, '\\').keyword)

/** Directives are the comments at the very beginning, as long as each is one. The first that says so counts. */
function findEscaper(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name = '', value = ''] = /^\s*#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line) ?? []
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\'
    if (!['syntax', 'check'].includes(name.toLowerCase())) return '\\'
  }
  return '\\'
}

/** The line at `start` with those that continue it, and where the next one begins. Empty for a comment. */
function joinLine(lines: readonly string[], start: number, escaper: string): { line: string; end: number } {
  const continued = escaper === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/
  let joined = ''
  let isOpen = true
  let end = start
  while (isOpen && end < lines.length) {
    const line = (lines[end] ?? '').replace(/\r+$/, '')
    const isSkipped = /^\p{White_Space}*(?:#|$)/u.test(line)
    isOpen = isSkipped ? end > start : continued.test(line)
    if (!isSkipped) joined += line.replace(continued, '$1')
    end += 1
  }
  return { line: joined.trim(), end }
}

/** The list form has none, and ONBUILD has those of what it keeps for later. */
function mayHaveHeredocs({ keyword, rest }: Instruction, escaper: string): boolean {
  if (keyword === 'ONBUILD') return mayHaveHeredocs(readInstruction(rest, escaper), escaper)
  return ['ADD', 'COPY', 'RUN'].includes(keyword) && readList(rest) === undefined
}

/** Where the line behind a heredoc is; beyond all lines where nothing ends it. */
function findEnd(lines: readonly string[], start: number, { name, isTabbed }: Heredoc): number {
  // From the start alone, and behind an open one not at all: a line may have a million heredocs.
  for (let at = start; at < lines.length; at += 1) {
    const ending = (lines[at] ?? '').replace(/(?<!\r)\r+$/, '')
    if ((isTabbed ? ending.replace(/^\t+/, '') : ending) === name) return at + 1
  }
  return lines.length + 1
}
