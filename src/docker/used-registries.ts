import type { Files } from '../ports/ports.ts'
import type { BuildPlan } from './build-plan.ts'
import { findTargetHosts, hostOfContext, type TargetHosts } from './registry-hosts.ts'
import type { UsedRegistry } from './temporary-builder.ts'

/**
 * The registries that a build uses, for a builder that has to be made. Of untrusted code only those count that the workflow names: what
 * a bake file or a Dockerfile of the checkout names must not open the machine's network.
 */
export async function findRegistries(
  files: Files,
  { plans, targets, reused, inputs, workspace, isUntrusted = false }: BuildPlan,
  ownPlatform: string,
): Promise<readonly UsedRegistry[]> {
  const used = plans.flatMap(({ intent, repositories }) =>
    intent.kind === 'push' ? repositories.map(({ host }) => name('images', host)) : [],
  )
  used.push(...[...reused.values()].flatMap(hostOfContext).map((host) => name('a reused image', host)))
  const isForeign = isUntrusted && inputs.bake !== undefined
  const looked = isForeign ? [] : [...targets.values()]
  const found = await Promise.all(
    looked.map((target) => findTargetHosts(files, { workspace, ownPlatform }, target)),
  )
  const mayWrite = plans.some(({ intent }) => intent.kind === 'push')
  return [...used, ...found.flatMap((hosts) => describe(hosts, { mayWrite, isUntrusted }))]
}

const name = (usedBy: string, host: string, isNeeded = true): UsedRegistry => ({ host, usedBy, isNeeded })

function describe(
  { contexts, cacheFrom, cacheTo, bases }: TargetHosts,
  { mayWrite, isUntrusted }: { readonly mayWrite: boolean; readonly isUntrusted: boolean },
): readonly UsedRegistry[] {
  return [
    ...contexts.map((host) => name('a named context', host)),
    ...(mayWrite ? cacheTo.map((host) => name('cache-to', host)) : []),
    ...(isUntrusted ? [] : bases.map((host) => name('a base image', host))),
    // Without a cache the build only takes longer.
    ...cacheFrom.map((host) => name('cache-from', host, false)),
  ]
}
