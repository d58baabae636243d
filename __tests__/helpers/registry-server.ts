import type { HttpRequest } from '../../src/ports/http.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex, ociManifest } from '../../src/registry/media-types.ts'
import { describeErrors, type FakeAnswer } from './registry.ts'

/** Replaces the answer of the server, unless it returns undefined. */
export type Fault = (
  request: HttpRequest,
  url: URL,
) => FakeAnswer | undefined | Promise<FakeAnswer | undefined>

interface Kept {
  readonly blobs: Map<string, string>
  readonly manifests: Map<string, { readonly mediaType: string; readonly text: string }>
}

export interface ServerSetting {
  /** Whether it supports the referrers API. */
  readonly referrers?: boolean
  /** Whether it mounts blobs; otherwise it starts an upload. */
  readonly mounts?: boolean
  /** Whether it reports the progress of an upload, and resumes it. */
  readonly resumes?: boolean
  readonly fault?: Fault
}

type Match = readonly string[]
type Handler = (request: HttpRequest, url: URL, match: Match) => FakeAnswer | Promise<FakeAnswer>

/** A registry in memory for any number of hosts, with the HTTP API that a copy requires. Blobs are ASCII texts. */
export function createRegistryServer({
  referrers = false,
  mounts = true,
  resumes = false,
  fault,
}: ServerSetting = {}) {
  const repositories = new Map<string, Kept>()
  const uploads = new Map<string, string>()
  const open = (name: string): Kept => {
    const kept = repositories.get(name) ?? { blobs: new Map(), manifests: new Map() }
    repositories.set(name, kept)
    return kept
  }
  const find = (url: URL, path = '') => open(`${url.host}/${path}`)

  const putManifest: Handler = async (request, url, [path, target = '']) => {
    const text = await readBody(request)
    const mediaType = request.headers['content-type'] ?? ''
    const digest = computeDigest(Buffer.from(text))
    for (const name of [digest, target]) find(url, path).manifests.set(name, { mediaType, text })
    const subject = referrers ? JSON.parse(text).subject?.digest : undefined
    return {
      status: 201,
      headers: { 'docker-content-digest': digest, ...(subject ? { 'oci-subject': subject } : {}) },
    }
  }
  const getManifest: Handler = (_request, url, [path, target = '']) => {
    const found = find(url, path).manifests.get(target)
    if (!found) return { status: 404, body: describeErrors('MANIFEST_UNKNOWN') }
    const digest = computeDigest(Buffer.from(found.text))
    const headers = { 'content-type': found.mediaType, 'docker-content-digest': digest }
    return {
      status: 200,
      headers: { ...headers, 'content-length': String(found.text.length) },
      body: found.text,
    }
  }
  const getBlob: Handler = (request, url, [path, digest = '']) => {
    const blob = find(url, path).blobs.get(digest)
    if (blob === undefined) return { status: 404, body: describeErrors('BLOB_UNKNOWN') }
    const start = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
    if (start === undefined)
      return { status: 200, headers: { 'content-length': String(blob.length) }, body: blob }
    const headers = { 'content-range': `bytes ${start}-${blob.length - 1}/${blob.length}` }
    return { status: 206, headers, body: blob.slice(Number(start)) }
  }
  const begin: Handler = (_request, url, [path]) => {
    const digest = url.searchParams.get('mount') ?? ''
    const blob = open(`${url.host}/${url.searchParams.get('from')}`).blobs.get(digest)
    if (mounts && blob !== undefined) {
      find(url, path).blobs.set(digest, blob)
      return { status: 201 }
    }
    const location = `/v2/${path}/blobs/uploads/${uploads.size}`
    uploads.set(location, '')
    return { status: 202, headers: { location } }
  }
  const upload: Handler = async (request, url, [path]) => {
    const before = uploads.get(url.pathname)
    if (before === undefined) return { status: 404, body: describeErrors('BLOB_UPLOAD_UNKNOWN') }
    if (request.method === 'GET') {
      return resumes
        ? { status: 204, headers: { range: `0-${Math.max(0, before.length - 1)}` } }
        : { status: 404 }
    }
    const held = before + (await readBody(request, (text) => uploads.set(url.pathname, before + text)))
    if (request.method === 'PATCH') return { status: 202, headers: { location: url.pathname } }
    uploads.delete(url.pathname)
    if (request.method === 'DELETE') return { status: 204 }
    const digest = url.searchParams.get('digest') ?? ''
    if (computeDigest(Buffer.from(held)) !== digest)
      return { status: 400, body: describeErrors('DIGEST_INVALID') }
    find(url, path).blobs.set(digest, held)
    return { status: 201, headers: { 'docker-content-digest': digest } }
  }
  const listReferrers: Handler = (_request, url, [path, digest]) => {
    if (!referrers) return { status: 404, body: '404 page not found' }
    const manifests = [...find(url, path).manifests].flatMap(([name, { mediaType, text }]) =>
      name.startsWith('sha256:') && JSON.parse(text).subject?.digest === digest
        ? [{ mediaType, digest: name, size: text.length }]
        : [],
    )
    return { status: 200, headers: { 'content-type': ociIndex }, body: JSON.stringify({ manifests }) }
  }
  const listTags: Handler = (_request, url, [path]) => {
    const tags = [...find(url, path).manifests.keys()].filter((name) => !name.includes(':'))
    return { status: 200, body: JSON.stringify({ tags }) }
  }
  const routes: readonly (readonly [RegExp, RegExp, Handler])[] = [
    [/PUT/, /^\/v2\/(.+)\/manifests\/([^/]+)$/, putManifest],
    [/GET|HEAD/, /^\/v2\/(.+)\/manifests\/([^/]+)$/, getManifest],
    [/GET|HEAD/, /^\/v2\/(.+)\/blobs\/(sha256:[^/]+)$/, getBlob],
    [/POST/, /^\/v2\/(.+)\/blobs\/uploads\/$/, begin],
    [/./, /^\/v2\/(.+)\/blobs\/uploads\/\d+$/, upload],
    [/GET/, /^\/v2\/(.+)\/referrers\/([^/]+)$/, listReferrers],
    [/GET/, /^\/v2\/(.+)\/tags\/list$/, listTags],
  ]
  const serve = async (request: HttpRequest): Promise<FakeAnswer> => {
    const url = new URL(request.url)
    const failed = await fault?.(request, url)
    if (failed !== undefined) return failed
    for (const [method, pattern, handler] of routes) {
      const match = method.test(request.method) ? pattern.exec(url.pathname) : null
      if (match) return handler(request, url, match.slice(1))
    }
    return { status: 404 }
  }
  return { serve, open, uploads }
}

/** Reads the body of a request; `onText` gets the text so far, even if the request is aborted. */
export async function readBody(
  request: HttpRequest,
  onText: (text: string) => void = () => undefined,
): Promise<string> {
  const { body } = request
  if (body === undefined || body instanceof Uint8Array) return Buffer.from(body ?? []).toString()
  let text = ''
  for await (const chunk of body()) {
    text += Buffer.from(chunk).toString()
    onText(text)
  }
  return text
}

/** Adds images and artifacts to a repository of a fake registry, as a builder would. */
export function createFiller(kept: Kept) {
  const blob = (text: string) => {
    const digest = computeDigest(Buffer.from(text))
    kept.blobs.set(digest, text)
    return { digest, size: text.length }
  }
  const manifest = (mediaType: string, json: object, tag?: string) => {
    const text = JSON.stringify({ schemaVersion: 2, mediaType, ...json })
    const digest = computeDigest(Buffer.from(text))
    for (const name of [digest, ...(tag === undefined ? [] : [tag])])
      kept.manifests.set(name, { mediaType, text })
    return { mediaType, digest, size: text.length }
  }
  const image = (layers: readonly string[], more: object = {}, tag?: string) =>
    manifest(
      ociManifest,
      {
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...blob(`{"${layers.join()}":1}`) },
        layers: layers.map((text) => ({
          mediaType: 'application/vnd.oci.image.layer.v1.tar',
          ...blob(text),
        })),
        ...more,
      },
      tag,
    )
  const index = (manifests: readonly object[], more: object = {}, tag?: string) =>
    manifest(ociIndex, { manifests, ...more }, tag)
  return { blob, manifest, image, index }
}
