import { createHash } from 'node:crypto'
import type { Labels } from '../plan/labels.ts'
import type { Content } from './destinations.ts'
import type { FoundImage } from './source.ts'

const indexType = 'application/vnd.oci.image.index.v1+json'

/**
 * One index over the platforms of several images, attestations kept, in the order they were named. Pure: the same
 * images give the same digest. OCI image spec 1.1, "Image Index".
 */
export function mergeImages(found: readonly FoundImage[], annotations: Labels): Content {
  const manifests = found.flatMap(({ children }) => children.map(({ descriptor }) => descriptor))
  const index = { schemaVersion: 2, mediaType: indexType, manifests, annotations }
  const bytes = new TextEncoder().encode(JSON.stringify(index, null, 2))
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  return { digest, mediaType: indexType, bytes, json: index }
}
