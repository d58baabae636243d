import { type Flag, inputFlags } from './flags.ts'
import { pruneFlags, pruneInputFlags } from './prune-flags.ts'

export type CommandName = 'plan' | 'build' | 'publish' | 'promote' | 'prune' | 'doctor' | 'init'

/** A command of `tagboat`: what it takes, and what its help says. */
export interface Command {
  readonly name: CommandName
  /** One sentence. */
  readonly summary: string
  /** Its arguments in the help: `SOURCE... DESTINATION`; '' without arguments. */
  readonly operands: string
  /** How many arguments it takes. */
  readonly takes: { readonly least: number; readonly most: number }
  readonly flags: readonly Flag[]
}

const own = 'This command'

/** What started the run, for commands outside CI. */
const triggerFlags: readonly Flag[] = [
  {
    name: 'ref',
    kind: 'text',
    value: 'REF',
    group: own,
    description:
      'The ref, a branch, a git tag or refs/...; by default the tag on HEAD or the branch that is checked out.',
  },
  {
    name: 'event',
    kind: 'text',
    value: 'EVENT',
    group: own,
    description: 'Plan as for this event of GitHub, for example push, schedule or pull_request.',
  },
  {
    name: 'pr',
    kind: 'text',
    value: 'NUMBER',
    group: own,
    description: 'The number of the pull request, for --event pull_request.',
  },
  {
    name: 'default-branch',
    kind: 'text',
    value: 'BRANCH',
    group: own,
    description: 'The default branch; by default that of the remote origin.',
  },
  {
    name: 'user',
    kind: 'text',
    value: 'NAME',
    group: own,
    description: 'The name for {{user}}; by default that of git, otherwise the login name.',
  },
]

const jsonFlag: Flag = {
  name: 'json',
  kind: 'switch',
  group: own,
  description: 'Print the result as JSON, the output result of the action.',
}

const helpFlag: Flag = {
  name: 'help',
  short: 'h',
  kind: 'switch',
  group: own,
  description: 'Show this help.',
}

const initFlags: readonly Flag[] = [
  {
    name: 'yes',
    short: 'y',
    kind: 'switch',
    group: own,
    description: 'Ask no questions: take what the repository suggests.',
  },
  {
    name: 'images',
    kind: 'text',
    value: 'NAME',
    group: own,
    description: 'The name of the image, with {{target}} in it for several images.',
  },
  {
    name: 'platforms',
    kind: 'text',
    value: 'PLATFORMS',
    group: own,
    description: 'The platforms, for example linux/amd64,linux/arm64.',
  },
  {
    name: 'output',
    short: 'o',
    kind: 'text',
    value: 'FILE',
    group: own,
    description: 'The file to write; by default .github/workflows/image.yml. - prints the workflow.',
  },
  {
    name: 'default-branch',
    kind: 'text',
    value: 'BRANCH',
    group: own,
    description: 'The default branch; by default that of the remote origin.',
  },
  helpFlag,
]

const runFlags = [...triggerFlags, jsonFlag, helpFlag]
const none = { least: 0, most: 0 }

export const commands: readonly Command[] = [
  {
    name: 'plan',
    summary: 'Show what would be published from this working copy, and why.',
    operands: '',
    takes: none,
    flags: [
      ...runFlags,
      { name: 'offline', kind: 'switch', group: own, description: 'Ask no registry and no remote.' },
      ...inputFlags(['dry-run']),
    ],
  },
  {
    name: 'build',
    summary: 'Build images and load them into the local engine as NAME:build. Never pushes.',
    operands: '',
    takes: none,
    flags: [
      ...runFlags,
      {
        name: 'planned-tags',
        kind: 'switch',
        group: own,
        description: 'Give the loaded images the tags that publish would use, too.',
      },
      ...inputFlags(['push', 'load', 'dry-run', 'from', 'only-changed']),
    ],
  },
  {
    name: 'publish',
    summary: 'Build, push, verify, and move the tags, as the action does.',
    operands: '',
    takes: none,
    flags: [...runFlags, ...inputFlags([])],
  },
  {
    name: 'promote',
    summary: 'Publish existing images under further names or tags, without a build. Works without docker.',
    operands: 'SOURCE... DESTINATION...',
    takes: { least: 2, most: Number.POSITIVE_INFINITY },
    flags: [...runFlags, ...inputFlags(['from', 'load', 'push'])],
  },
  {
    name: 'prune',
    summary:
      'Remove the tags of branches and pull requests that are gone. Shows what would go, and deletes with --yes only.',
    operands: '',
    takes: none,
    flags: [...runFlags, ...pruneFlags, ...pruneInputFlags()],
  },
  {
    name: 'doctor',
    summary: 'Check everything that a publish needs: docker, logins, the right to push. Publishes nothing.',
    operands: '',
    takes: none,
    flags: [...runFlags, ...inputFlags(['dry-run'])],
  },
  {
    name: 'init',
    summary: 'Write a workflow that builds and publishes the images of this repository.',
    operands: '',
    takes: none,
    flags: initFlags,
  },
]

export const findCommand = (name: string): Command | undefined =>
  commands.find((command) => command.name === name)

/** `promote [FLAGS] SOURCE... DESTINATION...` */
export const usageOf = ({ name, operands }: Command): string =>
  `${name} [FLAGS]${operands === '' ? '' : ` ${operands}`}`
