/** The trust and client certificates of TLS connections. Each object has its own pool of connections: reuse it. */
export interface Tls {
  /** PEM texts of the authorities to trust. */
  readonly ca: readonly string[]
  /** Whether to trust the runtime's own authorities too. */
  readonly bundled: boolean
  /** Client certificates, PEM, each with its key. */
  readonly client: readonly { readonly cert: string; readonly key: string }[]
  /** False for a registry that the engine lists as insecure. */
  readonly verify: boolean
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Bytes, or a function that opens a new stream for each attempt. */
  readonly body?: Uint8Array | (() => AsyncIterable<Uint8Array>)
  readonly tls?: Tls
  /** The answer is a blob: it has no time limit, but a minimum speed. Any other body has a time limit. */
  readonly isLarge?: boolean
  /** The request changes a tag: a cancelled run waits a short time for its answer. */
  readonly mustEnd?: boolean
  /** Aborts the request and its answer. */
  readonly signal?: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case; the values of a repeated header are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Throws an HttpFailure if the answer breaks off. */
  readonly body: AsyncIterable<Uint8Array>
  /** Discards a body that is not read. Does nothing after the end. */
  discard(): void
}

/**
 * Sends one request and resolves with its answer, whatever the status. Does not follow redirects, and does not retry. Rejects
 * with an HttpFailure if there is no complete answer.
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>

/** A request that got no answer, or only part of one. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  /**
   * Node's code (`ECONNRESET`, `CERT_HAS_EXPIRED`), `CONNECT_TIMEOUT`, `IDLE_TIMEOUT` (no bytes arrived), `HEAD_TIMEOUT` and
   * `BODY_TIMEOUT` (head or body did not end), `TOO_SLOW` (a large body), `CANCELLED` (the run was cancelled), `NO_TIME` (no
   * answer in the time that a cancelled run has left), or `UNKNOWN`.
   */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The addresses of a host; empty if it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>
