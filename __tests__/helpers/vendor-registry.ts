import type { HttpRequest } from '../../src/ports/http.ts'
import { computeDigest } from '../../src/registry/digest.ts'
import { ociIndex } from '../../src/registry/media-types.ts'
import { describeErrors, type FakeAnswer } from './registry.ts'

/** What a request to a registry is about. */
export interface VendorRequest {
  readonly method: string
  readonly path: string
  /** The tag or digest at the end of the path. */
  readonly reference: string
  readonly isDigest: boolean
  /** The tags that name the same digest. */
  readonly tags: readonly string[]
}

const describeIndex = (name: string) =>
  JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [], annotations: { name } })

/** The digest of an image of the fake registry. */
export const imageOf = (name: string): string => computeDigest(Buffer.from(describeIndex(name)))

/**
 * A registry that stores manifests, and deletes tags and digests as OCI distribution spec 1.1, "Content Management", says. `tags` has the
 * image of each tag; `answer` replaces answers, as one vendor documents them.
 */
export function createVendorRegistry(
  given: Readonly<Record<string, string>>,
  answer: (request: VendorRequest) => FakeAnswer | undefined,
) {
  const tags = new Map(Object.entries(given).map(([tag, image]) => [tag, imageOf(image)]))
  const manifests = new Map(Object.values(given).map((image) => [imageOf(image), describeIndex(image)]))
  const unknown = { status: 404, body: describeErrors('MANIFEST_UNKNOWN') }
  const remove = (reference: string): FakeAnswer => {
    if (tags.delete(reference)) return { status: 202 }
    if (!manifests.delete(reference)) return unknown
    for (const [tag, to] of [...tags]) if (to === reference) tags.delete(tag)
    return { status: 202 }
  }
  const put = (reference: string, { body }: HttpRequest): FakeAnswer => {
    const bytes = Buffer.from(body instanceof Uint8Array ? body : [])
    manifests.set(computeDigest(bytes), bytes.toString())
    if (!reference.startsWith('sha256:')) tags.set(reference, computeDigest(bytes))
    return { status: 201 }
  }
  const read = (reference: string): FakeAnswer => {
    const digest = tags.get(reference) ?? reference
    const body = manifests.get(digest)
    const headers = { 'content-type': ociIndex, 'docker-content-digest': digest }
    return body === undefined
      ? unknown
      : { status: 200, headers: { ...headers, 'content-length': String(body.length) }, body }
  }
  const serve = (request: HttpRequest): FakeAnswer => {
    const { pathname: path } = new URL(request.url)
    const reference = path.split('/').at(-1) ?? ''
    const digest = tags.get(reference) ?? reference
    const same = [...tags].flatMap(([tag, to]) => (to === digest ? [tag] : []))
    const isDigest = reference.startsWith('sha256:')
    const own = answer({ method: request.method, path, reference, isDigest, tags: same })
    if (own !== undefined) return own
    if (path.endsWith('/tags/list')) return { status: 200, body: JSON.stringify({ tags: [...tags.keys()] }) }
    if (request.method === 'DELETE') return remove(reference)
    return request.method === 'PUT' ? put(reference, request) : read(reference)
  }
  return { serve, tags, manifests, remove }
}
