import { type Command, commands } from '../commands.ts'
import { type Flag, listCompletions, listSpellings } from '../flags.ts'

/** Completions for bash 3.2, which macOS has, and newer; without the package bash-completion. */
export const formatBash = (): string =>
  [
    '# Completions of tagboat for bash. Written by `npm run docs`.',
    '_tagboat_values() {',
    '  case "$1:$2" in',
    ...commands.flatMap(({ name, flags }) => flags.flatMap((flag) => formatValues(name, flag))),
    '    *) return 1 ;;',
    '  esac',
    '}',
    '',
    '_tagboat() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD - 1]}" command="${COMP_WORDS[1]}"',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$current"))`,
    '    return',
    '  fi',
    '  # bash makes words of their own of a flag, =, and the value.',
    '  if [ "$current" = = ]; then',
    "    current=''",
    '  elif [ "$before" = = ]; then',
    '    before="${COMP_WORDS[COMP_CWORD - 2]}"',
    '  elif [[ "$before" == --* && "$current" != -* ]]; then',
    '    _tagboat_takes_value "$command" "$before" || before=""',
    '  else',
    '    before=""',
    '  fi',
    '  if [ -n "$before" ]; then',
    '    local values',
    '    values="$(_tagboat_values "$command" "$before")" || return',
    '    case "$values" in',
    '      FILE | FOLDER)',
    '        compopt -o filenames 2> /dev/null',
    "        local IFS=$'\\n'",
    '        if [ "$values" = FILE ]; then COMPREPLY=($(compgen -f -- "$current")); fi',
    '        if [ "$values" = FOLDER ]; then COMPREPLY=($(compgen -d -- "$current")); fi',
    '        ;;',
    '      *) COMPREPLY=($(compgen -W "$values" -- "$current")) ;;',
    '    esac',
    '    return',
    '  fi',
    '  case "$command" in',
    ...commands.map(formatWords),
    '  esac',
    '}',
    '',
    '_tagboat_takes_value() {',
    '  case "$1:$2" in',
    ...commands.flatMap(formatSwitches),
    '  esac',
    '}',
    '',
    'complete -F _tagboat tagboat',
    '',
  ].join('\n')

/** All spellings of a flag that take a value, with hyphens. */
const spellingsOf = (flag: Flag): readonly string[] =>
  [...listSpellings([flag])].flatMap(([name, { isOff }]) => (isOff ? [] : [`--${name}`]))

function formatValues(command: string, flag: Flag): readonly string[] {
  const values = flag.path?.toUpperCase() ?? flag.values?.join(' ')
  if (values === undefined) return []
  const patterns = spellingsOf(flag).map((name) => `${command}:${name}`)
  return [`    ${patterns.join(' | ')}) echo '${values}' ;;`]
}

/** The flags of a command, and its arguments if only some are valid. */
function formatWords({ name, flags, takes }: Command): string {
  const spelled = listCompletions(flags).map(([flag]) => `--${flag}`)
  const words = [...(takes.values ?? []), ...spelled].join(' ')
  return `    ${name}) COMPREPLY=($(compgen -W '${words}' -- "$current")) ;;`
}

/** A switch takes a value after = only. */
function formatSwitches({ name, flags }: Command): readonly string[] {
  const spelled = [...listSpellings(flags)].filter(([, { flag }]) => flag.kind === 'switch')
  return [`    ${spelled.map(([flag]) => `${name}:--${flag}`).join(' | ')}) return 1 ;;`]
}
