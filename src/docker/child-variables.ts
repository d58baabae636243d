import type { BakeTarget } from '../bake/bake-target.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { cacheVariables } from '../ports/child-environment.ts'

/**
 * Which of the runner's own variables a build gets: those of its caches, where it has one of `type=gha`, and those that
 * the workflow's own `secret-envs` name. A bake file may be a stranger's: where one of its secrets asks for a cache's
 * variable by name, the build gets none, since a secret's value is whatever buildx finds in its own environment. The
 * same holds where one of its caches names its own address: buildx sends the token there.
 */
export function keptForBuild(
  { isBake, writesCache }: { readonly isBake: boolean; readonly writesCache: boolean },
  { secretEnvs }: Pick<BuildInputs, 'secretEnvs'>,
  targets: ReadonlyMap<string, BakeTarget>,
): readonly string[] {
  const all = [...targets.values()]
  const fields = writesCache ? ['cache-from', 'cache-to'] : ['cache-from']
  const caches = all.flatMap((target) => fields.flatMap((field) => specsOf(target, field)))
  const hasGithubCache = caches.some((cache) => settingOf(cache, 'type') === 'gha')
  const kept = hasGithubCache ? cacheVariables : []
  if (!isBake) return [...kept, ...secretEnvs.map(({ value }) => value)]
  // A part of the text, not a setting in it: no way of writing a secret gets past this.
  const secrets = all.flatMap((target) => specsOf(target, 'secret'))
  const isAsked = cacheVariables.some((name) => secrets.some((secret) => secret.includes(name)))
  return isAsked || caches.some(isElsewhere) ? [] : kept
}

/** buildx adds the runner's token to any cache of `type=gha` without one, wherever it is (`buildflags/cache.go`). */
const isElsewhere = (cache: string): boolean =>
  settingOf(cache, 'type') === 'gha' &&
  settingOf(cache, 'token') === undefined &&
  ['url', 'url_v2'].some((key) => settingOf(cache, key) !== undefined)
