import { settingOf } from '../bake/specs.ts'
import type { BuilderCapabilities } from './builder-capabilities.ts'

/** Where the result of a build goes, besides a registry. */
export interface ResultKinds {
  readonly load: boolean
  /** Files of the image, and no image. */
  readonly isFilesOnly?: boolean
  /** An archive of type docker, which holds one manifest. */
  readonly hasDockerArchive?: boolean
}

/**
 * The attestations of a build, always written out, since exporters differ in their default. Where nobody said
 * anything: provenance, with everything (`mode=max`) for a public repository, without build arguments
 * (`mode=min`) for a private one. None where the builder can carry none, the engine could not load them, or an archive
 * cannot hold them. Beside files without an image, that of a private one is left out, as docker/build-push-action does.
 */
export function planAttests(
  asked: readonly string[],
  isPrivate: boolean,
  capabilities: BuilderCapabilities,
  { load, isFilesOnly = false, hasDockerArchive = false }: ResultKinds,
): readonly string[] {
  if (!capabilities.rich) return []
  const names = (kind: string) => asked.some((attest) => settingOf(attest, 'type') === kind)
  // Of several of one type buildx takes the last.
  const attests = [...new Map(asked.map((attest) => [settingOf(attest, 'type'), attest])).values()]
  const mode = isPrivate ? (isFilesOnly ? 'min,inline-only=true' : 'min') : 'max'
  const isLoadable = !hasDockerArchive && (!load || capabilities.loadsIndexes)
  if (!names('provenance')) attests.push(`type=provenance,${isLoadable ? `mode=${mode}` : 'disabled=true'}`)
  if (!names('sbom')) attests.push('type=sbom,disabled=true')
  return attests
}

export const isAttested = (attests: readonly string[]): boolean =>
  attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest))
