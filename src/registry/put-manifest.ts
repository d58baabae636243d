import { answeredBadly, contentWrong, type RequestSubject } from '../errors/registry.ts'
import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { manifestLimit, wrongContent } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { describeAsked, type Manifest, manifestPath } from './manifests.ts'
import { TransientError } from './retry.ts'
import { scopeRepository } from './scopes.ts'
import type { RegistryAnswer, RegistrySession } from './session.ts'

/** A registry's answer to a manifest that it stored. */
export interface StoredManifest {
  readonly digest: string
  /** The subject's digest, if the registry has added the manifest to its own list of referrers (spec 1.1, OCI-Subject). */
  readonly subject?: string
}

/**
 * Puts a manifest under a tag or its digest, with unchanged bytes: OCI distribution spec 1.1, "Pushing Manifests". The
 * request is idempotent, so it is retried like a read.
 */
export async function putManifest(
  session: RegistrySession,
  repository: Repository,
  target: Target,
  manifest: Pick<Manifest, 'mediaType' | 'bytes'>,
): Promise<StoredManifest> {
  const asked = describeAsked(repository, target, 'push')
  const { bytes, mediaType } = manifest
  if (bytes.byteLength > manifestLimit) throw new TagboatError(contentWrong(asked, 'it is larger than 4 MiB'))
  const digest = 'digest' in target ? target.digest : computeDigest(bytes)
  if (!matchDigest(bytes, digest)) throw new Error(`These bytes do not have the digest ${digest}.`)
  const request = {
    asked,
    method: 'PUT',
    target: manifestPath(repository, target),
    scopes: scopeRepository(repository.path, 'pull', 'push'),
    headers: { 'content-type': mediaType },
    body: bytes,
    mustEnd: 'tag' in target,
  } as const
  return session.send(request, async (answer) => {
    if (answer.status < 200 || answer.status > 202) throw await explainFailure(session, asked, answer)
    const stored = answer.headers['docker-content-digest']
    if (stored !== undefined && !matchDigest(bytes, stored))
      throw wrongContent(asked, `it took ${digest} for ${stored}`)
    if (!isStored(answer)) {
      const problem = answeredBadly(asked, answer.status, 'The answer is not that of a registry.')
      throw new TransientError(problem, `${asked.host} answered ${answer.status} without storing`)
    }
    const subject = answer.headers['oci-subject']
    return { digest, ...(subject === undefined ? {} : { subject }) }
  })
}

/**
 * The blobs of a manifest arrive before it, so a registry that misses one may find it a moment later: when two clients push
 * one blob, distribution 2.8 reads its link while the other client writes it (registry/storage/driver/filesystem, `PutContent`).
 */
async function explainFailure(
  session: RegistrySession,
  asked: RequestSubject,
  answer: RegistryAnswer,
): Promise<Error> {
  const problem = await session.explain(asked, answer)
  return /\bBLOB_UNKNOWN|MANIFEST_BLOB_UNKNOWN/.test(problem.original ?? '')
    ? new TransientError(problem, `${asked.host} misses a blob that it has just received`)
    : new TagboatError(problem)
}

/** The spec says 201, some registries 202. A plain 200 may be a proxy's own page, unless it has the digest. */
function isStored(answer: RegistryAnswer): boolean {
  return answer.status !== 200 || answer.headers['docker-content-digest'] !== undefined
}
