import { version } from '../action-inputs.ts'
import { type Command, commands, usageOf } from '../commands.ts'
import { type Flag, showFlag } from '../flags.ts'

/** The manual page tagboat(1), in roff with the macros of man(7). */
export function formatMan(): string {
  return [
    '.\\" Written by `npm run docs` from action.yml and src/command.',
    `.TH TAGBOAT 1 "" "tagboat ${version}" "User Commands"`,
    '.SH NAME',
    'tagboat \\- from a git ref to a verified container image',
    '.SH SYNOPSIS',
    ...commands.flatMap(formatSynopsis),
    ...describe(),
    ...section('COMMANDS', commands.flatMap(formatCommand)),
    ...section('COMMON FLAGS', listShared().flatMap(formatFlag)),
    ...section('FLAGS OF THE BUILD AND OF THE TAGS', formatInputs()),
    ...section('EXIT STATUS', exitStatus.flatMap(item)),
    ...section('ENVIRONMENT', environment.flatMap(item)),
    ...section('EXAMPLES', examples.flatMap(formatExample).slice(1)),
    ...section('SEE ALSO', ['.BR docker (1),', '.BR docker\\-buildx (1),', '.BR git (1)']),
    '',
  ].join('\n')
}

const section = (title: string, lines: readonly string[]): readonly string[] => [`.SH ${title}`, ...lines]

/** Text in roff, in ASCII: hyphens that can be copied, no escapes, no requests. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^[.']/, '\\&$&')
    .replace(/[^ -~]/gu, (sign) => `\\[u${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)

const item = ([name, text]: readonly [string, string]): readonly string[] => [
  '.TP',
  `.B ${roff(name)}`,
  roff(text),
]

const formatSynopsis = (command: Command, index: number): readonly string[] => [
  ...(index === 0 ? [] : ['.br']),
  `.B tagboat ${roff(command.name)}`,
  roff(usageOf(command).slice(command.name.length + 1)),
]

const describe = (): readonly string[] =>
  section('DESCRIPTION', [
    'Publishes a container image whose tags follow from the git ref: it plans the tags, builds with docker buildx, pushes,',
    'verifies what the registry holds, and moves the tags. It does the same as the GitHub Action of this name.',
    '.PP',
    'Standard output has the result alone, so that',
    '.B docker run $(tagboat build)',
    'works. Everything else goes to standard error.',
  ])

const isOwn = (flag: Flag): boolean => flag.group === 'This command'

const formatCommand = (command: Command): readonly string[] => [
  `.SS ${roff(usageOf(command))}`,
  roff(command.summary),
  ...(command.details ?? []).flatMap((text) => ['.PP', roff(text)]),
  ...command.flags.filter((flag) => isOwn(flag) && !isShared(flag)).flatMap(formatFlag),
]

/** Whether several commands have the same flag. */
const isShared = (flag: Flag): boolean =>
  commands.filter(({ flags }) => flags.some((other) => other === flag)).length > 1

const listShared = (): readonly Flag[] => [
  ...new Set(commands.flatMap(({ flags }) => flags.filter((flag) => isOwn(flag) && isShared(flag)))),
]

function formatFlag(flag: Flag): readonly string[] {
  const short = flag.short === undefined ? '' : `-${flag.short}, `
  const text = flag.more ? `${flag.description} ${flag.more}` : flag.description
  return item([`${short}${showFlag(flag)}`, text])
}

/** The flags of all inputs, once, by their groups. */
function formatInputs(): readonly string[] {
  const flags = new Map(commands.flatMap((command) => command.flags).map((flag) => [flag.name, flag]))
  const inputs = [...flags.values()].filter((flag) => !isOwn(flag))
  const groups = [...new Set(inputs.map(({ group }) => group))]
  return [
    'Each command has the flags that make sense for it; its',
    '.B \\-\\-help',
    'lists them. A flag with [s] may be repeated, with or without the s: its values are the lines of one list. A switch',
    'can be negated:',
    '.B \\-\\-no\\-pull',
    'or',
    '.BR \\-\\-pull=false .',
    'With several images',
    '.B \\-\\-target',
    'chooses which of them to build.',
    ...groups.flatMap((group) => [
      `.SS ${roff(group)}`,
      ...inputs.filter((flag) => flag.group === group).flatMap(formatFlag),
    ]),
  ]
}

const exitStatus = [
  ['0', 'Done, superseded by another run, or nothing to do.'],
  ['1', 'Failed.'],
  ['2', 'Wrong usage.'],
  ['3', 'Refused by a guard.'],
  ['130, 143', 'Cancelled by SIGINT or SIGTERM.'],
] as const

const environment = [
  ['GH_TOKEN, GITHUB_TOKEN', 'Token for GitHub and its container registry.'],
  ['DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG', 'As for docker.'],
  ['NO_COLOR', 'Switches colours off.'],
] as const

const examples = [
  ['Show what would be published from this working copy:', 'tagboat plan'],
  ['Build an image, and run it:', 'docker run $(tagboat build)'],
  ['Give a tested image a further tag:', 'tagboat promote ghcr.io/acme/app:build ghcr.io/acme/app:stable'],
] as const

const formatExample = ([text, line]: readonly [string, string]): readonly string[] => [
  '.PP',
  roff(text),
  '.PP',
  '.RS 4',
  '.nf',
  roff(line),
  '.fi',
  '.RE',
]
