import { contentWrong, type RequestSubject } from '../errors/registry.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { HttpResponse } from '../ports/http.ts'
import { TransientError } from './retry.ts'

/** Bytes of an error's body that are read. */
export const errorLimit = 64 * 1024

/** OCI distribution spec 1.1, "Pushing Manifests": registries and clients keep manifests to 4 MiB. */
export const manifestLimit = 4 * 1024 * 1024

/** The whole body, or undefined if it is longer than `limit` bytes; the rest is discarded then. */
export async function readBytes(response: HttpResponse, limit: number): Promise<Uint8Array | undefined> {
  if (Number(response.headers['content-length'] ?? 0) > limit) {
    response.discard()
    return undefined
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body) {
    length += chunk.byteLength
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as text; throws a TagboatError if it is longer than `limit` bytes. */
export async function readLimitedText(
  asked: RequestSubject,
  response: HttpResponse,
  limit: number,
): Promise<string> {
  const bytes = await readBytes(response, limit)
  if (bytes === undefined) throw new TagboatError(contentWrong(asked, `it is longer than ${limit} bytes`))
  return Buffer.from(bytes).toString('utf8')
}

/** Wrong content is worth a retry: a connection or a cache may have corrupted it. */
export function wrongContent(asked: RequestSubject, what: string): TransientError {
  return new TransientError(contentWrong(asked, what), `${asked.host} sent wrong content`)
}
