import { noTimeToRemove } from '../errors/registry.ts'
import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { getManifest, headManifest } from './absence.ts'
import { computeDigest } from './digest.ts'
import { describeAsked, manifestPath } from './manifests.ts'
import { ociIndex } from './media-types.ts'
import { putManifest } from './put-manifest.ts'
import { readRefusal } from './refusal.ts'
import { scopeRepository } from './scopes.ts'
import type { RegistryAnswer, RegistrySession } from './session.ts'

/** `unsupported`: the registry does not support the deletion, or does not allow it to this login. */
export type Deletion = 'deleted' | 'absent' | 'unsupported'

interface DeletionPorts {
  readonly session: RegistrySession
  readonly clock: Clock
  readonly log: Log
  readonly left?: () => number | undefined
}

/**
 * Deletes a tag, or a digest with every tag on it: OCI distribution spec 1.1, "Deleting tags" and "Deleting Manifests".
 * Registries that delete by digest only answer 400 or 405 to a tag.
 */
export async function deleteManifest(
  session: RegistrySession,
  repository: Repository,
  target: Target,
): Promise<Deletion> {
  const request = {
    asked: describeAsked(repository, target, 'delete'),
    method: 'DELETE',
    target: manifestPath(repository, target),
    scopes: scopeRepository(repository.path, 'pull', 'push', 'delete'),
    mustEnd: true,
  } as const
  try {
    return await session.send(request, async (answer) => {
      if ([200, 202, 204].includes(answer.status)) return 'deleted'
      if (answer.status === 404) return (await isAbsence(answer)) ? 'absent' : 'unsupported'
      if (answer.status === 405 || answer.status === 501) return 'unsupported'
      if (answer.status === 400 && 'tag' in target) return 'unsupported'
      return session.refuse(request.asked, answer)
    })
  } catch (error) {
    if (isForbidden(error)) return 'unsupported'
    throw error
  }
}

/**
 * A 404 with one of the spec's errors ("Error Codes"). Any other comes from a registry without DELETE: ECR's was a page for years
 * (containers/image issue 1010, skopeo issue 819).
 */
async function isAbsence(answer: RegistryAnswer): Promise<boolean> {
  return (await readRefusal(answer)).kind === 'errors'
}

/** Whether manifests can be deleted by digest: for a digest that does not exist the registry answers 404 if so, 405 if not. */
export async function probeDelete(
  ports: Omit<DeletionPorts, 'log'>,
  repository: Repository,
): Promise<boolean> {
  const digest = computeDigest(describeEmptyIndex(ports.clock))
  return (await deleteManifest(ports.session, repository, { digest })) !== 'unsupported'
}

/**
 * Removes one tag and keeps its manifest, which may have other tags. Where tags cannot be deleted by name, it moves the tag
 * to a unique empty index, and deletes that index by digest. The answer to DELETE is not trusted: the tag counts as removed when
 * it is no longer found.
 */
export async function removeTag(
  ports: DeletionPorts,
  repository: Repository,
  tag: string,
): Promise<'removed' | 'unsupported'> {
  const { session, clock, left = () => undefined } = ports
  const started = clock.now()
  const isGone = async () => (await headManifest(session, repository, { tag })) === undefined
  const byName = await deleteManifest(session, repository, { tag })
  if (byName !== 'unsupported' && (await isGone())) return 'removed'
  if (!(await probeDelete(ports, repository))) return 'unsupported'
  // An interruption would leave the tag on that index. Four requests follow; the two already sent give an estimate of their time.
  if ((left() ?? Number.POSITIVE_INFINITY) < 2.5 * (clock.now() - started))
    throw new TagboatError(noTimeToRemove(describeAsked(repository, { tag }, 'delete')))
  const before = await getManifest(session, repository, { tag })
  if (before === undefined) return 'removed'
  const index = { mediaType: ociIndex, bytes: describeEmptyIndex(ports.clock) }
  const { digest } = await putManifest(session, repository, { tag }, index)
  if ((await deleteIndex(ports, repository, digest)) && (await isGone())) return 'removed'
  // The deletion failed: restores the tag.
  await putManifest(session, repository, { tag }, before)
  return 'unsupported'
}

async function deleteIndex(
  { session, log }: DeletionPorts,
  repository: Repository,
  digest: string,
): Promise<boolean> {
  try {
    return (await deleteManifest(session, repository, { digest })) !== 'unsupported'
  } catch (error) {
    log.debug(`${repository.name}@${digest} was not deleted: ${String(error)}`)
    return false
  }
}

/** An index with a unique id, so that no other tag has its digest. */
function describeEmptyIndex(clock: Clock): Uint8Array {
  const id = `${clock.now()}-${clock.random().toString(36).slice(2)}`
  const index = {
    schemaVersion: 2,
    mediaType: ociIndex,
    manifests: [],
    annotations: { 'dev.tagboat.removed': id },
  }
  return Buffer.from(JSON.stringify(index))
}

/** A login that may push may not be allowed to delete. */
function isForbidden(error: unknown): boolean {
  const codes: readonly string[] = ['registry-denied', 'registry-unauthorized', 'registry-tag-immutable']
  return error instanceof TagboatError && error.problems.every(({ code }) => codes.includes(code))
}
