import { encodeBasic } from '../basic-auth.ts'
import { denied, type RequestSubject, unauthorized } from '../errors/registry.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Challenge, chooseChallenge, parseChallenges } from './challenge.ts'
import type { FindCredential } from './find-credential.ts'
import type { HostMemory } from './memory.ts'
import { coverScopes, parseScopes, type Scopes, unionScopes } from './scopes.ts'
import { nameUser, readRealm, type Token, type TokenSource } from './tokens.ts'

/** An Authorization header, and the token in it. */
export interface AuthorizationHeader {
  readonly value: string
  /** Undefined for Basic, and for a token that the login itself contains. */
  readonly token?: Token
}

/** A 401 answer. */
export interface ChallengeAnswer {
  /** Its WWW-Authenticate header. */
  readonly header: string
  /** The text of its body, concealed. */
  readonly original: string
}

/** Authenticates the requests to one registry: Basic (RFC 7617) or Bearer (RFC 6750). */
export interface Authorization {
  /** The header for these scopes; undefined before the first 401, and without a login. */
  find(asked: RequestSubject, scopes: Scopes): Promise<AuthorizationHeader | undefined>
  /** Remembers the authentication scheme of a 401. */
  learn(asked: RequestSubject, answer: ChallengeAnswer): void
  /** A new header after a 401 to `sent`; throws a TagboatError if none is available. */
  renew(
    asked: RequestSubject,
    scopes: Scopes,
    answer: ChallengeAnswer,
    sent: AuthorizationHeader | undefined,
  ): Promise<AuthorizationHeader>
  /** The error for a request that was refused with a new header. */
  explain(asked: RequestSubject, answer: ChallengeAnswer, sent: AuthorizationHeader): Promise<TagboatError>
}

export function createAuthorization(
  host: string,
  tokens: TokenSource,
  findCredential: FindCredential,
  memory: HostMemory = {},
): Authorization {
  const find: Authorization['find'] = async (asked, scopes) => {
    const { scheme } = memory
    if (scheme === undefined) return undefined
    const credential = await findCredential(host)
    if (credential?.kind === 'bearer') return { value: `Bearer ${credential.token}` }
    if (scheme.kind === 'bearer') {
      const token = await tokens.find(asked, scheme.realm, scopes, credential)
      return { value: `Bearer ${token.value}`, token }
    }
    return credential?.kind === 'password' ? { value: `Basic ${encodeBasic(credential)}` } : undefined
  }
  const explain: Authorization['explain'] = async (asked, { original }, sent) => {
    const user = nameUser(await findCredential(host))
    const isLoggedIn = sent.token !== undefined && user !== undefined
    return new TagboatError(isLoggedIn ? denied(asked, original) : unauthorized(asked, user, original))
  }
  return {
    find,
    explain,
    learn: (asked, answer) => {
      const challenge = challengeOf(answer)
      if (challenge?.scheme === 'basic') memory.scheme = { kind: 'basic' }
      else if (challenge) memory.scheme = { kind: 'bearer', realm: readRealm(asked, challenge.parameters) }
    },
    renew: async (asked, scopes, answer, sent) => {
      const required = parseScopes(challengeOf(answer)?.parameters.scope ?? '')
      if (sent && (!sent.token || isInsufficient(answer, sent.token, required)))
        throw await explain(asked, answer, sent)
      // A token that never covered the required scopes is still valid for its own, and may be in use.
      if (sent?.token && coverScopes(sent.token.scopes, required)) tokens.drop(sent.token)
      const header = await find(asked, unionScopes(scopes, required))
      if (header) return header
      throw new TagboatError(unauthorized(asked, nameUser(await findCredential(host)), answer.original))
    },
  }
}

const challengeOf = ({ header }: ChallengeAnswer): Challenge | undefined =>
  chooseChallenge(parseChallenges(header))

/** RFC 6750, section 3.1: the token is valid, but lacks a scope that was requested for it. A new one would lack it too. */
function isInsufficient(answer: ChallengeAnswer, token: Token, required: Scopes): boolean {
  return challengeOf(answer)?.parameters.error === 'insufficient_scope' && coverScopes(token.scopes, required)
}
