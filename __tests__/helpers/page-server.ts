import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { makeCertificates } from '../../scripts/lib/certificates.mjs'
import { createPageRegistries, type PageRequestSeen, type StoredPage } from './page-registries.ts'

const hosts = ['hub.docker.com', 'quay.io', 'harbor.example.com']

/** An HTTPS server on loopback with the names and the APIs of the registries. `dir` gets its certificates. */
export async function startPageServer(dir: string, pages: Map<string, StoredPage>) {
  const { caFile, certFile, keyFile } = await makeCertificates(dir, hosts)
  const requests: PageRequestSeen[] = []
  const answer = createPageRegistries(pages)
  const server = createServer(
    { cert: readFileSync(certFile), key: readFileSync(keyFile) },
    async (incoming, response) => {
      const { host = '', ...headers } = incoming.headers
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString()
      const seen = { method: incoming.method ?? '', host, path: incoming.url ?? '', headers, body }
      requests.push(seen)
      const given = answer(seen)
      response.writeHead(given.status, given.headers).end(given.body)
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    caFile,
    requests,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
