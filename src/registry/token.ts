import type { Asked } from '../errors/registry.ts'
import { realmRefused } from '../errors/registry-connection.ts'
import { isRecord, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Credential } from './credential.ts'
import { encodeBasic } from './find-credential.ts'
import { isLoopback } from './insecure.ts'
import { formatScopes, type Scopes } from './scopes.ts'
import type { Outgoing } from './transport.ts'

/** Where a registry's tokens come from, as its challenge says. */
export interface Realm {
  readonly url: URL
  readonly service: string | undefined
}

export interface Token {
  readonly value: string
  readonly scopes: Scopes
  /** Milliseconds since 1970 from when on it is no longer used. */
  readonly expires: number
}

/** "Token Authentication Specification": 60 seconds where the server does not say. */
const usualLifetime = 60

/** A token is dropped this long before its end, or after four fifths of a short life: requests take time. */
const margin = 10_000

/** Checks the realm: https, unless the registry and the realm are both on this machine. */
export function readRealm(asked: Asked, parameters: Readonly<Record<string, string>>): Realm {
  const text = parameters.realm ?? ''
  const url = URL.canParse(text) ? new URL(text) : undefined
  const local = url?.protocol === 'http:' && isLoopback(url.host) && isLoopback(asked.host)
  if (url?.username !== '' || url.password !== '' || (url.protocol !== 'https:' && !local)) {
    throw new TagboatError(realmRefused(asked, url ? `${url.protocol}//${url.host}` : 'no address'))
  }
  return { url, service: parameters.service }
}

/**
 * The request for a token: a GET with Basic, or without a login, for what everybody may do ("Token Authentication
 * Specification"); an OAuth 2.0 POST where the login is an identity token ("OAuth2 Token Authentication").
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

/** The token in a token server's answer, or undefined where there is none; `askedAt` is when it was asked for. */
export function parseToken(text: string, scopes: Scopes, askedAt: number): Token | undefined {
  const answer = parseJson(text)
  if (!isRecord(answer)) return undefined
  const value = stringAt(answer, 'token') ?? stringAt(answer, 'access_token')
  if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) return undefined
  const given = answer.expires_in
  const life = (typeof given === 'number' && given > 0 ? given : usualLifetime) * 1000
  return { value, scopes, expires: askedAt + life - Math.min(margin, life / 5) }
}
