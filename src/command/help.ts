import { version } from './action-inputs.ts'
import { type Command, type CommandName, commands, findCommand, usageOf } from './commands.ts'
import { type Flag, showFlag } from './flags.ts'

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
    "'tagboat COMMAND --help' shows the flags of a command, 'tagboat --version' the version.",
  ]
}

function formatCommand(command: Command, columns: number): readonly string[] {
  const groups = [...new Set(command.flags.map(({ group }) => group))]
  return [
    ...wrap(command.summary, columns),
    '',
    `Usage: tagboat ${usageOf(command)}`,
    ...(command.details ?? []).flatMap((text) => ['', ...wrap(text, columns)]),
    ...groups.flatMap((group) => [
      '',
      `${group}:`,
      ...command.flags.filter((flag) => flag.group === group).flatMap((flag) => formatFlag(flag, columns)),
    ]),
    ...(command.flags.some(({ alias }) => alias !== undefined) ? notes : []),
  ]
}

const notes = [
  '',
  'A flag with [s] may be repeated, with or without the s: --tag 1.2 --tag latest.',
  'A switch can be negated: --no-pull or --pull=false.',
  "'man tagboat' has more about each flag.",
]

/** Where descriptions begin, and the width below which they begin on a line of their own. */
const indent = 32
const narrow = 72

/** The flag and its description side by side, unless the flag is too long or the terminal too narrow. */
function formatFlag(flag: Flag, columns: number): readonly string[] {
  const name = `  ${flag.short === undefined ? '' : `-${flag.short}, `}${showFlag(flag)}`
  const isNarrow = columns < narrow
  const left = isNarrow ? 6 : indent
  const lines = wrap(flag.description, columns - left).map((line) => `${' '.repeat(left)}${line}`)
  const [first = '', ...rest] = lines
  if (isNarrow || name.length > indent - 2) return [name, ...lines]
  return [`${name.padEnd(indent)}${first.trimStart()}`, ...rest]
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
