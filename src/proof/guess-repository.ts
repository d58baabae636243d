import type { Json } from '../json.ts'
import { stringListAt } from '../workflow-expressions/workflow-values.ts'

/**
 * The repository that a workflow is for, by its own conditions: `if: github.repository == 'acme/app'`. Without it, the jobs that have such a
 * condition would not run in the examples.
 */
export function guessRepository(file: Json): string {
  const text = JSON.stringify(file) ?? ''
  const whole = mostFrequent([...text.matchAll(/github\.repository\s*==\s*'([\w.-]+\/[\w.-]+)'/gi)])
  if (whole !== undefined) return whole
  const owner = mostFrequent([...text.matchAll(/github\.repository_owner\s*==\s*'([\w.-]+)'/gi)])
  return `${owner ?? 'acme'}/app`
}

/** The name of the default branch that a workflow assumes: `master` if it names that and not `main`. */
export function guessDefaultBranch(file: Json): string {
  const filters = ['push', 'pull_request'].flatMap(
    (event) => stringListAt(file, 'on', event, 'branches') ?? [],
  )
  const text = JSON.stringify(file) ?? ''
  const names = (branch: string) => filters.includes(branch) || text.includes(`refs/heads/${branch}'`)
  return names('master') && !names('main') ? 'master' : 'main'
}

function mostFrequent(found: readonly RegExpMatchArray[]): string | undefined {
  const counts = new Map<string, number>()
  for (const [, name = ''] of found) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}
