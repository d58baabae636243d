/** Hostile registries and token servers in this process, which record their requests. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { computeDigest } from '../../../src/registry/digest.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly body: string
}

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void

/** A server with any behaviour, for the tests of one `describe`. */
export function useServer(answer: Answer) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '/', headers } = request
    const body = await text(request)
    asked.push({ method, path: url, authorization: headers.authorization ?? '', body })
    answer(request, response, new URL(url, 'http://localhost'))
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => asked.splice(0))
  return {
    asked,
    get host() {
      const address = server.address()
      return `localhost:${typeof address === 'object' && address ? address.port : 0}`
    },
  }
}

const ociManifest = 'application/vnd.oci.image.manifest.v1+json'
export const ociIndex = 'application/vnd.oci.image.index.v1+json'

/** A small image: its contents by digest, and its manifest under `1`. */
export function makeImage() {
  const contents = new Map<string, string>()
  const put = (mediaType: string, content: string) => {
    const digest = computeDigest(Buffer.from(content))
    contents.set(digest, content)
    return { mediaType, digest, size: content.length }
  }
  const config = put(
    'application/vnd.oci.image.config.v1+json',
    JSON.stringify({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [] } }),
  )
  const layer = put('application/vnd.oci.image.layer.v1.tar', 'a layer')
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, config, layers: [layer] })
  return { contents, manifest, digest: put(ociManifest, manifest).digest }
}

/** Serves the image like a registry; returns false for other requests. */
export function serveImage(
  { contents, manifest, digest }: ReturnType<typeof makeImage>,
  response: ServerResponse,
  url: URL,
): boolean {
  const [, kind, name = ''] = /\/(manifests|blobs)\/([^/]+)$/.exec(url.pathname) ?? []
  const content = name === '1' ? manifest : contents.get(name)
  if (kind === undefined || content === undefined) return false
  const headers = kind === 'manifests' ? { 'docker-content-digest': digest, 'content-type': ociManifest } : {}
  response.writeHead(200, { ...headers, 'content-length': content.length }).end(content)
  return true
}

export const sendManifest = (response: ServerResponse, mediaType: string, manifest: string): void =>
  void response
    .writeHead(200, {
      'content-type': mediaType,
      'docker-content-digest': computeDigest(Buffer.from(manifest)),
      'content-length': manifest.length,
    })
    .end(manifest)
