import type { Descriptor } from '../manifests.ts'
import { mountBlob } from '../mount.ts'
import { pause } from '../retry.ts'
import { cancelUpload, headBlob, startUpload, type Upload } from '../uploads.ts'
import { createCheckedBlob } from './checked-blob.ts'
import { isSameRegistry, type Route } from './route.ts'
import { type Begun, findOffset, uploadBlob } from './upload-blob.ts'

/** How a blob came to its destination. */
export type BlobWay = 'present' | 'mounted' | 'streamed' | 'foreign'

/** Brings one blob: mounted within a registry, not touched where it is, streamed else. */
export async function copyBlob(route: Route, blob: Descriptor): Promise<BlobWay> {
  const { from, to } = route
  const mounted = isSameRegistry(route)
    ? await mountBlob(to.session, from.repository, to.repository, blob.digest)
    : undefined
  if (mounted === 'mounted') return 'mounted'
  if (await headBlob(to.session, to.repository, blob.digest)) {
    if (mounted) await cancel(route, mounted)
    return 'present'
  }
  await route.streams(async () => {
    route.job.check()
    await streamBlob(route, blob, mounted)
  })
  return 'streamed'
}

/** Streams a blob, from the beginning or where an attempt broke off. */
async function streamBlob(route: Route, blob: Descriptor, opened: Upload | undefined): Promise<void> {
  const source = createCheckedBlob(route, blob)
  let upload = opened
  for (let attempt = 1; ; attempt += 1) {
    const begun = await begin(route, blob, upload, attempt === 1)
    if (begun === undefined) return
    try {
      return await uploadBlob(route.to, blob, source, begun)
    } catch (error) {
      const cause = source.failure() ?? error
      // Bytes with a wrong digest are no beginning of the right ones.
      upload = source.failure() === undefined ? begun.upload : undefined
      if (!upload) await cancel(route, begun.upload)
      await pause(route, route.patience, attempt, cause)
    }
  }
}

/** Where to send bytes to, and from which offset on; undefined where an attempt before has done it after all. */
async function begin(
  { to: { session, repository }, to }: Route,
  blob: Descriptor,
  upload: Upload | undefined,
  first: boolean,
): Promise<Begun | undefined> {
  if (!first && (await headBlob(session, repository, blob.digest))) return undefined
  const left = first || !upload ? undefined : await findOffset(to, blob, upload)
  if (left) return left
  return { upload: (first && upload) || (await startUpload(session, repository)), offset: 0 }
}

function cancel({ to, log }: Route, upload: Upload): Promise<void> {
  return cancelUpload({ session: to.session, log }, to.repository, upload)
}
