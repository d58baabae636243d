import { type Asked, answeredBadly } from '../errors/registry.ts'
import type { Repository } from '../model/reference.ts'
import type { Log } from '../ports/ports.ts'
import { resolveUrl } from './link.ts'
import { TransientError } from './retry.ts'
import { scopeRepository } from './scopes.ts'
import type { Answer, Session } from './session.ts'

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
