import type { Asked } from '../errors/registry.ts'
import { arrayAt, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { isDigest, type Repository } from '../model/reference.ts'
import { getManifest } from './absence.ts'
import { manifestLimit, readBytes } from './body.ts'
import type { Destination } from './copy/copy-context.ts'
import { nameAlgorithm } from './digest.ts'
import { findNextLink, resolveUrl } from './link.ts'
import type { Manifest } from './manifests.ts'
import { manifestTypes, ociIndex, parseMediaType } from './media-types.ts'
import { readPages } from './pages.ts'
import { putManifest } from './put-manifest.ts'
import { scopeRepository } from './scopes.ts'
import type { Answer, Session } from './session.ts'

/** More than a copy brings along; the rest of the list need not be read. */
const enough = 1000

/**
 * The digests of what has `digest` as its subject: OCI distribution spec 1.1, "Listing Referrers". Undefined where the
 * registry has no such list; then the referrers tag may have it.
 */
export async function listReferrers(
  session: Session,
  repository: Repository,
  digest: string,
): Promise<readonly string[] | undefined> {
  const asked: Asked = { host: repository.host, name: `${repository.name}@${digest}`, action: 'read' }
  const found = new Set<string>()
  let hasList = false
  const readNext = async (target: string) => {
    const page = await readPage(session, repository, digest, target)
    if (page === undefined) return undefined
    if (page.digests !== undefined) hasList = true
    for (const one of page.digests ?? []) found.add(one)
    return page.next
  }
  const first = `/v2/${repository.path}/referrers/${digest}`
  await readPages(session, asked, first, readNext, () => found.size > enough)
  return hasList ? [...found] : undefined
}

/** The tag that lists referrers where the registry does not: spec 1.1, "Referrers Tag Schema". */
export function nameReferrersTag(digest: string): string {
  const algorithm = nameAlgorithm(digest)
  return `${algorithm.slice(0, 32)}-${digest.slice(algorithm.length + 1).slice(0, 64)}`
}

/** The digests that an index of referrers names. What is no manifest that we know is left out. */
export function readReferrers(json: Manifest['json']): readonly string[] {
  return arrayAt(json, 'manifests').flatMap((one) => {
    const digest = stringAt(one, 'digest') ?? ''
    return isDigest(digest) && manifestTypes.includes(stringAt(one, 'mediaType') ?? '') ? [digest] : []
  })
}

interface Page {
  /** Undefined where the list is at the next address. */
  readonly digests: readonly string[] | undefined
  readonly next: string | undefined
}

/** Without the list, registries answer 404, some another 4xx, and some lead to a web page. */
async function readPage(
  session: Session,
  repository: Repository,
  digest: string,
  target: string,
): Promise<Page | undefined> {
  const asked: Asked = { host: repository.host, name: `${repository.name}@${digest}`, action: 'read' }
  const scopes = scopeRepository(repository.path, 'pull')
  const headers = { accept: ociIndex }
  const request = { asked, method: 'GET', target, scopes, headers, follow: false, effort: 'little' } as const
  return session.send(request, async (answer) => {
    if (answer.status >= 300 && answer.status < 400) return followHome(answer)
    if (answer.status === 403) return session.refuse(asked, answer)
    if (answer.status !== 200 || parseMediaType(answer.headers['content-type']) !== ociIndex) return undefined
    const bytes = await readBytes(answer, manifestLimit)
    const json = bytes && parseJson(Buffer.from(bytes).toString('utf8'))
    return { digests: readReferrers({ manifests: arrayAt(json, 'manifests') }), next: findNext(answer) }
  })
}

/**
 * A list is the registry's own: GHCR redirects to a page of GitHub's, which answers 429 (artifacthub/hub issue 4785), and has no
 * list. Within the registry an address may be another one.
 */
function followHome(answer: Answer): Page | undefined {
  const url = resolveUrl(answer.headers.location ?? '', answer.url)
  if (!answer.headers.location || url?.origin !== new URL(answer.url).origin) return undefined
  return { digests: undefined, next: url.href }
}

function findNext(answer: Answer): string | undefined {
  const next = findNextLink(answer.headers.link ?? '')
  return next === undefined ? undefined : resolveUrl(next, answer.url)?.href
}

/**
 * Lists referrers under the tag of their subject, beside those that are listed there: OCI distribution spec 1.1, "Referrers
 * Tag Schema". Nothing is put where all are listed.
 */
export async function addToReferrersTag(
  { session, repository }: Destination,
  subject: string,
  referrers: readonly Manifest[],
): Promise<void> {
  const target = { tag: nameReferrersTag(subject) }
  const before = await getManifest(session, repository, target)
  const listed = arrayAt(before?.json, 'manifests')
  const known = new Set(listed.map((one) => stringAt(one, 'digest')))
  const fresh = referrers.filter(({ digest }) => !known.has(digest))
  if (fresh.length === 0) return
  const index = {
    ...(isIndex(before) ? before?.json : { schemaVersion: 2, mediaType: ociIndex }),
    manifests: [...listed, ...fresh.map(describeReferrer)],
  }
  await putManifest(session, repository, target, {
    mediaType: ociIndex,
    bytes: Buffer.from(JSON.stringify(index)),
  })
}

const isIndex = (manifest: Manifest | undefined): boolean => manifest?.mediaType === ociIndex

/** The descriptor of a referrer in a list: spec 1.1, "Listing Referrers". */
export function describeReferrer({
  mediaType,
  digest,
  bytes,
  json,
}: Manifest): Readonly<Record<string, Json>> {
  const artifactType = stringAt(json, 'artifactType') ?? stringAt(json, 'config', 'mediaType')
  return {
    mediaType,
    digest,
    size: bytes.byteLength,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(isRecord(json.annotations) ? { annotations: json.annotations } : {}),
  }
}
