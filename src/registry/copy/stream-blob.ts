import { TagboatError } from '../../model/tagboat-error.ts'
import { cancelUpload, headBlob, startUpload, type Upload } from '../blobs.ts'
import type { Descriptor } from '../manifests.ts'
import { pause } from '../retry.ts'
import { type BlobSource, type CheckedBlob, createCheckedBlob } from './checked-blob.ts'
import type { Way } from './copy-context.ts'
import { type Begun, findOffset, TooLarge, uploadBlob } from './upload-blob.ts'

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

/** From the beginning, or where an attempt broke off; in smaller bodies where one was too large. */
async function send(way: Way, blob: Descriptor, source: CheckedBlob, opened: Upload | undefined) {
  const { host } = way.to.repository
  let upload = opened
  let attempt = 1
  while (true) {
    const begun = await begin(way, blob, upload, attempt === 1)
    if (begun === undefined) return
    try {
      const most = Math.min(begun.upload.most ?? Infinity, way.limits.get(host) ?? Infinity)
      return await uploadBlob(way.to, blob, source, begun, most)
    } catch (error) {
      const cause = source.failure() ?? error
      // Bytes with a wrong digest are no beginning of the right ones, and a body that was refused may have come in part.
      upload = source.failure() === undefined && !(cause instanceof TooLarge) ? begun.upload : undefined
      if (!upload) await cancel(way, begun.upload)
      if (cause instanceof TooLarge) learnLimit(way, blob, cause)
      else await pause(way, way.retryPolicy, attempt++, cause)
    }
  }
}

const MiB = 1024 * 1024
/**
 * Bytes of chunks to try after a 413, from those that fit below Cloudflare's 100 MB (distribution issue 2042) down to nginx's
 * default, 1 MiB (its `client_max_body_size`). Those of 5 MiB and more are what ECR takes (sdk-container-builds issue 424).
 */
const chunkSizes = [64 * MiB, 16 * MiB, 5 * MiB, MiB]

/** Another blob may have found a size that fits meanwhile. */
function learnLimit({ log, limits, to }: Way, blob: Descriptor, { size, problem }: TooLarge): void {
  const { host } = to.repository
  const smaller = chunkSizes.find((one) => one < Math.min(size, (limits.get(host) ?? Infinity) + 1))
  if (smaller === undefined) throw new TagboatError(problem)
  limits.set(host, smaller)
  log.info(`${host} refuses a body of ${size} bytes: ${blob.digest} is sent in chunks of ${smaller} bytes.`)
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
