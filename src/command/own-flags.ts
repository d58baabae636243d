import type { Flag } from './flags.ts'

/** The heading of the flags that are not inputs. */
export const own = 'This command'

/** What started the run, for commands outside CI. */
export const triggerFlags: readonly Flag[] = [
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

export const jsonFlag: Flag = {
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

export const helpFlag: Flag = {
  name: 'help',
  short: 'h',
  kind: 'switch',
  group: own,
  description: 'Show this help.',
}

export const initFlags: readonly Flag[] = [
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
export const publishFlags: readonly Flag[] = [
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

export const verbosityFlags: readonly Flag[] = [
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

export const describeFlags: readonly Flag[] = [
  {
    name: 'readme',
    kind: 'text',
    value: 'FILE',
    path: 'file',
    group: own,
    description: 'The Markdown file, below the root of the working copy; by default README.md.',
  },
  {
    name: 'description',
    kind: 'text',
    value: 'TEXT',
    group: own,
    description: 'The short description; by default that of the repository, which needs GH_TOKEN.',
  },
  {
    name: 'dry-run',
    kind: 'switch',
    group: own,
    description: 'Print the change of each page as a diff, and write nothing.',
  },
  ...triggerFlags.filter(({ name }) => name === 'ref'),
  ...publishFlags.filter(({ name }) => name === 'password-stdin'),
  ...verbosityFlags,
  helpFlag,
]

export const runFlags = [...triggerFlags, jsonFlag, ...verbosityFlags, helpFlag]
