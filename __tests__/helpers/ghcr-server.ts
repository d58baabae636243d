/**
 * GitHub's container registry in front of a real registry: the REST API "Packages", and the OCI API without deletion. Wordings of
 * refusals as users have reported them: Chizkiyahu/delete-untagged-ghcr-action issue 40 (5000 downloads), kairos-io/kairos issue 4723 (the
 * last tagged version), vlaurin/action-ghcr-prune issue 64 (404 without the right), snok/container-retention-policy issue 59 (the secondary
 * limit), fluxcd/pkg pull request 328 (405 for the OCI DELETE).
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  createServer as createPlainServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { createServer } from 'node:https'
import { makeCertificates } from '../../scripts/lib/certificates.mjs'
import { registryRequest } from '../../scripts/lib/registry-client.mjs'

interface Version {
  readonly id: number
  readonly path: string
  readonly digest: string
  tags: readonly string[]
  readonly created: string
}

export interface GhcrRules {
  /** Hours since every version was created. */
  age: number
  /** Digests that more than 5000 users pulled from a public package. */
  popular: readonly string[]
  isAdmin: boolean
  /** Deletions before the secondary rate limit. */
  deletions: number
  /** Lists that a new version is missing from. */
  lag: number
  ownerType: 'User' | 'Organization'
  /** Called before an answer of the API, as `GET /orgs/acme/...`: what another job does in between. */
  before: (request: string) => void
  /** Answers other routes, by path. */
  answer: (path: string) => unknown
}

export type GhcrServer = Awaited<ReturnType<typeof startGhcr>>

const usual: GhcrRules = {
  age: 48,
  popular: [],
  isAdmin: true,
  deletions: 1000,
  lag: 0,
  ownerType: 'Organization',
  before: () => undefined,
  answer: () => undefined,
}

/** `upstream` is the `host:port` of an open registry that deletes by digest. */
export async function startGhcr(dir: string, upstream: string) {
  const { caFile, certFile, keyFile } = await makeCertificates(dir, ['ghcr.io'])
  const versions: Version[] = []
  const requests: string[] = []
  const rules: GhcrRules = { ...usual }
  const state = { versions, requests, rules, upstream, nextId: 1001, lagging: new Map<number, number>() }
  const registry = createServer(
    { cert: readFileSync(certFile), key: readFileSync(keyFile) },
    (incoming, outgoing) => {
      serveRegistry(state, incoming, outgoing).catch(() => outgoing.destroy())
    },
  )
  const api = createPlainServer((incoming, outgoing) => {
    serveApi(state, incoming, outgoing).catch(() => outgoing.destroy())
  })
  const [port, apiPort] = await Promise.all([registry, api].map(listen))
  return {
    port: port ?? 0,
    caFile,
    url: `http://127.0.0.1:${apiPort}`,
    requests,
    /** Resets the rules, except the given ones. */
    become: (more: Partial<GhcrRules>) => Object.assign(rules, usual, more),
    tagsOf: (path: string) =>
      versions
        .filter((one) => one.path === path)
        .flatMap(({ tags }) => tags)
        .toSorted(),
    digestsOf: (path: string) => versions.filter((one) => one.path === path).map(({ digest }) => digest),
    /** Records a manifest that was put into the registry behind this one. */
    record: (path: string, digest: string, tag?: string) => void put(state, path, digest, tag),
    stop: () =>
      Promise.all(
        [registry, api].map((server) => {
          server.closeAllConnections()
          return new Promise((resolve) => server.close(resolve))
        }),
      ),
  }
}

type State = {
  readonly versions: Version[]
  readonly requests: string[]
  readonly rules: GhcrRules
  readonly upstream: string
  readonly lagging: Map<number, number>
  nextId: number
}

function listen(
  server: ReturnType<typeof createPlainServer> | ReturnType<typeof createServer>,
): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

/** A tag moves from one version to another, and a new digest is a new version. */
function put(state: State, path: string, digest: string, tag: string | undefined): void {
  for (const version of state.versions) {
    if (version.path === path && tag !== undefined) version.tags = version.tags.filter((one) => one !== tag)
  }
  const tags = tag === undefined ? [] : [tag]
  const known = state.versions.find((version) => version.path === path && version.digest === digest)
  if (known !== undefined) {
    known.tags = [...known.tags, ...tags]
    return
  }
  const created = new Date(Date.now() - state.rules.age * 3_600_000).toISOString()
  const id = state.nextId++
  state.versions.unshift({ id, path, digest, tags, created })
  state.lagging.set(id, state.rules.lag)
}

async function serveRegistry(
  state: State,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '' } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (method === 'DELETE' && url.includes('/manifests/')) {
    const errors = [{ code: 'UNSUPPORTED', message: 'The operation is unsupported.' }]
    outgoing.writeHead(405, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }))
    return
  }
  if (url.includes('/referrers/')) {
    outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
    return
  }
  const sent = request(`http://${state.upstream}${url}`, { method, headers: incoming.headers }, (answer) => {
    const [, path, target] = /^\/v2\/(.+)\/manifests\/([^/?]+)/.exec(url) ?? []
    if (method === 'PUT' && answer.statusCode === 201 && path !== undefined && target !== undefined) {
      const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
      put(state, path, digest, target.includes(':') ? undefined : target)
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  sent.on('error', () => outgoing.destroy())
  sent.end(body)
}

async function serveApi(state: State, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '' } = incoming
  const { pathname, searchParams } = new URL(url, 'http://api')
  state.requests.push(`${method} ${pathname}`)
  state.rules.before(`${method} ${pathname}`)
  const send = (status: number, body?: unknown, headers = {}) => {
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
    outgoing.end(body === undefined ? '' : JSON.stringify(body))
  }
  const refuse = (status: number, message: string, headers = {}) =>
    send(
      status,
      { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
      headers,
    )
  if (/^\/users\/[^/]+$/.test(pathname)) return send(200, { type: state.rules.ownerType })
  const [, form, owner, name = '', id] =
    /^\/(orgs|users)\/([^/]+)\/packages\/container\/([^/]+)(?:\/versions(?:\/(\d+))?)?$/.exec(pathname) ?? []
  if (form === undefined) {
    const answer = state.rules.answer(pathname)
    return answer === undefined ? refuse(404, 'Not Found') : send(200, answer)
  }
  const path = `${owner}/${decodeURIComponent(name)}`
  const isRightForm = (form === 'orgs') === (state.rules.ownerType === 'Organization')
  const own = state.versions.filter((version) => version.path === path)
  if (!isRightForm || own.length === 0) return refuse(404, 'Package not found.')
  const one = own.find((version) => version.id === Number(id))
  if (method === 'GET' && id !== undefined)
    return one === undefined ? refuse(404, 'Not Found') : send(200, describeVersion(one))
  if (method === 'GET' && !pathname.endsWith('/versions')) return send(200, { version_count: own.length })
  if (method === 'GET') return send(200, listPage(state, own, searchParams))
  if (method !== 'DELETE') return refuse(404, 'Not Found')
  const doomed = id === undefined ? own : own.filter((version) => version.id === Number(id))
  const refusal = id === undefined ? undefined : findRefusal(state, own, doomed)
  if (refusal !== undefined) return refuse(...refusal)
  state.rules.deletions -= 1
  for (const version of doomed) {
    state.versions.splice(state.versions.indexOf(version), 1)
    await registryRequest(state.upstream, `/v2/${path}/manifests/${version.digest}`, { method: 'DELETE' })
  }
  send(204)
}

function listPage({ lagging }: State, own: readonly Version[], search: URLSearchParams): unknown {
  const visible = own.filter(({ id }) => {
    const left = lagging.get(id) ?? 0
    lagging.set(id, left - 1)
    return left <= 0
  })
  const size = Number(search.get('per_page') ?? 30)
  const start = (Number(search.get('page') ?? 1) - 1) * size
  return visible.slice(start, start + size).map(describeVersion)
}

const describeVersion = ({ id, digest, tags, created }: Version) => ({
  id,
  name: digest,
  created_at: created,
  updated_at: created,
  metadata: { package_type: 'container', container: { tags } },
})

function findRefusal(
  { rules }: State,
  own: readonly Version[],
  doomed: readonly Version[],
): [number, string, object?] | undefined {
  const [version] = doomed
  if (!rules.isAdmin) return [404, 'Package not found.']
  if (version === undefined) return [404, 'Not Found']
  if (rules.deletions <= 0)
    return [403, 'You have exceeded a secondary rate limit.', { 'retry-after': '3600' }]
  const what = 'Publicly visible package versions with more than 5000 downloads cannot be deleted.'
  if (rules.popular.includes(version.digest))
    return [400, `${what} Contact GitHub support for further assistance.`]
  const isLast = version.tags.length > 0 && own.filter(({ tags }) => tags.length > 0).length === 1
  return isLast
    ? [400, 'You cannot delete the last tagged version of a package. You must delete the package instead.']
    : undefined
}
