import type { Federation } from '../inputs/login-credential.ts'
import { type Json, numberAt } from '../json.ts'
import { requestIdentity } from './identity-token.ts'
import { requestToken, type TokenContext, type TokenRequest } from './token-request.ts'

/** What `docker login` gets for an identity token. */
export interface Issued {
  readonly username: string
  readonly password: string
  /** In seconds; undefined if the provider does not report it. */
  readonly lifetime: number | undefined
}

type Of<Provider> = Extract<Federation, { provider: Provider }>

const asForm = (fields: Readonly<Record<string, string>>) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** Requests the token that the vendor of a registry issues for the job's identity. Throws a TagboatError. */
export function exchangeIdentity(
  context: TokenContext,
  registry: string,
  federation: Federation,
): Promise<Issued> {
  switch (federation.provider) {
    case 'docker':
      return askDocker(context, registry, federation)
    case 'google':
      return askGoogle(context, registry, federation)
    case 'azure':
      return askAzure(context, registry, federation)
  }
}

/**
 * In seconds: the longest that Docker Hub issues (`expires_in`, 300 to 21600, by default 300), which is also the longest job of
 * GitHub's runners (docker/login-action PR 1068). How long a build takes is unknown before it, and a token that ends during the build
 * fails the push with "incorrect username or password" (docker/login-action discussion 1069).
 */
const hubLifetime = 21_600

/** Docker Hub's token exchange: docker/login-action, `src/dockerhub.ts`; RFC 8693. */
async function askDocker(
  context: TokenContext,
  registry: string,
  { organization, connection }: Of<'docker'>,
): Promise<Issued> {
  const identity = await requestIdentity(context, registry, 'https://identity.docker.com')
  const request: TokenRequest = {
    registry,
    url: 'https://identity.docker.com/oauth/token',
    ...asForm({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      subject_token: identity,
      connection_id: connection,
      expires_in: String(hubLifetime),
    }),
    fix: "Check the connection's ID, and that one of its rulesets matches this repository and ref, in the organization's settings on Docker Hub.",
  }
  const { token, answer } = await requestToken(context, request, 'access_token')
  return { username: organization, password: token, lifetime: lifetimeIn(answer) ?? hubLifetime }
}

/**
 * Direct federation without a service account: `v1/token` of Google's Security Token Service, with the audiences of
 * google-github-actions/auth (`src/client/workload_identity_federation.ts`, `src/main.ts`).
 */
async function askGoogle(
  context: TokenContext,
  registry: string,
  { resource }: Of<'google'>,
): Promise<Issued> {
  const identity = await requestIdentity(context, registry, `https://iam.googleapis.com/${resource}`)
  const request: TokenRequest = {
    registry,
    url: 'https://sts.googleapis.com/v1/token',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience: `//iam.googleapis.com/${resource}`,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      subjectToken: identity,
    }),
    fix: 'Check the number of the project, the names of pool and provider, and that the attribute condition of the provider matches this repository.',
  }
  const { token, answer } = await requestToken(context, request, 'access_token')
  return { username: 'oauth2accesstoken', password: token, lifetime: lifetimeIn(answer) }
}

/** The user name for a refresh token (Azure/acr, `docs/AAD-OAuth.md`). */
const refreshTokenUser = '00000000-0000-0000-0000-000000000000'

/**
 * First Entra ID ("OAuth 2.0 client credentials flow", third case), then the registry (Azure/acr, `docs/AAD-OAuth.md`). The scope is the
 * registry's own: a registry may refuse tokens for the Resource Manager ("authentication-as-arm"), and they would have more rights.
 */
async function askAzure(
  context: TokenContext,
  registry: string,
  { tenant, client }: Of<'azure'>,
): Promise<Issued> {
  const identity = await requestIdentity(context, registry, 'api://AzureADTokenExchange')
  const entra: TokenRequest = {
    registry,
    url: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    ...asForm({
      grant_type: 'client_credentials',
      client_id: client,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: identity,
      scope: 'https://containerregistry.azure.net/.default',
    }),
    fix: 'Check tenant and client, and that a federated credential of the application matches this repository and ref or environment.',
  }
  const { token: access } = await requestToken(context, entra, 'access_token')
  const exchange: TokenRequest = {
    registry,
    url: `https://${registry}/oauth2/exchange`,
    ...asForm({ grant_type: 'access_token', service: registry, tenant, access_token: access }),
    fix: 'Check the name of the registry, and that the application has the role AcrPush on it.',
  }
  const { token } = await requestToken(context, exchange, 'refresh_token')
  return { username: refreshTokenUser, password: token, lifetime: undefined }
}

function lifetimeIn(answer: Json): number | undefined {
  const seconds = numberAt(answer, 'expires_in')
  return seconds !== undefined && seconds > 0 ? seconds : undefined
}
