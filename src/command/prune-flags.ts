import { pruneInputNames } from '../inputs/prune-input-names.ts'
import { inputNames } from '../inputs/unknown-inputs.ts'
import { type Flag, inputFlags } from './flags.ts'
import { helpFlag, jsonFlag, own, publishFlags, triggerFlags, verbosityFlags } from './own-flags.ts'

const group = 'What goes and what stays'

/** The flags of `tagboat prune` that no other command has. */
export const pruneFlags: readonly Flag[] = [
  {
    name: 'yes',
    short: 'y',
    kind: 'switch',
    group: own,
    description: 'Delete. Without it the command shows what would go.',
  },
  {
    name: 'ref',
    kind: 'text',
    value: 'REF',
    group: own,
    description: 'Prune only this branch or git tag, which no longer exists.',
  },
  {
    name: 'pr',
    kind: 'text',
    value: 'NUMBER',
    group: own,
    description: 'Prune only this pull request, which is closed.',
  },
  ...triggerFlags.filter(({ name }) => name === 'default-branch'),
  {
    name: 'keep',
    kind: 'text',
    value: 'PATTERNS',
    group,
    description: 'Tags that always stay, with * and ?.',
  },
  {
    name: 'keep-days',
    kind: 'text',
    value: 'DAYS',
    group,
    description: 'Days that a tag stays after its pull request was closed, or else after its upload.',
  },
  {
    name: 'sha',
    kind: 'text',
    value: 'keep-days=DAYS',
    group,
    description: 'Remove tags of commits this many days after their upload.',
  },
  {
    name: 'untagged',
    kind: 'switch',
    group,
    description: 'Also delete old manifests without a tag, where the registry lists them.',
  },
  {
    name: 'delete-package',
    kind: 'switch',
    group,
    description: "On GitHub's container registry, delete the whole package with its last tag.",
  },
  jsonFlag,
  ...verbosityFlags,
  helpFlag,
  ...publishFlags.filter(({ name }) => name === 'password-stdin'),
]

/** The inputs of a build that a prune has, too. `--yes` takes the place of dry-run. */
export const pruneInputFlags = (): readonly Flag[] =>
  inputFlags(inputNames.filter((name) => !pruneInputNames.includes(name) || name === 'dry-run'))
