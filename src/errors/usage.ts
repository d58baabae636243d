import type { Problem } from '../model/tagboat-error.ts'

const guess = (near: string | undefined, sign = ''): string =>
  near === undefined ? '' : `Did you mean ${sign}${near}? `

export const unknownCommand = (name: string, near: string | undefined): Problem => ({
  code: 'unknown-command',
  what: `'${name}' is not a command of tagboat.`,
  fix: `${guess(near)}'tagboat --help' lists the commands.`,
})

/** `instead`: what to do in place of an input that has no flag. */
export const unknownFlag = (
  flag: string,
  command: string,
  instead: string | undefined,
  near: string | undefined,
): Problem => ({
  code: 'unknown-flag',
  what: `tagboat ${command} has no flag ${flag}.`,
  fix: instead ?? `${guess(near, '--')}'tagboat ${command} --help' lists the flags.`,
})

export const missingValue = (flag: string): Problem => ({
  code: 'missing-value',
  what: `${flag} has no value.`,
  fix: `Write ${flag} VALUE, or ${flag}=VALUE for a value that begins with a hyphen.`,
})

export const emptySwitch = (flag: string): Problem => ({
  code: 'empty-switch',
  what: `${flag}= has an empty value.`,
  fix: `Write ${flag} alone, or ${flag}=false.`,
})

export const switchWithValue = (flag: string, value: string): Problem => ({
  code: 'switch-value',
  what: `${flag} takes no value, but has '${value}'.`,
  fix: `Write ${flag} alone.`,
})

export const repeatedFlag = (flag: string): Problem => ({
  code: 'repeated-flag',
  what: `${flag} is given more than once, and has one value.`,
  fix: 'Leave one of them out.',
})

/** Too few, too many or other arguments; `usage` is the command with its arguments, `values` the only valid ones. */
export const badOperands = (
  usage: string,
  given: readonly string[],
  values: readonly string[] = [],
): Problem => ({
  code: 'bad-operands',
  what:
    given.length === 0
      ? 'The command needs arguments.'
      : `The command does not take these arguments: ${given.map((each) => `'${each}'`).join(', ')}.`,
  fix: `Write 'tagboat ${usage}'${values.length === 0 ? '' : ` with one of ${values.join(', ')}`}.`,
})

export const badFlag = (flag: string, value: string, why: string): Problem => ({
  code: 'bad-flag',
  what: `--${flag}: '${value}' ${why}.`,
  fix: 'Correct the value, or leave the flag out.',
})
