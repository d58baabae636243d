import { sortFault } from '../errors/registry-connection.ts'
import { isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from '../ports/cancellation.ts'
import { type Http, HttpFailure, type HttpRequest, type Tls } from '../ports/http.ts'
import type { Clock, Env, Files, Log } from '../ports/ports.ts'
import { readBytes } from './body.ts'
import { parseRetryAfter, type RetryPolicy, retry, TransientError } from './retry.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { createTrust } from './trust.ts'

/** What all requests to web APIs share. */
export interface WebContext {
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  /** The trusted authorities for a host. */
  readonly trust: (host: string, verify: boolean) => Promise<Tls>
  readonly retryPolicy: RetryPolicy
}

/** A context with secrets of its own. */
export const createWebContext = (
  { http, clock, log, files, env }: Pick<WebContext, 'http' | 'clock' | 'log'> & WebFiles,
  retryPolicy: RetryPolicy,
): WebContext => ({
  ...{ http, clock, log, retryPolicy },
  secrets: createSecrets(log),
  trust: createTrust(files, env),
})

interface WebFiles {
  readonly files: Files
  readonly env: Env
}

/** The problems that end a request, in the words of its caller. */
export interface WebProblems {
  /** No answer, or one that is not documented. */
  readonly failed: (what: string, original?: string) => Problem
  /** `seconds`: how long the server asks to wait. */
  readonly throttled: (seconds: number | undefined, original: string) => Problem
}

export interface WebRequest {
  readonly method: HttpRequest['method']
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
}

export interface WebAnswer {
  readonly status: number
  readonly text: string
  readonly json: Json
  /** The status and the message of a refusal, without secrets. */
  readonly original: string
}

/** In bytes. */
const answerLimit = 4 * 1024 * 1024

/**
 * Sends a request to a registry's web API. It can be repeated, so failures that may pass are retried. Redirects are not followed, because
 * a request has a credential. Throws a TagboatError without an answer; every other status is for the caller.
 */
export async function sendWebRequest(
  context: WebContext,
  problems: WebProblems,
  request: WebRequest,
): Promise<WebAnswer> {
  const { host } = new URL(request.url)
  const tls = await context.trust(host, true)
  return retry(context, context.retryPolicy, async () => {
    try {
      return await sendOnce(context, problems, request, tls)
    } catch (error) {
      throw translate(context, problems, host, error)
    }
  })
}

async function sendOnce(
  { http, clock, secrets }: WebContext,
  problems: WebProblems,
  { method, url, headers = {}, body }: WebRequest,
  tls: Tls,
): Promise<WebAnswer> {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const json = content && { 'content-type': 'application/json' }
  const sent = { accept: 'application/json', ...json, ...headers }
  const response = await http({ method, url, tls, headers: sent, ...(content && { body: content }) })
  const { status } = response
  const bytes = await readBytes(response, answerLimit)
  if (bytes === undefined) throw new TagboatError(problems.failed('the answer is too long'))
  const text = Buffer.from(bytes).toString('utf8')
  const answer = { status, text, json: parseJson(text) }
  const original = secrets.conceal(`${status} ${describeAnswer(answer.json)}`)
  const event = `${new URL(url).host} answered ${status}`
  if (status === 429) {
    const wait = readWait(response.headers, clock.now())
    const seconds = wait === undefined ? undefined : Math.ceil(wait / 1000)
    throw new TransientError(problems.throttled(seconds, original), event, wait)
  }
  if (status >= 500 && !isRefusalInside(answer.json))
    throw new TransientError(problems.failed(event, original), event)
  return { ...answer, original }
}

/** Docker Hub's 500 for a token that may not delete has the 401 of its registry inside (docker/hub-feedback issue 2398). */
export const isRefusalInside = (json: Json): boolean =>
  /\(status=40[13] body=/.test(stringAt(json, 'message') ?? '')

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
  const names = ['detail', 'message', 'error_message', 'error_description', 'error']
  return names.map((name) => stringAt(json, name)).find((text) => text !== undefined) ?? firstError(json)
}

function firstError(json: Json): string {
  const first: Json = isRecord(json) && Array.isArray(json.errors) ? json.errors[0] : undefined
  const texts = [stringAt(first, 'code'), stringAt(first, 'message')].filter((text) => text !== undefined)
  return texts.join(': ') || '(without a message)'
}

function translate({ secrets }: WebContext, problems: WebProblems, host: string, error: unknown): unknown {
  if (!(error instanceof HttpFailure)) return error
  if (error.code === 'CANCELLED') return cancelledError()
  const original = secrets.conceal(`${error.code}: ${error.message}`)
  const problem = problems.failed(`${host} gave no answer`, original)
  const isTransient = ['refused', 'slow', 'broken'].includes(sortFault(error.code))
  return isTransient ? new TransientError(problem, `${host}: ${error.code}`) : new TagboatError(problem)
}
