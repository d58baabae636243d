import type { Descriptor } from '../manifests.ts'
import { pause } from '../retry.ts'
import { cancelUpload, headBlob, startUpload, type Upload } from '../uploads.ts'
import { type BlobSource, type CheckedBlob, createCheckedBlob } from './checked-blob.ts'
import type { Way } from './route.ts'
import { type Begun, findOffset, uploadBlob } from './upload-blob.ts'

/** Streams a blob that is not there, when a place is free. `opened` is an upload that was begun already. */
export async function streamBlob(
  way: Way,
  blob: Descriptor,
  source: BlobSource,
  opened?: Upload,
): Promise<void> {
  await way.streams(blob.size, async () => {
    way.job.check()
    await send(way, blob, createCheckedBlob(way, blob, source), opened)
  })
}

/** From the beginning, or where an attempt broke off. */
async function send(way: Way, blob: Descriptor, source: CheckedBlob, opened: Upload | undefined) {
  let upload = opened
  for (let attempt = 1; ; attempt += 1) {
    const begun = await begin(way, blob, upload, attempt === 1)
    if (begun === undefined) return
    try {
      return await uploadBlob(way.to, blob, source, begun)
    } catch (error) {
      const cause = source.failure() ?? error
      // Bytes with a wrong digest are no beginning of the right ones.
      upload = source.failure() === undefined ? begun.upload : undefined
      if (!upload) await cancel(way, begun.upload)
      await pause(way, way.patience, attempt, cause)
    }
  }
}

/** Where to send bytes to, and from which offset on; undefined where an attempt before has done it after all. */
async function begin(
  { to: { session, repository }, to }: Way,
  blob: Descriptor,
  upload: Upload | undefined,
  first: boolean,
): Promise<Begun | undefined> {
  if (!first && (await headBlob(session, repository, blob.digest))) return undefined
  const left = first || !upload ? undefined : await findOffset(to, blob, upload)
  if (left) return left
  return { upload: (first && upload) || (await startUpload(session, repository)), offset: 0 }
}

export function cancel({ to, log }: Way, upload: Upload): Promise<void> {
  return cancelUpload({ session: to.session, log }, to.repository, upload)
}
