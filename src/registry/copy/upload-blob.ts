import { type Asked, answeredBadly } from '../../errors/registry.ts'
import { TagboatError } from '../../errors/tagboat-error.ts'
import { resolveUrl } from '../link.ts'
import type { Descriptor } from '../manifests.ts'
import { PassingFailure } from '../retry.ts'
import { scopeRepository } from '../scopes.ts'
import type { Answer, RegistryRequest } from '../session.ts'
import type { Upload } from '../uploads.ts'
import type { CheckedBlob } from './checked-blob.ts'
import type { Place } from './route.ts'

/** An upload that holds the first `offset` bytes of its blob. */
export interface Begun {
  readonly upload: Upload
  readonly offset: number
}

/**
 * Sends what an upload still lacks, and ends it. From the beginning that is one PUT: OCI distribution spec 1.1, "POST then
 * PUT", the way that every registry has; what broke off goes on with a PATCH at its offset ("Pushing a blob in chunks").
 */
export async function uploadBlob(
  place: Place,
  blob: Descriptor,
  source: CheckedBlob,
  begun: Begun,
): Promise<void> {
  const { upload, offset } = begun
  if (offset === 0 && blob.size > 0) return finish(place, blob, upload, source)
  const rest = offset === blob.size ? upload : await append(place, blob, source, begun)
  return finish(place, blob, rest)
}

/** How far an upload came: spec 1.1, "Pushing a blob in chunks", GET. Undefined where it cannot be gone on with. */
export async function findOffset(place: Place, blob: Descriptor, upload: Upload): Promise<Begun | undefined> {
  const request = describeUpload(place, blob, 'GET', upload.location)
  return place.session.send(request, async (answer) => {
    const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? '')?.[1]
    // `0-0` is said of one byte and of none.
    if (answer.status !== 204 || last === undefined || last === '0') return undefined
    const offset = Number(last) + 1
    return offset > blob.size ? undefined : { upload: follow(answer, upload), offset }
  })
}

async function finish(place: Place, blob: Descriptor, upload: Upload, source?: CheckedBlob): Promise<void> {
  const { location } = upload
  // Added as text: a location may be signed as it is written.
  const target = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(blob.digest)}`
  const request = describeUpload(place, blob, 'PUT', target)
  const body = source ? describeBody(blob, source, 0) : { body: new Uint8Array() }
  await place.session.attempt({ ...request, ...body }, async (answer) => {
    if (answer.status !== 201 && answer.status !== 204) throw await explainLoss(place, request.asked, answer)
    const said = answer.headers['docker-content-digest'] ?? blob.digest
    if (said === blob.digest) return
    const problem = answeredBadly(request.asked, answer.status, `It took ${blob.digest} for ${said}.`)
    throw new PassingFailure(problem, `${request.asked.host} stored another blob`)
  })
}

async function append(place: Place, blob: Descriptor, source: CheckedBlob, begun: Begun): Promise<Upload> {
  const { upload, offset } = begun
  const request = describeUpload(place, blob, 'PATCH', upload.location)
  const body = describeBody(blob, source, offset)
  const headers = { ...body.headers, 'content-range': `${offset}-${blob.size - 1}` }
  return place.session.attempt({ ...request, ...body, headers }, async (answer) => {
    if (answer.status !== 202) throw await explainLoss(place, request.asked, answer)
    return follow(answer, upload)
  })
}

function describeUpload(
  { repository }: Place,
  blob: Descriptor,
  method: RegistryRequest['method'],
  target: string,
): RegistryRequest {
  const asked: Asked = { host: repository.host, name: `${repository.name}@${blob.digest}`, action: 'push' }
  return { asked, method, target, scopes: scopeRepository(repository.path, 'pull', 'push') }
}

function describeBody(blob: Descriptor, source: CheckedBlob, offset: number) {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(blob.size - offset),
  }
  return { headers, body: () => source.open(offset) }
}

/** An upload's next location is the one that the last answer named. */
function follow(answer: Answer, upload: Upload): Upload {
  const { location } = answer.headers
  const url = location === undefined ? undefined : resolveUrl(location, answer.url)
  return url ? { location: url.href } : upload
}

/** 400, 404 and 416 to an upload that was begun mean that it or its bytes are lost; another may do better. */
async function explainLoss({ session }: Place, asked: Asked, answer: Answer): Promise<unknown> {
  try {
    return await session.refuse(asked, answer)
  } catch (error) {
    const [problem] = error instanceof TagboatError ? error.problems : []
    if (!problem || ![400, 404, 416].includes(answer.status)) return error
    return new PassingFailure(problem, `${asked.host} lost an upload (${answer.status})`)
  }
}
