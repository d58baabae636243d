import { type Asked, answeredBadly, contentMissing, contentWrong } from '../errors/registry.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import { manifestLimit, readBytes } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { resolveUrl } from './link.ts'
import { TransientError } from './retry.ts'
import { scopeRepository, unionScopes } from './scopes.ts'
import type { Answer, RegistryRequest, Session } from './session.ts'

/** The request for a blob's content: OCI distribution spec 1.1, "Pulling blobs". */
export function describeBlobRead(repository: Repository, digest: string): RegistryRequest {
  return {
    asked: { host: repository.host, name: `${repository.name}@${digest}`, action: 'read' },
    method: 'GET',
    target: `/v2/${repository.path}/blobs/${digest}`,
    scopes: scopeRepository(repository.path, 'pull'),
  }
}

/** Reads a small blob, a config, of at most 4 MiB, and checks its digest. Undefined where it is not there. */
export async function getBlob(
  session: Session,
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

/** Content that is wrong once may be right the next time: connections and caches break. */
export function wrongContent(asked: Asked, what: string): TransientError {
  return new TransientError(contentWrong(asked, what), `${asked.host} sent wrong content`)
}

/** Throws what an answer to a read means that brings no content. */
export async function refuseRead(session: Session, asked: Asked, answer: Answer): Promise<never> {
  if (answer.status === 404) throw new TagboatError(contentMissing(asked))
  return session.refuse(asked, answer)
}

/** A blob upload that has begun: OCI distribution spec 1.1, "Pushing blobs". */
export interface Upload {
  /** Absolute; it may lead to another host, which then gets no Authorization. */
  readonly location: string
  /** Bytes that one request may hold, where the registry says so: distribution-spec issue 485, `OCI-Chunk-Max-Length`. */
  readonly most?: number
}

/** A blob that is there. */
export interface Blob {
  /** Bytes; undefined where the registry only points elsewhere. */
  readonly size?: number
}

/** Begins an upload: a POST that stores nothing yet, and that only who may push may make. */
export async function startUpload(session: Session, repository: Repository): Promise<Upload> {
  const asked: Asked = { host: repository.host, name: repository.name, action: 'push' }
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
      return { location: location.href, ...readMost(answer) }
    const problem = answeredBadly(asked, answer.status, 'It began no upload, or did not say where.')
    throw new TransientError(problem, `${asked.host} answered ${answer.status} without an upload`)
  })
}

/** What is no number of bytes, or too few to make progress with, says nothing. */
function readMost(answer: Answer): Pick<Upload, 'most'> {
  const most = Number(answer.headers['oci-chunk-max-length'] ?? Number.NaN)
  return Number.isSafeInteger(most) && most >= 64 * 1024 ? { most } : {}
}

/** Ends an upload that nothing was sent to. One that stays is swept away by the registry, so a failure is harmless. */
export async function cancelUpload(
  ports: { readonly session: Session; readonly log: Log },
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
    ports.log.debug(`The upload that tried the right to push to ${repository.name} stays open: ${why}`)
  }
}

/**
 * Throws the TagboatError that a push would meet: no login, no right, no repository. Nothing is left behind. Registries
 * have no question for it, so an upload is begun and cancelled. Nobody waits for the cancel, which would be a round for
 * nothing: it does not throw, and a process that is done ends only after it.
 */
export async function checkPush(
  ports: { readonly session: Session; readonly log: Log },
  repository: Repository,
): Promise<void> {
  void cancelUpload(ports, repository, await startUpload(ports.session, repository))
}

/** Whether a blob is there: OCI distribution spec 1.1, "Checking if content exists". A redirect leads to it, so it is. */
export async function headBlob(
  session: Session,
  repository: Repository,
  digest: string,
): Promise<Blob | undefined> {
  const asked: Asked = { host: repository.host, name: `${repository.name}@${digest}`, action: 'read' }
  const request = {
    asked,
    method: 'HEAD',
    target: `/v2/${repository.path}/blobs/${digest}`,
    scopes: scopeRepository(repository.path, 'pull'),
    follow: false,
  } as const
  return session.send(request, async (answer) => {
    if (answer.status === 404) return undefined
    if (answer.status >= 300 && answer.status < 400 && answer.headers.location) return {}
    if (answer.status !== 200) return session.refuse(asked, answer)
    const size = Number(answer.headers['content-length'] ?? Number.NaN)
    return Number.isSafeInteger(size) ? { size } : {}
  })
}

/**
 * Asks for a blob of another repository of the same registry: OCI distribution spec 1.1, "Mounting a blob from another
 * repository". A registry that does not do it may begin an upload instead, which is then the answer; undefined is
 * neither. Only a token for both repositories serves; where there is none to be had a plain upload still may do.
 */
export async function mountBlob(
  session: Session,
  from: Repository,
  to: Repository,
  digest: string,
): Promise<'mounted' | Upload | undefined> {
  const asked: Asked = { host: to.host, name: to.name, action: 'push' }
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
