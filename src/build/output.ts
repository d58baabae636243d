import { gte } from 'semver'
import { csv } from '../csv.ts'
import { conflictingInputs } from '../errors/inputs.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Abilities } from './builder.ts'
import type { Landing } from './landing.ts'

/**
 * Where the result goes, as CSV strings: their object form fails on buildx 0.13.
 * On the docker driver an image that is pushed is stored too, so one output does both.
 */
export function planOutput(
  landing: Landing,
  inputs: BuildInputs,
  abilities: Abilities,
  hasIndex: boolean,
): readonly string[] {
  const isDocker = abilities.driver === 'docker'
  if (inputs.load && hasIndex && !abilities.loadsIndexes) {
    const what = inputs.platforms.length > 1 ? `${inputs.platforms.length} platforms` : 'attestations'
    throw new TagboatError(
      conflictingInputs(
        `Input load cannot load an image with ${what} into this engine's image store.`,
        'Load one platform without provenance, sbom and attests, or switch the engine to the containerd image store.',
      ),
    )
  }
  if (landing.kind === 'warm') return ['type=cacheonly']
  if (landing.kind === 'local') return [inputs.load ? 'type=docker' : 'type=cacheonly']
  if (landing.kind === 'layout') {
    // A folder of the target's own: two targets that write into one have spoilt each other's index.
    const timestamps = inputs.rewriteTimestamp ? ['rewrite-timestamp=true'] : []
    return [csv('type=oci', 'tar=false', `dest=${landing.folder}`, 'oci-mediatypes=true', ...timestamps)]
  }
  const byDigest = landing.kind === 'digest' ? [`name=${landing.names.join(',')}`, 'push-by-digest=true'] : []
  const push = csv('type=image', ...byDigest, 'push=true', ...imageOptions(inputs, abilities, hasIndex))
  return inputs.load && !isDocker ? [push, 'type=docker'] : [push]
}

function imageOptions(inputs: BuildInputs, abilities: Abilities, hasIndex: boolean): readonly string[] {
  const options: string[] = []
  if (!abilities.rich) return options
  // Annotations on a single manifest need the OCI type; an index of attestations has it anyway.
  if (!hasIndex) options.push('oci-mediatypes=true')
  // Older buildx would silently push the image that an earlier build left under that name.
  const mayStayUnstored = abilities.driver === 'docker' && !inputs.load && gte(abilities.buildx, '0.22.0')
  if (mayStayUnstored) options.push('store=false')
  if (inputs.rewriteTimestamp) options.push('rewrite-timestamp=true')
  return options
}
