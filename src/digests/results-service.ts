import { type Json, parseJson, stringAt } from '../json.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from '../ports/cancellation.ts'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { readBytes } from '../registry/body.ts'
import { parseRetryAfter, type RetryPolicy, retry, TransientError } from '../registry/retry.ts'

export interface ServicePorts {
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
}

/** One of GitHub's results services, for messages. */
export interface ServiceName {
  /** `The artifact service` */
  readonly name: string
  /** `action`: `create an artifact`. */
  readonly problem: (action: string, original: string) => Problem
}

/** In ms. A failed request is only a warning, so that a run must not wait long for it. */
const retryPolicy: RetryPolicy = { attempts: 3, base: 500, longest: 2_000, longestAsked: 5_000 }
/** Limit of a response in bytes. The artifact service lists at most 1000 artifacts of about 400 bytes each. */
const answerLimit = 4 * 1024 * 1024

interface Call {
  readonly origin: string
  readonly token: string
  /** `ArtifactService` or `CacheService`. */
  readonly service: string
  readonly method: string
  readonly body: Readonly<Record<string, Json>>
}

/** A call of a method: Twirp with JSON. */
export const twirpRequest = ({ origin, token, service, method, body }: Call): HttpRequest => ({
  method: 'POST',
  url: `${origin}/twirp/github.actions.results.api.v1.${service}/${method}`,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: new TextEncoder().encode(JSON.stringify(body)),
})

/** The JSON of an answer; undefined for anything else. */
export async function readAnswer(response: HttpResponse): Promise<Json> {
  const bytes = await readBytes(response, answerLimit)
  return bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes))
}

/**
 * Sends a request with retries. `known` are statuses besides success that `take` handles. Throws a TagboatError if the service
 * refuses, cannot be reached or answers without an address, and if the run is cancelled.
 */
export async function requestService<T>(
  ports: ServicePorts,
  { name, problem: describe }: ServiceName,
  action: string,
  asked: HttpRequest,
  known: readonly number[],
  take: (response: HttpResponse) => Promise<T>,
): Promise<T> {
  if (!/^https?:\/\//.test(asked.url))
    throw new TagboatError(describe(action, 'The response has no address.'))
  return retry(ports, retryPolicy, async () => {
    try {
      const response = await ports.http(asked)
      const { status } = response
      if ((status >= 200 && status < 300) || known.includes(status)) return await take(response)
      const problem = describe(action, await describeRefusal(response))
      if (status < 500 && status !== 429) throw new TagboatError(problem)
      const wait = parseRetryAfter(response.headers['retry-after'], ports.clock.now())
      throw new TransientError(problem, `${name} answered ${status}`, wait)
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error
      if (error.code === 'CANCELLED') throw cancelledError()
      const problem = describe(action, `${error.code}: ${error.message}`)
      // A time-out took a minute and is likely to happen again.
      if (error.code.endsWith('_TIMEOUT')) throw new TagboatError(problem)
      throw new TransientError(problem, `${name} broke off (${error.code})`)
    }
  })
}

/** Twirp's errors are JSON with `code` and `msg`. */
async function describeRefusal(response: HttpResponse): Promise<string> {
  const bytes = await readBytes(response, 64 * 1024)
  const text = bytes === undefined ? '' : new TextDecoder().decode(bytes)
  const message = stringAt(parseJson(text), 'msg') ?? ''
  return `${response.status} ${message.slice(0, 300)}`.trim()
}

/** A field by its name in the protocol, or in camel case: a protobuf server may answer with either. */
export function textAt(json: Json, name: string): string {
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return stringAt(json, name) ?? stringAt(json, camel) ?? ''
}
