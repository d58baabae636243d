import { stringAt } from '../json.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Credential } from './find-credential.ts'
import {
  sendWebRequest,
  type WebAnswer,
  type WebContext,
  type WebProblems,
  type WebRequest,
} from './web-request.ts'

export interface HubProblems extends WebProblems {
  readonly loginMissing: () => Problem
  readonly loginRefused: (original: string) => Problem
}

/** Docker Hub's web API with one login. */
export interface HubWeb {
  /** Sends a request with the login. `path` begins after `/v2`. */
  send(
    request: Omit<WebRequest, 'url' | 'headers'> & { readonly path: string },
    problems: HubProblems,
  ): Promise<WebAnswer>
}

export const hubApi = 'https://hub.docker.com/v2'

/** Logs in with the first request: docker/docs, content/reference/api/hub/latest.yaml, AuthCreateAccessToken. */
export function openHubWeb(context: WebContext, findLogin: () => Promise<Credential | undefined>): HubWeb {
  let token: Promise<string> | undefined
  return {
    async send({ path, ...request }, problems) {
      // A refused login is not sent again: repeated attempts can lock an account.
      token ??= findLogin().then((login) => requestHubToken(context, problems, login))
      const headers = { authorization: `Bearer ${await token}` }
      return sendWebRequest(context, problems, { ...request, url: `${hubApi}${path}`, headers })
    },
  }
}

async function requestHubToken(
  context: WebContext,
  problems: HubProblems,
  login: Credential | undefined,
): Promise<string> {
  // What `docker login` of a browser or OIDC stores is not a password.
  if (login?.kind !== 'password') throw new TagboatError(problems.loginMissing())
  context.secrets.remember(login.password)
  const body = { identifier: login.user, secret: login.password }
  const answer = await sendWebRequest(context, problems, {
    method: 'POST',
    url: `${hubApi}/auth/token`,
    body,
  })
  const token = stringAt(answer.json, 'access_token')
  if ([400, 401, 403].includes(answer.status)) throw new TagboatError(problems.loginRefused(answer.original))
  if (answer.status !== 200 || token === undefined || !/^[\x21-\x7e]+$/.test(token))
    throw new TagboatError(problems.failed('the login gave no token', answer.original))
  context.secrets.remember(token)
  return token
}
