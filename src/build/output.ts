import { gte } from 'semver'
import { csv } from '../csv.ts'
import { conflictingInputs } from '../errors/inputs.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Abilities } from './builder.ts'
import { type FileOutput, isArchive } from './file-output.ts'
import type { Landing } from './landing.ts'

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
export function planOutput(landing: Landing, outgoing: Outgoing, abilities: Abilities): readonly string[] {
  const isDocker = abilities.driver === 'docker'
  if (outgoing.load && outgoing.hasIndex && !abilities.loadsIndexes) {
    const what = outgoing.platforms > 1 ? `${outgoing.platforms} platforms` : 'attestations'
    throw new TagboatError(
      conflictingInputs(
        `Input load cannot load an image with ${what} into this engine's image store.`,
        'Load one platform without provenance, sbom and attests, or switch the engine to the containerd image store.',
      ),
    )
  }
  if (landing.kind === 'warm') return ['type=cacheonly']
  if (landing.kind === 'local') return planLocal(outgoing)
  if (landing.kind === 'layout') {
    // A folder of the target's own: two targets that write into one have spoilt each other's index.
    const timestamps = outgoing.rewriteTimestamp ? ['rewrite-timestamp=true'] : []
    // Without a name BuildKit writes provenance that is about nothing: an empty list of subjects.
    const name = `name=${landing.names.join(',')}`
    return [
      csv('type=oci', 'tar=false', `dest=${landing.folder}`, name, 'oci-mediatypes=true', ...timestamps),
    ]
  }
  const byDigest = landing.kind === 'digest' ? [`name=${landing.names.join(',')}`, 'push-by-digest=true'] : []
  const push = csv('type=image', ...byDigest, 'push=true', ...imageOptions(outgoing, abilities))
  return outgoing.load && !isDocker ? [push, 'type=docker'] : [push]
}

function planLocal({ load, files = [], rewriteTimestamp }: Outgoing): readonly string[] {
  const written = files.map((file) =>
    // The files of local and tar have the commit's time by SOURCE_DATE_EPOCH already.
    rewriteTimestamp && isArchive(file) ? `${file.spec},rewrite-timestamp=true` : file.spec,
  )
  const outputs = [...(load ? ['type=docker'] : []), ...written]
  return outputs.length > 0 ? outputs : ['type=cacheonly']
}

function imageOptions(outgoing: Outgoing, abilities: Abilities): readonly string[] {
  const options: string[] = []
  if (!abilities.rich) return options
  // Annotations on a single manifest need the OCI type; an index of attestations has it anyway.
  if (!outgoing.hasIndex) options.push('oci-mediatypes=true')
  // Older buildx would silently push the image that an earlier build left under that name.
  const mayStayUnstored = abilities.driver === 'docker' && !outgoing.load && gte(abilities.buildx, '0.22.0')
  if (mayStayUnstored) options.push('store=false')
  if (outgoing.rewriteTimestamp) options.push('rewrite-timestamp=true')
  return options
}
