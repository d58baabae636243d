import {
  type PageSubject,
  pageDenied,
  pageFailed,
  pageLoginMissing,
  pageLoginRefused,
  pageNotFound,
} from '../errors/describe.ts'
import { stringAt } from '../json.ts'
import { memoize } from '../memoize.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { isSameText, type PageHost, type PageLogin } from './page-host.ts'
import { type PageContext, sendPageRequest } from './page-request.ts'

const api = 'https://hub.docker.com/v2'

/**
 * The page of Docker Hub. The token's endpoint and the repository's address: docker/docs, content/reference/api/hub/latest.yaml,
 * AuthCreateAccessToken and GetRepository. That file lacks the change of a repository; it is what peter-evans/dockerhub-description
 * 18ed41e, src/dockerhub-helper.ts, sends.
 */
export function openHubPage(context: PageContext, { path }: Repository, login: PageLogin): PageHost {
  const subject = { registry: 'Docker Hub', name: path.replace(/^library\//, '') }
  const url = `${api}/repositories/${path}`
  const issue = memoize(
    () => 'token',
    () => requestHubToken(context, subject, login),
  )
  const authorize = async () => ({ authorization: `Bearer ${await issue()}` })
  return {
    product: 'Docker Hub',
    subject,
    limits: { full: 25_000, short: 100 },
    hasShort: true,
    isSame: isSameText,
    async read() {
      const headers = login === undefined ? {} : await authorize()
      const answer = await sendPageRequest(context, subject, { method: 'GET', url, headers })
      if (answer.status === 200) {
        return {
          full: stringAt(answer.json, 'full_description') ?? '',
          short: stringAt(answer.json, 'description') ?? '',
        }
      }
      // A private repository is hidden.
      if (login === undefined && [401, 403, 404].includes(answer.status)) return undefined
      throw new TagboatError(explain(subject, answer))
    },
    async write({ full, short }) {
      const body = { full_description: full, ...(short !== undefined && { description: short }) }
      const headers = await authorize()
      const answer = await sendPageRequest(context, subject, { method: 'PATCH', url, headers, body })
      if (answer.status !== 200) throw new TagboatError(explain(subject, answer))
    },
  }
}

async function requestHubToken(
  context: PageContext,
  subject: PageSubject,
  login: PageLogin,
): Promise<string> {
  if (login === undefined) throw new TagboatError(pageLoginMissing(subject))
  // What `docker login` of a browser or OIDC stores is not a password.
  if (login.kind !== 'password') throw new TagboatError(pageLoginMissing(subject))
  const body = { identifier: login.user, secret: login.password }
  const answer = await sendPageRequest(context, subject, { method: 'POST', url: `${api}/auth/token`, body })
  const token = stringAt(answer.json, 'access_token')
  if ([400, 401, 403].includes(answer.status))
    throw new TagboatError(pageLoginRefused(subject, answer.original))
  if (answer.status !== 200 || token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TagboatError(pageFailed(subject, 'the login gave no token', answer.original))
  }
  context.secrets.remember(token)
  return token
}

function explain(subject: PageSubject, { status, original }: { status: number; original: string }) {
  if (status === 401 || status === 403) return pageDenied(subject, 'Docker Hub', original)
  if (status === 404) return pageNotFound(subject)
  return pageFailed(subject, `hub.docker.com answered ${status}`, original)
}
