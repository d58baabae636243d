import type { RequestSubject } from '../errors/registry.ts'
import { arrayAt, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { digestAt, type Repository } from '../model/reference.ts'
import { getManifest } from './absence.ts'
import { manifestLimit, readBytes } from './body.ts'
import { nameAlgorithm } from './digest.ts'
import { resolveUrl } from './link.ts'
import type { Manifest } from './manifests.ts'
import { manifestTypes, ociIndex, parseMediaType } from './media-types.ts'
import { findNextPage, readPages } from './pages.ts'
import { putManifest } from './put-manifest.ts'
import { scopeRepository } from './scopes.ts'
import type { RegistryAnswer, RegistrySession } from './session.ts'

/** More referrers than a copy takes along: the rest of the list is not read. */
const enough = 1000

/**
 * The digests of the manifests whose subject is `digest`: OCI distribution spec 1.1, "Listing Referrers". Undefined if
 * the registry has no referrers API; the referrers tag may list them then.
 */
export async function listReferrers(
  session: RegistrySession,
  repository: Repository,
  digest: string,
): Promise<readonly string[] | undefined> {
  const asked: RequestSubject = {
    host: repository.host,
    name: `${repository.name}@${digest}`,
    action: 'read',
  }
  const found = new Set<string>()
  let hasList = false
  const readNext = async (target: string) => {
    const page = await readPage(session, asked, repository, target)
    if (page === undefined) return undefined
    if (page.digests !== undefined) hasList = true
    for (const one of page.digests ?? []) found.add(one)
    return page.next
  }
  const first = `/v2/${repository.path}/referrers/${digest}`
  await readPages(session, asked, first, readNext, () => found.size > enough)
  return hasList ? [...found] : undefined
}

interface ReferrersPage {
  /** Undefined for a redirect: the list is at the next address. */
  readonly digests: readonly string[] | undefined
  readonly next: string | undefined
}

/** Undefined if the registry has no referrers API: it answers 404, another 4xx, or redirects to a web page. */
async function readPage(
  session: RegistrySession,
  asked: RequestSubject,
  repository: Repository,
  target: string,
): Promise<ReferrersPage | undefined> {
  const scopes = scopeRepository(repository.path, 'pull')
  const headers = { accept: ociIndex }
  const request = { asked, method: 'GET', target, scopes, headers, follow: false, effort: 'little' } as const
  return session.send(request, async (answer) => {
    if (answer.status >= 300 && answer.status < 400) return followWithinRegistry(answer)
    if (answer.status === 403) return session.refuse(asked, answer)
    if (answer.status !== 200 || parseMediaType(answer.headers['content-type']) !== ociIndex) return undefined
    const bytes = await readBytes(answer, manifestLimit)
    const json = bytes && parseJson(Buffer.from(bytes).toString('utf8'))
    return { digests: readReferrers({ manifests: arrayAt(json, 'manifests') }), next: findNextPage(answer) }
  })
}

/**
 * Follows a redirect within the registry only. GHCR, which has no referrers API, redirects to a page of GitHub's that
 * answers 429 (artifacthub/hub issue 4785).
 */
function followWithinRegistry(answer: RegistryAnswer): ReferrersPage | undefined {
  const url = resolveUrl(answer.headers.location ?? '', answer.url)
  if (!answer.headers.location || url?.origin !== new URL(answer.url).origin) return undefined
  return { digests: undefined, next: url.href }
}

/** The tag that lists referrers where the registry has no API for them: spec 1.1, "Referrers Tag Schema". */
export function nameReferrersTag(digest: string): string {
  const algorithm = nameAlgorithm(digest)
  return `${algorithm.slice(0, 32)}-${digest.slice(algorithm.length + 1).slice(0, 64)}`
}

/** The digests in an index of referrers, without those of unknown media types. */
export function readReferrers(json: Manifest['json']): readonly string[] {
  return arrayAt(json, 'manifests').flatMap((one) => {
    const digest = digestAt(one, 'digest')
    const isKnownType = manifestTypes.includes(stringAt(one, 'mediaType') ?? '')
    return digest !== undefined && isKnownType ? [digest] : []
  })
}

/**
 * Adds referrers to those that are listed under the tag of their subject: OCI distribution spec 1.1, "Referrers Tag Schema".
 * Writes nothing if all are listed already.
 */
export async function addToReferrersTag(
  session: RegistrySession,
  repository: Repository,
  subject: string,
  referrers: readonly Manifest[],
): Promise<void> {
  const target = { tag: nameReferrersTag(subject) }
  const before = await getManifest(session, repository, target)
  const listed = arrayAt(before?.json, 'manifests')
  const known = new Set(listed.map((one) => stringAt(one, 'digest')))
  const added = referrers.filter(({ digest }) => !known.has(digest))
  if (added.length === 0) return
  const index = {
    ...(before?.mediaType === ociIndex ? before.json : { schemaVersion: 2, mediaType: ociIndex }),
    manifests: [...listed, ...added.map(describeReferrer)],
  }
  const bytes = Buffer.from(JSON.stringify(index))
  await putManifest(session, repository, target, { mediaType: ociIndex, bytes })
}

/** A referrer's descriptor in a list of referrers: spec 1.1, "Listing Referrers". */
function describeReferrer({ mediaType, digest, bytes, json }: Manifest): Readonly<Record<string, Json>> {
  const artifactType = stringAt(json, 'artifactType') ?? stringAt(json, 'config', 'mediaType')
  return {
    mediaType,
    digest,
    size: bytes.byteLength,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(isRecord(json.annotations) ? { annotations: json.annotations } : {}),
  }
}
