import { contentWrong, type RequestSubject } from '../../errors/registry.ts'
import { arrayAt, at, type Json, numberAt, stringAt } from '../../json.ts'
import { digestAt } from '../../model/reference.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { canDigest } from '../digest.ts'
import type { Descriptor, Manifest } from '../manifests.ts'
import { manifestTypes } from '../media-types.ts'

/** Configs and layers of one image with all its platforms: docker allows 127 layers for each platform. */
export const maxBlobs = 10_000

/** Bytes. No registry takes a larger blob, and the sizes in a manifest are whatever its author wrote. */
const maxBlobSize = 2 ** 40

/** The descriptors in a manifest or index, each digest once. */
export interface ManifestChildren {
  /** The manifests of an index, attestations among them. */
  readonly manifests: readonly Descriptor[]
  /** Config and layers. */
  readonly blobs: readonly Descriptor[]
}

/**
 * Lists the children of an image manifest or index: OCI image spec 1.1, "Image Manifest", "Image Index" and "Descriptor".
 * Index entries of other media types, as in BuildKit's cache, count as blobs. Leaves out layers that no registry keeps.
 * Throws a TagboatError for an invalid descriptor; `asked` is what the error names.
 */
export function listChildren(asked: RequestSubject, manifest: Manifest): ManifestChildren {
  const manifests = new Map<string, Descriptor>()
  const blobs = new Map<string, Descriptor>()
  const add = (to: Map<string, Descriptor>, one: Descriptor) => to.set(one.digest, one)
  for (const child of arrayAt(manifest.json, 'manifests')) {
    const one = readDescriptor(asked, child)
    const isManifest = one.mediaType === '' || manifestTypes.includes(one.mediaType)
    add(isManifest ? manifests : blobs, one)
  }
  const config = at(manifest.json, 'config')
  if (config !== undefined) add(blobs, readDescriptor(asked, config))
  for (const layer of arrayAt(manifest.json, 'layers')) {
    const one = readDescriptor(asked, layer)
    if (!isForeign(one.mediaType, layer)) add(blobs, one)
  }
  return { manifests: [...manifests.values()], blobs: [...blobs.values()] }
}

/** OCI image spec 1.1, "Non-Distributable Layers": they SHOULD NOT be uploaded; `urls` name their servers. */
function isForeign(mediaType: string, layer: Json): boolean {
  return /nondistributable|\.foreign\./.test(mediaType) && arrayAt(layer, 'urls').length > 0
}

function readDescriptor(asked: RequestSubject, json: Json): Descriptor {
  const digest = digestAt(json, 'digest')
  const size = numberAt(json, 'size') ?? -1
  if (digest === undefined || !Number.isSafeInteger(size) || size < 0) {
    throw new TagboatError(contentWrong(asked, 'it names a part without a digest or a size'))
  }
  if (size > maxBlobSize) throw new TagboatError(contentWrong(asked, `it names a part of ${size} bytes`))
  if (!canDigest(digest)) {
    throw new TagboatError(contentWrong(asked, `it names ${digest}, which cannot be checked`))
  }
  return { digest, size, mediaType: stringAt(json, 'mediaType') ?? '' }
}
