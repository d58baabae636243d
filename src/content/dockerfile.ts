import type { Add, Copy, Instruction, Onbuild, Run } from 'dockerfile-ast'
import { isPinned } from './remote.ts'

/** What a Dockerfile stands on, as it is written: nothing is filled in. */
export interface Dockerfile {
  /** The ARGs before the first FROM, in their order; a default may name those before it. */
  readonly args: readonly { readonly name: string; readonly value: string | undefined }[]
  readonly stages: readonly Stage[]
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

/**
 * Reads a Dockerfile. No stages where it is none, for example because it is written for a frontend of its own. The
 * parser is loaded only here: few runs need it.
 */
export async function parseDockerfile(text: string): Promise<Dockerfile> {
  const { DockerfileParser } = await import('dockerfile-ast')
  const instructions = DockerfileParser.parse(text).getInstructions()
  const isFrom = (one: Instruction) => one.getKeyword() === 'FROM'
  const starts = instructions.flatMap((one, index) => (isFrom(one) ? [index] : []))
  const globals = instructions.slice(0, starts[0] ?? instructions.length)
  return {
    args: globals.filter((one) => one.getKeyword() === 'ARG').flatMap(readArgs),
    stages: starts.map((start, index) => readStage(instructions.slice(start, starts[index + 1]))),
  }
}

const wordsOf = (instruction: Instruction): string[] =>
  instruction.getArguments().map((argument) => argument.getValue())

/** `ARG A=1 B`: several stand in one instruction. */
function readArgs(instruction: Instruction) {
  return wordsOf(instruction).map((word) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    return { name, value }
  })
}

function readStage([from, ...rest]: readonly Instruction[]): Stage {
  const [base = '', , name = ''] = from ? wordsOf(from) : []
  const steps = rest.map(throughOnbuild)
  return {
    base,
    name: name.toLowerCase(),
    sources: steps.flatMap(readSources),
    downloads: steps.flatMap(readDownloads),
  }
}

/** What ONBUILD keeps for later is looked at as if it were done at once. */
function throughOnbuild(instruction: Instruction): Instruction {
  if (instruction.getKeyword() !== 'ONBUILD') return instruction
  return (instruction as Onbuild).getTriggerInstruction() ?? instruction
}

/** The library tells its kinds of instruction by their keyword. */
function flagsOf(instruction: Instruction): readonly (readonly [name: string, value: string])[] {
  if (!['ADD', 'COPY', 'RUN'].includes(instruction.getKeyword())) return []
  const flags = (instruction as Add | Copy | Run).getFlags()
  return flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])
}

function readSources(instruction: Instruction): string[] {
  return flagsOf(instruction).flatMap(([name, value]) => {
    if (name === 'from') return [value]
    const from = name === 'mount' ? /(?:^|,)"?from=([^,"]+)/.exec(value)?.[1] : undefined
    return from === undefined ? [] : [from]
  })
}

/** The list form keeps its brackets and quotation marks. A variable at the beginning could hold any address. */
function readDownloads(instruction: Instruction): string[] {
  if (instruction.getKeyword() !== 'ADD') return []
  if (flagsOf(instruction).some(([name]) => name === 'checksum')) return []
  const words = wordsOf(instruction).map((word) => word.replace(/^[["']+|["',\]]+$/g, ''))
  const isAddress = (word: string) => /^(https?:\/\/|git:\/\/|ssh:\/\/|git@|\$)/.test(word)
  return words.slice(0, -1).filter((word) => isAddress(word) && !isPinned(word))
}
