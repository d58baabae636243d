import { gte } from 'semver'
import { type FileOutput, isArchive } from '../bake/target-outputs.ts'
import { csv } from '../csv.ts'
import { conflictingInputs } from '../errors/inputs.ts'
import type { PushStrategy } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { BuilderCapabilities } from './builder-capabilities.ts'

/** What is known of the image that goes out. */
interface Outgoing {
  readonly load: boolean
  /** Files that are written, where nothing is pushed. */
  readonly files?: readonly FileOutput[]
  readonly rewriteTimestamp: boolean
  /** How many; 0 where none is asked for. */
  readonly platforms: number
  readonly hasIndex: boolean
}

/**
 * Where the result goes, as CSV strings: their object form fails on buildx 0.13.
 * On the docker driver an image that is pushed is stored too, so one output does both.
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
  // The engine would refuse it after the build.
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
    // A folder of the target's own: two targets that write into one have spoilt each other's index.
    const timestamps = outgoing.rewriteTimestamp ? ['rewrite-timestamp=true'] : []
    // Without a name BuildKit writes provenance that is about nothing: an empty list of subjects.
    const name = `name=${strategy.names.join(',')}`
    return [
      csv('type=oci', 'tar=false', `dest=${strategy.folder}`, name, 'oci-mediatypes=true', ...timestamps),
    ]
  }
  const byDigest =
    strategy.kind === 'digest' ? [`name=${strategy.names.join(',')}`, 'push-by-digest=true'] : []
  // Older buildx would silently push the image that an earlier build left under that name.
  const mayStayUnstored =
    isDocker && capabilities.rich && !outgoing.load && gte(capabilities.buildx, '0.22.0')
      ? ['store=false']
      : []
  const push = csv('type=image', ...byDigest, 'push=true', ...shape, ...mayStayUnstored)
  return outgoing.load && !isDocker ? [push, loadOutput(shape, capabilities)] : [push]
}

function planLocal({ load, files = [], rewriteTimestamp }: Outgoing, loaded: string): readonly string[] {
  const written = files.map((file) =>
    // The files of local and tar have the commit's time by SOURCE_DATE_EPOCH already.
    rewriteTimestamp && isArchive(file) ? `${file.spec},rewrite-timestamp=true` : file.spec,
  )
  const outputs = [...(load ? [loaded] : []), ...written]
  return outputs.length > 0 ? outputs : ['type=cacheonly']
}

/** BuildKit does not unpack rewritten layers, and the engine's own exporter unpacks everything that it stores. */
export const keepsTimestamps = (
  { load, rewriteTimestamp }: Pick<Outgoing, 'load' | 'rewriteTimestamp'>,
  { driver, rich }: BuilderCapabilities,
): boolean => load && rewriteTimestamp && driver === 'docker' && rich

/**
 * Options that change the image's bytes. Every output of an image has the same ones: what is loaded beside a push is the pushed image,
 * and buildx reports only one digest for both.
 */
function shapeOptions(
  { hasIndex, rewriteTimestamp }: Outgoing,
  { rich }: BuilderCapabilities,
): readonly string[] {
  if (!rich) return []
  // Annotations on a single manifest need the OCI type; an index of attestations has it anyway.
  return [
    ...(hasIndex ? [] : ['oci-mediatypes=true']),
    ...(rewriteTimestamp ? ['rewrite-timestamp=true'] : []),
  ]
}

/** An image that the engine's own builder loads without a push keeps its timestamps: `keepsTimestamps` tells the user. */
function loadOutput(shape: readonly string[], { driver }: BuilderCapabilities): string {
  return csv('type=docker', ...shape.filter((option) => driver !== 'docker' || !/^rewrite/.test(option)))
}
