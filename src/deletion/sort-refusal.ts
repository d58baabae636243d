import { isAzureRegistry } from '../model/azure-registry.ts'
import { dockerHub } from '../model/docker-hub.ts'
import type { Repository, Target } from '../model/reference.ts'
import type { RefusedDeletion } from '../registry/deletion-request.ts'
import type { Refusal } from '../registry/refusal.ts'

/** Why a registry refused a deletion. */
export interface RefusalReason {
  /**
   * `locked`: a rule of the registry protects the tag or manifest. `used`: something in the registry refers to it. `unsupported`: the
   * registry does not delete this way. `login`: the login may not.
   */
  readonly cause: 'locked' | 'used' | 'unsupported' | 'login' | 'other'
  /** With the registry's own code and message, and what to do. */
  readonly why: string
}

/** Sorts a refusal by the answers that registries document. */
export function sortRefusal(
  { refusal, said = describeRefusal(refusal) }: RefusedDeletion,
  repository: Repository,
  target: Target,
): RefusalReason {
  const cause = findCause(refusal, repository, target)
  const why = {
    locked: explainLock(said, repository, target),
    used: `the registry keeps it, because something refers to it: ${said}`,
    unsupported: `the registry does not delete it: ${said}`,
    login: `the registry does not allow it to this login: ${said}`,
    other: said,
  }
  return { cause, why: why[cause] }
}

function findCause(
  { status, codes, text, kind }: Refusal,
  { host }: Repository,
  target: Target,
): RefusalReason['cause'] {
  const has = (code: string) => codes.includes(code)
  // Azure: 405 for a lock on deletion or on writing (Azure/acr-cli issues 70 and 134).
  if (has('REGISTRY_DISALLOWED_OPERATION') || /operation is disallowed/i.test(text)) return 'locked'
  // Quay: 409 TAG_IMMUTABLE (quay/quay, endpoints/v2/manifest.py). Harbor: 412 PRECONDITION, "the tag x configured as immutable, cannot be
  // deleted" (goharbor/harbor, src/controller/tag/controller.go). GitLab and Docker Hub have immutable tags, too.
  if (has('TAG_IMMUTABLE') || /immutab/i.test(text)) return 'locked'
  if (isInUse(codes, text)) return 'used'
  // zot: 405 with the spec's DENIED for a manifest in an index (project-zot/zot, pkg/api/routes.go). Quay's 405 DENIED has its own message.
  if (status === 405 && has('DENIED'))
    return /access to the resource is denied/i.test(text) ? 'used' : 'other'
  // Docker Hub: 403 without a body while a tag or an index refers to the digest (DeleteImageManifest in its registry API).
  if (status === 403 && host === dockerHub && 'digest' in target && kind === 'empty') return 'used'
  if ([401, 403].includes(status)) return 'login'
  const isUnknown = [404, 405, 501].includes(status) || (status === 400 && 'tag' in target)
  return isUnknown ? 'unsupported' : 'other'
}

/**
 * Artifact Registry: 400 GOOGLE_MANIFEST_DANGLING_TAG, GOOGLE_MANIFEST_DANGLING_PARENT_IMAGE or GOOGLE_MANIFEST_REFERRING_MANIFEST
 * (GoogleCloudPlatform/gcr-cleaner, pkg/gcrcleaner/cleaner.go). Harbor: 412 VIOLATE_FOREIGN_KEY_CONSTRAINT, "the deleting artifact is
 * referenced by others" (src/controller/artifact/controller.go). GitLab: "manifest referenced by ..." (registry/datastore/errors.go).
 */
function isInUse(codes: readonly string[], text: string): boolean {
  const isNamed = codes.some((code) =>
    /^GOOGLE_MANIFEST_(?:DANGLING|REFERRING)_|^VIOLATE_FOREIGN_KEY/.test(code),
  )
  return isNamed || /\breferenced (?:by|in)\b/i.test(text)
}

/** `said` is who answered what. */
export const explainLock = (said: string, repository: Repository, target: Target): string =>
  `it is locked or immutable: ${said}. ${adviseOnLock(repository, target)}`

function adviseOnLock({ host, path }: Repository, target: Target): string {
  if (!isAzureRegistry(host))
    return 'Change that rule in the settings of the registry, or name the tag in input keep'
  const [name = ''] = host.split('.')
  const image = 'tag' in target ? `${path}:${target.tag}` : `${path}@${target.digest}`
  return `Unlock it with az acr repository update --name ${name} --image ${image} --delete-enabled true --write-enabled true (a locked repository with --repository ${path}), or name the tag in input keep`
}

/** `the registry answered 409: TAG_IMMUTABLE: tag is immutable`, on one line. */
export function describeRefusal({ status, text }: Refusal): string {
  const words = oneLine(text.replace(/^HTTP \d+(?:: )?/, ''))
  return `the registry answered ${status}${words === '' ? '' : `: ${words}`}`
}

/** A registry's words on one line, shortened. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 300)} ...` : line.replace(/\.$/, '')
}
