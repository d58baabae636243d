import type { SourceImage } from '../../src/inputs/from-image.ts'
import { parseRepository, type Repository, type Target } from '../../src/model/reference.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import type { Manifest } from '../../src/registry/manifests.ts'
import { ociIndex, ociManifest } from '../../src/registry/media-types.ts'

export const imageConfig = 'application/vnd.oci.image.config.v1+json'

/** Images in memory: manifests and configurations, for code that reads images. */
export function createImageStore() {
  const manifests = new Map<string, Manifest>()
  const blobs = new Map<string, Uint8Array>()
  const encode = (json: object) => new TextEncoder().encode(JSON.stringify(json))
  const put = (name: string, tag: string, mediaType: string, json: object) => {
    const bytes = encode(json)
    const content = { digest: computeDigest(bytes), mediaType, bytes, json: { ...json } }
    for (const target of [tag, content.digest]) manifests.set(`${name} ${target}`, content)
    return { mediaType, digest: content.digest, size: bytes.length }
  }
  const key = (repository: Repository, target: Target) =>
    `${repository.name} ${'tag' in target ? target.tag : target.digest}`
  return {
    put,
    /** Adds an image with the configuration `config`. */
    image(name: string, tag: string, config: object, more: object = {}) {
      const bytes = encode(config)
      const digest = computeDigest(bytes)
      blobs.set(digest, bytes)
      const json = { config: { mediaType: imageConfig, digest, size: bytes.length }, layers: [], ...more }
      return put(name, tag, ociManifest, json)
    },
    index: (name: string, tag: string, entries: readonly object[]) =>
      put(name, tag, ociIndex, { mediaType: ociIndex, manifests: entries }),
    reader: {
      getManifest: async (repository: Repository, target: Target) => manifests.get(key(repository, target)),
      getBlob: async (_: Repository, digest: string) => blobs.get(digest),
    },
  }
}

/** The result of `readFrom` for `name:tag`. */
export function sourceImage(name: string, tag: string): SourceImage {
  return { text: `${name}:${tag}`, repository: parseRepository(name), target: { tag } }
}
