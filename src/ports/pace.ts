import { HttpFailure } from './http.ts'

/** How slow a body may be. Times are milliseconds that were spent waiting for the other side. */
export interface Pace {
  /** For the whole of a small body. */
  readonly body: number
  /** A large body has no time limit, but brings at least `least` bytes in each `window`. */
  readonly window: number
  readonly least: number
}

type Chunks = AsyncIterable<Uint8Array>

/**
 * A small body that ends in time. Without a limit of its own a server that sends one byte at a time keeps a run waiting
 * for ever: each byte begins the idle time anew. What came late and is the end will do.
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

/** A large body that comes at a speed worth waiting for. */
export async function* limitPace(chunks: Chunks, pace: Pace, now: () => number): AsyncGenerator<Uint8Array> {
  const check = createCheck(pace)
  for await (const { chunk, wait } of measure(chunks, now)) {
    check(chunk, wait)
    yield chunk
  }
}

/** Likewise a large body that is sent: what counts is the time that its reader takes. */
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

/** Each chunk with the time that it took to come; the reader's own time does not count. */
async function* measure(chunks: Chunks, now: () => number) {
  let from = now()
  for await (const chunk of chunks) {
    yield { chunk, wait: now() - from }
    from = now()
  }
}
