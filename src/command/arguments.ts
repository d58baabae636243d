import { parseArgs } from 'node:util'
import { findNear } from '../edit-distance.ts'
import { badOperands, emptySwitch, missingValue, unknownCommand, unknownFlag } from '../errors/usage.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import { type Command, type CommandName, commands, findCommand, usageOf } from './commands.ts'
import { type Flag, insteadOf } from './flags.ts'

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
  const problems: Problem[] = []
  const flags = new Map<string, string[]>()
  const operands: string[] = []
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(command.flags.map(toOption)),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const flag = command.flags.find(({ name }) => name === token.name)
    const problem = flag === undefined ? unknown(command, token) : check(flag, token)
    if (problem !== undefined) problems.push(problem)
    else flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? 'true'])
  }
  if (flags.has('help')) return { kind: 'help', command: command.name }
  const { least, most } = command.takes
  if (operands.length < least || operands.length > most)
    problems.push(badOperands(usageOf(command), operands))
  throwAll(problems)
  return { kind: 'run', command: command.name, flags, operands }
}

/** A switch takes a value only after `=`, which parseArgs reports for any kind of flag. */
const toOption = ({ name, short, kind }: Flag) =>
  [name, { type: kind === 'switch' ? 'boolean' : 'string', multiple: true, ...(short && { short }) }] as const

interface OptionToken {
  readonly rawName: string
  readonly name: string
  readonly value?: string | undefined
  /** The value follows `=`. */
  readonly inlineValue?: boolean | undefined
}

function unknown({ name: command, flags }: Command, { name, rawName }: OptionToken): Problem {
  const names = flags.map((flag) => flag.name)
  return unknownFlag(rawName, command, insteadOf(name), findNear(name, names))
}

/** A flag with a value must have one; `--tags --json` would otherwise take a flag for a value. */
function check({ kind }: Flag, { rawName, value, inlineValue }: OptionToken): Problem | undefined {
  if (kind === 'switch') return value === '' ? emptySwitch(rawName) : undefined
  const isMissing = value === undefined || (inlineValue !== true && value.startsWith('--'))
  return isMissing ? missingValue(rawName) : undefined
}
