import { noTimeToRemove } from '../errors/registry.ts'
import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { getManifest, headManifest } from './absence.ts'
import { type DeletionAnswer, requestDeletion } from './deletion-request.ts'
import { computeDigest } from './digest.ts'
import { makeEmptyIndex } from './empty-index.ts'
import { describeAsked, manifestPath } from './manifests.ts'
import { putManifest } from './put-manifest.ts'
import { explainRefusal } from './refusal.ts'
import type { Effort } from './retry.ts'
import type { RegistrySession } from './session.ts'

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
export function tryDeletion(
  session: RegistrySession,
  repository: Repository,
  target: Target,
  effort?: Effort,
): Promise<DeletionAnswer> {
  return requestDeletion(session, repository, {
    asked: describeAsked(repository, target, 'delete'),
    target: manifestPath(repository, target),
    ...(effort && { effort }),
  })
}

/**
 * Removes a tag from an Azure registry and keeps its manifest: DELETE `/acr/v1/{name}/_tags/{tag}` (Azure/acr-cli,
 * docs/swagger.yaml). Its OCI API deletes digests only (fluxcd/pkg pull request 328).
 */
export function deleteAzureTag(
  session: RegistrySession,
  repository: Repository,
  tag: string,
): Promise<DeletionAnswer> {
  return requestDeletion(session, repository, {
    asked: describeAsked(repository, { tag }, 'delete'),
    target: `/acr/v1/${repository.path}/_tags/${tag}`,
    // A token for one repository may lack the right to push: its scope map has `content/delete` alone.
    actions: ['pull', 'delete'],
  })
}

/** As `tryDeletion`; throws a TagboatError for a refusal that no other way of deletion avoids. */
export async function deleteManifest(
  session: RegistrySession,
  repository: Repository,
  target: Target,
): Promise<Deletion> {
  const answer = await tryDeletion(session, repository, target)
  if (answer.kind !== 'refused') return answer.kind
  const { refusal } = answer
  if ([404, 405, 501].includes(refusal.status) || (refusal.status === 400 && 'tag' in target))
    return 'unsupported'
  const problem = explainRefusal(describeAsked(repository, target, 'delete'), refusal)
  if (forbidden.includes(problem.code)) return 'unsupported'
  throw new TagboatError(problem)
}

/** Whether manifests can be deleted by digest: for a digest that does not exist the registry answers 404 if so, 405 if not. */
export async function probeDelete(
  ports: Omit<DeletionPorts, 'log'>,
  repository: Repository,
): Promise<boolean> {
  const digest = computeDigest(makeEmptyIndex(ports.clock).bytes)
  return (await deleteManifest(ports.session, repository, { digest })) !== 'unsupported'
}

/**
 * Removes one tag and keeps its manifest, which may have other tags. Where tags cannot be deleted by name, the tag moves away.
 * The answer to DELETE is not trusted: the tag counts as removed when it is no longer found.
 */
export async function removeTag(
  ports: DeletionPorts,
  repository: Repository,
  tag: string,
): Promise<'removed' | 'unsupported'> {
  const { session, clock, left = () => undefined } = ports
  const started = clock.now()
  const byName = await deleteManifest(session, repository, { tag })
  if (byName !== 'unsupported' && (await headManifest(session, repository, { tag })) === undefined)
    return 'removed'
  if (!(await probeDelete(ports, repository))) return 'unsupported'
  // An interruption would leave the tag on that index. Four requests follow; the two already sent give an estimate of their time.
  if ((left() ?? Number.POSITIVE_INFINITY) < 2.5 * (clock.now() - started))
    throw new TagboatError(noTimeToRemove(describeAsked(repository, { tag }, 'delete')))
  const away = await replaceTag(ports, repository, tag)
  // Another job gave the tag another image.
  return away === 'moved' ? 'removed' : away
}

/** Removes a tag by moving it to a unique empty index, if it names `digest`; otherwise it has moved. */
export async function moveTagAway(
  ports: Omit<DeletionPorts, 'left'>,
  repository: Repository,
  tag: string,
  digest: string,
): Promise<'removed' | 'unsupported' | 'moved'> {
  if (!(await probeDelete(ports, repository))) return 'unsupported'
  return replaceTag(ports, repository, tag, digest)
}

/** Moves a tag to a unique empty index, and deletes that index by digest. A tag that another job moves meanwhile stays as it is. */
async function replaceTag(
  ports: Omit<DeletionPorts, 'left'>,
  repository: Repository,
  tag: string,
  expected?: string,
): Promise<'removed' | 'unsupported' | 'moved'> {
  const { session, clock } = ports
  const before = await getManifest(session, repository, { tag })
  if (before === undefined) return 'removed'
  if (expected !== undefined && before.digest !== expected) return 'moved'
  const index = makeEmptyIndex(clock)
  const { digest } = await putManifest(session, repository, { tag }, index)
  const isDeleted = await deleteIndex(ports, repository, digest)
  const now = await headManifest(session, repository, { tag })
  if (now === undefined && isDeleted) return 'removed'
  if (now !== undefined && now.digest !== digest) return 'moved'
  // The deletion failed: restores the tag.
  await putManifest(session, repository, { tag }, before)
  return 'unsupported'
}

async function deleteIndex(
  { session, log }: Omit<DeletionPorts, 'left'>,
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

/** A login that may push may not be allowed to delete. */
const forbidden: readonly string[] = ['registry-denied', 'registry-unauthorized', 'registry-tag-immutable']
