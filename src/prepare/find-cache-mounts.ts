import { dependenciesOf, platformsOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import { readDockerfile } from '../content/build-files.ts'
import { type CacheMount, findCacheMounts } from '../content/cache-mounts.ts'
import { parseDockerfile } from '../content/dockerfile.ts'
import { keyOf } from '../model/reference.ts'
import { filePlans, type Plan } from '../plan/plan.ts'
import type { Files } from '../ports/ports.ts'
import type { ImageRequest } from '../publish/request.ts'
import type { RunState } from './run-state.ts'

/** An image of the step; one with a source is not built. */
export type BuiltImage = Pick<ImageRequest, 'plan' | 'source'>

/** A cache mount of the step's build. */
export interface UsedMount {
  readonly mount: CacheMount
  /** The images that use it, with their platforms: other images have mounts of their own, even with the same id. */
  readonly scope: string
}

/** Finds the cache mounts of all images to build, and of their dependencies. `skipped` has clauses without a full stop. */
export async function findUsedMounts(
  files: Files,
  { definition, workspace, plans }: Pick<RunState, 'definition' | 'workspace' | 'plans'>,
  images: readonly BuiltImage[],
  ownPlatform: string,
): Promise<{ readonly mounts: readonly UsedMount[]; readonly skipped: readonly string[] }> {
  const built = [...images.flatMap(({ plan, source }) => (source ? [] : [plan])), ...filePlans(plans)]
  const uses = new Map<string, { mount: CacheMount; scopes: Set<string> }>()
  const skipped = new Set<string>()
  for (const { plan, target: name } of built.flatMap(withDependencies)) {
    const target = definition.targets.get(name) ?? {}
    const folder = contextFolder(workspace, textOf(target, 'context') || '.')
    const dockerfile = await readDockerfile(files, folder, target)
    if (dockerfile === undefined) {
      skipped.add(`the Dockerfile of '${name}' is not in the workspace`)
      continue
    }
    const found = findCacheMounts(parseDockerfile(dockerfile.text), target, ownPlatform)
    for (const reason of found.skipped) skipped.add(reason)
    for (const mount of found.mounts) {
      const key = JSON.stringify(mount)
      const use = uses.get(key) ?? { mount, scopes: new Set() }
      use.scopes.add(describeScope(plan, platformsOf(target), ownPlatform))
      uses.set(key, use)
    }
  }
  const mounts = [...uses.values()].map(({ mount, scopes }) => ({
    mount,
    scope: [...scopes].sort().join(' '),
  }))
  return { mounts, skipped: [...skipped] }

  function withDependencies(plan: Plan) {
    return [plan.target, ...dependenciesOf(definition, plan.target)].map((target) => ({ plan, target }))
  }
}

function describeScope({ target, repositories }: Plan, platforms: readonly string[], own: string): string {
  const on = platforms.length > 0 ? [...platforms].sort() : [own]
  return [target, ...repositories.map(keyOf).sort(), ...on].join(' ')
}
