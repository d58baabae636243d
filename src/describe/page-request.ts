import { type PageSubject, pageFailed, pageThrottled } from '../errors/describe.ts'
import { sortFault } from '../errors/registry-connection.ts'
import { type Json, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from '../ports/cancellation.ts'
import { type Http, HttpFailure, type HttpRequest, type Tls } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { readBytes } from '../registry/body.ts'
import { parseRetryAfter, type RetryPolicy, retry, TransientError } from '../registry/retry.ts'
import type { Secrets } from '../registry/secrets.ts'

/** What all requests of a step share. */
export interface PageContext {
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  /** The trusted authorities for a host. */
  readonly trust: (host: string, verify: boolean) => Promise<Tls>
  readonly retryPolicy: RetryPolicy
}

export interface PageRequest {
  readonly method: HttpRequest['method']
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
}

export interface PageAnswer {
  readonly status: number
  readonly text: string
  readonly json: Json
  /** The status and the message of a refusal, without secrets. */
  readonly original: string
}

/** In bytes. A page has at most a tenth of it. */
const answerLimit = 4 * 1024 * 1024

/**
 * Sends a request to a registry's web API. All of them can be repeated, so failures that may pass are retried. Redirects are not
 * followed, because a request has a credential. Throws a TagboatError without an answer; every other status is for the caller.
 */
export async function sendPageRequest(
  context: PageContext,
  subject: PageSubject,
  request: PageRequest,
): Promise<PageAnswer> {
  const { host } = new URL(request.url)
  const tls = await context.trust(host, true)
  return retry(context, context.retryPolicy, async () => {
    try {
      return await sendOnce(context, subject, request, tls)
    } catch (error) {
      throw translate(context, subject, host, error)
    }
  })
}

async function sendOnce(
  { http, clock, secrets }: PageContext,
  subject: PageSubject,
  { method, url, headers = {}, body }: PageRequest,
  tls: Tls,
): Promise<PageAnswer> {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const response = await http({
    method,
    url,
    tls,
    headers: {
      accept: 'application/json',
      ...(content && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(content && { body: content }),
  })
  const { status } = response
  const bytes = await readBytes(response, answerLimit)
  if (bytes === undefined) throw new TagboatError(pageFailed(subject, 'the answer is too long'))
  const text = Buffer.from(bytes).toString('utf8')
  const json = parseJson(text)
  const original = secrets.conceal(`${status} ${describeAnswer(json)}`)
  const event = `${new URL(url).host} answered ${status}`
  if (status === 429) {
    const wait = readWait(response.headers, clock.now())
    const seconds = wait === undefined ? undefined : Math.ceil(wait / 1000)
    throw new TransientError(pageThrottled(subject, seconds, original), event, wait)
  }
  if (status >= 500) throw new TransientError(pageFailed(subject, event, original), event)
  return { status, text, json, original }
}

/**
 * Milliseconds that a 429 asks to wait. Docker Hub's `X-Retry-After` is the unix time of the next request (docker/docs,
 * content/reference/api/hub/latest.yaml, "Rate Limiting").
 */
export function readWait(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const time = headers['x-retry-after']?.trim()
  if (time !== undefined && /^\d{9,12}$/.test(time)) return Math.max(0, Number(time) * 1000 - now)
  return parseRetryAfter(headers['retry-after'], now)
}

/** The message of a refusal: Docker Hub's `detail` or `message`, Quay's `error_message`, Harbor's `errors`. */
function describeAnswer(json: Json): string {
  const first = firstError(json)
  const names = ['detail', 'message', 'error_message', 'error_description', 'error']
  return names.map((name) => stringAt(json, name)).find((text) => text !== undefined) ?? first
}

function firstError(json: Json): string {
  const errors = json && typeof json === 'object' && 'errors' in json ? json.errors : undefined
  const first: Json = Array.isArray(errors) ? errors[0] : undefined
  const texts = [stringAt(first, 'code'), stringAt(first, 'message')].filter((text) => text !== undefined)
  return texts.join(': ') || '(without a message)'
}

function translate({ secrets }: PageContext, subject: PageSubject, host: string, error: unknown): unknown {
  if (!(error instanceof HttpFailure)) return error
  if (error.code === 'CANCELLED') return cancelledError()
  const problem = pageFailed(
    subject,
    `${host} gave no answer`,
    secrets.conceal(`${error.code}: ${error.message}`),
  )
  const isTransient = ['refused', 'slow', 'broken'].includes(sortFault(error.code))
  return isTransient ? new TransientError(problem, `${host}: ${error.code}`) : new TagboatError(problem)
}
