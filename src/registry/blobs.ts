import { answeredBadly, contentWrong, imagePartMissing, type RequestSubject } from '../errors/registry.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import { manifestLimit, readBytes, wrongContent } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { resolveUrl } from './link.ts'
import { TransientError } from './retry.ts'
import { scopeRepository, unionScopes } from './scopes.ts'
import type { RegistryAnswer, RegistryRequest, RegistrySession } from './session.ts'

/** The request for a blob's content: OCI distribution spec 1.1, "Pulling blobs". */
export function describeBlobRead(repository: Repository, digest: string): RegistryRequest {
  return {
    asked: { host: repository.host, name: `${repository.name}@${digest}`, action: 'read' },
    method: 'GET',
    target: `/v2/${repository.path}/blobs/${digest}`,
    scopes: scopeRepository(repository.path, 'pull'),
  }
}

/** Reads a small blob, like an image config, of at most 4 MiB, and checks its digest. Undefined if it does not exist. */
export async function getBlob(
  session: RegistrySession,
  repository: Repository,
  digest: string,
): Promise<Uint8Array | undefined> {
  const request = describeBlobRead(repository, digest)
  const { asked } = request
  return session.send(request, async (answer) => {
    if (answer.status === 404) return undefined
    if (answer.status !== 200) return session.refuse(asked, answer)
    const bytes = await readBytes(answer, manifestLimit)
    if (bytes === undefined) throw new TagboatError(contentWrong(asked, 'it is larger than 4 MiB'))
    if (!matchDigest(bytes, digest)) throw wrongContent(asked, `its digest is ${computeDigest(bytes)}`)
    return bytes
  })
}

/** Throws the error for a read that was answered without content. */
export async function refuseRead(
  session: RegistrySession,
  asked: RequestSubject,
  answer: RegistryAnswer,
): Promise<never> {
  if (answer.status === 404) throw new TagboatError(imagePartMissing(asked))
  return session.refuse(asked, answer)
}

/**
 * Whether a blob exists: OCI distribution spec 1.1, "Checking if content exists". A redirect leads to the blob's storage, so it
 * counts as existing.
 */
export async function headBlob(
  session: RegistrySession,
  repository: Repository,
  digest: string,
): Promise<boolean> {
  const request = { ...describeBlobRead(repository, digest), method: 'HEAD', follow: false } as const
  return session.send(request, async (answer) => {
    if (answer.status === 404) return false
    if (answer.status >= 300 && answer.status < 400 && answer.headers.location) return true
    return answer.status === 200 ? true : session.refuse(request.asked, answer)
  })
}

/** An open blob upload: OCI distribution spec 1.1, "Pushing blobs". */
export interface Upload {
  /** Absolute. It may lead to another host, which then gets no Authorization header. */
  readonly location: string
  /** The most bytes for one request, if the registry announces it: `OCI-Chunk-Max-Length` (distribution-spec issue 485). */
  readonly maxChunk?: number
}

/** Opens an upload with a POST. It stores nothing yet, and requires the right to push. */
export async function startUpload(session: RegistrySession, repository: Repository): Promise<Upload> {
  const asked: RequestSubject = { host: repository.host, name: repository.name, action: 'push' }
  const request = {
    asked,
    method: 'POST',
    target: `/v2/${repository.path}/blobs/uploads/`,
    scopes: scopeRepository(repository.path, 'pull', 'push'),
  } as const
  return session.send(request, async (answer) => {
    if (answer.status < 200 || answer.status > 299) return session.refuse(asked, answer)
    const location = resolveUrl(answer.headers.location ?? '', answer.url)
    if (answer.status === 202 && location && answer.headers.location)
      return { location: location.href, ...readMaxChunk(answer) }
    const problem = answeredBadly(asked, answer.status, 'It opened no upload, or sent no location.')
    throw new TransientError(problem, `${asked.host} answered ${answer.status} without an upload`)
  })
}

/** Ignores a header that is not a number of bytes, or is too small to make progress with. */
function readMaxChunk(answer: RegistryAnswer): Pick<Upload, 'maxChunk'> {
  const maxChunk = Number(answer.headers['oci-chunk-max-length'] ?? Number.NaN)
  return Number.isSafeInteger(maxChunk) && maxChunk >= 64 * 1024 ? { maxChunk } : {}
}

/** Cancels an upload. A failure is only logged: registries remove abandoned uploads themselves. */
export async function cancelUpload(
  ports: { readonly session: RegistrySession; readonly log: Log },
  repository: Repository,
  upload: Upload,
): Promise<void> {
  const request = {
    asked: { host: repository.host, name: repository.name, action: 'push' },
    method: 'DELETE',
    target: upload.location,
    scopes: scopeRepository(repository.path, 'pull', 'push'),
    effort: 'once',
  } as const
  try {
    await ports.session.send(request, async (answer) => answer.status)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    ports.log.debug(`An upload to ${repository.name} could not be cancelled: ${why}`)
  }
}

/**
 * Throws the TagboatError that a push would meet: no login, no permission, no repository. Registries have no request for
 * this question, so it opens an upload and cancels it. The cancellation is not awaited, which saves a round trip: it never
 * throws, and the process does not exit before it.
 */
export async function checkPush(
  ports: { readonly session: RegistrySession; readonly log: Log },
  repository: Repository,
): Promise<void> {
  void cancelUpload(ports, repository, await startUpload(ports.session, repository))
}

/**
 * Mounts a blob of another repository of the same registry: OCI distribution spec 1.1, "Mounting a blob from another
 * repository". A registry may open an upload instead, which is then returned. Undefined if it does neither, or if the
 * login cannot get a token for both repositories: a plain upload may still succeed.
 */
export async function mountBlob(
  session: RegistrySession,
  from: Repository,
  to: Repository,
  digest: string,
): Promise<'mounted' | Upload | undefined> {
  const asked: RequestSubject = { host: to.host, name: to.name, action: 'push' }
  const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`
  const request = {
    asked,
    method: 'POST',
    target: `/v2/${to.path}/blobs/uploads/?${query}`,
    scopes: unionScopes(scopeRepository(from.path, 'pull'), scopeRepository(to.path, 'pull', 'push')),
  } as const
  try {
    return await session.send(request, async (answer) => {
      if (answer.status === 201) return 'mounted'
      const location = answer.status === 202 ? (answer.headers.location ?? '') : ''
      const url = location === '' ? undefined : resolveUrl(location, answer.url)
      return url && { location: url.href }
    })
  } catch (error) {
    if (isForbidden(error)) return undefined
    throw error
  }
}

function isForbidden(error: unknown): boolean {
  const codes: readonly string[] = ['registry-denied', 'registry-unauthorized']
  return error instanceof TagboatError && error.problems.every(({ code }) => codes.includes(code))
}
