import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** The type of an object in the git database: `commit`, or `tag` for an annotated tag. */
export interface GitObject {
  readonly type: 'commit' | 'tag'
  readonly sha: string
}

/** A tag object, as returned by "Get a tag". `tag` is its original name, `reason` is that of GitHub's verification. */
export interface TagObject {
  readonly tag: string
  readonly object: GitObject
  readonly verified: boolean
  readonly reason: string
}

export interface GithubState {
  /** The objects of full ref names (`refs/heads/main`); a plain id is a commit. */
  readonly refs?: Readonly<Record<string, string | GitObject>>
  /** Tag objects by their id. */
  readonly tags?: Readonly<Record<string, TagObject>>
  /** `base...head` to the status of the head. The server does not know other comparisons. */
  readonly compare?: Readonly<Record<string, 'ahead' | 'behind' | 'diverged' | 'identical'>>
  /** Pull requests by number to their head commit. */
  readonly pulls?: Readonly<Record<number, string>>
  /** Answers a GET of other routes by its path; undefined for 404. */
  readonly answer?: (path: string) => unknown
  /** The required token; if it is absent, every request is allowed. */
  readonly token?: string
  /** Answers a request instead of the state, unless it returns undefined; for throttling, errors and stalls. */
  readonly intercept?: (request: GithubRequest, count: number) => Interception | undefined
}

export interface GithubRequest {
  readonly method: string
  /** Decoded: `/repos/acme/app/git/ref/heads/main`. */
  readonly path: string
  readonly query: string
  readonly authorization: string
  readonly userAgent: string
}

export type Interception =
  | {
      readonly status: number
      readonly message: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'stall'
  | 'cut'

export interface GithubApiServer {
  /** For GITHUB_API_URL. */
  readonly url: string
  readonly requests: readonly GithubRequest[]
  /** Replaces the state of the server. */
  become(state: GithubState): void
  stop(): Promise<void>
}

/**
 * A local server with the documented answers of GitHub's REST API (docs.github.com/en/rest, version 2022-11-28):
 * "Get a reference", "Get a tag", "Compare two commits", "Get a pull request"; 404 with `Not Found` for unknown
 * objects, 401 with `Bad credentials`. Answers have the identifying fields, without links.
 */
export async function startGithubApi(initial: GithubState = {}): Promise<GithubApiServer> {
  let state = initial
  const requests: GithubRequest[] = []
  const server = createServer((incoming, response) => {
    const request = describe(incoming)
    requests.push(request)
    const special = state.intercept?.(request, requests.length)
    if (special === 'stall') return
    if (special === 'cut') incoming.socket.destroy()
    else if (special) send(response, special.status, { message: special.message }, special.headers)
    else answer(state, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    become: (next) => {
      state = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function describe(incoming: IncomingMessage): GithubRequest {
  const [path = '', query = ''] = (incoming.url ?? '').split('?')
  return {
    method: incoming.method ?? '',
    path: decodeURIComponent(path),
    query,
    authorization: incoming.headers.authorization ?? '',
    userAgent: incoming.headers['user-agent'] ?? '',
  }
}

function answer(state: GithubState, request: GithubRequest, response: ServerResponse): void {
  // "Authenticating to the REST API": both schemes are accepted.
  const accepted = [`token ${state.token}`, `bearer ${state.token}`, `Bearer ${state.token}`]
  if (state.token !== undefined && !accepted.includes(request.authorization)) {
    send(response, 401, { message: 'Bad credentials', status: '401' })
    return
  }
  const body =
    request.method === 'GET' ? (state.answer?.(request.path) ?? find(state, request.path)) : undefined
  if (body !== undefined) send(response, 200, body)
  else
    send(response, 404, {
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest',
      status: '404',
    })
}

function find(state: GithubState, path: string): unknown {
  const [, kind, rest = ''] =
    /^\/repos\/[^/]+\/[^/]+\/(git\/ref|git\/tags|compare|pulls)\/(.+)$/.exec(path) ?? []
  if (kind === 'git/ref') return describeRef(rest, state.refs?.[`refs/${rest}`])
  if (kind === 'git/tags') return describeTag(rest, state.tags?.[rest])
  if (kind === 'compare') return describeComparison(rest, state.compare?.[rest])
  if (kind !== 'pulls') return undefined
  const sha = state.pulls?.[Number(rest)]
  return sha && { number: Number(rest), state: 'open', head: { ref: 'topic', sha }, base: { ref: 'main' } }
}

function describeRef(name: string, at: string | GitObject | undefined): unknown {
  if (at === undefined) return undefined
  const object: GitObject = typeof at === 'string' ? { type: 'commit', sha: at } : at
  return { ref: `refs/${name}`, node_id: 'MDM6UmVm', object }
}

function describeTag(sha: string, tag: TagObject | undefined): unknown {
  if (tag === undefined) return undefined
  const { verified, reason } = tag
  const signed = reason !== 'unsigned'
  return {
    node_id: 'MDM6VGFn',
    sha,
    tag: tag.tag,
    message: `Release ${tag.tag}`,
    tagger: { name: 'Mona', email: 'mona@example.com', date: '2026-01-02T03:04:05Z' },
    object: tag.object,
    verification: {
      verified,
      reason,
      signature: signed ? '-----BEGIN PGP SIGNATURE-----' : null,
      payload: signed ? `object ${tag.object.sha}` : null,
      verified_at: verified ? '2026-01-02T03:04:06Z' : null,
    },
  }
}

function describeComparison(basehead: string, status: string | undefined): unknown {
  if (status === undefined) return undefined
  const [base, head] = basehead.split('...')
  const ahead_by = status === 'ahead' || status === 'diverged' ? 1 : 0
  const behind_by = status === 'behind' || status === 'diverged' ? 1 : 0
  const commits = ahead_by ? [{ sha: head }] : []
  return {
    base_commit: { sha: base },
    status,
    ahead_by,
    behind_by,
    total_commits: ahead_by,
    commits,
    files: [],
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    ...headers,
  })
  response.end(JSON.stringify(body))
}
