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

/** The parts of a Dockerfile that determine what it depends on, with variables not expanded. */
export interface Dockerfile {
  /** The ARGs before the first FROM, in their order. A default may use the ARGs before it. */
  readonly args: readonly { readonly name: string; readonly value: string | undefined }[]
  readonly stages: readonly Stage[]
  /** Reasons why a builder may see other stages: clauses without a full stop. */
  readonly doubts: readonly string[]
  /** The frontend image of `# syntax=`; empty if there is none. */
  readonly syntax: string
  /** The character of `# escape=`: a backslash, or a backtick. */
  readonly escapeCharacter: string
}

export interface Stage {
  /** In lower case, as the builder compares it; empty if it has none. */
  readonly name: string
  /** The argument of FROM: an image, an earlier stage or a named context. */
  readonly base: string
  /** The sources of `COPY --from` and `RUN --mount=from`. */
  readonly sources: readonly string[]
  /** Addresses that ADD fetches without a checksum or a commit. */
  readonly downloads: readonly string[]
  /** The value of `FROM --platform`; empty if it has none. */
  readonly platform: string
  /** The line of each RUN, from 1. */
  readonly runs: readonly number[]
  /** The line of each `ONBUILD RUN`, which executes in the stages based on this one. */
  readonly onbuildRuns: readonly number[]
  /** The instructions behind FROM. */
  readonly steps: readonly Instruction[]
}

/** One instruction of a Dockerfile, its continued lines joined, its heredocs left out. */
export interface Instruction {
  /** In upper case. */
  readonly keyword: string
  readonly flags: readonly Flag[]
  /** The text behind the keyword and flags. */
  readonly rest: string
}

/** An instruction at its place in the file. */
interface Step extends Instruction {
  /** The number of its first line, from 1. */
  readonly line: number
  /** It was behind ONBUILD. */
  readonly isTrigger: boolean
}

/** Reads a Dockerfile. A file that is not one, for example for a frontend with its own syntax, has no stages. */
export function parseDockerfile(text: string): Dockerfile {
  const { all, escapeCharacter, doubts } = readInstructions(text)
  const steps = all.map((instruction) => unwrapOnbuild(instruction, escapeCharacter))
  const starts = all.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []))
  const globals = all.slice(0, starts[0] ?? all.length)
  return {
    args: globals
      .filter(({ keyword }) => keyword === 'ARG')
      .flatMap(({ rest }) => readDeclarations(rest, escapeCharacter)),
    stages: starts.map((start, index) => readStage(steps.slice(start, starts[index + 1]))),
    doubts,
    syntax: findDirective(text.replace(/^\uFEFF/, '').split('\n'), 'syntax') ?? '',
    escapeCharacter,
  }
}

/** Reads `ARG A=1 B`: one instruction can declare several. */
export function readDeclarations(rest: string, escapeCharacter: string) {
  return splitQuoted(rest, escapeCharacter).map((word) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    return { name, value }
  })
}

function readStage([from, ...steps]: readonly Step[]): Stage {
  const [base = '', , name = ''] = from?.rest.split(/\s+/) ?? []
  const findRuns = (isTrigger: boolean) =>
    steps.filter((step) => step.keyword === 'RUN' && step.isTrigger === isTrigger).map(({ line }) => line)
  return {
    base,
    name: name.toLowerCase(),
    sources: steps.flatMap(readSources),
    downloads: steps.flatMap(readDownloads),
    platform: from?.flags.findLast(([flag]) => flag === 'platform')?.[1] ?? '',
    runs: findRuns(false),
    onbuildRuns: findRuns(true),
    steps,
  }
}

/** Treats the instruction in ONBUILD as if it ran at once. */
function unwrapOnbuild(step: Step, escapeCharacter: string): Step {
  if (step.keyword !== 'ONBUILD') return step
  return { ...readInstruction(step.rest, escapeCharacter), line: step.line, isTrigger: true }
}

function readSources({ keyword, flags }: Instruction): string[] {
  return flags.flatMap(([name, value]) => {
    if (name === 'from' && keyword === 'COPY') return [value]
    return name === 'mount' && keyword === 'RUN' ? readMount(value) : []
  })
}

/** The keys of a mount are case-insensitive. */
const readMount = (value: string): string[] =>
  splitFields(value).flatMap((field) => /^from=(.*)$/is.exec(field)?.[1] ?? [])

function readDownloads({ keyword, flags, rest }: Instruction): string[] {
  if (keyword !== 'ADD' || flags.some(([name, value]) => name === 'checksum' && value !== '')) return []
  const words = readList(rest) ?? rest.split(/\s+/)
  const sources = words.slice(0, -1).map((word) => word.replace(/["'\\`]/g, ''))
  return sources.filter((word) => isAddress(word) && !isPinnedToCommit(word))
}

/** Whether BuildKit may fetch a source of ADD: a URL, `user@host:path`, or a variable at the beginning, which could hold either. */
const isAddress = (word: string): boolean => /^(?:[a-z0-9]+:\/\/|[\w-]+@[\w.-]+:|\$)/i.test(word)

interface Instructions {
  readonly all: readonly Step[]
  /** The character of `# escape=`: a backslash, or a backtick. */
  readonly escapeCharacter: string
  /** Reasons why a builder may read the file differently: clauses without a full stop. */
  readonly doubts: readonly string[]
}

const keywords = new Set([
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL'],
  ...['MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
])

/**
 * Splits a Dockerfile into instructions as BuildKit does (frontend/dockerfile/parser/parser.go, and the Dockerfile reference, "Format",
 * "Parser directives", "Here-documents"). It never fails. A file that no builder would accept has a doubt, too, because the reader may
 * be wrong.
 */
function readInstructions(text: string): Instructions {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const escapeCharacter = findEscaper(lines)
  const all: Step[] = []
  const doubts: string[] = []
  let next = 0
  while (next < lines.length) {
    const first = next + 1
    const { line, end } = joinLine(lines, next, escapeCharacter)
    next = end
    if (line === '') continue
    const instruction = readInstruction(line, escapeCharacter)
    all.push({ ...instruction, line: first, isTrigger: false })
    if (!keywords.has(instruction.keyword)) doubts.push(`'${instruction.keyword}' is not a known instruction`)
    const heredocs =
      mayHaveHeredocs(instruction, escapeCharacter) && line.includes('<<') ? findHeredocs(line) : []
    if (heredocs === undefined) doubts.push(`the meaning of '<<' is ambiguous after ${instruction.keyword}`)
    for (const heredoc of heredocs ?? []) {
      next = findEnd(lines, next, heredoc)
      if (next > lines.length) doubts.push(`its heredoc '${heredoc.name}' has no end`)
      // A builder that does not recognize the start of the heredoc would read its end as an instruction.
      if (isInstruction(heredoc.name)) doubts.push(`its heredoc '${heredoc.name}' ends like an instruction`)
    }
  }
  return { all, escapeCharacter, doubts }
}

const findEscaper = (lines: readonly string[]): string =>
  findDirective(lines, 'escape') === '`' ? '`' : '\\'

/** Parser directives are comments at the very beginning of a file. The first of a name counts. */
function findDirective(lines: readonly string[], wanted: string): string | undefined {
  for (const line of lines) {
    const [, name = '', value = ''] = /^\s*#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line) ?? []
    if (name.toLowerCase() === wanted) return value
    if (!['syntax', 'check', 'escape'].includes(name.toLowerCase())) return undefined
  }
  return undefined
}

/** Joins the line at `start` with its continuations. `end` is the index of the next line. A comment gives an empty line. */
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

/** Reads the keyword, the flags and the rest of a line whose continuations are joined. */
function readInstruction(line: string, escapeCharacter: string): Instruction {
  const [, keyword = '', behind = ''] = /^(\S*)\s*(.*)$/s.exec(line.trim()) ?? []
  return { keyword: keyword.toUpperCase(), ...splitFlags(behind, escapeCharacter) }
}

const isInstruction = (line: string): boolean => keywords.has(readInstruction(line, '\\').keyword)

/** JSON form has no heredocs, and ONBUILD has those of its instruction. */
function mayHaveHeredocs({ keyword, rest }: Instruction, escapeCharacter: string): boolean {
  if (keyword === 'ONBUILD') return mayHaveHeredocs(readInstruction(rest, escapeCharacter), escapeCharacter)
  return ['ADD', 'COPY', 'RUN'].includes(keyword) && readList(rest) === undefined
}

/** The index of the line behind a heredoc; greater than the number of lines if the heredoc has no end. */
function findEnd(lines: readonly string[], start: number, { name, isTabbed }: Heredoc): number {
  // One pass from `start`: a line may have a million heredocs.
  for (let at = start; at < lines.length; at += 1) {
    const ending = (lines[at] ?? '').replace(/(?<!\r)\r+$/, '')
    if ((isTabbed ? ending.replace(/^\t+/, '') : ending) === name) return at + 1
  }
  return lines.length + 1
}
