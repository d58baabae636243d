import { type Command, commands } from '../commands.ts'
import { type Flag, listCompletions, type Spelling } from '../flags.ts'

/** Completions for zsh: a file for its fpath, which `source` reads, too. */
export const formatZsh = (): string =>
  [
    '#compdef tagboat',
    '# Completions of tagboat for zsh. Written by `npm run docs`.',
    '_tagboat() {',
    '  if (( CURRENT == 2 )); then',
    '    local -a commands',
    '    commands=(',
    ...commands.map(({ name, summary }) => `      ${quote(`${name}:${summary}`)}`),
    '    )',
    '    _describe command commands',
    '    return',
    '  fi',
    '  local command=$words[2]',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $command in',
    ...commands.flatMap(formatCommand),
    '  esac',
    '}',
    '',
    'if [[ "$funcstack[1]" = _tagboat ]]; then _tagboat "$@"; else compdef _tagboat tagboat; fi',
    '',
  ].join('\n')

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

function formatCommand({ name, flags, takes }: Command): readonly string[] {
  const operands = takes.values === undefined ? '*:argument:' : `1:argument:(${takes.values.join(' ')})`
  const specs = listCompletions(flags).map(([spelled, spelling]) => formatSpec(spelled, spelling))
  return [
    `    ${name})`,
    '      _arguments \\',
    ...specs.map((spec) => `        ${quote(spec)} \\`),
    `        ${quote(operands)}`,
    '      ;;',
  ]
}

/** A specification of _arguments (zshcompsys, "Utility Functions"). */
function formatSpec(name: string, { flag, isOff }: Spelling): string {
  const text = `[${describe(flag, isOff)}]`
  if (isOff) return `--${name}${text}`
  if (flag.kind === 'switch') {
    const values = flag.values?.filter((value) => !['true', 'false'].includes(value)) ?? []
    return values.length === 0 ? `--${name}${text}` : `--${name}=-${text}::value:(${flag.values?.join(' ')})`
  }
  return `${flag.kind === 'list' ? '*' : ''}--${name}=${text}:${flag.value ?? 'VALUE'}:${actionOf(flag)}`
}

/** In a specification `]` ends a description and `:` a message. */
const describe = ({ description, isOn, name }: Flag, isOff: boolean): string =>
  (isOff === Boolean(isOn) ? description : `The opposite of --${isOn ? 'no-' : ''}${name}`).replace(
    /[[\]\\:]/g,
    '\\$&',
  )

function actionOf({ path, values }: Flag): string {
  if (path !== undefined) return path === 'file' ? '_files' : '_files -/'
  return values === undefined ? '' : `(${values.join(' ')})`
}
