import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface GitServer {
  /** Repositories have the same paths below it as below `root`. */
  readonly url: string
  /** The Authorization headers of each request: none, one or several. */
  readonly authorizations: readonly (readonly string[])[]
  stop(): Promise<void>
}

export interface GitServerOptions {
  /** A folder of bare repositories. */
  readonly root: string
  /** The required Authorization header; if it is absent, every request is allowed. */
  readonly accept?: string
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/**
 * Git's smart HTTP server (git-http-backend) with GitHub's rules: 401 without a valid login, and 400 if
 * a request has two Authorization headers.
 */
export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const authorizations: string[][] = []
  const server = createServer((request, response) => {
    const found = readAuthorizations(request)
    authorizations.push(found)
    if (options.intercept?.(request, response)) return
    if (found.length > 1) response.writeHead(400).end('Duplicate header: "Authorization"')
    else if (options.accept !== undefined && found[0] !== options.accept) refuse(response)
    else serve(options.root, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    authorizations,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Node joins or drops repeated headers, so this reads the raw ones. */
function readAuthorizations({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter(
    (_, index) => rawHeaders[index - 1]?.toLowerCase() === 'authorization' && index % 2,
  )
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end('Repository not found.')
}

/** One CGI call (RFC 3875). */
function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const child = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
    },
  })
  request.pipe(child.stdin)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', () => {
    const all = Buffer.concat(chunks)
    const end = all.indexOf('\r\n\r\n')
    const headers = all.subarray(0, end).toString().split('\r\n')
    const pairs = headers.map((line) => line.split(': ', 2))
    const status = pairs.find(([name]) => name === 'Status')?.[1]
    for (const [name = '', value = ''] of pairs)
      if (name && name !== 'Status') response.setHeader(name, value)
    response.writeHead(status ? Number.parseInt(status, 10) : 200).end(all.subarray(end + 4))
  })
}
