import { type BakeTarget, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/paths.ts'
import { settingOf, specsOf } from '../bake/specs.ts'
import { findDependencies } from '../content/dependencies.ts'
import { parseDockerfile } from '../content/dockerfile.ts'
import { readDockerfile } from '../content/sources.ts'
import { readVariables } from '../content/variables.ts'
import { tryParseReference } from '../model/reference.ts'
import type { Files } from '../ports/ports.ts'

/** The registries that a target names, as far as they are written out; `docker.io` for `alpine`. */
export interface TargetHosts {
  readonly contexts: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  /** Of the images that its Dockerfile needs. */
  readonly bases: readonly string[]
  /** The Dockerfile could not be read: it is in a remote context, or does not exist. */
  readonly isPartial: boolean
}

/** Reads the target's Dockerfile, too; `ownPlatform` (`linux/amd64`) is what its platform variables are looked up with. */
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

/** The registry of `docker-image://NAME`; none for any other context. */
export const hostOfContext = (value: string): readonly string[] =>
  hostOfReference(/^docker-image:\/\/(.+)$/s.exec(value)?.[1] ?? '')

const hostsOfCaches = (target: BakeTarget, field: 'cache-from' | 'cache-to'): readonly string[] =>
  // A name alone is short for `type=registry`.
  specsOf(target, field)
    .flatMap((spec) => (spec.includes('=') ? (settingOf(spec, 'ref') ?? []) : spec))
    .flatMap(hostOfReference)

/** `docker.io` for `alpine`; none where it is no reference. */
function hostOfReference(text: string): readonly string[] {
  const reference = tryParseReference(text)
  return reference === undefined ? [] : [reference.repository.host]
}
