import { encodeBasic } from '../basic-auth.ts'
import {
  type PageSubject,
  pageDenied,
  pageFailed,
  pageLoginMissing,
  pageNotFound,
  pageProblems,
  pageUnsupported,
} from '../errors/describe.ts'
import { isRecord, stringAt } from '../json.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { sendWebRequest, type WebContext } from '../registry/web-request.ts'
import { isSameText, type PageHost, type PageLogin } from './page-host.ts'

/** Finds out what a registry other than Docker Hub is, by addresses that need no login. */
export async function openOtherPage(
  context: WebContext,
  repository: Repository,
  login: PageLogin,
): Promise<PageHost> {
  const { host } = repository
  if (host === 'quay.io') return openQuayPage(context, repository, login)
  const subject = { registry: host, name: repository.path }
  // goharbor/harbor c50c7dd, api/v2.0/swagger.yaml, getPing.
  const harbor = await ask(context, subject, `https://${host}/api/v2.0/ping`)
  if (harbor.status === 200 && /^"?pong"?$/i.test(harbor.text.trim()))
    return openHarborPage(context, repository, login)
  // quay/quay 02635f5, endpoints/api/discovery.py.
  const quay = await ask(context, subject, `https://${host}/api/v1/discovery`)
  if (quay.status === 200 && isRecord(quay.json) && quay.json.paths !== undefined) {
    return openQuayPage(context, repository, login)
  }
  throw new TagboatError(pageUnsupported(host))
}

const ask = (context: WebContext, subject: PageSubject, url: string) =>
  sendWebRequest(context, pageProblems(subject), { method: 'GET', url })

interface Api {
  readonly product: 'Quay' | 'Harbor'
  readonly url: string
  /** What a read adds to the address. */
  readonly query: string
  readonly authorization: string | undefined
  readonly isSame: PageHost['isSame']
}

/**
 * quay/quay 02635f5, endpoints/api/repository.py, getRepo and updateRepo. The password is the token of an OAuth application, whatever the
 * user name.
 */
function openQuayPage(context: WebContext, { host, path }: Repository, login: PageLogin): PageHost {
  const token = login?.kind === 'password' ? login.password : login?.token
  return openPage(
    context,
    { registry: host, name: path },
    {
      product: 'Quay',
      url: `https://${host}/api/v1/repository/${path}`,
      query: '?includeTags=false',
      authorization: token === undefined ? undefined : `Bearer ${token}`,
      isSame: isSameText,
    },
  )
}

/**
 * goharbor/harbor c50c7dd, api/v2.0/swagger.yaml, updateRepository: a repository with slashes is encoded twice. Harbor keeps the text
 * with escaped HTML (src/server/v2.0/handler/repository.go).
 */
function openHarborPage(context: WebContext, { host, path }: Repository, login: PageLogin): PageHost {
  const slash = path.indexOf('/')
  // Every repository of Harbor is in a project.
  if (slash < 0) throw new TagboatError(pageNotFound({ registry: host, name: path }))
  const name = encodeURIComponent(encodeURIComponent(path.slice(slash + 1)))
  const basic = login?.kind === 'password' ? encodeBasic(login) : undefined
  if (basic !== undefined) context.secrets.remember(basic)
  return openPage(
    context,
    { registry: host, name: path },
    {
      product: 'Harbor',
      url: `https://${host}/api/v2.0/projects/${encodeURIComponent(path.slice(0, slash))}/repositories/${name}`,
      query: '',
      authorization: basic === undefined ? undefined : `Basic ${basic}`,
      isSame: (stored, text) => isSameText(unescapeHtml(stored), text),
    },
  )
}

/** The inverse of Go's template.HTMLEscapeString. */
const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** A page whose API has GET and PUT of `description` at one address. */
function openPage(
  context: WebContext,
  subject: PageSubject,
  { product, url, query, authorization, isSame }: Api,
): PageHost {
  const headers = authorization === undefined ? {} : { authorization }
  return {
    product,
    subject,
    hasShort: false,
    isSame,
    async read() {
      const answer = await sendWebRequest(context, pageProblems(subject), {
        method: 'GET',
        url: `${url}${query}`,
        headers,
      })
      if (answer.status === 200 && isRecord(answer.json))
        return { full: stringAt(answer.json, 'description') ?? '' }
      if (authorization === undefined && [401, 403, 404].includes(answer.status)) return undefined
      throw new TagboatError(explain(subject, product, answer))
    },
    async write({ full }) {
      if (authorization === undefined) throw new TagboatError(pageLoginMissing(subject))
      const body = { description: full }
      const answer = await sendWebRequest(context, pageProblems(subject), {
        method: 'PUT',
        url,
        headers,
        body,
      })
      if (answer.status !== 200) throw new TagboatError(explain(subject, product, answer))
    },
  }
}

function explain(
  subject: PageSubject,
  product: string,
  { status, original }: { status: number; original: string },
) {
  if (status === 401 || status === 403) return pageDenied(subject, product, original)
  if (status === 404) return pageNotFound(subject)
  const what = status === 200 ? 'sent something else than JSON' : `answered ${status}`
  return pageFailed(subject, `${subject.registry} ${what}`, original)
}
