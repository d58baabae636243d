import { contentWrong } from '../../errors/registry.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { describeBlobRead, headBlob, mountBlob, refuseRead, wrongContent } from '../blobs.ts'
import type { Descriptor } from '../manifests.ts'
import { pause } from '../retry.ts'
import type { Answer, RegistryRequest, Session } from '../session.ts'
import type { BlobSource } from './checked-blob.ts'
import { type Destination, isSameRegistry, type Route } from './copy-context.ts'
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

/** After so many bytes a connection has shown its worth: attempts are counted anew. */
const progress = 16 * 1024 * 1024

/**
 * The bytes of a blob from an offset to its end. What breaks off is taken up again where it broke, by Range (RFC 9110,
 * section 14.2); it ends with exactly the descriptor's size, or throws. The digest is the caller's to check.
 */
export async function* readBlob(
  route: Route,
  blob: Descriptor,
  offset: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let at = offset
  let [attempt, since] = [0, at]
  while (at < blob.size) {
    try {
      for await (const chunk of openAt(route.from, blob, at)) {
        at += chunk.byteLength
        yield chunk
      }
      if (at < blob.size) throw wrongContent(describe(route.from, blob).asked, 'it ended too early')
    } catch (error) {
      if (at - since >= progress) [attempt, since] = [0, at]
      attempt += 1
      await pause(route, route.retryPolicy, attempt, error)
    }
  }
}

function describe(place: Destination, blob: Descriptor): RegistryRequest {
  return { ...describeBlobRead(place.repository, blob.digest), isLarge: true }
}

async function* openAt(place: Destination, blob: Descriptor, start: number): AsyncGenerator<Uint8Array> {
  const plain = describe(place, blob)
  const request = start === 0 ? plain : { ...plain, headers: { range: `bytes=${start}-` } }
  const wrong = (what: string) => new TagboatError(contentWrong(plain.asked, what))
  let at = start
  let drop = 0
  const body = streamAnswer(place.session, request, async (answer) => {
    if (answer.status !== 200 && answer.status !== 206) {
      return refuseRead(place.session, plain.asked, answer)
    }
    const first = findStart(answer)
    if (first > start) throw wrongContent(plain.asked, 'it begins elsewhere than asked')
    drop = start - first
    const length = answer.headers['content-length']
    if (length !== undefined && first + Number(length) > blob.size) throw wrong(tooLong(blob))
    return answer.body
  })
  for await (const chunk of body) {
    // A server without Range sends it all again.
    const fresh = chunk.subarray(drop)
    drop -= chunk.byteLength - fresh.byteLength
    at += fresh.byteLength
    if (at > blob.size) throw wrong(tooLong(blob))
    if (fresh.byteLength > 0) yield fresh
  }
}

const tooLong = (blob: Descriptor): string => `it is longer than the ${blob.size} bytes that its image says`

/** Where the body begins in the blob. */
function findStart(answer: Answer): number {
  if (answer.status === 200) return 0
  const start = /^bytes (\d+)-/.exec(answer.headers['content-range'] ?? '')?.[1]
  return start === undefined ? Number.POSITIVE_INFINITY : Number(start)
}

/**
 * The body of an answer, to be read at leisure: the request keeps its place in the session's pool until the reading
 * ends, whichever way. `choose` looks at the answer first. Failures are thrown as `Session.attempt` throws them.
 */
export async function* streamAnswer(
  session: Session,
  request: RegistryRequest,
  choose: (answer: Answer) => Promise<AsyncIterable<Uint8Array>>,
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

function createDeferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, resolve: (value) => settle.resolve(value), reject: (reason) => settle.reject(reason) }
}
