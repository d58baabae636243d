import { contentWrong } from '../../errors/registry.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { describeBlobRead, headBlob, mountBlob, refuseRead } from '../blobs.ts'
import { wrongContent } from '../body.ts'
import type { Descriptor } from '../manifests.ts'
import { pause } from '../retry.ts'
import type { RegistryAnswer, RegistryRequest, RegistrySession } from '../session.ts'
import type { BlobSource } from './checked-blob.ts'
import { type CopyContext, isSameRegistry, type RepositorySession } from './copy-context.ts'
import { cancelQuietly, streamBlob } from './stream-blob.ts'

/**
 * Copies one blob: mounted within a registry, skipped if the destination has it, else streamed. Images and their
 * referrers share blobs, and each blob is copied once per client.
 */
export async function copyBlob(context: CopyContext, blob: Descriptor): Promise<void> {
  await context.transfers.once(context.to.repository, blob.digest, () => transferBlob(context, blob))
}

async function transferBlob(context: CopyContext, blob: Descriptor): Promise<void> {
  const { from, to } = context
  const mounted = isSameRegistry(context)
    ? await mountBlob(to.session, from.repository, to.repository, blob.digest)
    : undefined
  if (mounted === 'mounted') return
  if (await headBlob(to.session, to.repository, blob.digest)) {
    if (mounted) await cancelQuietly(context, mounted)
    return
  }
  await streamBlob(context, blob, createRemoteSource(context, blob), mounted)
}

function createRemoteSource(context: CopyContext, blob: Descriptor): BlobSource {
  const { asked } = describeBlobRead(context.from.repository, blob.digest)
  return { read: (offset) => readBlob(context, blob, offset), wrong: (what) => wrongContent(asked, what) }
}

/** Bytes after which a connection counts as healthy: the number of attempts starts again. */
const healthyProgress = 16 * 1024 * 1024

/**
 * The bytes of a blob from an offset to its end. A download that breaks off resumes where it broke, with a Range request
 * (RFC 9110, section 14.2). Ends with exactly the descriptor's size, or throws. The caller checks the digest.
 */
async function* readBlob(
  context: CopyContext,
  blob: Descriptor,
  offset: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let at = offset
  let [attempt, attemptsFrom] = [0, at]
  while (at < blob.size) {
    try {
      for await (const chunk of readFrom(context.from, blob, at)) {
        at += chunk.byteLength
        yield chunk
      }
      if (at < blob.size)
        throw wrongContent(describeLargeRead(context.from, blob).asked, 'it ended too early')
    } catch (error) {
      if (at - attemptsFrom >= healthyProgress) [attempt, attemptsFrom] = [0, at]
      attempt += 1
      await pause(context, context.retryPolicy, attempt, error)
    }
  }
}

function describeLargeRead({ repository }: RepositorySession, blob: Descriptor): RegistryRequest {
  return { ...describeBlobRead(repository, blob.digest), isLarge: true }
}

/** One download, from `start` until it ends or breaks off. */
async function* readFrom(
  from: RepositorySession,
  blob: Descriptor,
  start: number,
): AsyncGenerator<Uint8Array> {
  const whole = describeLargeRead(from, blob)
  const request = start === 0 ? whole : { ...whole, headers: { range: `bytes=${start}-` } }
  const tooLong = () =>
    new TagboatError(
      contentWrong(whole.asked, `it is longer than the ${blob.size} bytes that its image says`),
    )
  let at = start
  let surplus = 0
  const body = streamAnswer(from.session, request, async (answer) => {
    if (answer.status !== 200 && answer.status !== 206) return refuseRead(from.session, whole.asked, answer)
    const first = findStart(answer)
    if (first > start) throw wrongContent(whole.asked, 'it begins elsewhere than asked')
    surplus = start - first
    const length = answer.headers['content-length']
    if (length !== undefined && first + Number(length) > blob.size) throw tooLong()
    return answer.body
  })
  for await (const chunk of body) {
    // A server without support for Range sends the whole blob again.
    const fresh = chunk.subarray(surplus)
    surplus -= chunk.byteLength - fresh.byteLength
    at += fresh.byteLength
    if (at > blob.size) throw tooLong()
    if (fresh.byteLength > 0) yield fresh
  }
}

/** The offset in the blob at which the body begins. */
function findStart(answer: RegistryAnswer): number {
  if (answer.status === 200) return 0
  const start = /^bytes (\d+)-/.exec(answer.headers['content-range'] ?? '')?.[1]
  return start === undefined ? Number.POSITIVE_INFINITY : Number(start)
}

/**
 * The body of an answer as a stream. The request occupies its slot in the session's pool until the stream ends or is
 * abandoned. `choose` checks the answer first and returns its body. Failures are thrown as `Session.attempt` throws them.
 */
async function* streamAnswer(
  session: RegistrySession,
  request: RegistryRequest,
  choose: (answer: RegistryAnswer) => Promise<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const opened = createDeferred<AsyncIterable<Uint8Array>>()
  const ended = createDeferred<void>()
  const whole = session.attempt(request, async (answer) => {
    opened.resolve(await choose(answer))
    await ended.promise
  })
  whole.catch(opened.reject)
  const body = await opened.promise
  try {
    yield* body
  } catch (error) {
    ended.reject(error)
  } finally {
    ended.resolve()
  }
  await whole
}

interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

/** Promise.withResolvers, which Node has from version 22 on. */
function createDeferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, resolve: (value) => settle.resolve(value), reject: (reason) => settle.reject(reason) }
}
