import { type Asked, contentMissing, contentWrong } from '../errors/registry.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { manifestLimit, readBytes } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { TransientError } from './retry.ts'
import { scopeRepository } from './scopes.ts'
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
