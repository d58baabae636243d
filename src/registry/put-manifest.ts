import { type Asked, answeredBadly, contentWrong } from '../errors/registry.ts'
import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { manifestLimit } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { describeAsked, type Manifest, nameManifest } from './manifests.ts'
import { TransientError } from './retry.ts'
import { scopeRepository } from './scopes.ts'
import type { Answer, Session } from './session.ts'

/** What a registry said about a manifest that it took. */
export interface Stored {
  readonly digest: string
  /** The subject's digest, where the registry keeps its list of referrers itself (spec 1.1, OCI-Subject). */
  readonly subject?: string
}

/**
 * Puts a manifest under a tag or its digest: OCI distribution spec 1.1, "Pushing Manifests". The bytes go out as they
 * are. Putting the same one twice is as good as once, so it is tried again like a read.
 */
export async function putManifest(
  session: Session,
  repository: Repository,
  target: Target,
  manifest: Pick<Manifest, 'mediaType' | 'bytes'>,
): Promise<Stored> {
  const asked = describeAsked(repository, target, 'push')
  const { bytes, mediaType } = manifest
  if (bytes.byteLength > manifestLimit) throw new TagboatError(contentWrong(asked, 'it is larger than 4 MiB'))
  const digest = 'digest' in target ? target.digest : computeDigest(bytes)
  if (!matchDigest(bytes, digest)) throw new Error(`These bytes are not ${digest}.`)
  const request = {
    asked,
    method: 'PUT',
    target: nameManifest(repository, target),
    scopes: scopeRepository(repository.path, 'pull', 'push'),
    headers: { 'content-type': mediaType },
    body: bytes,
    mustEnd: 'tag' in target,
  } as const
  return session.send(request, async (answer) => {
    if (answer.status < 200 || answer.status > 202) return refuseManifest(session, asked, answer)
    const said = answer.headers['docker-content-digest']
    if (said !== undefined && !matchDigest(bytes, said)) {
      throw new TransientError(
        contentWrong(asked, `it took ${digest} for ${said}`),
        `${asked.host} sent wrong content`,
      )
    }
    if (!isStored(answer)) {
      const problem = answeredBadly(asked, answer.status, 'The answer is not that of a registry.')
      throw new TransientError(problem, `${asked.host} answered ${answer.status} without storing`)
    }
    const subject = answer.headers['oci-subject']
    return { digest, ...(subject === undefined ? {} : { subject }) }
  })
}

/**
 * The blobs of a manifest arrive before it. A registry that misses one of them may find it in a moment: where two clients bring one
 * blob, distribution 2.8 reads its link while the other client writes it (registry/storage/driver/filesystem, `PutContent`).
 */
async function refuseManifest(session: Session, asked: Asked, answer: Answer): Promise<never> {
  try {
    return await session.refuse(asked, answer)
  } catch (error) {
    const problem = error instanceof TagboatError ? error.problems[0] : undefined
    if (problem?.original === undefined || !/\bBLOB_UNKNOWN|MANIFEST_BLOB_UNKNOWN/.test(problem.original))
      throw error
    throw new TransientError(problem, `${asked.host} misses a blob that it has just received`)
  }
}

/** 201 by the spec, 202 by some; a plain 200 may be a proxy's own page, unless it names the digest. */
function isStored(answer: Answer): boolean {
  return answer.status !== 200 || answer.headers['docker-content-digest'] !== undefined
}
