import { contentWrong, type RequestSubject } from '../errors/registry.ts'
import { arrayAt, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { formatReference, isDigest, type Repository, type Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { manifestLimit, readBytes, wrongContent } from './body.ts'
import { computeDigest, matchDigest } from './digest.ts'
import { manifestTypes, parseMediaType } from './media-types.ts'
import type { Effort } from './retry.ts'
import { scopeRepository } from './scopes.ts'
import type { RegistryAnswer, RegistrySession } from './session.ts'

/** What a tag or digest names, without its content: OCI image spec 1.1, "Descriptors". */
export interface Descriptor {
  readonly digest: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
}

/** A manifest or index. The digest is that of `bytes`, so only these may be put elsewhere. */
export interface Manifest {
  readonly digest: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly json: Readonly<Record<string, Json>>
}

export const describeManifest = ({ digest, mediaType, bytes }: Manifest): Descriptor => ({
  digest,
  mediaType,
  size: bytes.byteLength,
})

/** The path of a manifest's address: OCI distribution spec 1.1, "Pulling Manifests". */
export function manifestPath(repository: Repository, target: Target): string {
  return `/v2/${repository.path}/manifests/${'tag' in target ? target.tag : target.digest}`
}

/** Requests a tag or digest with HEAD. Undefined if the answer is 404, which `absence.ts` may doubt. */
export async function readHead(
  session: RegistrySession,
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
  // A web page's 404, or an answer without a digest (which is a MUST only since spec 1.1): GET settles it.
  if (found !== 'unsure') return found
  const manifest = await readManifest(session, repository, target, effort)
  return manifest && describeManifest(manifest)
}

/** Reads a manifest, and checks its size, digest and media type. Undefined if the answer is 404. */
export async function readManifest(
  session: RegistrySession,
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

export function describeAsked(
  repository: Repository,
  target: Target,
  action: RequestSubject['action'],
): RequestSubject {
  return { host: repository.host, name: formatReference(repository, target), action }
}

function describeRead(method: 'GET' | 'HEAD', asked: RequestSubject, repository: Repository, target: Target) {
  return {
    asked,
    method,
    target: manifestPath(repository, target),
    scopes: scopeRepository(repository.path, 'pull'),
    headers: { accept: manifestTypes.join(', ') },
  }
}

/** A registry's errors are JSON (spec 1.1, "Error Codes") or empty; a web page or plain text comes from another server. */
function isPlainAbsence(answer: RegistryAnswer): boolean {
  const mediaType = parseMediaType(answer.headers['content-type'])
  return mediaType === '' || mediaType.endsWith('json') || answer.headers['content-length'] === '0'
}

/** The descriptor in the headers of an answer to HEAD; undefined if one is missing or contradicts the target. */
function readDescriptor(target: Target, answer: RegistryAnswer): Descriptor | undefined {
  const stated = answer.headers['docker-content-digest']
  const digest = 'digest' in target ? target.digest : stated
  const mediaType = parseMediaType(answer.headers['content-type'])
  const size = Number(answer.headers['content-length'] ?? Number.NaN)
  if (digest === undefined || !isDigest(digest) || !manifestTypes.includes(mediaType)) return undefined
  if ((stated !== undefined && stated !== digest) || !Number.isSafeInteger(size)) return undefined
  return { digest, mediaType, size }
}

function checkManifest(
  asked: RequestSubject,
  target: Target,
  answer: RegistryAnswer,
  bytes: Uint8Array,
): Manifest {
  const stated = answer.headers['docker-content-digest']
  const digest = 'digest' in target ? target.digest : (stated ?? computeDigest(bytes))
  for (const one of [digest, stated ?? digest]) {
    if (!matchDigest(bytes, one))
      throw wrongContent(asked, `its digest is ${computeDigest(bytes)} and not ${one}`)
  }
  const json = parseJson(Buffer.from(bytes).toString('utf8'))
  if (!isRecord(json)) throw wrongContent(asked, 'it is not a JSON object')
  const excess = findExcess(json)
  if (excess !== undefined) throw new TagboatError(contentWrong(asked, excess))
  const mediaType = chooseMediaType(parseMediaType(answer.headers['content-type']), json)
  if (mediaType === undefined)
    throw wrongContent(asked, 'its media type is not that of an image or index, or contradicts its content')
  return { digest, mediaType, bytes, json }
}

/** Entries of an index, or layers of a manifest. No tool makes as many, and each may cost a request. */
const maxEntries = 5000

/** Why a manifest has too many entries to process, as a clause; undefined for any usual one. */
export function findExcess(json: Json): string | undefined {
  const [field] = ['manifests', 'layers'].filter((name) => arrayAt(json, name).length > maxEntries)
  return field === undefined ? undefined : `it has more than ${maxEntries} ${field}`
}

/**
 * The media type on which header and content agree. A manifest that is an index to one reader and an image to another
 * must not pass (image spec 1.0.2, CVE-2021-41190).
 */
function chooseMediaType(header: string, json: Manifest['json']): string | undefined {
  const written = stringAt(json, 'mediaType')
  const mediaType = manifestTypes.includes(header) ? header : written
  if (mediaType === undefined || !manifestTypes.includes(mediaType)) return undefined
  if (written !== undefined && written !== mediaType) return undefined
  return 'manifests' in json && ('layers' in json || 'config' in json) ? undefined : mediaType
}
