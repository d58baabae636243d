import { isTransientFault } from '../errors/registry-connection.ts'
import { connectionFault, downloadFailed } from '../errors/setup.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from '../ports/cancellation.ts'
import { type Http, HttpFailure, type HttpResponse } from '../ports/http.ts'
import type { Clock, Env, Files, Log } from '../ports/ports.ts'
import { resolveUrl } from '../registry/link.ts'
import { parseRetryAfter, type RetryPolicy, retry, TransientError } from '../registry/retry.ts'
import { createTrust } from '../registry/trust.ts'
import { formatBytes, formatDuration } from '../units.ts'

export interface DownloadPorts {
  readonly http: Http
  /** For the authorities that are trusted, as for registries. */
  readonly files: Files
  readonly env: Env
  readonly clock: Clock
  readonly log: Log
}

/** The limits of one download. */
export interface DownloadLimits {
  readonly bytes: number
  /** Milliseconds, for each attempt. */
  readonly time: number
}

const retryPolicy: RetryPolicy = { attempts: 3, base: 2_000, longest: 10_000, longestAsked: 30_000 }
const maxRedirects = 5

/**
 * Downloads a file, and passes its bytes to `use` in each attempt. Follows redirects, from https to https only. Undefined if the server
 * does not have the file (404). Throws a TagboatError that names the address if there is no complete answer within the limits.
 */
export function download<T>(
  ports: DownloadPorts,
  url: string,
  limits: DownloadLimits,
  use: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T | undefined> {
  return retry(ports, retryPolicy, async () => {
    const started = ports.clock.now()
    try {
      const response = await follow(ports, url)
      if (response.status === 200) return await use(limit(response.body, url, limits, ports.clock, started))
      response.discard()
      if (response.status === 404) return undefined
      throw refused(url, response, ports.clock.now())
    } catch (error) {
      throw error instanceof HttpFailure ? explain(url, error) : error
    }
  })
}

async function follow({ http, files, env }: DownloadPorts, first: string): Promise<HttpResponse> {
  const trust = createTrust(files, env)
  let url = first
  for (let count = 0; count <= maxRedirects; count += 1) {
    const tls = await trust(new URL(url).host, true)
    const response = await http({ method: 'GET', url, headers: {}, tls, isLarge: true })
    const { location } = response.headers
    if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return response
    response.discard()
    const target = resolveUrl(location, url)
    if (target?.protocol !== 'https:')
      throw new TagboatError(downloadFailed(first, 'it is redirected to an address without https'))
    url = target.href
  }
  throw new TagboatError(downloadFailed(first, `it is redirected more than ${maxRedirects} times`))
}

/** Ends a body that is too large, or that is not complete in time. The Http port ends one that stalls. */
async function* limit(
  body: AsyncIterable<Uint8Array>,
  url: string,
  { bytes, time }: DownloadLimits,
  clock: Clock,
  started: number,
): AsyncGenerator<Uint8Array> {
  let left = bytes
  for await (const chunk of body) {
    left -= chunk.byteLength
    if (left < 0) throw new TagboatError(downloadFailed(url, `it has more than ${formatBytes(bytes)}`))
    if (clock.now() - started > time)
      throw new TagboatError(downloadFailed(url, `it takes longer than ${formatDuration(time)}`))
    yield chunk
  }
}

/** An answer that is neither the file nor its absence. */
function refused(url: string, { status, headers }: HttpResponse, now: number): Error {
  const problem = downloadFailed(url, `the server answered ${status}`)
  if (status < 500 && status !== 408 && status !== 429) return new TagboatError(problem)
  return new TransientError(
    problem,
    `${new URL(url).host} answered ${status}`,
    parseRetryAfter(headers['retry-after'], now),
  )
}

function explain(url: string, { code, message }: HttpFailure): Error {
  if (code === 'CANCELLED') return cancelledError()
  const problem = downloadFailed(url, connectionFault(code), `${code}: ${message}`)
  return isTransientFault(code)
    ? new TransientError(problem, `${new URL(url).host}: ${code}`)
    : new TagboatError(problem)
}
