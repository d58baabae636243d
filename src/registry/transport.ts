import type { RequestSubject } from '../errors/registry.ts'
import {
  connectionFailed,
  downgraded,
  isTransientFault,
  loginRedirected,
  redirectedTooOften,
  sortFault,
} from '../errors/registry-connection.ts'
import { memoize, sameKey } from '../memoize.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from '../ports/cancellation.ts'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse, type Tls } from '../ports/http.ts'
import type { LatePolicy } from './insecure.ts'
import { resolveUrl } from './link.ts'
import { TransientError } from './retry.ts'
import type { Secrets } from './secrets.ts'

export interface TransportParts {
  readonly http: Http
  readonly policy: LatePolicy
  readonly trust: (host: string, verify: boolean) => Promise<Tls>
  /** The trust of each host; clients that share it share connections. */
  readonly trusted?: Map<string, Promise<Tls>>
}

export interface Outgoing extends HttpRequest {
  /** The body holds a credential, and goes only where an Authorization header would go. */
  readonly isConfidential?: boolean
}

/** Sends requests to absolute addresses, with the TLS settings of their host. `follow` also follows redirects. */
export interface Transport {
  send(request: HttpRequest): Promise<Located>
  follow(asked: RequestSubject, request: Outgoing): Promise<Located>
  /** Whether plain HTTP is allowed for a host that does not answer TLS. */
  mayBePlain(host: string): Promise<boolean>
}

/** An answer and the address that it came from. */
export interface Located {
  readonly response: HttpResponse
  readonly url: string
}

const maxRedirects = 5

export function createTransport(parts: TransportParts): Transport {
  const { http, policy, trust, trusted = new Map<string, Promise<Tls>>() } = parts
  const trustHost = memoize(
    sameKey,
    (host) => policy.policyFor(host).then(({ unverified }) => trust(host, !unverified)),
    { cache: trusted },
  )
  /** TLS settings for a host whose certificate is not trusted; undefined unless the engine accepts it unverified. */
  const trustUnverified = async (host: string, failed: Tls): Promise<Tls | undefined> => {
    if (!failed.verify || !(await policy.policyAfterFailure(host)).unverified) return undefined
    const now = await trustHost(host)
    if (now === failed) trusted.set(host, trust(host, false))
    return trustHost(host)
  }
  const sendWith = async (request: HttpRequest, host: string, tls: Tls): Promise<HttpResponse> => {
    try {
      return await http({ ...request, tls })
    } catch (error) {
      const fault = error instanceof HttpFailure ? sortFault(error.code) : 'broken'
      const other = fault === 'untrusted' || fault === 'unfit' ? await trustUnverified(host, tls) : undefined
      if (other === undefined) throw error
      return http({ ...request, tls: other })
    }
  }
  const send: Transport['send'] = async (request) => {
    const { protocol, host } = new URL(request.url)
    try {
      const response =
        protocol === 'https:' ? await sendWith(request, host, await trustHost(host)) : await http(request)
      return { response, url: request.url }
    } catch (error) {
      throw error instanceof HttpFailure ? new ConnectionFailure(host, error) : error
    }
  }
  return {
    send,
    follow: (asked, request) => followRedirects(send, asked, request),
    mayBePlain: async (host) =>
      (await policy.policyFor(host)).plain || (await policy.policyAfterFailure(host)).plain,
  }
}

/** A server did not answer a request: the registry, its token server, or a server that one of them redirects to. */
export class ConnectionFailure extends Error {
  readonly server: string
  readonly failure: HttpFailure

  constructor(server: string, failure: HttpFailure) {
    super(failure.message)
    this.server = server
    this.failure = failure
  }
}

/** Turns a failed connection into a TransientError or a TagboatError; returns other errors unchanged. */
export function translateFailure(secrets: Secrets, asked: RequestSubject, error: unknown): unknown {
  const [server, failure] =
    error instanceof ConnectionFailure ? [error.server, error.failure] : [asked.host, error]
  if (!(failure instanceof HttpFailure)) return error
  if (failure.code === 'CANCELLED') return cancelledError()
  const original = secrets.conceal(`${failure.code}: ${failure.message}`)
  const problem = connectionFailed(asked, server, failure.code, original)
  const isTransient =
    isTransientFault(failure.code) &&
    // A write that got no answer in time is not retried: the rollback reads what it has done.
    (failure.code !== 'NO_TIME' || asked.action === 'read')
  return isTransient ? new TransientError(problem, `${server}: ${failure.code}`) : new TagboatError(problem)
}

/**
 * Follows redirects. Credentials go only to the scheme, host and port of the first address: a request to another origin loses
 * its Authorization header, and is not sent at all if its body holds a credential. A GET or HEAD is redirected with the same
 * method; other methods only by 307 and 308, which keep method and body (RFC 9110, section 15.4).
 */
async function followRedirects(
  send: Transport['send'],
  asked: RequestSubject,
  first: Outgoing,
): Promise<Located> {
  const home = new URL(first.url).origin
  let request = first
  for (let count = 0; count <= maxRedirects; count += 1) {
    const located = await send(request)
    const target = findRedirect(request, located.response)
    if (target === undefined) return located
    located.response.discard()
    if (request.url.startsWith('https:') && target.protocol === 'http:') {
      throw new TagboatError(downgraded(asked, target.host))
    }
    if (request.isConfidential && target.origin !== home) {
      throw new TagboatError(loginRedirected(asked, new URL(first.url).host, target.host))
    }
    const headers = target.origin === home ? request.headers : dropAuthorization(request.headers)
    request = { ...request, url: target.href, headers }
  }
  throw new TagboatError(redirectedTooOften(asked))
}

function findRedirect(request: HttpRequest, response: HttpResponse): URL | undefined {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const followed = isRead ? [301, 302, 303, 307, 308] : [307, 308]
  const location = response.headers.location
  return followed.includes(response.status) && location !== undefined
    ? resolveUrl(location, request.url)
    : undefined
}

function dropAuthorization(headers: HttpRequest['headers']): HttpRequest['headers'] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
  )
}
