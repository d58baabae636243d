import { cancelledMeanwhile } from '../errors/publish.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from './http.ts'
import type { Clock } from './ports.ts'
import { sleep } from './time.ts'

/**
 * Milliseconds after the first signal. The runner sends SIGINT, SIGTERM after 7.5 s and kills 2.5 s later
 * (actions/runner, ProcessInvoker.cs), so that everything ends before 7.5 s.
 */
export interface CancelTimes {
  /** How long a request that changes or restores a tag may take; for a request in flight, from the signal on. */
  readonly request: number
  /** When the last request must have ended. */
  readonly end: number
  /** When a child process that was asked to end is killed. */
  readonly kill: number
  /** The longest wait between attempts. */
  readonly wait: number
}

export const usualTimes: CancelTimes = { request: 2_500, end: 6_300, kill: 1_500, wait: 2_500 }

/** The cancellation of a run. Its work stops at once; requests that must still be sent get a short time. */
export interface Cancellation {
  readonly times: CancelTimes
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** Resolves on the first signal. */
  readonly cancelled: Promise<void>
  /** Milliseconds until the last request must end; undefined while the run is not cancelled. */
  left(): number | undefined
  /** Cancels the run; only the first call has an effect. */
  cancel(): void
}

/** The means of a cancelled run for requests that must still be sent. */
export interface Ending extends Pick<Cancellation, 'cancelled' | 'left'> {
  readonly http: Http
}

export function createCancellation(
  times: CancelTimes = usualTimes,
  now: () => number = () => performance.now(),
): Cancellation {
  const controller = new AbortController()
  let end: number | undefined
  const cancelled = new Promise<void>((resolve) =>
    controller.signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  return {
    cancelled,
    times,
    signal: controller.signal,
    left: () => (end === undefined ? undefined : Math.max(0, end - now())),
    cancel() {
      if (end !== undefined) return
      end = now() + times.end
      controller.abort()
    },
  }
}

export const cancelledError = (): TagboatError => new TagboatError(cancelledMeanwhile())

/** For work that stops at once. A tag write in flight gets its answer, because the state of the tag would otherwise be unknown. */
export const stopHttp =
  (http: Http, cancellation: Cancellation): Http =>
  (request) => {
    const { signal } = cancellation
    if (signal.aborted) return Promise.reject(cancelledError())
    if (request.mustEnd) return send(http, cancellation, request)
    return http({ ...request, signal: request.signal ? AbortSignal.any([signal, request.signal]) : signal })
  }

/** For requests that must still be sent, each with a short time once the run is cancelled. */
export const hurryHttp =
  (http: Http, cancellation: Cancellation): Http =>
  (request) =>
    send(http, cancellation, request)

/** Sends a request that has only a short time for head and body of its answer once the run is cancelled. */
async function send(
  http: Http,
  { times, signal, left }: Cancellation,
  request: HttpRequest,
): Promise<HttpResponse> {
  const own = new AbortController()
  const late = new HttpFailure('NO_TIME', 'The run was cancelled, and no answer came in time.')
  const limit = () => {
    setTimeout(() => own.abort(late), Math.min(times.request, left() ?? times.request)).unref()
  }
  if (signal.aborted) limit()
  else signal.addEventListener('abort', limit, { once: true })
  // A run sends thousands of requests: each removes its listener when its answer has been read or discarded.
  const release = () => signal.removeEventListener('abort', limit)
  try {
    const response = await http({ ...request, signal: own.signal })
    const discard = () => {
      release()
      response.discard()
    }
    return { ...response, discard, body: withCleanup(response.body, release) }
  } catch (error) {
    release()
    throw error
  }
}

async function* withCleanup<T>(items: AsyncIterable<T>, cleanUp: () => void): AsyncGenerator<T> {
  try {
    yield* items
  } finally {
    cleanUp()
  }
}

/** A cancellation ends a wait and shortens later ones, so that retries end soon. */
export function hurryClock(clock: Clock, { signal, times, left }: Cancellation): Clock {
  return {
    ...clock,
    sleep: (ms, ended) =>
      signal.aborted ? sleep(Math.min(ms, times.wait, left() ?? 0), ended) : sleep(ms, signal, ended),
  }
}

/** The result of `work`, or `instead` once the run is cancelled: for work that cannot be aborted, like resolving a host. */
export async function unlessCancelled<T>({ signal }: Cancellation, work: Promise<T>, instead: T): Promise<T> {
  let stop: () => void = () => undefined
  const stopped = new Promise<T>((resolve) => {
    stop = () => resolve(instead)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
