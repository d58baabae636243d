import type { Repository } from '../model/reference.ts'
import type { Clock } from '../ports/ports.ts'
import { isFresh } from '../prune-plan/age.ts'
import type { RegistryClient } from '../registry/client.ts'
import { makeEmptyIndex } from '../registry/empty-index.ts'
import type { Deleter, DeletionOutcome } from './deletion-ports.ts'
import { type GithubPackage, isLastTagged, type PackageAnswer } from './github-packages.ts'
import type { PackageVersion } from './list-versions.ts'
import { hasMoved } from './oci-deleter.ts'

export interface GhcrPorts {
  readonly registry: Pick<RegistryClient, 'getManifest' | 'headManifest' | 'putManifest'>
  readonly packages: GithubPackage
  readonly clock: Clock
}

const noAdmin =
  'give this repository the role Admin under "Manage Actions access" in the settings of the package'
export const lastTagged =
  'GitHub does not delete the last version of a package that has a tag; delete-package: true removes the whole package'

/**
 * Deletes in GitHub's container registry, whose OCI API refuses it. The REST API deletes versions: a manifest with all its tags. One tag
 * of several moves to an empty index of its own first, which is a version then. `mayDeletePackage`: the last version with a tag takes the
 * whole package along, since GitHub refuses to delete it alone.
 */
export function createGhcrDeleter(
  ports: GhcrPorts,
  repository: Repository,
  mayDeletePackage: boolean,
): Deleter {
  const { packages } = ports
  /** `going`: the tags that may go with it. The list may be a minute old, and a deletion takes every tag along. */
  const deleteVersion = async (
    digest: string,
    going: readonly string[],
    isLastToGo = false,
  ): Promise<DeletionOutcome> => {
    const version = await packages.findVersion(digest)
    if (version === undefined) return { kind: 'absent' }
    const now = await packages.readVersion(version.id)
    const other = now?.tags.find((tag) => !going.includes(tag))
    if (other !== undefined)
      return { kind: 'refused', why: `tag ${other} names the same image now`, isRule: true }
    const answer = await packages.deleteVersion(version.id)
    if (answer.kind === 'refused' && isLastTagged(answer) && isLastToGo && mayDeletePackage)
      return deletePackage(ports, digest)
    if (answer.kind !== 'absent') return explain(answer)
    // A version that was listed lately may be gone already; one that is still listed may not be deleted.
    const isListed = (await packages.listVersions()).some((one) => one.digest === digest)
    return isListed ? refuse(noAdmin) : { kind: 'absent' }
  }
  return {
    async removeTag(tag, digest, mayTakeImage, going = [tag]) {
      if (!(await mayTakeImage())) return untag(ports, repository, tag, digest)
      const outcome = await deleteVersion(digest, going, true)
      return outcome.kind === 'deleted' ? { ...outcome, tookImage: true } : outcome
    },
    deleteManifest: deleteVersion,
  }
}

/** Deletes the package if this is its only version with a tag, and nothing in it is new. */
async function deletePackage({ packages, clock }: GhcrPorts, digest: string): Promise<DeletionOutcome> {
  const versions = await packages.listVersions()
  const others = versions.filter((version) => version.tags.length > 0 && version.digest !== digest)
  if (others.length > 0) return { kind: 'refused', why: lastTagged, isRule: true }
  if (versions.some(({ uploaded }) => isFresh(uploaded, clock.now())))
    return refuse('it is the last version with a tag, and the package has a version of the last hour')
  return explain(await packages.deletePackage())
}

const refuse = (why: string): DeletionOutcome => ({ kind: 'refused', why })

function explain(answer: PackageAnswer): DeletionOutcome {
  if (answer.kind !== 'refused') return answer
  if (isLastTagged(answer)) return { kind: 'refused', why: lastTagged, isRule: true }
  // "Publicly visible package versions with more than 5000 downloads cannot be deleted": Chizkiyahu/delete-untagged-ghcr-action issue 40.
  if (/more than 5000 downloads/i.test(answer.why)) return { kind: 'refused', why: answer.why, isRule: true }
  if (isLimited(answer)) return { kind: 'refused', why: answer.why, isFinal: true }
  return refuse(answer.status === 404 ? `${answer.why}: ${noAdmin}` : answer.why)
}

/** GitHub's limits: 1,000 requests an hour for a job's token, and a secondary one on changes ("Rate limits for the REST API"). */
const isLimited = ({ status, why }: { readonly status: number; readonly why: string }): boolean =>
  status === 429 || (status === 403 && /rate limit/i.test(why))

/** Moves a tag to a version of its own, and deletes that version. If that fails, the tag moves back, unless another job moved it. */
async function untag(
  { registry, packages, clock }: GhcrPorts,
  repository: Repository,
  tag: string,
  digest: string,
): Promise<DeletionOutcome> {
  const before = await registry.getManifest(repository, { digest })
  if (before === undefined) return { kind: 'absent' }
  const index = makeEmptyIndex(clock)
  const moved = await registry.putManifest(repository, { tag }, index)
  const version = await awaitVersion(packages, clock, moved.digest)
  // Only a version with this tag alone: whatever else it had would be lost.
  const isAlone = version?.tags.length === 1 && version.tags[0] === tag
  const outcome = isAlone
    ? explain(await packages.deleteVersion(version.id))
    : refuse('GitHub did not list the tag alone')
  if (outcome.kind === 'deleted') return outcome
  const now = await registry.headManifest(repository, { tag })
  if (now !== undefined && now.digest !== moved.digest)
    return { kind: 'refused', why: hasMoved, isRule: true }
  await registry.putManifest(repository, { tag }, before)
  return outcome.kind === 'absent' ? refuse(noAdmin) : outcome
}

/** A new version needs a moment to be listed. */
async function awaitVersion(
  packages: GithubPackage,
  clock: Clock,
  digest: string,
): Promise<PackageVersion | undefined> {
  for (const wait of [0, 500, 1500, 4000]) {
    if (wait > 0) await clock.sleep(wait)
    const found = (await packages.listVersions()).find((version) => version.digest === digest)
    if (found !== undefined) return found
  }
  return undefined
}
