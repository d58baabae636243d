import { resemblingInput, unknownInput } from '../errors/inputs.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { countSlips } from '../slips.ts'
import { dockerInputs, inputNames } from './input-names.ts'
import type { Reader } from './reader.ts'

/** How the runner names an input's variable: in capitals, `_` for a blank ("Metadata syntax", inputs). */
const prefix = 'INPUT_'

/**
 * Refuses inputs that docker's actions have and Tagboat does not, and warns of names that resemble an input. On other
 * runners than GitHub's it only warns: a variable there may be the input of an outer composite action.
 */
export function checkUnknownInputs(reader: Reader, env: Env): void {
  for (const name of readUnknown(env)) {
    const fix = dockerInputs.get(name)
    if (fix !== undefined) {
      const problem = unknownInput(name, fix)
      if (isGithubRunner(env)) reader.problems.push(problem)
      else reader.warnings.push(describeProblem(problem))
      continue
    }
    const near = findNear(name)
    if (near !== undefined) reader.warnings.push(resemblingInput(name, near))
  }
}

/** Names without their values, which may be secrets; empty inputs say nothing. */
function readUnknown(env: Env): readonly string[] {
  return Object.entries(env).flatMap(([variable, value]) => {
    if (!variable.startsWith(prefix) || (value ?? '').trim() === '') return []
    const name = variable.slice(prefix.length).toLowerCase()
    return inputNames.includes(name) ? [] : [name]
  })
}

/**
 * The other runners pretend to be GitHub's and add variables of their own: act sets ACT (run_context.go, GetEnv), Gitea's
 * runner GITEA_ACTIONS, Forgejo's both GITEA_ACTIONS and FORGEJO_ACTIONS (runner.go). They pass the inputs of an outer
 * composite action down (nektos/act#2874); GitHub's runner does not.
 */
export function isGithubRunner(env: Env): boolean {
  return env.GITHUB_ACTIONS === 'true' && !env.ACT && !env.GITEA_ACTIONS && !env.FORGEJO_ACTIONS
}

/** The input that a name resembles: the same but for `-`, `_`, blanks and `s`, or with one slip in four letters. */
export function findNear(name: string): string | undefined {
  const plain = (text: string) => text.replace(/[-_\s]/g, '')
  const bare = (text: string) => plain(text).replace(/s$/, '')
  const same =
    inputNames.find((known) => plain(known) === plain(name)) ??
    inputNames.find((known) => bare(known) === bare(name))
  if (same !== undefined) return same
  const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2
  const ranked = inputNames
    .map((known) => ({ known, slips: countSlips(plain(name), plain(known)) }))
    .sort((one, other) => one.slips - other.slips)
  const [best] = ranked
  return best !== undefined && best.slips <= most ? best.known : undefined
}
