import { type ActionInput, actionInputs } from './action-inputs.ts'

/** An option of the command. */
export interface Flag {
  /** Without hyphens. */
  readonly name: string
  /** One letter, without the hyphen. */
  readonly short?: string
  /** `switch`: `--name` means true, `--name=VALUE` is possible. `text`: takes a value; several values are lines of one. */
  readonly kind: 'switch' | 'text'
  /** The placeholder of the value in the help. */
  readonly value?: string
  readonly group: string
  readonly description: string
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

const flagOf = ({ name, group, description, preset }: ActionInput): Flag => ({
  name: isOn(preset) ? `no-${name}` : name,
  kind: isSwitch(preset) ? 'switch' : 'text',
  group,
  description: isOn(preset) ? `Switch off: ${description}` : description,
})

const isOn = (preset: string | undefined): boolean => preset === 'true'
const isSwitch = (preset: string | undefined): boolean => preset === 'true' || preset === 'false'

/** The text of an input from flags: `lines` has the values of each flag. Undefined if no flag sets it. */
export function readInput(lines: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const values = lines.get(name)
  if (values !== undefined) return values.join('\n')
  return lines.has(`no-${name}`) && actionInputs.some((input) => input.name === name && isOn(input.preset))
    ? 'false'
    : undefined
}

/** Whether a switch of the command itself is on: `--name`, or `--name=true`. The last one counts. */
export const isSwitchedOn = (flags: ReadonlyMap<string, readonly string[]>, name: string): boolean =>
  flags.get(name)?.at(-1)?.toLowerCase() === 'true'

/** The default of an input; '' for one that the runner would fill in. */
export function presetOf(name: string): string {
  const preset = actionInputs.find((input) => input.name === name)?.preset ?? ''
  return preset.includes('${{') ? '' : preset
}
