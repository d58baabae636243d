import { contentWrong } from '../../errors/registry.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { describeBlobRead, refuseRead, wrongContent } from '../blobs.ts'
import type { Descriptor } from '../manifests.ts'
import { pause } from '../retry.ts'
import type { Answer, RegistryRequest } from '../session.ts'
import { streamAnswer } from '../stream-answer.ts'
import type { Destination, Route } from './route.ts'

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
