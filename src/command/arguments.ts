import { parseArgs } from 'node:util'
import { findNear } from '../edit-distance.ts'
import {
  badFlag,
  badOperands,
  emptySwitch,
  missingValue,
  repeatedFlag,
  switchWithValue,
  unknownCommand,
  unknownFlag,
} from '../errors/usage.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import { actionInputs } from './action-inputs.ts'
import { type Command, type CommandName, commands, findCommand, usageOf } from './commands.ts'
import { type Flag, insteadOf, listSpellings, type Spelling } from './flags.ts'

/** A command line, checked. */
export type Invocation =
  | { readonly kind: 'version' }
  /** Of one command, or of all. */
  | { readonly kind: 'help'; readonly command?: CommandName }
  | {
      readonly kind: 'run'
      readonly command: CommandName
      /** The values of each flag that was given; a switch without a value has `true`. */
      readonly flags: ReadonlyMap<string, readonly string[]>
      readonly operands: readonly string[]
    }

/** Parses the arguments after the program's name. Throws one TagboatError with all problems. */
export function parseArguments(args: readonly string[]): Invocation {
  const [first, ...rest] = args
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    return { kind: 'help', ...namedCommand(rest[0]) }
  }
  if (first === '--version') return { kind: 'version' }
  const command = findCommand(first)
  if (command === undefined) {
    throwAll([
      unknownCommand(
        first,
        findNear(
          first,
          commands.map(({ name }) => name),
        ),
      ),
    ])
    return { kind: 'help' }
  }
  return parseCommand(command, rest)
}

const namedCommand = (text: string | undefined): { readonly command?: CommandName } => {
  const found = text === undefined ? undefined : findCommand(text)
  return found === undefined ? {} : { command: found.name }
}

function parseCommand(command: Command, args: readonly string[]): Invocation {
  const spellings = listSpellings(command.flags)
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...spellings].map(toOption)),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const problems: Problem[] = []
  const given: GivenFlag[] = []
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const spelling = spellings.get(token.name)
    const problem =
      spelling === undefined ? unknown(command, spellings, token) : check(spelling, token, command)
    if (problem !== undefined) problems.push(problem)
    else if (spelling !== undefined) given.push(read(spelling, token))
  }
  if (given.some(({ flag }) => flag.name === 'help')) return { kind: 'help', command: command.name }
  const { flags, repeated } = collectFlags(given)
  problems.push(...repeated)
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  // The value of an unknown flag would count as an argument.
  if (problems.length === 0) problems.push(...checkOperands(command, operands))
  throwAll(problems)
  return { kind: 'run', command: command.name, flags, operands }
}

/** A switch takes a value only after `=`, which parseArgs reports for any kind of flag. */
const toOption = ([name, { flag }]: readonly [string, Spelling]) => {
  const short = flag.name === name && flag.short !== undefined ? { short: flag.short } : {}
  return [name, { type: flag.kind === 'switch' ? 'boolean' : 'string', multiple: true, ...short }] as const
}

interface OptionToken {
  readonly rawName: string
  readonly name: string
  readonly value?: string | undefined
  /** The value follows `=`. */
  readonly inlineValue?: boolean | undefined
}

function unknown(
  { name: command }: Command,
  spellings: ReadonlyMap<string, Spelling>,
  { name, rawName }: OptionToken,
): Problem {
  return unknownFlag(rawName, command, insteadOf(name), findNear(name, [...spellings.keys()]))
}

/** A flag with a value must have one; `--tags --json` would otherwise take a flag for a value. */
function check(
  { flag, isOff }: Spelling,
  { rawName, value, inlineValue }: OptionToken,
  command: Command,
): Problem | undefined {
  if (flag.kind !== 'switch') {
    const isMissing = value === undefined || (inlineValue !== true && value.startsWith('--'))
    return isMissing ? missingValue(rawName) : undefined
  }
  if (value === '') return emptySwitch(rawName)
  if (isOff && value !== undefined) return switchWithValue(rawName, value)
  const isOwn = command.flags.includes(flag) && !isInput(flag.name)
  if (value === undefined || !isOwn || /^(true|false)$/i.test(value)) return undefined
  return badFlag(flag.name, value, 'is not a boolean')
}

const isInput = (name: string): boolean => actionInputs.some((input) => input.name === name)

interface GivenFlag {
  readonly flag: Flag
  /** As the user wrote it, with hyphens. */
  readonly rawName: string
  readonly value: string
}

const read = ({ flag, isOff }: Spelling, { rawName, value }: OptionToken): GivenFlag => ({
  flag,
  rawName,
  value: isOff ? 'false' : (value ?? 'true'),
})

/** The values of each flag by its name. A switch of the command itself that is false is left out. */
function collectFlags(given: readonly GivenFlag[]) {
  const flags = new Map<string, string[]>()
  const repeated: Problem[] = []
  const names = new Set(given.map(({ flag }) => flag.name))
  for (const { flag, rawName, value } of given) {
    // With several images the target of docker buildx bake, otherwise the stage of docker buildx build.
    const isChoice = flag.name === 'target' && (names.has('bake-files') || names.has('builds'))
    const name = isChoice ? 'targets' : flag.name
    const values = flags.get(name) ?? []
    if (values.length > 0 && flag.kind !== 'list' && !isChoice) repeated.push(repeatedFlag(rawName))
    else flags.set(name, [...values, value])
  }
  for (const { flag } of given) {
    const isOff =
      flag.kind === 'switch' && !isInput(flag.name) && flags.get(flag.name)?.[0]?.toLowerCase() === 'false'
    if (isOff) flags.delete(flag.name)
  }
  return { flags, repeated }
}

function checkOperands(command: Command, operands: readonly string[]): readonly Problem[] {
  const { least, most, values } = command.takes
  const isRight =
    operands.length >= least &&
    operands.length <= most &&
    operands.every((operand) => values?.includes(operand) ?? true)
  return isRight ? [] : [badOperands(usageOf(command), operands, values)]
}
