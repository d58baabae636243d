import { type PageSubject, pageDenied, pageFailed, pageNotFound, pageProblems } from '../errors/describe.ts'
import { isRecord, stringAt } from '../json.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { hubApi, openHubWeb } from '../registry/hub-web.ts'
import { sendWebRequest, type WebContext } from '../registry/web-request.ts'
import { isSameText, type PageHost, type PageLogin } from './page-host.ts'

/**
 * The page of Docker Hub. The repository's address: docker/docs, content/reference/api/hub/latest.yaml, GetRepository. That file lacks the change of a repository; it is what peter-evans/dockerhub-description
 * 18ed41e, src/dockerhub-helper.ts, sends.
 */
export function openHubPage(context: WebContext, { path }: Repository, login: PageLogin): PageHost {
  const subject = { registry: 'Docker Hub', name: path.replace(/^library\//, '') }
  const problems = pageProblems(subject)
  const ofRepository = `/repositories/${path}`
  const hub = openHubWeb(context, async () => login)
  return {
    product: 'Docker Hub',
    subject,
    limits: { full: 25_000, short: 100 },
    hasShort: true,
    isSame: isSameText,
    async read() {
      const answer =
        login === undefined
          ? await sendWebRequest(context, problems, { method: 'GET', url: `${hubApi}${ofRepository}` })
          : await hub.send({ method: 'GET', path: ofRepository }, problems)
      if (answer.status === 200 && isRecord(answer.json)) {
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
      const answer = await hub.send({ method: 'PATCH', path: ofRepository, body }, problems)
      if (answer.status !== 200 || !isRecord(answer.json)) throw new TagboatError(explain(subject, answer))
    },
  }
}

function explain(subject: PageSubject, { status, original }: { status: number; original: string }) {
  if (status === 401 || status === 403) return pageDenied(subject, 'Docker Hub', original)
  if (status === 404) return pageNotFound(subject)
  const what = status === 200 ? 'sent something else than JSON' : `answered ${status}`
  return pageFailed(subject, `hub.docker.com ${what}`, original)
}
