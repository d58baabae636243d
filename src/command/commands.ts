import { type Flag, inputFlags } from './flags.ts'

export type CommandName = 'plan' | 'build' | 'publish' | 'promote' | 'completion'

/** A command of `tagboat`: what it takes, and what its help says. */
export interface Command {
  readonly name: CommandName
  /** One sentence. */
  readonly summary: string
  /** Paragraphs below the usage, about the arguments. */
  readonly details?: readonly string[]
  /** Its arguments in the help: `SOURCE... DESTINATION`; '' without arguments. */
  readonly operands: string
  /** How many arguments it takes. */
  readonly takes: {
    readonly least: number
    readonly most: number
    /** The only valid arguments; any by default. */
    readonly values?: readonly string[]
  }
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

/** The flags of --workflow. */
export const workflowFlags: readonly Flag[] = [
  {
    name: 'workflow',
    kind: 'text',
    value: 'FILE',
    path: 'file',
    group: own,
    description: 'Take the settings of the step in this workflow that uses Tagboat; flags win.',
    more: 'The path is relative to the root of the working copy, or the name of a file in .github/workflows.',
  },
  {
    name: 'step',
    kind: 'text',
    value: 'ID',
    group: own,
    description: 'The id of the step, or of its job, if several steps of --workflow use Tagboat.',
  },
  {
    name: 'matrix',
    kind: 'list',
    value: 'NAME=VALUE',
    group: own,
    description: 'The value of a key of the matrix, for --workflow.',
  },
  {
    name: 'workflow-value',
    kind: 'list',
    value: 'NAME[=VALUE]',
    group: own,
    description: 'A value that only GitHub knows, for --workflow: vars.IMAGE=ghcr.io/acme/app.',
    more: 'A name alone, secrets.NPM_TOKEN, has the value of the environment variable NPM_TOKEN.',
  },
]

const helpFlag: Flag = {
  name: 'help',
  short: 'h',
  kind: 'switch',
  group: own,
  description: 'Show this help.',
}

const runFlags = [...triggerFlags, jsonFlag, helpFlag]
const none = { least: 0, most: 0 }

const shells = ['bash', 'zsh', 'fish']

export const commands: readonly Command[] = [
  {
    name: 'plan',
    summary: 'Show what would be published from this working copy, and why.',
    operands: '',
    takes: none,
    flags: [
      ...runFlags,
      ...workflowFlags,
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
      ...workflowFlags,
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
    flags: [...runFlags, ...workflowFlags, ...inputFlags([])],
  },
  {
    name: 'promote',
    summary: 'Publish existing images under further names or tags, without a build. Works without docker.',
    operands: 'SOURCE... DESTINATION...',
    takes: { least: 2, most: Number.POSITIVE_INFINITY },
    flags: [...runFlags, ...inputFlags(['from', 'load', 'push'])],
  },
  {
    name: 'completion',
    summary: 'Print the completions of the flags for a shell: bash, zsh or fish.',
    details: [
      'bash: eval "$(tagboat completion bash)" in ~/.bashrc.',
      'zsh: source <(tagboat completion zsh) in ~/.zshrc, after compinit; or save it as _tagboat in a folder of fpath.',
      'fish: tagboat completion fish > ~/.config/fish/completions/tagboat.fish',
    ],
    operands: 'SHELL',
    takes: { least: 1, most: 1, values: shells },
    flags: [helpFlag],
  },
]

export const findCommand = (name: string): Command | undefined =>
  commands.find((command) => command.name === name)

/** `promote [FLAGS] SOURCE... DESTINATION...` */
export const usageOf = ({ name, operands }: Command): string =>
  `${name} [FLAGS]${operands === '' ? '' : ` ${operands}`}`
