import type { Asked } from '../../errors/registry.ts'
import { contentWrong } from '../../errors/registry.ts'
import { arrayAt, at, type Json, numberAt, stringAt } from '../../json.ts'
import { isDigest } from '../../model/reference.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { canDigest } from '../digest.ts'
import type { Descriptor, Manifest } from '../manifests.ts'
import { manifestTypes } from '../media-types.ts'

/** Configs and layers of one image with all its platforms: docker allows 127 layers for each. */
export const mostBlobs = 10_000

/** Bytes. No registry takes a larger blob; the sizes in a manifest are only its author's word. */
const largestBlob = 2 ** 40

/** What a manifest names, each once. */
export interface Content {
  /** An index's manifests, attestations among them. */
  readonly manifests: readonly Descriptor[]
  /** Config and layers. */
  readonly blobs: readonly Descriptor[]
  /** Layers that are elsewhere for ever. */
  readonly foreign: readonly Descriptor[]
}

/**
 * Reads what an image's manifest or an index names: OCI image spec 1.1, "Image Manifest", "Image Index" and "Descriptor". An
 * index may name what is no manifest (BuildKit's cache does); that is a blob. Throws a TagboatError where a descriptor is none.
 */
export function listContent(asked: Asked, manifest: Manifest): Content {
  const content = { manifests: new Map(), blobs: new Map(), foreign: new Map() } satisfies Record<
    keyof Content,
    Map<string, Descriptor>
  >
  const put = (kind: keyof Content, one: Descriptor) => content[kind].set(one.digest, one)
  for (const child of arrayAt(manifest.json, 'manifests')) {
    const one = readDescriptor(asked, child)
    put(one.mediaType === '' || manifestTypes.includes(one.mediaType) ? 'manifests' : 'blobs', one)
  }
  const config = at(manifest.json, 'config')
  if (config !== undefined) put('blobs', readDescriptor(asked, config))
  for (const layer of arrayAt(manifest.json, 'layers')) {
    const one = readDescriptor(asked, layer)
    put(isForeign(one.mediaType, layer) ? 'foreign' : 'blobs', one)
  }
  return {
    manifests: [...content.manifests.values()],
    blobs: [...content.blobs.values()],
    foreign: [...content.foreign.values()],
  }
}

/** OCI image spec 1.1, "Non-Distributable Layers": they SHOULD NOT be uploaded; `urls` say where they are. */
function isForeign(mediaType: string, layer: Json): boolean {
  return /nondistributable|\.foreign\./.test(mediaType) && arrayAt(layer, 'urls').length > 0
}

function readDescriptor(asked: Asked, json: Json): Descriptor {
  const digest = stringAt(json, 'digest') ?? ''
  const size = numberAt(json, 'size') ?? -1
  if (!isDigest(digest) || !Number.isSafeInteger(size) || size < 0) {
    throw new TagboatError(contentWrong(asked, 'it names a part without a digest or a size'))
  }
  if (size > largestBlob) throw new TagboatError(contentWrong(asked, `it names a part of ${size} bytes`))
  if (!canDigest(digest)) {
    throw new TagboatError(contentWrong(asked, `it names ${digest}, which cannot be checked`))
  }
  return { digest, size, mediaType: stringAt(json, 'mediaType') ?? '' }
}
