import { TagboatError } from '../../model/tagboat-error.ts'
import { cancelUpload, headBlob, startUpload, type Upload } from '../blobs.ts'
import type { Descriptor } from '../manifests.ts'
import { pause } from '../retry.ts'
import { type BlobSource, type CheckedBlob, createCheckedBlob } from './checked-blob.ts'
import type { PushContext } from './copy-context.ts'
import { BodyTooLarge, findUploadOffset, type PartialUpload, uploadBlob } from './upload-blob.ts'

/** Streams a blob that the destination lacks, as soon as a stream is free. `opened` is an upload that exists already. */
export async function streamBlob(
  context: PushContext,
  blob: Descriptor,
  source: BlobSource,
  opened?: Upload,
): Promise<void> {
  await context.limitStreams(blob.size, async () => {
    context.tasks.throwIfFailed()
    await sendBlob(context, blob, createCheckedBlob(context, blob, source), opened)
  })
}

/** Sends the blob; after a failure resumes where it broke off, and after a 413 sends smaller chunks. */
async function sendBlob(
  context: PushContext,
  blob: Descriptor,
  source: CheckedBlob,
  opened: Upload | undefined,
): Promise<void> {
  const { host } = context.to.repository
  let upload = opened
  let attempt = 1
  while (true) {
    const partial = await openUpload(context, blob, upload, attempt === 1)
    if (partial === undefined) return
    try {
      const maxBody = Math.min(partial.upload.maxChunk ?? Infinity, context.bodyLimits.get(host) ?? Infinity)
      return await uploadBlob(context.to, blob, source, partial, maxBody)
    } catch (error) {
      const cause = source.failure() ?? error
      // Not resumable: bytes with a wrong digest, and a body that was refused, of which the registry may have kept a part.
      upload = source.failure() === undefined && !(cause instanceof BodyTooLarge) ? partial.upload : undefined
      if (!upload) await cancelQuietly(context, partial.upload)
      if (cause instanceof BodyTooLarge) lowerBodyLimit(context, blob, cause)
      else await pause(context, context.retryPolicy, attempt++, cause)
    }
  }
}

/** The upload to continue, and its offset; undefined if the registry has the blob after all. */
async function openUpload(
  { to, to: { session, repository } }: PushContext,
  blob: Descriptor,
  upload: Upload | undefined,
  isFirst: boolean,
): Promise<PartialUpload | undefined> {
  if (!isFirst && (await headBlob(session, repository, blob.digest))) return undefined
  const resumed = isFirst || !upload ? undefined : await findUploadOffset(to, blob, upload)
  if (resumed) return resumed
  return { upload: (isFirst && upload) || (await startUpload(session, repository)), offset: 0 }
}

const MiB = 1024 * 1024
/**
 * Chunk sizes to try after a 413, from one below Cloudflare's 100 MB (distribution issue 2042) down to nginx's default of
 * 1 MiB (its `client_max_body_size`). ECR takes chunks from 5 MiB on (sdk-container-builds issue 424).
 */
const chunkSizes = [64 * MiB, 16 * MiB, 5 * MiB, MiB]

/** Chooses the next smaller chunk size for the registry. Another blob may have lowered the limit meanwhile. */
function lowerBodyLimit(
  { log, bodyLimits, to }: PushContext,
  blob: Descriptor,
  { size, problem }: BodyTooLarge,
): void {
  const { host } = to.repository
  const smaller = chunkSizes.find((one) => one < Math.min(size, (bodyLimits.get(host) ?? Infinity) + 1))
  if (smaller === undefined) throw new TagboatError(problem)
  bodyLimits.set(host, smaller)
  log.info(`${host} refuses a body of ${size} bytes: sending ${blob.digest} in chunks of ${smaller} bytes.`)
}

/** Cancels an upload; a failure is only logged. */
export function cancelQuietly({ to, log }: PushContext, upload: Upload): Promise<void> {
  return cancelUpload({ session: to.session, log }, to.repository, upload)
}
