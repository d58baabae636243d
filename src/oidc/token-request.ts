import { exchangeFailed, exchangeRefused, identityFailed } from '../errors/oidc.ts'
import { isTransientFault } from '../errors/registry-connection.ts'
import { arrayAt, at, type Json, parseJson, stringAt } from '../json.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { cancelledError } from '../ports/cancellation.ts'
import { type Http, HttpFailure, type HttpRequest, type Tls } from '../ports/http.ts'
import type { Clock, Env, Files, Log } from '../ports/ports.ts'
import { readBytes } from '../registry/body.ts'
import { parseRetryAfter, type RetryPolicy, retry, TransientError } from '../registry/retry.ts'
import type { Secrets } from '../registry/secrets.ts'

export interface OidcPorts {
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly files: Files
  readonly env: Env
}

/** What all requests of a run's logins share. */
export interface TokenContext extends OidcPorts {
  readonly secrets: Secrets
  /** The trusted authorities for a host. */
  readonly trust: (host: string, verify: boolean) => Promise<Tls>
  readonly retryPolicy: RetryPolicy
}

export interface TokenRequest extends Pick<HttpRequest, 'method' | 'headers'> {
  /** The registry of the login, for messages. */
  readonly registry: string
  /** An address with https. */
  readonly url: string
  readonly body?: string
  /** How to fix a refusal. Absent for the runner's own service. */
  readonly fix?: string
}

/** In bytes. The answers have a token of a few kilobytes. */
const answerLimit = 256 * 1024

/**
 * Sends a request for a token, and returns the token in the field `field` of its answer. The token is masked at once. Redirects are not
 * followed, because a request has a credential. Throws a TagboatError with the provider's message.
 */
export async function requestToken(
  context: TokenContext,
  request: TokenRequest,
  field: string,
): Promise<{ readonly token: string; readonly answer: Json }> {
  const { host } = new URL(request.url)
  const tls = await context.trust(host, true)
  const failed = (original: string) =>
    request.fix === undefined
      ? identityFailed(request.registry, original)
      : exchangeFailed(request.registry, host, original)
  const text = await retry(context, context.retryPolicy, async () => {
    try {
      return await sendOnce(context, request, tls, failed)
    } catch (error) {
      throw translate(context, host, failed, error)
    }
  })
  const answer = parseJson(text)
  const token = stringAt(answer, field)
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TagboatError(failed(`The answer has no usable field ${field}.`))
  }
  context.secrets.remember(token)
  return { token, answer }
}

async function sendOnce(
  { http, clock, secrets }: TokenContext,
  { registry, method, url, headers, body, fix }: TokenRequest,
  tls: Tls,
  failed: (original: string) => Problem,
): Promise<string> {
  const bytes = body === undefined ? {} : { body: Buffer.from(body) }
  const response = await http({
    method,
    url,
    headers: { accept: 'application/json', ...headers },
    tls,
    ...bytes,
  })
  const { status } = response
  const content = await readBytes(response, answerLimit)
  if (content === undefined) throw new TagboatError(failed('The answer is too long.'))
  const text = Buffer.from(content).toString('utf8')
  if (status === 200) return text
  const original = secrets.conceal(`${status} ${describeAnswer(text)}`)
  const { host } = new URL(url)
  if (status === 429 || status >= 500) {
    const wait = parseRetryAfter(response.headers['retry-after'], clock.now())
    throw new TransientError(failed(original), `${host} answered ${status}`, wait)
  }
  // A redirect or a success without content is not documented, and so refuses nothing.
  const isRefused = status >= 400 && fix !== undefined
  throw new TagboatError(isRefused ? exchangeRefused(registry, host, fix, original) : failed(original))
}

/**
 * The message of an answer: OAuth 2.0's (RFC 6749, section 5.2), Docker's and GitHub's `message`, or the first of a registry's `errors`.
 * A page of a proxy is left out.
 */
function describeAnswer(text: string): string {
  const answer = parseJson(text)
  const [first] = arrayAt(answer, 'errors')
  const parts = [
    [stringAt(answer, 'error'), stringAt(answer, 'error_description')],
    [stringAt(answer, 'message')],
    [stringAt(first, 'code'), stringAt(first, 'message')],
    [stringAt(at(answer, 'error'), 'message')],
  ]
  const found = parts
    .map((texts) => texts.filter((one) => one !== undefined))
    .find(({ length }) => length > 0)
  return found?.join(': ') ?? '(without a message)'
}

function translate(
  { secrets }: TokenContext,
  host: string,
  failed: (original: string) => Problem,
  error: unknown,
): unknown {
  if (!(error instanceof HttpFailure)) return error
  if (error.code === 'CANCELLED') return cancelledError()
  const problem = failed(secrets.conceal(`${error.code}: ${error.message}`))
  return isTransientFault(error.code)
    ? new TransientError(problem, `${host}: ${error.code}`)
    : new TagboatError(problem)
}
