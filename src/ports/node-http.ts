import type { Agent, ClientRequest, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isRecord } from '../json.ts'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from './http.ts'
import { createAgents, http, https } from './http-agents.ts'
import { limitPace, limitSending, limitTime, type Pace } from './pace.ts'

interface Limits extends Pace {
  /** Milliseconds for name resolution, connection and TLS together. */
  readonly connect: number
  /** Milliseconds without a byte in either direction. */
  readonly idle: number
  /** Milliseconds from the end of a request, or the beginning of a short one, to the end of the answer's head. */
  readonly head: number
}

const usualLimits: Limits = {
  connect: 10_000,
  idle: 60_000,
  head: 120_000,
  body: 30_000,
  window: 60_000,
  least: 64 * 1024,
}

/** Limits for draining an unread body to keep its connection, in bytes and ms; beyond them the connection is closed. */
const worthDraining = { bytes: 1 << 20, time: 5_000 }

/**
 * The Http port. The runner's toolkit chooses the proxy (HTTPS_PROXY, NO_PROXY, loopback direct); the request itself is made
 * here, for control of its time-outs and streams.
 */
export function createHttp(given: Partial<Limits> = {}): Http {
  const limits = { ...usualLimits, ...given }
  const findAgent = createAgents()
  return async (request) => {
    const agent = await findAgent(new URL(request.url), request.tls)
    const first = await exchange(request, agent, limits)
    // The server closed the idle connection at the same moment: resends (Node's http documentation).
    const answer = first === 'stale' ? await exchange(request, agent, limits) : first
    if (answer === 'stale') throw new HttpFailure('ECONNRESET', 'The connection was closed.')
    return answer
  }
}

function exchange(request: HttpRequest, agent: Agent, limits: Limits): Promise<HttpResponse | 'stale'> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url)
    const start = url.protocol === 'https:' ? https.request : http.request
    const headers = { 'user-agent': 'tagboat', ...request.headers }
    const { method, signal } = request
    const sent = start(url, { agent, method, headers, ...(signal && { signal }) })
    watch(sent, url.protocol === 'https:', limits)
    watchHead(sent, request.body, limits.head)
    let fault: Error | undefined
    sent.on('response', (message) => {
      // A server that answers early does not read the rest of the body.
      message.once('end', () => sent.writableEnded || sent.destroy())
      const limit = request.isLarge ? limitPace : limitTime
      resolve(
        describeResponse(
          message,
          (chunks) => limit(chunks, limits, Date.now),
          () => fault,
          signal,
        ),
      )
    })
    sent.on('error', (error) => {
      fault = error
      // A streamed body may have been sent in part, and cannot be repeated.
      const whole = typeof request.body !== 'function'
      if (sent.reusedSocket && whole && readCode(error) === 'ECONNRESET') resolve('stale')
      else reject(describeFailure(error, signal))
    })
    sendBody(sent, request.body, limits)
  })
}

function sendBody(sent: ClientRequest, body: HttpRequest['body'], limits: Limits): void {
  if (body === undefined) sent.end()
  else if (body instanceof Uint8Array) sent.setHeader('content-length', body.byteLength).end(body)
  // Reads few chunks ahead, because each stays in memory until it is sent. A failure ends the request, which reports it.
  else
    pipeline(Readable.from(limitSending(body(), limits, Date.now), { highWaterMark: 2 }), sent).catch(
      (error: unknown) => sent.destroy(toError(error)),
    )
}

function watch(sent: ClientRequest, secure: boolean, limits: Limits): void {
  const timer = setTimeout(() => {
    sent.destroy(new HttpFailure('CONNECT_TIMEOUT', `No connection within ${limits.connect / 1000} s.`))
  }, limits.connect)
  const connected = () => clearTimeout(timer)
  sent.on('socket', (socket) => {
    if (sent.reusedSocket || (!secure && !socket.connecting)) connected()
    else socket.once(secure ? 'secureConnect' : 'connect', connected)
  })
  whenAnswered(sent, connected)
  sent.setTimeout(limits.idle, () => {
    sent.destroy(new HttpFailure('IDLE_TIMEOUT', `Nothing was sent or received for ${limits.idle / 1000} s.`))
  })
}

/** Limits the time for the answer's head, even if it arrives byte by byte or after interim answers. */
function watchHead(sent: ClientRequest, body: HttpRequest['body'], limit: number): void {
  let timer: NodeJS.Timeout | undefined
  const start = () => {
    timer ??= setTimeout(() => {
      sent.destroy(new HttpFailure('HEAD_TIMEOUT', `The answer's head did not end within ${limit / 1000} s.`))
    }, limit)
  }
  // A streamed body has a limit of its own.
  if (typeof body === 'function') sent.once('finish', start)
  else start()
  whenAnswered(sent, () => clearTimeout(timer))
}

/** Covers every end of a request: one that fails before it is connected, like behind an unreachable proxy, emits no `close`. */
function whenAnswered(sent: ClientRequest, act: () => void): void {
  sent.once('response', act).once('close', act).once('error', act)
}

type Limit = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

function describeResponse(
  message: IncomingMessage,
  limit: Limit,
  fault: () => Error | undefined,
  signal: AbortSignal | undefined,
): HttpResponse {
  message.on('error', () => undefined)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    status: message.statusCode ?? 0,
    headers,
    body: readChunks(message, limit, fault, signal),
    discard: () => drain(message),
  }
}

/** Drains an unread body within limits; one without a length may be endless. */
function drain(message: IncomingMessage): void {
  if (message.readableEnded || message.destroyed) return
  if (Number(message.headers['content-length'] ?? 0) > worthDraining.bytes) {
    message.destroy()
    return
  }
  let left = worthDraining.bytes
  const timer = setTimeout(() => message.destroy(), worthDraining.time)
  message.once('close', () => clearTimeout(timer))
  message.on('data', (chunk: unknown) => {
    left -= toBytes(chunk).byteLength
    if (left < 0) message.destroy()
  })
  message.resume()
}

async function* readChunks(
  message: IncomingMessage,
  limit: Limit,
  fault: () => Error | undefined,
  signal: AbortSignal | undefined,
) {
  try {
    yield* limit(toChunks(message))
  } catch (error) {
    throw describeFailure(fault() ?? toError(error), signal)
  }
}

async function* toChunks(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  for await (const chunk of message) yield toBytes(chunk)
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new HttpFailure(readCode(error) ?? 'UNKNOWN', String(error))
}

function describeFailure(error: Error, signal?: AbortSignal): HttpFailure {
  if (signal?.aborted)
    return signal.reason instanceof HttpFailure
      ? signal.reason
      : new HttpFailure('CANCELLED', 'The run was cancelled.')
  return error instanceof HttpFailure ? error : new HttpFailure(readCode(error) ?? 'UNKNOWN', error.message)
}

function readCode(error: unknown): string | undefined {
  return isRecord(error) && typeof error.code === 'string' ? error.code : undefined
}
