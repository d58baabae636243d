import { identityFailed, identityMissing } from '../errors/oidc.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { requestToken, type TokenContext } from './token-request.ts'

/**
 * Requests the job's identity token for an audience, as the runner's toolkit does (`@actions/core`, `lib/oidc-utils.js`): GET of
 * `ACTIONS_ID_TOKEN_REQUEST_URL` with the parameter `audience`, and `ACTIONS_ID_TOKEN_REQUEST_TOKEN` as a bearer token; the answer
 * has the token in `value`. It is valid for some minutes.
 */
export async function requestIdentity(
  context: TokenContext,
  registry: string,
  audience: string,
): Promise<string> {
  const address = context.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''
  const secret = context.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''
  if (address === '' || secret === '') throw new TagboatError(identityMissing([registry]))
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'https:') {
    throw new TagboatError(
      identityFailed(registry, 'ACTIONS_ID_TOKEN_REQUEST_URL is not an address with https.'),
    )
  }
  context.secrets.remember(secret)
  url.searchParams.set('audience', audience)
  const headers = { authorization: `Bearer ${secret}` }
  const asked = { registry, method: 'GET', url: url.href, headers } as const
  return (await requestToken(context, asked, 'value')).token
}
