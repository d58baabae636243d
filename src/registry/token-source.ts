import { type Asked, answeredBadly, denied, unauthorized } from '../errors/registry.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { HttpResponse } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { errorLimit, readBytes } from './body.ts'
import type { Credential } from './credential.ts'
import { explainRefusal, readRefusal } from './refusal.ts'
import { type RetryPolicy, retry, TransientError } from './retry.ts'
import { coverScopes, formatScopes, type Scopes } from './scopes.ts'
import type { Secrets } from './secrets.ts'
import { describeTokenRequest, parseToken, type Realm, type Token } from './token.ts'
import { describeTransient, isTransient } from './transient.ts'
import { type Transport, translateFailure } from './transport.ts'

export interface TokenParts {
  readonly transport: Transport
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly retryPolicy: RetryPolicy
}

/** Fetches tokens of one registry and keeps them while they are good. */
export interface TokenSource {
  /** A token for the scopes; one that allows more will do. The same request made twice at once is made once. */
  find(asked: Asked, realm: Realm, scopes: Scopes, credential: Credential | undefined): Promise<Token>
  /** Forgets a token that the registry no longer takes. */
  drop(token: Token): void
}

export function createTokenSource(parts: TokenParts, kept = new Set<Token>()): TokenSource {
  const underway = new Map<string, Promise<Token>>()
  const fetchOnce: TokenSource['find'] = (asked, realm, scopes, credential) => {
    const key = formatScopes(scopes).join(' ')
    const token =
      underway.get(key) ??
      fetchToken(parts, asked, realm, scopes, credential).finally(() => underway.delete(key))
    underway.set(key, token)
    return token
  }
  return {
    drop: (token) => kept.delete(token),
    find: async (asked, realm, scopes, credential) => {
      const now = parts.clock.now()
      const good = [...kept].find((token) => token.expires > now && coverScopes(token.scopes, scopes))
      if (good) return good
      const token = await fetchOnce(asked, realm, scopes, credential)
      kept.add(token)
      return token
    },
  }
}

function fetchToken(
  parts: TokenParts,
  asked: Asked,
  realm: Realm,
  scopes: Scopes,
  credential: Credential | undefined,
): Promise<Token> {
  return retry(parts, parts.retryPolicy, async () => {
    try {
      const askedAt = parts.clock.now()
      const { response } = await parts.transport.follow(
        asked,
        describeTokenRequest(realm, scopes, credential),
      )
      if (isTransient(response.status)) throw await describeTransient(parts.secrets, asked, response, askedAt)
      if (response.status !== 200) throw await describeRefusal(parts.secrets, asked, response, credential)
      const bytes = await readBytes(response, errorLimit)
      const token = parseToken(Buffer.from(bytes ?? []).toString('utf8'), scopes, askedAt)
      if (!token) throw describeNoToken(asked, realm)
      parts.secrets.remember(token.value)
      return token
    } catch (error) {
      throw translateFailure(parts.secrets, asked, error)
    }
  })
}

function describeNoToken(asked: Asked, realm: Realm): TransientError {
  const original = `The token server ${realm.url.host} sent no token.`
  return new TransientError(answeredBadly(asked, 200, original), `${realm.url.host} sent no token`)
}

/** 401 is about who asks, 403 about what; without a login both mean that one is wanted. */
async function describeRefusal(
  secrets: Secrets,
  asked: Asked,
  response: HttpResponse,
  credential: Credential | undefined,
): Promise<TagboatError> {
  const read = await readRefusal(response)
  const refusal = { ...read, text: secrets.conceal(read.text) }
  if (refusal.kind === 'page') return new TagboatError(explainRefusal(asked, refusal))
  if (response.status === 401 || (response.status === 403 && !credential)) {
    return new TagboatError(unauthorized(asked, nameUser(credential), refusal.text))
  }
  if (response.status === 403) return new TagboatError(denied(asked, refusal.text))
  return new TagboatError(explainRefusal(asked, refusal))
}

/** A user name is no secret; of a token only its kind is told. */
export function nameUser(credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined
  return credential.kind === 'password' ? credential.user : `${credential.kind} token`
}
