import type { Clock } from '../ports/ports.ts'
import { ociIndex } from './media-types.ts'

/** The annotation of an empty index, to which a tag moves that is to be removed. */
export const removedKey = 'dev.tagboat.removed'

/** An index with a unique id, so that no other tag has its digest. */
export function makeEmptyIndex(clock: Pick<Clock, 'now' | 'random'>): {
  readonly mediaType: string
  readonly bytes: Uint8Array
} {
  const id = `${clock.now()}-${clock.random().toString(36).slice(2)}`
  const index = { schemaVersion: 2, mediaType: ociIndex, manifests: [], annotations: { [removedKey]: id } }
  return { mediaType: ociIndex, bytes: Buffer.from(JSON.stringify(index)) }
}
