import type { BakeTarget } from '../bake/bake-target.ts'
import { specsOf } from './specs.ts'

/** What the runner gives an action for its own services: tokens for caches, artifacts and OIDC, and where they are. */
export const isRunners = (name: string): boolean => name.startsWith('ACTIONS_')

/** What buildx reads for caches of `type=gha` (Docker's documentation, "GitHub Actions cache", Authentication). */
const cacheVariables: readonly string[] = [
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
]

/**
 * Which of our variables a build does not get. What the inputs describe names only variables that the workflow named. A
 * bake file may be a stranger's: it gets those of its caches, and not even these where a secret asks for one by name,
 * since a secret's value is whatever buildx finds in its own environment.
 */
export function hiddenFromBuild(
  isBake: boolean,
  targets: ReadonlyMap<string, BakeTarget>,
): (name: string) => boolean {
  if (!isBake) return () => false
  // A part of the text, not a setting in it: no way of writing a secret gets past this.
  const secrets = [...targets.values()].flatMap((target) => specsOf(target, 'secret'))
  const isAsked = cacheVariables.some((name) => secrets.some((secret) => secret.includes(name)))
  return (name) => isRunners(name) && (isAsked || !cacheVariables.includes(name))
}
