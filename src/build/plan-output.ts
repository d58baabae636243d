import { gte } from 'semver'
import { type FileOutput, isArchive } from '../bake/target-outputs.ts'
import type { BuilderCapabilities } from '../builder/builder-capabilities.ts'
import { csv } from '../csv.ts'
import { conflictingInputs } from '../errors/inputs.ts'
import type { PushStrategy } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'

/** The properties of an image that determine its outputs. */
interface Outgoing {
  readonly load: boolean
  /** Outputs that write files, if nothing is pushed. */
  readonly files?: readonly FileOutput[]
  readonly rewriteTimestamp: boolean
  /** Number of requested platforms; 0 if none is requested. */
  readonly platforms: number
  readonly hasIndex: boolean
}

/**
 * Plans the outputs of a build, as CSV strings because objects fail on buildx 0.13. On the docker driver one output both pushes and
 * loads, because a pushed image is also stored. Throws a TagboatError for combinations that the engine would refuse after the build.
 */
export function planOutput(
  strategy: PushStrategy,
  outgoing: Outgoing,
  capabilities: BuilderCapabilities,
): readonly string[] {
  const isDocker = capabilities.driver === 'docker'
  if (outgoing.load && outgoing.hasIndex && !capabilities.loadsIndexes) {
    const what = outgoing.platforms > 1 ? `${outgoing.platforms} platforms` : 'attestations'
    throw new TagboatError(
      conflictingInputs(
        `Input load cannot load an image with ${what} into this engine's image store.`,
        'Load one platform without provenance, sbom and attests, or switch the engine to the containerd image store.',
      ),
    )
  }
  if (strategy.kind !== 'local' && keepsTimestamps(outgoing, capabilities)) {
    throw new TagboatError(
      conflictingInputs(
        'Inputs load and rewrite-timestamp exclude each other on a builder of driver docker: the engine cannot store an image with rewritten timestamps.',
        'Leave one of the two out, or name a builder of another driver in input builder.',
      ),
    )
  }
  if (strategy.kind === 'warm') return ['type=cacheonly']
  const shape = shapeOptions(outgoing, capabilities)
  if (strategy.kind === 'local') return planLocal(outgoing, loadOutput(shape, capabilities))
  if (strategy.kind === 'layout') {
    // Each target has a folder of its own, since two targets in one folder overwrite each other's index.
    const timestamps = outgoing.rewriteTimestamp ? ['rewrite-timestamp=true'] : []
    // Without a name, BuildKit writes provenance with an empty list of subjects.
    const name = `name=${strategy.names.join(',')}`
    return [
      csv('type=oci', 'tar=false', `dest=${strategy.folder}`, name, 'oci-mediatypes=true', ...timestamps),
    ]
  }
  const byDigest =
    strategy.kind === 'digest' ? [`name=${strategy.names.join(',')}`, 'push-by-digest=true'] : []
  // With store=false, older buildx silently pushes the image that an earlier build stored under the name.
  const skipStore =
    isDocker && capabilities.rich && !outgoing.load && gte(capabilities.buildx, '0.22.0')
      ? ['store=false']
      : []
  const push = csv('type=image', ...byDigest, 'push=true', ...shape, ...skipStore)
  return outgoing.load && !isDocker ? [push, loadOutput(shape, capabilities)] : [push]
}

function planLocal({ load, files = [], rewriteTimestamp }: Outgoing, loaded: string): readonly string[] {
  const written = files.map((file) =>
    // SOURCE_DATE_EPOCH already gives the files of local and tar the commit's time.
    rewriteTimestamp && isArchive(file) ? `${file.spec},rewrite-timestamp=true` : file.spec,
  )
  const outputs = [...(load ? [loaded] : []), ...written]
  return outputs.length > 0 ? outputs : ['type=cacheonly']
}

/** Whether a loaded image keeps its timestamps: the engine's exporter unpacks what it stores, and BuildKit cannot unpack rewritten layers. */
export const keepsTimestamps = (
  { load, rewriteTimestamp }: Pick<Outgoing, 'load' | 'rewriteTimestamp'>,
  { driver, rich }: BuilderCapabilities,
): boolean => load && rewriteTimestamp && driver === 'docker' && rich

/**
 * Options that change the image's bytes. All outputs of an image share them, so that the loaded image equals the pushed one: buildx
 * reports only one digest for both.
 */
function shapeOptions(
  { hasIndex, rewriteTimestamp }: Outgoing,
  { rich }: BuilderCapabilities,
): readonly string[] {
  if (!rich) return []
  // Annotations on a single manifest require the OCI media type. An index with attestations has it anyway.
  return [
    ...(hasIndex ? [] : ['oci-mediatypes=true']),
    ...(rewriteTimestamp ? ['rewrite-timestamp=true'] : []),
  ]
}

/** The output that loads an image. On the docker driver it keeps the timestamps, about which a notice informs the user. */
function loadOutput(shape: readonly string[], { driver }: BuilderCapabilities): string {
  return csv('type=docker', ...shape.filter((option) => driver !== 'docker' || !/^rewrite/.test(option)))
}
