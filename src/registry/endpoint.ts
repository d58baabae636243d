import type { RequestSubject } from '../errors/registry.ts'
import { type Fault, sortFault } from '../errors/registry-connection.ts'
import { serverOf } from '../model/docker-hub.ts'
import type { HttpRequest } from '../ports/http.ts'
import type { HostMemory } from './memory.ts'
import { ConnectionFailure, type Located, type Transport } from './transport.ts'

/** A registry's host, whose scheme is discovered by the first request. */
export interface Endpoint {
  /** Sends a request to a path of the registry, or to an absolute address that the registry gave. */
  send(asked: RequestSubject, request: EndpointRequest): Promise<Located>
  /** Scheme, host and port, once the registry has answered. */
  origin(): string | undefined
}

export type Scheme = 'http' | 'https'

/** The scheme of an origin. */
export function readScheme(origin: string | undefined): Scheme | undefined {
  if (origin === undefined) return undefined
  return new URL(origin).protocol === 'http:' ? 'http' : 'https'
}

export interface EndpointRequest extends Omit<HttpRequest, 'url'> {
  /** `/v2/...`, or an absolute address. */
  readonly target: string
  /** False returns a redirect as the answer. */
  readonly follow?: boolean
}

/**
 * Uses https; plain HTTP only as a fallback, and only for hosts for which the engine allows it. https is tried first, as the
 * engine does, so that no password is sent in clear text without need. The scheme that answers is kept for the run.
 */
export function createEndpoint(transport: Transport, host: string, memory: HostMemory = {}): Endpoint {
  const server = serverOf(host)
  // URL.origin drops a scheme's default port; addresses in answers are compared with these.
  const [secure, plain] = [new URL(`https://${server}`).origin, new URL(`http://${server}`).origin]
  const attempt = async (asked: RequestSubject, origin: string, request: EndpointRequest) => {
    const { target, follow, ...rest } = request
    const sent = { ...rest, url: new URL(target, origin).href }
    return follow === false ? transport.send(sent) : transport.follow(asked, sent)
  }
  const discover = async (asked: RequestSubject, request: EndpointRequest) => {
    try {
      const answer = await attempt(asked, secure, request)
      memory.origin ??= secure
      return answer
    } catch (error) {
      const fault = error instanceof ConnectionFailure ? sortFault(error.failure.code) : 'unfit'
      if (!mayLackTls.has(fault) || !(await transport.mayBePlain(server))) throw error
      const answer = await attempt(asked, plain, request)
      // A TLS server answers 400 to plain HTTP: the TLS attempt failed for another reason.
      if (fault !== 'no-tls' && answer.response.status === 400) throw error
      memory.origin ??= plain
      return answer
    }
  }
  return {
    origin: () => memory.origin,
    send: (asked, request) =>
      memory.origin === undefined ? discover(asked, request) : attempt(asked, memory.origin, request),
  }
}

/** Faults of a TLS attempt that a plain HTTP server causes. An untrusted certificate is not one of them. */
const mayLackTls: ReadonlySet<Fault> = new Set<Fault>(['no-tls', 'refused', 'slow', 'broken'])
