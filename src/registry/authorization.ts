import { type Asked, denied, unauthorized } from '../errors/registry.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { chooseChallenge, parseChallenges } from './challenge.ts'
import { encodeBasic, type FindCredential } from './find-credential.ts'
import type { KnownHost } from './memory.ts'
import { coverScopes, parseScopes, type Scopes, unionScopes } from './scopes.ts'
import { nameUser, readRealm, type Token, type TokenSource } from './tokens.ts'

/** What a request shows to be let in. */
export interface Proof {
  /** The Authorization header. */
  readonly header: string
  /** Undefined where the header is a password. */
  readonly token?: Token
}

/** What a 401 says. */
export interface Demand {
  readonly challenge: string
  /** The body's text, concealed. */
  readonly original: string
}

/** Proves to one registry who is asking: Basic (RFC 7617) or Bearer (RFC 6750). */
export interface Authorization {
  /** What to show for these scopes; undefined until a 401 has told how, and where there is no login. */
  prove(asked: Asked, scopes: Scopes): Promise<Proof | undefined>
  /** Takes in how the registry wants to be asked. */
  learn(asked: Asked, demand: Demand): void
  /** Proves anew after a 401 to `sent`; throws a TagboatError where nothing better can be shown. */
  proveAnew(asked: Asked, scopes: Scopes, demand: Demand, sent: Proof | undefined): Promise<Proof>
  /** The problem of a request that was refused with a fresh proof. */
  explain(asked: Asked, demand: Demand, sent: Proof): Promise<TagboatError>
}

export function createAuthorization(
  host: string,
  tokens: TokenSource,
  findCredential: FindCredential,
  known: KnownHost = {},
): Authorization {
  const prove: Authorization['prove'] = async (asked, scopes) => {
    const { way } = known
    if (way === undefined) return undefined
    const credential = await findCredential(host)
    if (credential?.kind === 'bearer') return { header: `Bearer ${credential.token}` }
    if (way.kind === 'bearer') {
      const token = await tokens.find(asked, way.realm, scopes, credential)
      return { header: `Bearer ${token.value}`, token }
    }
    return credential?.kind === 'password' ? { header: `Basic ${encodeBasic(credential)}` } : undefined
  }
  const explain: Authorization['explain'] = async (asked, demand, sent) => {
    const user = nameUser(await findCredential(host))
    const known = sent.token !== undefined && user !== undefined
    return new TagboatError(
      known ? denied(asked, demand.original) : unauthorized(asked, user, demand.original),
    )
  }
  return {
    prove,
    explain,
    learn: (asked, { challenge }) => {
      const chosen = chooseChallenge(parseChallenges(challenge))
      if (chosen?.scheme === 'basic') known.way = { kind: 'basic' }
      else if (chosen) known.way = { kind: 'bearer', realm: readRealm(asked, chosen.parameters) }
    },
    proveAnew: async (asked, scopes, demand, sent) => {
      const wanted = readScopes(demand)
      if (sent && (!sent.token || isInsufficient(demand, sent.token, wanted)))
        throw await explain(asked, demand, sent)
      // One that was never meant to allow this is still good for what it allows, and others may be using it.
      if (sent?.token && coverScopes(sent.token.scopes, wanted)) tokens.drop(sent.token)
      const proof = await prove(asked, unionScopes(scopes, wanted))
      if (proof) return proof
      throw new TagboatError(unauthorized(asked, nameUser(await findCredential(host)), demand.original))
    },
  }
}

function readScopes({ challenge }: Demand): Scopes {
  return parseScopes(chooseChallenge(parseChallenges(challenge))?.parameters.scope ?? '')
}

/** RFC 6750, section 3.1: the token is good, and what it was asked for is not in it. A new one would be its like. */
function isInsufficient(demand: Demand, token: Token, wanted: Scopes): boolean {
  const chosen = chooseChallenge(parseChallenges(demand.challenge))
  return chosen?.parameters.error === 'insufficient_scope' && coverScopes(token.scopes, wanted)
}
