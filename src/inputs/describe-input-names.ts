import { findNear } from '../edit-distance.ts'
import { resemblingInput, unknownInput } from '../errors/inputs.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import type { InputReader } from './reader.ts'
import { isGithubRunner } from './unknown-inputs.ts'

/** The inputs of describe/action.yml, in its order; a test compares the two. */
export const describeInputNames: readonly string[] = [
  ...['images', 'readme', 'description', 'dry-run'],
  ...['registry', 'username', 'password', 'registry-auth', 'github-token'],
]

const always = 'Leave it out: relative addresses always become absolute.'

/** The inputs of peter-evans/dockerhub-description (0382289, action.yml) that have another name here. */
const otherInputs: ReadonlyMap<string, string> = new Map([
  ['repository', 'Write images: NAME.'],
  ['short-description', 'Write description: TEXT. The description of the source repository is the default.'],
  ['readme-filepath', 'Write readme: PATH.'],
  ['enable-url-completion', always],
  ['image-extensions', always],
])

/** Refuses inputs of dockerhub-description, and warns of names that resemble an input. Their values may be secret. */
export function checkUnknownDescribeInputs(reader: InputReader, env: Env): void {
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith('INPUT_') || (value ?? '').trim() === '') continue
    const name = variable.slice('INPUT_'.length).toLowerCase()
    if (describeInputNames.includes(name)) continue
    const fix = otherInputs.get(name)
    const near = findNear(name, describeInputNames)
    if (fix !== undefined) {
      const problem = unknownInput(name, fix, 'The action describe')
      if (isGithubRunner(env)) reader.problems.push(problem)
      else reader.warnings.push(describeProblem(problem))
    } else if (near !== undefined) reader.warnings.push(resemblingInput(name, near))
  }
}
