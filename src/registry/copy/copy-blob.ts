import { describeBlobRead, wrongContent } from '../blobs.ts'
import type { Descriptor } from '../manifests.ts'
import { mountBlob } from '../mount.ts'
import { headBlob } from '../uploads.ts'
import type { BlobSource } from './checked-blob.ts'
import { readBlob } from './read-blob.ts'
import { isSameRegistry, type Route } from './route.ts'
import { cancel, streamBlob } from './stream-blob.ts'

/** How a blob came to its destination. */
export type BlobWay = 'present' | 'mounted' | 'streamed' | 'foreign'

/** Brings one blob, if nobody of this client did or does: images and what refers to them share some. */
export async function copyBlob(route: Route, blob: Descriptor): Promise<BlobWay> {
  return route.arrivals.once(route.to.repository, blob.digest, () => bringBlob(route, blob))
}

/** Mounted within a registry, not touched where it is, streamed else. */
async function bringBlob(route: Route, blob: Descriptor): Promise<BlobWay> {
  const { from, to } = route
  const mounted = isSameRegistry(route)
    ? await mountBlob(to.session, from.repository, to.repository, blob.digest)
    : undefined
  if (mounted === 'mounted') return 'mounted'
  if (await headBlob(to.session, to.repository, blob.digest)) {
    if (mounted) await cancel(route, mounted)
    return 'present'
  }
  await streamBlob(route, blob, findSource(route, blob), mounted)
  return 'streamed'
}

function findSource(route: Route, blob: Descriptor): BlobSource {
  const { asked } = describeBlobRead(route.from.repository, blob.digest)
  return { read: (offset) => readBlob(route, blob, offset), wrong: (what) => wrongContent(asked, what) }
}
