import { findNear } from '../edit-distance.ts'
import { resemblingInput, unknownInput } from '../errors/inputs.ts'
import type { Env } from '../ports/ports.ts'
import type { InputReader } from './reader.ts'
import { inputNames, isGithubRunner } from './unknown-inputs.ts'

/** The inputs of prune/action.yml, in its order; a test compares the two. */
export const pruneInputNames: readonly string[] = [
  ...['images', 'tags', 'flavor', 'builds', 'bake-files', 'targets', 'set', 'vars'],
  ...['keep', 'keep-days', 'sha', 'untagged', 'delete-package', 'dry-run'],
  ...['registry', 'username', 'password', 'registry-auth', 'github-token'],
]

/**
 * Refuses inputs of a build that a prune does not have, and names that resemble an input: one that is not read could decide about a
 * name, or keep a tag. On other runners than GitHub's the second is a warning, as for a build.
 */
export function checkUnknownPruneInputs(reader: InputReader, env: Env): void {
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith('INPUT_') || (value ?? '').trim() === '') continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    if (pruneInputNames.includes(name)) continue
    const near = findNear(name, pruneInputNames)
    const isOther = inputNames.includes(name)
    if (isGithubRunner(env) && (isOther || near !== undefined)) {
      const fix = isOther
        ? 'Leave it out: it has no influence on the names of tags.'
        : `Write ${near}: a prune that does not read it could remove more than you mean.`
      reader.problems.push(unknownInput(name, fix, 'The action prune'))
    } else if (near !== undefined) reader.warnings.push(resemblingInput(name, near))
  }
}
