import { type Flag, inputFlags } from './flags.ts'
import {
  describeFlags,
  helpFlag,
  initFlags,
  jsonFlag,
  own,
  publishFlags,
  runFlags,
  triggerFlags,
  verbosityFlags,
  workflowFlags,
} from './own-flags.ts'
import { pruneFlags, pruneInputFlags } from './prune-flags.ts'

export type CommandName =
  | 'plan'
  | 'build'
  | 'publish'
  | 'promote'
  | 'doctor'
  | 'migrate'
  | 'init'
  | 'completion'
  | 'describe'
  | 'prune'

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

const none = { least: 0, most: 0 }

const shells = ['bash', 'zsh', 'fish']

/** The inputs that a promotion takes: it builds nothing. */
const promoteInputs = inputFlags(['from', 'push', 'build-args', 'labels']).filter(
  ({ name, group }) =>
    name === 'engine-wait' || !(group === 'The build' || group === 'Many images' || name.startsWith('cache')),
)

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
    name: 'prune',
    summary:
      'Remove the tags of branches and pull requests that are gone. Shows what would go, and deletes with --yes only.',
    operands: '',
    takes: none,
    flags: [...pruneFlags, ...pruneInputFlags()],
  },
  {
    name: 'describe',
    summary: 'Write README.md as the page of images on Docker Hub, Quay or Harbor.',
    operands: 'IMAGE...',
    takes: { least: 1, most: Number.POSITIVE_INFINITY },
    flags: [
      ...describeFlags,
      ...inputFlags([]).flatMap((flag) => {
        if (flag.name === 'username') return [flag]
        const description = 'The registry that --username belongs to; that of the images by default.'
        return flag.name === 'registry' ? [{ ...flag, description }] : []
      }),
    ],
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
