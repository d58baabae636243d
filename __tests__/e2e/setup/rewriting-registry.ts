/** A registry that silently stores a different manifest under a tag. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Runs in front of a real registry, `host:port`. While rewriting is off, all requests pass, and their manifests stay unchanged later. */
export async function startRewritingRegistry(upstream: string) {
  const { hostname, port } = new URL(`http://${upstream}`)
  const state = { isOn: false }
  const known = new Set<string>()
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method, url: path = '', headers } = incoming
    const isTagged = method === 'PUT' && /\/manifests\/(?!sha256:)/.test(path)
    const body = isTagged ? await read(incoming) : undefined
    const sent = body && { body, digest: digestOf(body) }
    if (sent && !state.isOn) known.add(sent.digest)
    const stored = sent && !known.has(sent.digest) ? annotate(sent.body) : sent?.body
    const length = stored && { 'content-length': String(stored.length) }
    const onward = request(
      { hostname, port, method, path, agent: false, headers: { ...headers, ...length } },
      (answer) => {
        const digestHeader = sent && answer.statusCode === 201 ? { 'docker-content-digest': sent.digest } : {}
        outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...digestHeader })
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    if (stored) onward.end(stored)
    else incoming.pipe(onward)
  }
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    host: `localhost:${typeof address === 'object' && address ? address.port : 0}`,
    rewrite(isOn: boolean) {
      state.isOn = isOn
    },
    stop() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function annotate(body: Buffer): Buffer {
  const manifest = JSON.parse(body.toString())
  // Tagboat pushes an empty index to remove a tag.
  if (manifest.manifests?.length === 0) return body
  return Buffer.from(JSON.stringify({ ...manifest, annotations: { ...manifest.annotations, stored: 'yes' } }))
}
