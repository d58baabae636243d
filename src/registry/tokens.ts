import { encodeBasic } from '../basic-auth.ts'
import { answeredBadly, denied, type RequestSubject, unauthorized } from '../errors/registry.ts'
import { realmRefused } from '../errors/registry-connection.ts'
import { isRecord, parseJson, stringAt } from '../json.ts'
import { memoize } from '../memoize.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { HttpResponse } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { errorLimit, readBytes } from './body.ts'
import type { Credential } from './find-credential.ts'
import { isLoopback } from './insecure.ts'
import { describeTransient, explainRefusal, isTransient, readRefusal } from './refusal.ts'
import { type RetryPolicy, retry, TransientError } from './retry.ts'
import { coverScopes, formatScopes, type Scopes } from './scopes.ts'
import type { Secrets } from './secrets.ts'
import { type Outgoing, type Transport, translateFailure } from './transport.ts'

/** A registry's token server, as its challenge names it. */
export interface Realm {
  readonly url: URL
  readonly service: string | undefined
}

export interface Token {
  readonly value: string
  readonly scopes: Scopes
  /** Milliseconds since 1970. */
  readonly expires: number
}

export interface TokenParts {
  readonly transport: Transport
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly retryPolicy: RetryPolicy
}

/** Fetches the tokens of one registry, and keeps them until they expire. */
export interface TokenSource {
  /** A token that covers the scopes, and perhaps more. Concurrent requests for the same scopes share one fetch. */
  find(
    asked: RequestSubject,
    realm: Realm,
    scopes: Scopes,
    credential: Credential | undefined,
  ): Promise<Token>
  /** Forgets a token that the registry no longer accepts. */
  drop(token: Token): void
}

export function createTokenSource(parts: TokenParts, tokens = new Set<Token>()): TokenSource {
  const fetchOnce = memoize(
    (...[, , scopes]: Parameters<TokenSource['find']>) => formatScopes(scopes).join(' '),
    (...args) => fetchToken(parts, ...args),
    { keep: 'in-flight' },
  )
  return {
    drop: (token) => tokens.delete(token),
    find: async (asked, realm, scopes, credential) => {
      const now = parts.clock.now()
      const valid = [...tokens].find((token) => token.expires > now && coverScopes(token.scopes, scopes))
      if (valid) return valid
      const token = await fetchOnce(asked, realm, scopes, credential)
      tokens.add(token)
      return token
    },
  }
}

function fetchToken(
  parts: TokenParts,
  asked: RequestSubject,
  realm: Realm,
  scopes: Scopes,
  credential: Credential | undefined,
): Promise<Token> {
  return retry(parts, parts.retryPolicy, async () => {
    try {
      const askedAt = parts.clock.now()
      const request = describeTokenRequest(realm, scopes, credential)
      const { response } = await parts.transport.follow(asked, request)
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

/**
 * The request for a token: a GET, with Basic or without a login ("Token Authentication Specification"), or an OAuth 2.0 POST
 * if the login is an identity token ("OAuth2 Token Authentication").
 */
export function describeTokenRequest(
  realm: Realm,
  scopes: Scopes,
  credential: Credential | undefined,
): Outgoing {
  const url = new URL(realm.url)
  const scope = formatScopes(scopes)
  if (credential?.kind === 'identity') {
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'tagboat' })
    if (realm.service !== undefined) form.set('service', realm.service)
    if (scope.length > 0) form.set('scope', scope.join(' '))
    form.set('refresh_token', credential.token)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
    const body = Buffer.from(form.toString())
    return { method: 'POST', url: url.href, headers, body, isConfidential: true }
  }
  if (realm.service !== undefined) url.searchParams.set('service', realm.service)
  for (const one of scope) url.searchParams.append('scope', one)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (credential?.kind === 'password') {
    url.searchParams.set('account', credential.user)
    headers.authorization = `Basic ${encodeBasic(credential)}`
  }
  return { method: 'GET', url: url.href, headers }
}

/** The default lifetime in seconds: "Token Authentication Specification". */
const defaultLifetime = 60

/** Milliseconds by which a token expires early, because requests take time; a fifth of a short lifetime. */
const margin = 10_000

/** Parses a token server's answer; undefined if it has no token. `askedAt` is the time of the request. */
export function parseToken(text: string, scopes: Scopes, askedAt: number): Token | undefined {
  const answer = parseJson(text)
  if (!isRecord(answer)) return undefined
  const value = stringAt(answer, 'token') ?? stringAt(answer, 'access_token')
  if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) return undefined
  const given = answer.expires_in
  const lifetime = (typeof given === 'number' && given > 0 ? given : defaultLifetime) * 1000
  return { value, scopes, expires: askedAt + lifetime - Math.min(margin, lifetime / 5) }
}

function describeNoToken(asked: RequestSubject, realm: Realm): TransientError {
  const original = `The token server ${realm.url.host} sent no token.`
  return new TransientError(answeredBadly(asked, 200, original), `${realm.url.host} sent no token`)
}

/** 401 refuses the user, 403 the action. Without a login both mean that one is required. */
async function describeRefusal(
  secrets: Secrets,
  asked: RequestSubject,
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

/** The user of a login for error messages; for a token only its kind. */
export function nameUser(credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined
  return credential.kind === 'password' ? credential.user : `${credential.kind} token`
}

/** Reads the realm of a challenge. It must have https, unless registry and token server are both on this machine. */
export function readRealm(asked: RequestSubject, parameters: Readonly<Record<string, string>>): Realm {
  const text = parameters.realm ?? ''
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.protocol === 'http:' && isLoopback(url.host) && isLoopback(asked.host)
  if (url?.username !== '' || url.password !== '' || (url.protocol !== 'https:' && !isLocal)) {
    throw new TagboatError(realmRefused(asked, url ? `${url.protocol}//${url.host}` : 'no address'))
  }
  return { url, service: parameters.service }
}
