import { version } from './action-inputs.ts'
import { type Command, type CommandName, commands, findCommand, usageOf } from './commands.ts'
import type { Flag } from './flags.ts'

/** The text of `tagboat --help`, or of one command; lines have at most `columns` characters. */
export function formatHelp(name: CommandName | undefined, columns = 80): string {
  const command = name === undefined ? undefined : findCommand(name)
  return `${(command === undefined ? formatOverview() : formatCommand(command, columns)).join('\n')}\n`
}

function formatOverview(): readonly string[] {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    `tagboat ${version}: from a git ref to a verified container image`,
    '',
    'Usage: tagboat COMMAND [FLAGS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    "'tagboat COMMAND --help' shows the flags of a command.",
  ]
}

function formatCommand(command: Command, columns: number): readonly string[] {
  const groups = [...new Set(command.flags.map(({ group }) => group))]
  return [
    command.summary,
    '',
    `Usage: tagboat ${usageOf(command)}`,
    ...(command.details ?? []).flatMap((text) => ['', ...wrap(text, columns)]),
    ...groups.flatMap((group) => [
      '',
      `${group}:`,
      ...command.flags.filter((flag) => flag.group === group).flatMap((flag) => formatFlag(flag, columns)),
    ]),
  ]
}

function formatFlag(flag: Flag, columns: number): readonly string[] {
  const short = flag.short === undefined ? '' : `-${flag.short}, `
  const value = flag.kind === 'switch' ? '' : ` ${flag.value ?? 'VALUE'}`
  return [
    `  ${short}--${flag.name}${value}`,
    ...wrap(flag.description, columns - 6).map((line) => `      ${line}`),
  ]
}

/** Breaks a text into lines at spaces; a longer word has a line of its own. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
