import { type BakeTarget, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import { normalizeReference } from '../content/base-reference.ts'
import { readDockerfile } from '../content/build-files.ts'
import { findDependencies } from '../content/dependencies.ts'
import { parseDockerfile } from '../content/dockerfile.ts'
import { readVariables } from '../content/dockerfile-variables.ts'
import type { BuildPlan } from '../definition/build-plan.ts'
import type { Files } from '../ports/ports.ts'
import type { UsedRegistry } from './temporary-builder.ts'

/** The registries in a target's references, as far as these are literal; `docker.io` for `alpine`. */
export interface TargetHosts {
  readonly contexts: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  /** The registries of the base images in its Dockerfile. */
  readonly bases: readonly string[]
  /** The Dockerfile could not be read, because it is in a remote context or does not exist. */
  readonly isPartial: boolean
}

/**
 * Finds the registries that a build uses, for a temporary builder. For untrusted code only those in the workflow count, because a bake
 * file or Dockerfile of the checkout must not open the machine's network.
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

function describe(
  { contexts, cacheFrom, cacheTo, bases }: TargetHosts,
  { mayWrite, isUntrusted }: { readonly mayWrite: boolean; readonly isUntrusted: boolean },
): readonly UsedRegistry[] {
  return [
    ...contexts.map((host) => name('a named context', host)),
    ...(mayWrite ? cacheTo.map((host) => name('cache-to', host)) : []),
    ...(isUntrusted ? [] : bases.map((host) => name('a base image', host))),
    // Without its cache a build is only slower.
    ...cacheFrom.map((host) => name('cache-from', host, false)),
  ]
}

const name = (usedBy: string, host: string, isNeeded = true): UsedRegistry => ({ host, usedBy, isNeeded })

/** Finds a target's registries, including those in its Dockerfile. `ownPlatform` (`linux/amd64`) sets its platform variables. */
export async function findTargetHosts(
  files: Files,
  { workspace, ownPlatform }: { readonly workspace: string; readonly ownPlatform: string },
  target: BakeTarget,
): Promise<TargetHosts> {
  const named = {
    contexts: Object.values(recordOf(target, 'contexts')).flatMap(hostOfContext),
    cacheFrom: hostsOfCaches(target, 'cache-from'),
    cacheTo: hostsOfCaches(target, 'cache-to'),
  }
  const folder = contextFolder(workspace, textOf(target, 'context') || '.')
  const dockerfile = await readDockerfile(files, folder, target)
  if (dockerfile === undefined) return { ...named, bases: [], isPartial: true }
  const parsed = parseDockerfile(dockerfile.text)
  const dependencies = findDependencies(parsed, target, readVariables(parsed, target, ownPlatform))
  return {
    ...named,
    bases: [...dependencies.images].flatMap(hostOfReference),
    isPartial: parsed.stages.length === 0,
  }
}

const hostsOfCaches = (target: BakeTarget, field: 'cache-from' | 'cache-to'): readonly string[] =>
  // A name alone is short for `type=registry`.
  specsOf(target, field)
    .flatMap((spec) => (spec.includes('=') ? (settingOf(spec, 'ref') ?? []) : spec))
    .flatMap(hostOfReference)

/** The registry of `docker-image://NAME`; none for any other context. */
const hostOfContext = (value: string): readonly string[] =>
  hostOfReference(/^docker-image:\/\/(.+)$/s.exec(value)?.[1] ?? '')

/** The host of a reference, `docker.io` for `alpine`; none for an invalid reference. */
function hostOfReference(text: string): readonly string[] {
  const reference = normalizeReference(text)
  return reference === undefined ? [] : [reference.slice(0, reference.indexOf('/'))]
}
