import { readFileSync } from 'node:fs'
import { type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { makeCertificates } from '../../scripts/lib/certificates.mjs'
import { answerAsProvider, type SeenRequest } from './identity-providers.ts'
import type { FakeAnswer } from './registry.ts'

const names = [
  'run-actions-1.actions.githubusercontent.com',
  'identity.docker.com',
  'sts.googleapis.com',
  'login.microsoftonline.com',
  'registry-1.docker.io',
  'europe-docker.pkg.dev',
  'acme.azurecr.io',
]

export interface IdentityServer {
  readonly port: number
  /** The certificate of its authority. */
  readonly caFile: string
  readonly requests: SeenRequest[]
  /** Replaces the answer of a provider, unless it returns undefined. */
  replace(answer: (request: SeenRequest, count: number) => Exclude<FakeAnswer, string> | undefined): void
  stop(): Promise<void>
}

/**
 * An HTTPS server on loopback with the names of the identity providers and of some registries. `registries` has the `host:port` of the
 * registry that serves `/v2/` for each of these names.
 */
export async function startIdentityServer(
  dir: string,
  registries: Readonly<Record<string, string>> = {},
): Promise<IdentityServer> {
  const { caFile, certFile, keyFile } = await makeCertificates(dir, names)
  const requests: SeenRequest[] = []
  let replaced: Parameters<IdentityServer['replace']>[0] = () => undefined
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { host = '', ...headers } = incoming.headers
    const upstream = incoming.url?.startsWith('/v2/') ? registries[host] : undefined
    if (upstream !== undefined) return forward(incoming, response, upstream)
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const seen = { method: incoming.method ?? '', host, path: incoming.url ?? '', headers, body }
    requests.push(seen)
    const found = replaced(seen, requests.length) ?? answerAsProvider(seen) ?? { status: 404 }
    response.writeHead(found.status, found.headers).end(found.body)
  }
  const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (...exchange) => {
    answer(...exchange).catch(() => exchange[1].destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    caFile,
    requests,
    replace: (given) => {
      replaced = given
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function forward(incoming: IncomingMessage, response: ServerResponse, upstream: string): void {
  const { method = 'GET', url = '', headers } = incoming
  const given = { ...headers, 'x-forwarded-proto': 'https' }
  const sent = requestHttp(`http://${upstream}${url}`, { method, headers: given }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers)
    answered.pipe(response)
  })
  sent.on('error', () => response.destroy())
  incoming.pipe(sent)
}
