import type { FakeAnswer } from './registry.ts'

/** A request as a server sees it. */
export interface SeenRequest {
  readonly method: string
  readonly host: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export const connection = '123e4567-e89b-42d3-a456-426614174000'
export const provider = 'projects/123456789/locations/global/workloadIdentityPools/github/providers/acme'
export const tenant = '409520d4-8100-4d1d-ad47-72432ddcc120'
export const client = 'a1b2c3d4-1111-4222-8333-444455556666'

/** The variables that the runner sets with `id-token: write`. */
export const identityEnv = {
  ACTIONS_ID_TOKEN_REQUEST_URL:
    'https://run-actions-1.actions.githubusercontent.com/abc//idtoken/def?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner-request-token',
}

/** The tokens that the providers issue. */
export const issued = {
  hub: 'dckr_oidc_issued_for_acme',
  google: 'ya29.federated-access-token',
  entra: 'entra-access-token-of-the-job',
  azure: 'acr-refresh-token-of-the-job',
}

export const identityFor = (audience: string): string =>
  `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(audience).toString('base64url')}.signature-of-github`

type Answer = Exclude<FakeAnswer, string>

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** The runner's service: `@actions/core` 3.0.1, lib/oidc-utils.js. */
function issueIdentity({ method, path, headers }: SeenRequest): Answer {
  const isKnown = headers.authorization === `Bearer ${identityEnv.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`
  const { pathname, searchParams } = new URL(path, 'https://x')
  if (method !== 'GET' || !isKnown || pathname !== '/abc//idtoken/def')
    return json(401, { message: 'No access' })
  if (searchParams.get('api-version') !== '2.0') return json(400, { message: 'No version' })
  return json(200, { count: 1, value: identityFor(searchParams.get('audience') ?? '') })
}

/** Docker Hub: docker/login-action at 371161b, src/dockerhub.ts; limits of `expires_in`: its PR 1068. */
function exchangeDocker(fields: URLSearchParams): Answer {
  const seconds = Number(fields.get('expires_in'))
  const isExchange = fields.get('grant_type') === 'urn:ietf:params:oauth:grant-type:token-exchange'
  const isIdToken = fields.get('subject_token_type') === 'urn:ietf:params:oauth:token-type:id_token'
  if (!isExchange || !isIdToken || seconds < 300 || seconds > 21_600)
    return json(400, { message: 'bad request' })
  const isKnown = fields.get('connection_id') === connection
  if (!isKnown || fields.get('subject_token') !== identityFor('https://identity.docker.com')) {
    return json(401, { message: `no ruleset matches ${fields.get('subject_token')}` })
  }
  return json(200, { access_token: issued.hub })
}

/** Google: "Method: token" of the Security Token Service API v1. */
function exchangeGoogle({ headers, body }: SeenRequest): Answer {
  if (headers.authorization !== undefined) return json(400, { error: 'invalid_request' })
  const asked: unknown = JSON.parse(body)
  const expected = {
    grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
    audience: `//iam.googleapis.com/${provider}`,
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
    subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
    subjectToken: identityFor(`https://iam.googleapis.com/${provider}`),
  }
  if (JSON.stringify(asked) !== JSON.stringify(expected)) {
    return json(400, {
      error: 'invalid_target',
      error_description: 'The target service indicated by the audience is invalid.',
    })
  }
  return json(200, {
    access_token: issued.google,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: 3599,
  })
}

/** Entra ID: "Third case: Access token request with a federated credential" in Microsoft's documentation of the client credentials flow. */
function issueEntra(path: string, fields: URLSearchParams): Answer {
  const expected = {
    grant_type: 'client_credentials',
    client_id: client,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: identityFor('api://AzureADTokenExchange'),
    scope: 'https://containerregistry.azure.net/.default',
  }
  const isKnown = path === `/${tenant}/oauth2/v2.0/token`
  if (!isKnown || JSON.stringify(Object.fromEntries(fields)) !== JSON.stringify(expected)) {
    const error_description =
      'AADSTS700213: No matching federated identity record found for presented assertion subject.'
    return json(401, { error: 'invalid_client', error_description, error_codes: [700213] })
  }
  return json(200, {
    token_type: 'Bearer',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: issued.entra,
  })
}

/** Azure's registry: Azure/acr, docs/AAD-OAuth.md, "Calling POST /oauth2/exchange". */
function exchangeAzure(host: string, fields: URLSearchParams): Answer {
  const expected = { grant_type: 'access_token', service: host, tenant, access_token: issued.entra }
  if (JSON.stringify(Object.fromEntries(fields)) !== JSON.stringify(expected)) {
    return json(401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] })
  }
  return json(200, { refresh_token: issued.azure })
}

/** The identity providers of GitHub and of the registries' vendors. Undefined for requests that are not for them. */
export function answerAsProvider(request: SeenRequest): Answer | undefined {
  const { method, host, path, body, headers } = request
  if (host === 'run-actions-1.actions.githubusercontent.com') return issueIdentity(request)
  if (method !== 'POST') return undefined
  if (host === 'sts.googleapis.com' && path === '/v1/token') return exchangeGoogle(request)
  if (headers['content-type'] !== 'application/x-www-form-urlencoded') return undefined
  const fields = new URLSearchParams(body)
  if (host === 'identity.docker.com' && path === '/oauth/token') return exchangeDocker(fields)
  if (host === 'login.microsoftonline.com') return issueEntra(path, fields)
  if (host.endsWith('.azurecr.io') && path === '/oauth2/exchange') return exchangeAzure(host, fields)
  return undefined
}
