import { type Flag, inputFlags } from './flags.ts'

export type CommandName =
  | 'plan'
  | 'build'
  | 'publish'
  | 'promote'
  | 'doctor'
  | 'migrate'
  | 'init'
  | 'completion'

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
      'The ref: a branch, a git tag or refs/...; by default the branch that is checked out, or the git tag that HEAD is at.',
  },
  {
    name: 'event',
    kind: 'text',
    value: 'EVENT',
    group: own,
    description:
      'Act as for this event of GitHub: push, pull_request, schedule, release, workflow_dispatch, ...',
  },
  {
    name: 'pr',
    kind: 'text',
    value: 'NUMBER',
    group: own,
    description: 'The number of a pull request or merge request; means --event pull_request.',
  },
  {
    name: 'fork',
    kind: 'switch',
    group: own,
    description: 'The pull request comes from a fork: nothing is pushed, and its code sees no secrets.',
  },
  {
    name: 'default-branch',
    kind: 'text',
    value: 'BRANCH',
    group: own,
    description: 'The default branch; by default that of the remote (origin/HEAD).',
  },
  {
    name: 'user',
    kind: 'text',
    value: 'NAME',
    group: own,
    description: 'The name for {{user}}; by default the user of git, otherwise the login name.',
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

const initFlags: readonly Flag[] = [
  {
    name: 'yes',
    short: 'y',
    kind: 'switch',
    group: own,
    description: 'Ask no questions: take what the repository suggests.',
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

/** Permissions and credentials of the commands that publish. */
const publishFlags: readonly Flag[] = [
  {
    name: 'allow-dirty',
    kind: 'switch',
    group: own,
    description:
      'Publish uncommitted changes, under names that end in -dirty. A personal channel, {{user}} in the image name or tag, needs no flag.',
  },
  {
    name: 'allow-release',
    kind: 'switch',
    group: own,
    description: 'Publish releases, latest and names of the default branch without a question.',
  },
  {
    name: 'password-stdin',
    kind: 'switch',
    group: own,
    description: 'Read the password for --registry and --username from standard input.',
  },
]

const verbosityFlags: readonly Flag[] = [
  {
    name: 'quiet',
    short: 'q',
    kind: 'switch',
    group: own,
    description: 'Show only warnings and errors on standard error.',
  },
  {
    name: 'verbose',
    short: 'v',
    kind: 'switch',
    group: own,
    description: 'Show also details about what the command does.',
  },
]

/** The inputs that a promotion takes: it builds nothing. */
const promoteInputs = inputFlags(['from', 'push', 'build-args', 'labels']).filter(
  ({ name, group }) =>
    name === 'engine-wait' || !(group === 'The build' || group === 'Many images' || name.startsWith('cache')),
)

const runFlags = [...triggerFlags, jsonFlag, ...verbosityFlags, helpFlag]
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
      {
        name: 'load',
        kind: 'list',
        value: 'CLUSTER',
        group: own,
        description:
          'Load the images into a cluster on this machine, too: kind, kind:NAME or minikube. Several are possible.',
      },
      ...inputFlags(['push', 'load', 'dry-run', 'from', 'only-changed']),
    ],
  },
  {
    name: 'publish',
    summary: 'Build, push, verify, and move the tags, as the action does.',
    operands: '',
    takes: none,
    flags: [...runFlags, ...publishFlags, ...workflowFlags, ...inputFlags([])],
  },
  {
    name: 'promote',
    summary: 'Publish existing images under further names or tags, without a build. Works without docker.',
    details: [
      'A source is NAME:TAG, NAME@sha256:..., docker-daemon:NAME:TAG or oci-layout:FOLDER. The last reference is the destination; every reference before it is a source, and several sources are merged into one image of several platforms.',
      'A tag alone is always a destination, in --images or under the name of the first source: tagboat promote ghcr.io/acme/app@sha256:... 1.2.3 1.2 latest. With --tags, every argument is a source.',
    ],
    operands: 'SOURCE... DESTINATION...',
    takes: { least: 1, most: Number.POSITIVE_INFINITY },
    flags: [...runFlags, ...publishFlags, ...promoteInputs],
  },
  {
    name: 'doctor',
    summary: 'Check everything that a publish needs: docker, logins, the right to push. Publishes nothing.',
    operands: '',
    takes: none,
    flags: [
      ...runFlags.map((flag) =>
        flag === jsonFlag ? { ...flag, description: 'Print the findings as a list in JSON.' } : flag,
      ),
      ...workflowFlags,
      ...inputFlags(['dry-run']),
    ],
  },
  {
    name: 'migrate',
    summary:
      'Convert workflows from docker’s actions to Tagboat steps, with a proof that the tags stay the same.',
    operands: '[FILE...]',
    takes: { least: 0, most: Number.POSITIVE_INFINITY },
    flags: [
      {
        name: 'write',
        short: 'w',
        kind: 'switch',
        group: own,
        description: 'Change the files, instead of printing a diff.',
      },
      ...triggerFlags.filter(({ name }) => name === 'default-branch'),
      ...verbosityFlags,
      helpFlag,
    ],
  },
  {
    name: 'init',
    summary: 'Write a workflow that builds and publishes the images of this repository.',
    operands: '',
    takes: none,
    flags: [...initFlags, ...inputFlags([]).filter(({ name }) => ['images', 'platforms'].includes(name))],
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
