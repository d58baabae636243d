import { splitFields } from '../csv.ts'
import { type Instruction, readInstruction, readInstructions } from './instructions.ts'
import { isPinned } from './remote.ts'
import { readList, splitQuoted } from './words.ts'

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

/** Reads a Dockerfile. No stages where it is none, for example because it is written for a frontend of its own. */
export function parseDockerfile(text: string): Dockerfile {
  const { all, escaper, doubts } = readInstructions(text)
  const steps = all.map((instruction) => throughOnbuild(instruction, escaper))
  const starts = all.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []))
  const globals = all.slice(0, starts[0] ?? all.length)
  return {
    args: globals.filter(({ keyword }) => keyword === 'ARG').flatMap(({ rest }) => readArgs(rest, escaper)),
    stages: starts.map((start, index) => readStage(steps.slice(start, starts[index + 1]))),
    doubts,
  }
}

/** `ARG A=1 B`: several stand in one instruction. */
function readArgs(rest: string, escaper: string) {
  return splitQuoted(rest, escaper).map((word) => {
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
const throughOnbuild = (instruction: Instruction, escaper: string): Instruction =>
  instruction.keyword === 'ONBUILD' ? readInstruction(instruction.rest, escaper) : instruction

function readSources({ keyword, flags }: Instruction): string[] {
  return flags.flatMap(([name, value]) => {
    if (name === 'from' && keyword === 'COPY') return [value]
    return name === 'mount' && keyword === 'RUN' ? readMount(value) : []
  })
}

/** Keys of a mount are compared in small letters. */
const readMount = (value: string): string[] =>
  splitFields(value).flatMap((field) => /^from=(.*)$/is.exec(field)?.[1] ?? [])

/** Those that BuildKit fetches: by scheme, and `user@host:path`. A variable at the beginning could hold any. */
const isAddress = (word: string): boolean => /^(?:[a-z0-9]+:\/\/|[\w-]+@[\w.-]+:|\$)/i.test(word)

function readDownloads({ keyword, flags, rest }: Instruction): string[] {
  if (keyword !== 'ADD' || flags.some(([name, value]) => name === 'checksum' && value !== '')) return []
  const words = readList(rest) ?? rest.split(/\s+/)
  const sources = words.slice(0, -1).map((word) => word.replace(/["'\\`]/g, ''))
  return sources.filter((word) => isAddress(word) && !isPinned(word))
}
