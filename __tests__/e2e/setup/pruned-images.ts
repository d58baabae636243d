import { createHash } from 'node:crypto'
import { registryRequest } from '../../../scripts/lib/registry-client.mjs'

const ociIndex = 'application/vnd.oci.image.index.v1+json'
const ociManifest = 'application/vnd.oci.image.manifest.v1+json'

export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

const hash = (bytes: string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** What Tagboat writes on an image of a branch of `source`. */
export const marksOf = (source: string, branch: string, more: Readonly<Record<string, string>> = {}) => ({
  'org.opencontainers.image.source': source,
  'org.opencontainers.image.created': '2026-01-01T00:00:00Z',
  'org.opencontainers.image.revision': '1'.repeat(40),
  'dev.tagboat.event': 'push',
  'dev.tagboat.branch': branch,
  ...more,
})

/** Puts small images into a repository of an open registry, as a builder does: blobs, then manifests. */
export function createPusher(host: string, repository: string) {
  const send = async (path: string, options: Parameters<typeof registryRequest>[2]) => {
    const answer = await registryRequest(host, path, options)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body.toString()}`)
    return answer
  }
  const blob = async (text: string) => {
    const started = await send(`/v2/${repository}/blobs/uploads/`, { method: 'POST' })
    const { pathname, search } = new URL(started.headers.location ?? '', `http://${host}`)
    const digest = hash(text)
    const headers = { 'content-type': 'application/octet-stream' }
    await send(`${pathname}${search}&digest=${digest}`, { method: 'PUT', body: Buffer.from(text), headers })
    return { digest, size: Buffer.byteLength(text) }
  }
  const manifest = async (
    json: { readonly mediaType: string; readonly [key: string]: unknown },
    tag?: string,
  ): Promise<Descriptor> => {
    const text = JSON.stringify({ schemaVersion: 2, ...json })
    const digest = hash(text)
    const headers = { 'content-type': json.mediaType }
    const path = `/v2/${repository}/manifests/${tag ?? digest}`
    await send(path, { method: 'PUT', body: Buffer.from(text), headers })
    return { mediaType: json.mediaType, digest, size: Buffer.byteLength(text) }
  }
  return {
    manifest,
    /** A manifest with one layer, perhaps attached to another. */
    async image(content: string, tag?: string, more: object = {}): Promise<Descriptor> {
      const config = {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        ...(await blob('{"config":{}}')),
      }
      const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', ...(await blob(content)) }
      return manifest({ mediaType: ociManifest, config, layers: [layer], ...more }, tag)
    },
    index: (children: readonly Descriptor[], annotations: object, tag?: string): Promise<Descriptor> =>
      manifest(
        {
          mediaType: ociIndex,
          manifests: children.map((child, at) => ({
            ...child,
            platform: { os: 'linux', architecture: ['amd64', 'arm64'][at] ?? 's390x' },
          })),
          annotations,
        },
        tag,
      ),
    /** Another tag on the same manifest. */
    async tag({ digest }: Descriptor, tag: string): Promise<void> {
      const path = `/v2/${repository}/manifests/`
      const headers = { accept: `${ociIndex}, ${ociManifest}` }
      const { body, headers: answered } = await send(`${path}${digest}`, { headers })
      await send(`${path}${tag}`, {
        method: 'PUT',
        body,
        headers: { 'content-type': String(answered['content-type']) },
      })
    },
    /** Whether a tag or digest exists. */
    has: async (target: string): Promise<boolean> => {
      const headers = { accept: `${ociIndex}, ${ociManifest}` }
      const path = `/v2/${repository}/manifests/${target}`
      return (await registryRequest(host, path, { method: 'HEAD', headers })).status === 200
    },
  }
}
