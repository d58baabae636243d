/**
 * The web APIs of Docker Hub, Quay and Harbor, as far as pages need them, for a request to any of them. They are services on the
 * internet; each rule has its source.
 */
export interface PageRequestSeen {
  readonly method: string
  readonly host: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

interface PageAnswerGiven {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** The logins that the registries know. */
export const pageLogins = {
  /** A personal access token for Read, Write, Delete of an admin. */
  admin: { username: 'ada', password: 'dckr_pat_admin-of-acme' },
  /** Any other accepted login: too small a scope, an organization's token, or a user without the right. */
  reader: { username: 'acme', password: 'dckr_oat_organization' },
  quay: 'quay-oauth-application-token',
  harbor: { username: 'ada', password: 'Harbor-12345' },
}
/** What Docker Hub issues for the admin. */
export const hubToken = 'eyJhbGciOi.hub-access-token.signature'

export interface StoredPage {
  full: string
  short: string
}

const json = (status: number, body: unknown, headers = {}): PageAnswerGiven => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** Answers like the registries do. `pages`: the repositories that exist, by `host/path`. */
export function createPageRegistries(pages: Map<string, StoredPage>) {
  return (request: PageRequestSeen): PageAnswerGiven => {
    if (request.host === 'hub.docker.com') return answerAsHub(request, pages)
    if (request.host === 'quay.io') return answerAsQuay(request, pages)
    if (request.host.startsWith('harbor.')) return answerAsHarbor(request, pages)
    return { status: 404, body: '404 page not found' }
  }
}

/**
 * docker/docs, content/reference/api/hub/latest.yaml: AuthCreateAccessToken. The change of a repository is not in that file; its answers
 * are those in peter-evans/dockerhub-description #294 and #331. A text over its limit: 400, #248 there.
 */
function answerAsHub(request: PageRequestSeen, pages: Map<string, StoredPage>): PageAnswerGiven {
  const { method, path, headers } = request
  if (method === 'POST' && path === '/v2/auth/token') {
    const { identifier, secret } = JSON.parse(request.body)
    const login = [pageLogins.admin, pageLogins.reader].find(({ password }) => password === secret)
    if (login?.username !== identifier) return json(401, { detail: `Incorrect credentials for ${secret}` })
    return json(200, { access_token: login === pageLogins.admin ? hubToken : 'reader-token' })
  }
  const page = pages.get(`docker.io${path.replace(/^\/v2\/repositories/, '')}`)
  if (page === undefined) return json(404, { message: 'object not found', errinfo: {} })
  if (method === 'GET') return json(200, { full_description: page.full, description: page.short })
  if (method !== 'PATCH') return json(405, { detail: 'Method not allowed' })
  if (headers.authorization === undefined) return json(401, { message: 'unauthorized' })
  if (headers.authorization !== `Bearer ${hubToken}`) return json(403, { message: 'access denied' })
  const { full_description = page.full, description = page.short } = JSON.parse(request.body)
  if (Buffer.byteLength(full_description) > 25_000 || Buffer.byteLength(description) > 100)
    return json(400, { full_description: ['Ensure this field has no more than 25000 characters.'] })
  Object.assign(page, { full: full_description, short: description })
  return json(200, { full_description, description })
}

/** quay/quay 02635f5, endpoints/api/repository.py, getRepo and updateRepo; ApiError in endpoints/exception.py. */
function answerAsQuay({ method, path, headers, body }: PageRequestSeen, pages: Map<string, StoredPage>) {
  const { pathname } = new URL(path, 'https://quay.io')
  const page = pages.get(`quay.io${pathname.replace(/^\/api\/v1\/repository/, '')}`)
  const isKnown = headers.authorization === `Bearer ${pageLogins.quay}`
  if (method === 'GET' && page) return json(200, { description: page.full, can_write: isKnown })
  if (method !== 'PUT') return json(404, { error_message: 'Not Found' })
  if (!isKnown) return json(403, { error_message: 'Unauthorized', status: 403, title: 'insufficient_scope' })
  if (page === undefined) return json(404, { error_message: 'Not Found', status: 404 })
  page.full = JSON.parse(body).description
  return json(200, { success: true })
}

/** goharbor/harbor c50c7dd, api/v2.0/swagger.yaml; HTML is escaped by src/server/v2.0/handler/repository.go. */
function answerAsHarbor(
  { method, host, path, headers, body }: PageRequestSeen,
  pages: Map<string, StoredPage>,
) {
  if (path === '/api/v2.0/ping')
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'Pong' }
  const [, project, name = ''] = /^\/api\/v2\.0\/projects\/([^/]+)\/repositories\/([^/]+)$/.exec(path) ?? []
  const { username, password } = pageLogins.harbor
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  if (headers.authorization !== basic)
    return json(401, { errors: [{ code: 'UNAUTHORIZED', message: 'unauthorized' }] })
  // The router decodes once, before it splits the path, and the handler a second time.
  if (decodeURIComponent(name).includes('/')) return { status: 404, body: '404 page not found' }
  const page = pages.get(`${host}/${project}/${decodeURIComponent(decodeURIComponent(name))}`)
  if (page === undefined) return json(404, { errors: [{ code: 'NOT_FOUND', message: `${name} not found` }] })
  if (method === 'GET') return json(200, { description: page.full })
  page.full = escapeHtml(JSON.parse(body).description)
  return { status: 200, body: '' }
}

/** Go's template.HTMLEscapeString. */
const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;' })[character] ?? '&#39;',
  )
