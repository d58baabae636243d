import type { RequestSubject } from '../errors/registry.ts'
import { downgraded } from '../errors/registry-connection.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Pool } from '../pool.ts'
import type { HttpResponse } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { Authorization, AuthorizationHeader, ChallengeAnswer } from './authorization.ts'
import type { Endpoint, EndpointRequest } from './endpoint.ts'
import { resolveUrl } from './link.ts'
import type { Recall } from './memory.ts'
import { describeTransient, explainRefusal, isTransient, type Refusal, readRefusal } from './refusal.ts'
import { type Effort, limitRetries, type RetryPolicy, retry } from './retry.ts'
import type { Scopes } from './scopes.ts'
import type { Secrets } from './secrets.ts'
import { translateFailure } from './transport.ts'

export interface RegistryRequest extends Omit<EndpointRequest, 'headers'> {
  readonly asked: RequestSubject
  /** What a token must allow. A mount needs several repositories. */
  readonly scopes: Scopes
  readonly headers?: Readonly<Record<string, string>>
  /** How persistently to retry; by default as the client's retry policy says. */
  readonly effort?: Effort
}

/** An answer that is neither 401, 429 nor 5xx, and the address that it came from. */
export interface RegistryAnswer extends HttpResponse {
  readonly url: string
}

/** Sends requests to one registry, with authentication, retries and a limit on concurrency. */
export interface RegistrySession {
  /**
   * Sends a request, and returns what `read` makes of its answer. A TransientError that `read` throws, and an answer that breaks
   * off while it reads, are retried like a failed request.
   */
  send<T>(request: RegistryRequest, read: (answer: RegistryAnswer) => Promise<T>): Promise<T>
  /** Sends a request without retries; throws a TransientError for a failure that a retry may not meet. */
  attempt<T>(request: RegistryRequest, read: (answer: RegistryAnswer) => Promise<T>): Promise<T>
  /** Throws the TagboatError for an unsuccessful answer. */
  refuse(asked: RequestSubject, answer: HttpResponse): Promise<never>
  /** What an unsuccessful answer says, without secrets. */
  readRefusal(answer: HttpResponse): Promise<Refusal>
  /** The problem that an unsuccessful answer describes. */
  explain(asked: RequestSubject, answer: HttpResponse): Promise<Problem>
  /** What the run has learned about a repository. */
  readonly recall: Recall
  /** Milliseconds since 1970, to limit the time of several requests. */
  now(): number
}

export interface SessionParts {
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly retryPolicy: RetryPolicy
  readonly endpoint: Endpoint
  readonly authorization: Authorization
  readonly pool: Pool
  readonly recall: Recall
}

export function createSession(parts: SessionParts): RegistrySession {
  // Another client of the run may already have discovered the scheme and the challenge.
  const afterFirst = parts.endpoint.origin() === undefined ? createFirstRequestGate() : runAtOnce
  const attempt: RegistrySession['attempt'] = async (request, read) => {
    try {
      return await sendAuthorized(parts, afterFirst, request, read)
    } catch (error) {
      throw translateFailure(parts.secrets, request.asked, error)
    }
  }
  const readConcealed: RegistrySession['readRefusal'] = async (answer) => {
    const refusal = await readRefusal(answer)
    return { ...refusal, text: parts.secrets.conceal(refusal.text) }
  }
  const explain: RegistrySession['explain'] = async (asked, answer) =>
    explainRefusal(asked, await readConcealed(answer))
  return {
    attempt,
    explain,
    readRefusal: readConcealed,
    recall: parts.recall,
    now: parts.clock.now,
    send: (request, read) =>
      retry(parts, limitRetries(parts.retryPolicy, request.effort), () => attempt(request, read)),
    refuse: async (asked, answer) => {
      throw new TagboatError(await explain(asked, answer))
    },
  }
}

type Gate = <T>(task: () => Promise<T>) => Promise<T>

const runAtOnce: Gate = (task) => task()

/** The first request discovers scheme and challenge; the others wait for it. */
function createFirstRequestGate(): Gate {
  let first: Promise<unknown> | undefined
  return async (task) => {
    if (first) {
      await first
      return task()
    }
    const running = task()
    first = running.catch(() => undefined)
    return running
  }
}

/** Sends a request with the header that is known, and once more with another header after a 401. */
async function sendAuthorized<T>(
  parts: SessionParts,
  gate: Gate,
  request: RegistryRequest,
  read: (answer: RegistryAnswer) => Promise<T>,
): Promise<T> {
  const { authorization, pool } = parts
  const { asked, scopes } = request
  const isOwn = isOwnAddress(parts.endpoint, request)
  const sendWith = (header: AuthorizationHeader | undefined) =>
    pool(() => exchange(parts, { request, isOwn, header }, read))
  const [sent, first] = await gate(async () => {
    const header = isOwn ? await authorization.find(asked, scopes) : undefined
    return [header, await sendWith(header)] as const
  })
  if ('value' in first) return first.value
  const renewed = await authorization.renew(asked, scopes, first.challenge, sent)
  const second = await sendWith(renewed)
  if ('value' in second) return second.value
  throw await authorization.explain(asked, second.challenge, renewed)
}

/**
 * Whether an address is the registry's own. Any other gets no Authorization header, whatever it asks for. Throws a TagboatError
 * if a registry with TLS leads to an address without.
 */
function isOwnAddress(endpoint: Endpoint, { asked, target }: RegistryRequest): boolean {
  const origin = endpoint.origin()
  if (target.startsWith('/') && !target.startsWith('//')) return true
  const url = origin === undefined ? undefined : resolveUrl(target, origin)
  if (!url || origin === undefined) throw new Error(`'${target}' is not an address.`)
  if (origin.startsWith('https:') && url.protocol === 'http:')
    throw new TagboatError(downgraded(asked, url.host))
  return url.origin === origin
}

interface RequestAttempt {
  readonly request: RegistryRequest
  /** The request goes to the registry itself. */
  readonly isOwn: boolean
  readonly header: AuthorizationHeader | undefined
}

type RequestOutcome<T> = { readonly value: T } | { readonly challenge: ChallengeAnswer }

/** One request and its answer. */
async function exchange<T>(
  parts: SessionParts,
  { request, isOwn, header }: RequestAttempt,
  read: (answer: RegistryAnswer) => Promise<T>,
): Promise<RequestOutcome<T>> {
  const { asked, scopes, headers, effort, ...rest } = request
  const authorization = header === undefined ? {} : { authorization: header.value }
  const sent = { ...rest, headers: { ...headers, ...authorization } }
  const { response, url } = await parts.endpoint.send(asked, sent)
  try {
    if (isTransient(response.status)) {
      throw await describeTransient(parts.secrets, asked, response, parts.clock.now())
    }
    // Only the registry itself may name its token server, which gets the password. Another address gets no credential, not
    // even if it redirects back to the registry.
    const isChallenge = isOwn && response.status === 401 && new URL(url).origin === parts.endpoint.origin()
    if (!isChallenge) return { value: await read({ ...response, url }) }
    const refusal = await readRefusal(response)
    const challenge = {
      header: response.headers['www-authenticate'] ?? '',
      original: parts.secrets.conceal(refusal.text),
    }
    parts.authorization.learn(asked, challenge)
    return { challenge }
  } finally {
    response.discard()
  }
}
