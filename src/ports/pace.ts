import { HttpFailure } from './http.ts'

/** How slow a body may be. Times are in ms, and count only waiting for the other side. */
export interface Pace {
  /** For the whole of a small body. */
  readonly body: number
  /** A large body has no time limit, but brings at least `least` bytes in each `window`. */
  readonly window: number
  readonly least: number
}

type Chunks = AsyncIterable<Uint8Array>

/**
 * Limits the time of a small body. A server that sends one byte at a time would otherwise never reach the idle time-out.
 * A body whose last chunk is late is accepted.
 */
export async function* limitTime(chunks: Chunks, pace: Pace, now: () => number): AsyncGenerator<Uint8Array> {
  let waited = 0
  for await (const { chunk, wait } of measure(chunks, now)) {
    if (waited > pace.body)
      throw new HttpFailure('BODY_TIMEOUT', `The answer did not end within ${pace.body / 1000} s.`)
    waited += wait
    yield chunk
  }
}

/** Limits how slowly a large body may arrive. */
export async function* limitPace(chunks: Chunks, pace: Pace, now: () => number): AsyncGenerator<Uint8Array> {
  const check = createCheck(pace)
  for await (const { chunk, wait } of measure(chunks, now)) {
    check(chunk, wait)
    yield chunk
  }
}

/** Limits how slowly a large body may be sent: the time that its reader takes counts. */
export async function* limitSending(
  chunks: Chunks,
  pace: Pace,
  now: () => number,
): AsyncGenerator<Uint8Array> {
  const check = createCheck(pace)
  for await (const chunk of chunks) {
    const before = now()
    yield chunk
    check(chunk, now() - before)
  }
}

function createCheck({ window, least }: Pace): (chunk: Uint8Array, wait: number) => void {
  let [waited, bytes] = [0, 0]
  return (chunk, wait) => {
    waited += wait
    bytes += chunk.byteLength
    if (waited < window) return
    if (bytes < least)
      throw new HttpFailure('TOO_SLOW', `Fewer than ${least} bytes were transferred in ${window / 1000} s.`)
    waited = 0
    bytes = 0
  }
}

/** Each chunk with the time that it took to arrive, without the reader's own time. */
async function* measure(chunks: Chunks, now: () => number) {
  let from = now()
  for await (const chunk of chunks) {
    yield { chunk, wait: now() - from }
    from = now()
  }
}
