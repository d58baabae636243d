import { type ActionInput, actionInputs } from './action-inputs.ts'
import { flagRows } from './flag-table.ts'

/** An option of the command. */
export interface Flag {
  /** Without hyphens. */
  readonly name: string
  /** One letter, without the hyphen. */
  readonly short?: string
  /** A second name, the singular of a list. */
  readonly alias?: string
  /**
   * `switch`: `--name` means true, `--no-name` false, `--name=VALUE` is possible. `text`: takes a value. `list`: as `text`, and may be
   * repeated; the values are lines of one.
   */
  readonly kind: 'switch' | 'text' | 'list'
  /** A switch that is on by default. */
  readonly isOn?: true
  /** The placeholder of the value in the help. */
  readonly value?: string
  readonly group: string
  /** One sentence, or a few. */
  readonly description: string
  /** Further sentences, for the man page. */
  readonly more?: string
  /** Values that completions offer. */
  readonly values?: readonly string[]
  /** The value is a path, which completions offer. */
  readonly path?: 'file' | 'folder'
}

/**
 * Inputs that are not flags: a command line shows secrets to every user of the machine, and `dry-run`, `push`, `from` and `load`
 * follow from the command.
 */
const withoutFlag: ReadonlyMap<string, string> = new Map([
  ['password', 'Use --password-stdin, or log in with docker login.'],
  ['registry-auth', 'Log in to each registry with docker login.'],
  ['github-token', 'Set GH_TOKEN or GITHUB_TOKEN.'],
  ['secrets', 'Use --secret-envs or --secret-files.'],
  ['export-login', 'Use docker login.'],
  ['runners', 'Use the action.'],
])

/** What to do in place of an input that has no flag; undefined for every other name. */
export const insteadOf = (name: string): string | undefined => withoutFlag.get(name)

/** The flags of the inputs, without those in `own`, which the command decides itself. */
export const inputFlags = (own: readonly string[]): readonly Flag[] =>
  actionInputs.filter(({ name }) => !withoutFlag.has(name) && !own.includes(name)).map(flagOf)

function flagOf({ name, group, description, preset }: ActionInput): Flag {
  const { input, summary, ...details } = flagRows.find((row) => row.input === name) ?? {
    ...{ input: name, kind: 'text', summary: description },
  }
  const alias = details.kind === 'list' && input.endsWith('s') ? input.slice(0, -1) : input
  return {
    ...{ ...details, name, group, description: summary },
    ...(preset === 'true' && { isOn: true }),
    ...(actionInputs.some((other) => other.name === alias) ? {} : { alias }),
  }
}

/** Whether a switch of the command itself is on: `--name`, or `--name=true`. The last one counts. */
export const isSwitchedOn = (flags: ReadonlyMap<string, readonly string[]>, name: string): boolean =>
  flags.get(name)?.at(-1)?.toLowerCase() === 'true'

/** How a user writes a flag, without hyphens, and whether that switches it off. */
export interface Spelling {
  readonly flag: Flag
  readonly isOff: boolean
}

/** All spellings of flags, by the name without hyphens. A flag's own name wins over an alias. */
export function listSpellings(flags: readonly Flag[]): ReadonlyMap<string, Spelling> {
  const spellings = new Map<string, Spelling>()
  for (const flag of flags) {
    if (flag.alias !== undefined) spellings.set(flag.alias, { flag, isOff: false })
    if (canNegate(flag)) spellings.set(`no-${flag.name}`, { flag, isOff: true })
  }
  for (const flag of flags) spellings.set(flag.name, { flag, isOff: false })
  return spellings
}

/** The spellings that completions offer: negations only of switches that are on. */
export const listCompletions = (flags: readonly Flag[]): readonly (readonly [string, Spelling])[] =>
  [...listSpellings(flags)].filter(([, { flag, isOff }]) => !isOff || flag.isOn)

const canNegate = ({ kind, name, short }: Flag): boolean =>
  kind === 'switch' && short === undefined && !name.startsWith('no-')

/** How the help writes a flag: `--tag[s] RULE`. A switch that is on by default is useful only to switch it off. */
export function showFlag({ name, isOn, alias, kind, value }: Flag): string {
  const shown = alias === undefined ? `--${isOn ? 'no-' : ''}${name}` : `--${alias}[s]`
  return kind === 'switch' ? shown : `${shown} ${value ?? 'VALUE'}`
}

/** The text of an input from flags; undefined if no flag sets it. */
export const readInput = (flags: ReadonlyMap<string, readonly string[]>, name: string): string | undefined =>
  flags.get(name)?.join('\n')

/** The default of an input; '' for one that the runner would fill in. */
export function presetOf(name: string): string {
  const preset = actionInputs.find((input) => input.name === name)?.preset ?? ''
  return preset.includes('${{') ? '' : preset
}
