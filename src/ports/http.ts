/** What a TLS connection trusts and shows. One object is one pool of connections: keep it, do not rebuild it. */
export interface Tls {
  /** PEM texts of the authorities to trust. */
  readonly ca: readonly string[]
  /** Whether the authorities that the runtime brings along count too. */
  readonly bundled: boolean
  /** Client certificates, PEM, each with its key. */
  readonly client: readonly { readonly cert: string; readonly key: string }[]
  /** False where the engine is told to trust a registry blindly. */
  readonly verify: boolean
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Bytes, or a function that opens them anew for each attempt. */
  readonly body?: Uint8Array | (() => AsyncIterable<Uint8Array>)
  readonly tls?: Tls
  /** The answer is a blob: it may take long, at a speed worth waiting for. Any other body has to end soon. */
  readonly isLarge?: boolean
  /** It changes a tag: a run that is cancelled waits a moment for its answer. */
  readonly mustEnd?: boolean
  /** Gives the request and its answer up. */
  readonly signal?: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  /** Names in small letters; a repeated header's values are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Throws an HttpFailure where the answer breaks off. */
  readonly body: AsyncIterable<Uint8Array>
  /** Lets go of a body that nobody reads. Harmless after the end. */
  discard(): void
}

/**
 * Sends one request and resolves with its answer, whatever the status. It follows no redirect and tries nothing
 * again. Without a whole answer it rejects with an HttpFailure.
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>

/** A request that got no answer, or only part of one. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  /**
   * Node's code (`ECONNRESET`, `CERT_HAS_EXPIRED`), `CONNECT_TIMEOUT`, `IDLE_TIMEOUT` (nothing came), `HEAD_TIMEOUT` and
   * `BODY_TIMEOUT` (it came, and did not end), `TOO_SLOW` (a large body), `CANCELLED` (the run was, and the request with it), `NO_TIME` (no
   * answer in the time that a cancelled run has), or `UNKNOWN`.
   */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The addresses of a host, empty where it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>
