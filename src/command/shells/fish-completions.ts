import { type Command, commands } from '../commands.ts'
import { listCompletions, type Spelling } from '../flags.ts'

/** Completions for fish 3. */
export const formatFish = (): string =>
  [
    '# Completions of tagboat for fish. Written by `npm run docs`.',
    'complete -c tagboat -f',
    ...commands.map(
      ({ name, summary }) => `complete -c tagboat -n __fish_use_subcommand -a ${name} -d ${quote(summary)}`,
    ),
    ...commands.flatMap(formatCommand),
    '',
  ].join('\n')

/** A string of fish in single quotation marks. */
const quote = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`

function formatCommand({ name, flags, takes }: Command): readonly string[] {
  const prefix = `complete -c tagboat -n '__fish_seen_subcommand_from ${name}'`
  return [
    ...(takes.values === undefined ? [] : [`${prefix} -a ${quote(takes.values.join(' '))}`]),
    ...listCompletions(flags).map(([spelled, spelling]) => `${prefix} ${formatFlag(spelled, spelling)}`),
  ]
}

function formatFlag(name: string, { flag, isOff }: Spelling): string {
  const short = flag.short === undefined ? '' : ` -s ${flag.short}`
  const isPlain = isOff === Boolean(flag.isOn)
  const text = isPlain ? flag.description : `The opposite of --${flag.isOn ? 'no-' : ''}${flag.name}`
  return `-l ${name}${short}${formatValue(flag, isOff)} -d ${quote(text)}`
}

/** `-x`: a value that is not a file; `-r -F`: one that is. A switch needs no value. */
function formatValue({ kind, path, values }: Spelling['flag'], isOff: boolean): string {
  if (kind === 'switch' || isOff) return ''
  if (path === 'file') return ' -r -F'
  if (path === 'folder') return " -x -a '(__fish_complete_directories)'"
  return values === undefined ? ' -x' : ` -x -a ${quote(values.join(' '))}`
}
