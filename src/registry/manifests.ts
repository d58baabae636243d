import { type Asked, contentWrong } from '../errors/registry.ts'
import { arrayAt, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { formatReference, isDigest, type Repository, type Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { manifestLimit, readBytes } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { manifestTypes, parseMediaType } from './media-types.ts'
import { type Effort, TransientError } from './retry.ts'
import { scopeRepository } from './scopes.ts'
import type { Answer, Session } from './session.ts'

/** What a tag points at, without its content. */
export interface Descriptor {
  readonly digest: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
}

/** A manifest or index as the registry keeps it. Only `bytes` may be put elsewhere: the digest is of them. */
export interface Manifest {
  readonly digest: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly json: Readonly<Record<string, Json>>
}

/** The address of a manifest: OCI distribution spec 1.1, "Pulling Manifests". */
export function nameManifest(repository: Repository, target: Target): string {
  return `/v2/${repository.path}/manifests/${'tag' in target ? target.tag : target.digest}`
}

/** Asks with HEAD what a tag or digest is. Undefined where the answer is 404; `absence.ts` says whether to believe it. */
export async function readHead(
  session: Session,
  repository: Repository,
  target: Target,
  effort?: Effort,
): Promise<Descriptor | undefined> {
  const asked = describeAsked(repository, target, 'read')
  const request = { ...describeRead('HEAD', asked, repository, target), ...(effort && { effort }) }
  const found = await session.send(request, async (answer) => {
    if (answer.status === 404) return isPlainAbsence(answer) ? undefined : 'unsure'
    if (answer.status !== 200) return session.refuse(asked, answer)
    return readDescriptor(target, answer) ?? 'unsure'
  })
  // A web page's 404, or an answer without a digest (a MUST only since spec 1.1): the body says more.
  if (found !== 'unsure') return found
  const manifest = await readManifest(session, repository, target, effort)
  return (
    manifest && { digest: manifest.digest, mediaType: manifest.mediaType, size: manifest.bytes.byteLength }
  )
}

/** Reads a manifest and checks its size, its digest and that it is one. Undefined where the answer is 404. */
export async function readManifest(
  session: Session,
  repository: Repository,
  target: Target,
  effort?: Effort,
): Promise<Manifest | undefined> {
  const asked = describeAsked(repository, target, 'read')
  const request = { ...describeRead('GET', asked, repository, target), ...(effort && { effort }) }
  return session.send(request, async (answer) => {
    if (answer.status === 404 && isPlainAbsence(answer)) return undefined
    if (answer.status !== 200) return session.refuse(asked, answer)
    const bytes = await readBytes(answer, manifestLimit)
    if (bytes === undefined) throw new TagboatError(contentWrong(asked, 'it is larger than 4 MiB'))
    return checkManifest(asked, target, answer, bytes)
  })
}

export function describeAsked(repository: Repository, target: Target, action: Asked['action']): Asked {
  return { host: repository.host, name: formatReference(repository, target), action }
}

function describeRead(method: 'GET' | 'HEAD', asked: Asked, repository: Repository, target: Target) {
  return {
    asked,
    method,
    target: nameManifest(repository, target),
    scopes: scopeRepository(repository.path, 'pull'),
    headers: { accept: manifestTypes.join(', ') },
  }
}

/** Errors are JSON (spec 1.1, "Error Codes") or empty; a page or plain text comes from something else. */
function isPlainAbsence(answer: Answer): boolean {
  const mediaType = parseMediaType(answer.headers['content-type'])
  return mediaType === '' || mediaType.endsWith('json') || answer.headers['content-length'] === '0'
}

function readDescriptor(target: Target, answer: Answer): Descriptor | undefined {
  const said = answer.headers['docker-content-digest']
  const digest = 'digest' in target ? target.digest : said
  const mediaType = parseMediaType(answer.headers['content-type'])
  const size = Number(answer.headers['content-length'] ?? Number.NaN)
  if (digest === undefined || !isDigest(digest) || !manifestTypes.includes(mediaType)) return undefined
  if ((said !== undefined && said !== digest) || !Number.isSafeInteger(size)) return undefined
  return { digest, mediaType, size }
}

/** Content that is wrong once may be right the next time: connections and caches break. */
function checkManifest(asked: Asked, target: Target, answer: Answer, bytes: Uint8Array): Manifest {
  const wrong = (what: string) =>
    new TransientError(contentWrong(asked, what), `${asked.host} sent wrong content`)
  const said = answer.headers['docker-content-digest']
  const digest = 'digest' in target ? target.digest : (said ?? computeDigest(bytes))
  for (const one of [digest, said ?? digest]) {
    if (!matchDigest(bytes, one)) throw wrong(`its digest is ${computeDigest(bytes)} and not ${one}`)
  }
  const json = parseJson(Buffer.from(bytes).toString('utf8'))
  if (!isRecord(json)) throw wrong('it is no JSON object')
  const excess = findExcess(json)
  if (excess !== undefined) throw new TagboatError(contentWrong(asked, excess))
  const mediaType = chooseMediaType(parseMediaType(answer.headers['content-type']), json)
  if (mediaType === undefined)
    throw wrong('its media type is none of an image or index, or it contradicts itself')
  return { digest, mediaType, bytes, json }
}

/** Entries of an index, layers of a manifest: more than any tool makes, and each may cost a request. */
const mostEntries = 5000

/** Why a manifest is too much to follow, as a clause; undefined for any usual one. */
export function findExcess(json: Json): string | undefined {
  const [field] = ['manifests', 'layers'].filter((name) => arrayAt(json, name).length > mostEntries)
  return field === undefined ? undefined : `it has more than ${mostEntries} ${field}`
}

/**
 * The type that header and content agree on. One that says it is an index and is read as an image would be another
 * thing to each reader (image spec 1.0.2, CVE-2021-41190).
 */
function chooseMediaType(header: string, json: Manifest['json']): string | undefined {
  const written = stringAt(json, 'mediaType')
  const mediaType = manifestTypes.includes(header) ? header : written
  if (mediaType === undefined || !manifestTypes.includes(mediaType)) return undefined
  if (written !== undefined && written !== mediaType) return undefined
  return 'manifests' in json && ('layers' in json || 'config' in json) ? undefined : mediaType
}
