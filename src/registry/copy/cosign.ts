import { arrayAt, stringAt } from '../../json.ts'
import { getManifest } from '../absence.ts'
import type { Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { copyImage } from './copy-image.ts'
import type { Route } from './route.ts'

export interface CopiedTag {
  readonly tag: string
  /** The source's. */
  readonly digest: string
  /** `kept`: the destination has signatures there that the source lacks, and stays as it is. */
  readonly way: 'present' | 'put' | 'kept'
}

/**
 * Brings what cosign keeps under a tag: signatures, attestations or an SBOM, one layer each. Undefined where the source
 * has no such tag. A tag at the destination with layers of its own is not replaced: they would be lost.
 * The destination is left alone until the image that it is of has `arrived`.
 */
export async function copyCosignTag(
  route: Route,
  tag: string,
  arrived: Promise<unknown>,
): Promise<CopiedTag | undefined> {
  const { from, to } = route
  const [theirs, ours] = await Promise.all([
    getManifest(from.session, from.repository, { tag }),
    // Not before: what is there must be what is replaced a moment later.
    arrived.then(() => getManifest(to.session, to.repository, { tag })),
  ])
  if (!theirs) return undefined
  const { digest } = theirs
  if (ours?.digest === digest) return { tag, digest, way: 'present' }
  const layers = listLayers(theirs)
  if (ours && ![...listLayers(ours)].every((layer) => layers.has(layer))) return { tag, digest, way: 'kept' }
  await copyImage(route, digest, { top: theirs })
  await putManifest(to.session, to.repository, { tag }, theirs)
  return { tag, digest, way: 'put' }
}

function listLayers({ json }: Manifest): ReadonlySet<string | undefined> {
  return new Set(arrayAt(json, 'layers').map((layer) => stringAt(layer, 'digest')))
}
