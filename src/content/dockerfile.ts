import { isPinnedToCommit } from '../bake/context-address.ts'
import { splitFields } from '../csv.ts'
import {
  type Flag,
  findHeredocs,
  type Heredoc,
  readList,
  splitFlags,
  splitQuoted,
} from './dockerfile-words.ts'

/** What a Dockerfile stands on, as it is written: nothing is filled in. */
export interface Dockerfile {
  /** The ARGs before the first FROM, in their order; a default may name those before it. */
  readonly args: readonly { readonly name: string; readonly value: string | undefined }[]
  readonly stages: readonly Stage[]
  /** Why a builder may see other stages: clauses without an end. */
  readonly doubts: readonly string[]
}

export interface Stage {
  /** In small letters, as the builder compares it; empty where it has none. */
  readonly name: string
  /** What FROM names: an image, an earlier stage or a named context. */
  readonly base: string
  /** What `COPY --from` and `RUN --mount=from` name. */
  readonly sources: readonly string[]
  /** What ADD fetches with nothing that says which content it must have. */
  readonly downloads: readonly string[]
}

/** One instruction of a Dockerfile, its continued lines joined, its heredocs left out. */
export interface Instruction {
  /** In capital letters. */
  readonly keyword: string
  readonly flags: readonly Flag[]
  /** What stands behind keyword and flags. */
  readonly rest: string
}

/** Reads a Dockerfile. No stages where it is none, for example because it is written for a frontend of its own. */
export function parseDockerfile(text: string): Dockerfile {
  const { all, escapeCharacter, doubts } = readInstructions(text)
  const steps = all.map((instruction) => unwrapOnbuild(instruction, escapeCharacter))
  const starts = all.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []))
  const globals = all.slice(0, starts[0] ?? all.length)
  return {
    args: globals
      .filter(({ keyword }) => keyword === 'ARG')
      .flatMap(({ rest }) => readArgs(rest, escapeCharacter)),
    stages: starts.map((start, index) => readStage(steps.slice(start, starts[index + 1]))),
    doubts,
  }
}

/** `ARG A=1 B`: several stand in one instruction. */
function readArgs(rest: string, escapeCharacter: string) {
  return splitQuoted(rest, escapeCharacter).map((word) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    return { name, value }
  })
}

function readStage([from, ...steps]: readonly Instruction[]): Stage {
  const [base = '', , name = ''] = from?.rest.split(/\s+/) ?? []
  return {
    base,
    name: name.toLowerCase(),
    sources: steps.flatMap(readSources),
    downloads: steps.flatMap(readDownloads),
  }
}

/** What ONBUILD keeps for later is looked at as if it were done at once. */
const unwrapOnbuild = (instruction: Instruction, escapeCharacter: string): Instruction =>
  instruction.keyword === 'ONBUILD' ? readInstruction(instruction.rest, escapeCharacter) : instruction

function readSources({ keyword, flags }: Instruction): string[] {
  return flags.flatMap(([name, value]) => {
    if (name === 'from' && keyword === 'COPY') return [value]
    return name === 'mount' && keyword === 'RUN' ? readMount(value) : []
  })
}

/** Keys of a mount are compared in small letters. */
const readMount = (value: string): string[] =>
  splitFields(value).flatMap((field) => /^from=(.*)$/is.exec(field)?.[1] ?? [])

function readDownloads({ keyword, flags, rest }: Instruction): string[] {
  if (keyword !== 'ADD' || flags.some(([name, value]) => name === 'checksum' && value !== '')) return []
  const words = readList(rest) ?? rest.split(/\s+/)
  const sources = words.slice(0, -1).map((word) => word.replace(/["'\\`]/g, ''))
  return sources.filter((word) => isAddress(word) && !isPinnedToCommit(word))
}

/** Those that BuildKit fetches: by scheme, and `user@host:path`. A variable at the beginning could hold any. */
const isAddress = (word: string): boolean => /^(?:[a-z0-9]+:\/\/|[\w-]+@[\w.-]+:|\$)/i.test(word)

export interface Instructions {
  readonly all: readonly Instruction[]
  /** The character of `# escape=`: a backslash, or a backtick. */
  readonly escapeCharacter: string
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
  const escapeCharacter = findEscaper(lines)
  const all: Instruction[] = []
  const doubts: string[] = []
  let next = 0
  while (next < lines.length) {
    const { line, end } = joinLine(lines, next, escapeCharacter)
    next = end
    if (line === '') continue
    const instruction = readInstruction(line, escapeCharacter)
    all.push(instruction)
    if (!keywords.has(instruction.keyword)) doubts.push(`'${instruction.keyword}' is no known instruction`)
    const heredocs =
      mayHaveHeredocs(instruction, escapeCharacter) && line.includes('<<') ? findHeredocs(line) : []
    if (heredocs === undefined) doubts.push(`it cannot be told what '<<' means after ${instruction.keyword}`)
    for (const heredoc of heredocs ?? []) {
      next = findEnd(lines, next, heredoc)
      if (next > lines.length) doubts.push(`its heredoc '${heredoc.name}' has no end`)
      // Builders that do not know the form of its beginning take its end for an instruction.
      if (isInstruction(heredoc.name)) doubts.push(`its heredoc '${heredoc.name}' ends like an instruction`)
    }
  }
  return { all, escapeCharacter, doubts }
}

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
function joinLine(
  lines: readonly string[],
  start: number,
  escapeCharacter: string,
): { line: string; end: number } {
  const continued = escapeCharacter === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/
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

/** Keyword, flags and the rest of a line that is whole. */
export function readInstruction(line: string, escapeCharacter: string): Instruction {
  const [, keyword = '', behind = ''] = /^(\S*)\s*(.*)$/s.exec(line.trim()) ?? []
  return { keyword: keyword.toUpperCase(), ...splitFlags(behind, escapeCharacter) }
}

const isInstruction = (line: string): boolean => keywords.has(readInstruction(line, '\\').keyword)

/** The list form has none, and ONBUILD has those of what it keeps for later. */
function mayHaveHeredocs({ keyword, rest }: Instruction, escapeCharacter: string): boolean {
  if (keyword === 'ONBUILD') return mayHaveHeredocs(readInstruction(rest, escapeCharacter), escapeCharacter)
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
