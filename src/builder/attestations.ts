import { settingOf } from '../bake/specs.ts'
import type { BuilderCapabilities } from './builder-capabilities.ts'

/** The outputs of a build besides a registry, as far as attestations depend on them. */
export interface ResultKinds {
  readonly load: boolean
  /** Only the files in the image are written, and no image. */
  readonly isFilesOnly?: boolean
  /** An archive of type docker is written, which can hold only one manifest. */
  readonly hasDockerArchive?: boolean
}

/**
 * The attestations of a build, always explicit because exporters have different defaults. Unless the user chose otherwise, a public
 * repository gets complete provenance (`mode=max`), and a private one provenance without build arguments (`mode=min`). There is none if
 * the builder does not support attestations, the engine cannot load them, or an archive cannot hold them. If a private repository writes
 * only files, provenance is not added to them, as in docker/build-push-action.
 */
export function planAttests(
  asked: readonly string[],
  isPrivate: boolean,
  capabilities: BuilderCapabilities,
  { load, isFilesOnly = false, hasDockerArchive = false }: ResultKinds,
): readonly string[] {
  if (!capabilities.rich) return []
  const names = (kind: string) => asked.some((attest) => settingOf(attest, 'type') === kind)
  // buildx uses the last attestation of each type.
  const attests = [...new Map(asked.map((attest) => [settingOf(attest, 'type'), attest])).values()]
  const mode = isPrivate ? (isFilesOnly ? 'min,inline-only=true' : 'min') : 'max'
  const isLoadable = !hasDockerArchive && (!load || capabilities.loadsIndexes)
  if (!names('provenance')) attests.push(`type=provenance,${isLoadable ? `mode=${mode}` : 'disabled=true'}`)
  if (!names('sbom')) attests.push('type=sbom,disabled=true')
  return attests
}

export const isAttested = (attests: readonly string[]): boolean =>
  attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest))
