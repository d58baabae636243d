import type { Asked } from '../errors/registry.ts'
import { downgraded } from '../errors/registry-connection.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Pool } from '../pool.ts'
import type { HttpResponse } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { Authorization, Demand, Proof } from './authorization.ts'
import type { Endpoint, EndpointRequest } from './endpoint.ts'
import { resolveUrl } from './link.ts'
import type { Recall } from './memory.ts'
import { describeTransient, explainRefusal, isTransient, readRefusal } from './refusal.ts'
import { type Effort, limitRetries, type RetryPolicy, retry } from './retry.ts'
import type { Scopes } from './scopes.ts'
import type { Secrets } from './secrets.ts'
import { translateFailure } from './transport.ts'

export interface RegistryRequest extends Omit<EndpointRequest, 'headers'> {
  readonly asked: Asked
  /** What a token must allow; of several repositories for a mount. */
  readonly scopes: Scopes
  readonly headers?: Readonly<Record<string, string>>
  /** How much the answer is worth: one attempt, or a few seconds. As much as the client's patience allows by default. */
  readonly effort?: Effort
}

/** An answer that is neither 401, 429 nor 5xx, and the address that it came from. */
export interface Answer extends HttpResponse {
  readonly url: string
}

/** The conversation with one registry: who we are, how often to try, how much at once. */
export interface Session {
  /**
   * Sends a request and has `read` make something of its answer. What `read` throws as a TransientError, and an answer
   * that breaks off while it reads, is tried again like a failed request.
   */
  send<T>(request: RegistryRequest, read: (answer: Answer) => Promise<T>): Promise<T>
  /** Sends it once; what another attempt may not meet is thrown as a TransientError. */
  attempt<T>(request: RegistryRequest, read: (answer: Answer) => Promise<T>): Promise<T>
  /** Throws what an answer that is no success means. */
  refuse(asked: Asked, answer: HttpResponse): Promise<never>
  /** What was learnt of a repository. */
  readonly recall: Recall
  /** Milliseconds since 1970, to bound what takes several requests. */
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

interface Attempt {
  readonly request: RegistryRequest
  /** It goes to the registry itself. */
  readonly own: boolean
  readonly proof: Proof | undefined
}

type Outcome<T> = { readonly value: T } | { readonly demand: Demand }

export function createSession(parts: SessionParts): Session {
  const { authorization } = parts
  // What another client of the run has learnt needs no first request.
  const meet = parts.endpoint.origin() === undefined ? createMeeting() : <T>(task: () => Promise<T>) => task()
  const converse = async <T>(request: RegistryRequest, read: (answer: Answer) => Promise<T>): Promise<T> => {
    const { asked, scopes } = request
    const own = isOwn(parts.endpoint, request)
    const exchangeWith = (proof: Proof | undefined) =>
      parts.pool(() => exchange(parts, { request, own, proof }, read))
    const [sent, first] = await meet(async () => {
      const proof = own ? await authorization.prove(asked, scopes) : undefined
      return [proof, await exchangeWith(proof)] as const
    })
    if ('value' in first) return first.value
    const anew = await authorization.proveAnew(asked, scopes, first.demand, sent)
    const second = await exchangeWith(anew)
    if ('value' in second) return second.value
    throw await authorization.explain(asked, second.demand, anew)
  }
  const attempt: Session['attempt'] = async (request, read) => {
    try {
      return await converse(request, read)
    } catch (error) {
      throw translateFailure(parts.secrets, request.asked, error)
    }
  }
  return {
    attempt,
    recall: parts.recall,
    now: parts.clock.now,
    send: (request, read) =>
      retry(parts, limitRetries(parts.retryPolicy, request.effort), () => attempt(request, read)),
    refuse: async (asked, answer) => {
      const refusal = await readRefusal(answer)
      throw new TagboatError(explainRefusal(asked, { ...refusal, text: parts.secrets.conceal(refusal.text) }))
    },
  }
}

/** Lets one go ahead alone: with its answer scheme and challenge are known, and the others need not ask for them. */
function createMeeting(): <T>(task: () => Promise<T>) => Promise<T> {
  let met: Promise<unknown> | undefined
  return async (task) => {
    if (met) {
      await met
      return task()
    }
    const first = task()
    met = first.catch(() => undefined)
    return first
  }
}

/** An address elsewhere gets no Authorization, whatever it asks for; one without TLS is not asked by a registry with. */
function isOwn(endpoint: Endpoint, { asked, target }: RegistryRequest): boolean {
  const origin = endpoint.origin()
  if (target.startsWith('/') && !target.startsWith('//')) return true
  const url = origin === undefined ? undefined : resolveUrl(target, origin)
  if (!url || origin === undefined) throw new Error(`'${target}' is no address.`)
  if (origin.startsWith('https:') && url.protocol === 'http:')
    throw new TagboatError(downgraded(asked, url.host))
  return url.origin === origin
}

async function exchange<T>(
  parts: SessionParts,
  { request, own, proof }: Attempt,
  read: (answer: Answer) => Promise<T>,
): Promise<Outcome<T>> {
  const { asked, scopes, headers, effort, ...rest } = request
  const shown = proof === undefined ? {} : { authorization: proof.header }
  const { response, url } = await parts.endpoint.send(asked, { ...rest, headers: { ...headers, ...shown } })
  try {
    if (isTransient(response.status)) {
      throw await describeTransient(parts.secrets, asked, response, parts.clock.now())
    }
    // Only the registry itself may say where its tokens come from: a password goes there. An address elsewhere gets no
    // credential, also where it redirects back to the registry.
    const challenged = own && response.status === 401 && new URL(url).origin === parts.endpoint.origin()
    if (!challenged) return { value: await read({ ...response, url }) }
    const refusal = await readRefusal(response)
    const challenge = response.headers['www-authenticate'] ?? ''
    const demand = { challenge, original: parts.secrets.conceal(refusal.text) }
    parts.authorization.learn(asked, demand)
    return { demand }
  } finally {
    response.discard()
  }
}
