import type { Asked } from '../errors/registry.ts'
import { type Fault, sortFault } from '../errors/registry-connection.ts'
import type { HttpRequest } from '../ports/http.ts'
import type { KnownHost } from './memory.ts'
import { ConnectionFailure, type Located, type Transport } from './transport.ts'

/** A registry's host, whose scheme is found out once. */
export interface Endpoint {
  /** Sends a request to a path of the registry, or to an absolute address that it gave. */
  send(asked: Asked, request: EndpointRequest): Promise<Located>
  /** Scheme, host and port, as soon as an answer has come. */
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
  /** False where a redirect is an answer in itself. */
  readonly follow?: boolean
}

/** Where Docker Hub's registry really is. */
export function nameServerHost(host: string): string {
  return host === 'docker.io' ? 'registry-1.docker.io' : host
}

/**
 * https, and for hosts that the engine lets speak plain HTTP that too: https first, as the engine tries it, so that a
 * password never goes in the clear where it need not. What answered once is kept for the run.
 */
export function createEndpoint(transport: Transport, host: string, known: KnownHost = {}): Endpoint {
  const server = nameServerHost(host)
  // Without a scheme's own port, as the addresses that answers are compared with.
  const [secure, plain] = [new URL(`https://${server}`).origin, new URL(`http://${server}`).origin]
  const attempt = async (asked: Asked, origin: string, request: EndpointRequest) => {
    const { target, follow, ...rest } = request
    const sent = { ...rest, url: new URL(target, origin).href }
    return follow === false ? transport.send(sent) : transport.follow(asked, sent)
  }
  const settle = async (asked: Asked, request: EndpointRequest) => {
    try {
      const answer = await attempt(asked, secure, request)
      known.origin ??= secure
      return answer
    } catch (error) {
      const fault = error instanceof ConnectionFailure ? sortFault(error.failure.code) : 'unfit'
      if (!mayLackTls.has(fault) || !(await transport.mayBePlain(server))) throw error
      const answer = await attempt(asked, plain, request)
      // A TLS server answers 400 to plain HTTP: then TLS only failed this once.
      if (fault !== 'no-tls' && answer.response.status === 400) throw error
      known.origin ??= plain
      return answer
    }
  }
  return {
    origin: () => known.origin,
    send: (asked, request) =>
      known.origin === undefined ? settle(asked, request) : attempt(asked, known.origin, request),
  }
}

/** Faults of a TLS attempt that a server of plain HTTP causes; a certificate that is not trusted is none. */
const mayLackTls: ReadonlySet<Fault> = new Set<Fault>(['no-tls', 'refused', 'slow', 'broken'])
