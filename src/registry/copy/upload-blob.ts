import { type Asked, answeredBadly } from '../../errors/registry.ts'
import { type Problem, TagboatError } from '../../model/tagboat-error.ts'
import type { Upload } from '../blobs.ts'
import { resolveUrl } from '../link.ts'
import type { Descriptor } from '../manifests.ts'
import { TransientError } from '../retry.ts'
import { scopeRepository } from '../scopes.ts'
import type { Answer, RegistryRequest } from '../session.ts'
import type { CheckedBlob } from './checked-blob.ts'
import type { Destination } from './copy-context.ts'

/** An upload that holds the first `offset` bytes of its blob. */
export interface Begun {
  readonly upload: Upload
  readonly offset: number
}

/** A body was refused for its size; smaller ones may be taken. */
export class TooLarge extends Error {
  readonly problem: Problem
  /** Bytes of the body. */
  readonly size: number

  constructor(problem: Problem, size: number) {
    super(problem.what)
    this.problem = problem
    this.size = size
  }
}

/**
 * Sends what an upload still lacks, and ends it. From the beginning that is one PUT: OCI distribution spec 1.1, "POST then
 * PUT", the way that every registry has; what broke off goes on with a PATCH at its offset ("Pushing a blob in chunks"). `most`
 * bytes fit into one request: more are sent in chunks of that size. Throws TooLarge where a body is refused as too large.
 */
export async function uploadBlob(
  place: Destination,
  blob: Descriptor,
  source: CheckedBlob,
  begun: Begun,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { upload, offset } = begun
  if (offset === 0 && blob.size > 0 && blob.size <= most) return finish(place, blob, upload, source)
  const rest = offset === blob.size ? upload : await appendAll(place, blob, source, begun, most)
  return finish(place, blob, rest)
}

/** How far an upload came: spec 1.1, "Pushing a blob in chunks", GET. Undefined where it cannot be gone on with. */
export async function findOffset(
  place: Destination,
  blob: Descriptor,
  upload: Upload,
): Promise<Begun | undefined> {
  const request = describeUpload(place, blob, 'GET', upload.location)
  return place.session.send(request, async (answer) => {
    const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? '')?.[1]
    // `0-0` is said of one byte and of none.
    if (answer.status !== 204 || last === undefined || last === '0') return undefined
    const offset = Number(last) + 1
    return offset > blob.size ? undefined : { upload: follow(answer, upload), offset }
  })
}

async function finish(
  place: Destination,
  blob: Descriptor,
  upload: Upload,
  source?: CheckedBlob,
): Promise<void> {
  const { location } = upload
  // Added as text: a location may be signed as it is written.
  const target = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(blob.digest)}`
  const request = describeUpload(place, blob, 'PUT', target)
  const body = source ? describeBody(blob.size, () => source.open(0)) : { body: new Uint8Array() }
  await place.session.attempt({ ...request, ...body }, async (answer) => {
    const size = source ? blob.size : 0
    if (answer.status !== 201 && answer.status !== 204)
      throw await explainLoss(place, request.asked, answer, size)
    const said = answer.headers['docker-content-digest'] ?? blob.digest
    if (said === blob.digest) return
    const problem = answeredBadly(request.asked, answer.status, `It took ${blob.digest} for ${said}.`)
    throw new TransientError(problem, `${request.asked.host} stored another blob`)
  })
}

/** The bytes are read once, whatever the number of chunks. */
async function appendAll(
  place: Destination,
  blob: Descriptor,
  source: CheckedBlob,
  begun: Begun,
  most: number,
): Promise<Upload> {
  const slices = createSlices(source.open(begun.offset))
  let { upload, offset } = begun
  try {
    while (offset < blob.size) {
      const size = Math.min(most, blob.size - offset)
      upload = await append(place, blob, { upload, offset }, size, () => slices.take(size))
      offset += size
    }
    return upload
  } finally {
    await slices.end()
  }
}

/** `first-last` without a unit is the spec's form of Content-Range, and the only one that ACR takes (sdk-container-builds PR 258). */
async function append(
  place: Destination,
  blob: Descriptor,
  { upload, offset }: Begun,
  size: number,
  take: () => AsyncGenerator<Uint8Array>,
): Promise<Upload> {
  const request = describeUpload(place, blob, 'PATCH', upload.location)
  let isTaken = false
  const body = describeBody(size, () => {
    // After a 401 in between it goes on from where the registry is.
    if (isTaken)
      throw new TransientError(answeredBadly(request.asked, 401, ''), `${request.asked.host} answered 401`)
    isTaken = true
    return take()
  })
  const headers = { ...body.headers, 'content-range': `${offset}-${offset + size - 1}` }
  return place.session.attempt({ ...request, ...body, headers }, async (answer) => {
    // 202 by the spec, 201 by ECR (sdk-container-builds PR 279).
    if (answer.status !== 202 && answer.status !== 201)
      throw await explainLoss(place, request.asked, answer, size)
    return follow(answer, upload)
  })
}

function describeUpload(
  { repository }: Destination,
  blob: Descriptor,
  method: RegistryRequest['method'],
  target: string,
): RegistryRequest {
  const asked: Asked = { host: repository.host, name: `${repository.name}@${blob.digest}`, action: 'push' }
  return { asked, method, target, scopes: scopeRepository(repository.path, 'pull', 'push') }
}

function describeBody(size: number, body: () => AsyncIterable<Uint8Array>) {
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) }
  return { headers, body }
}

/** An upload's next location is the one that the last answer named. */
function follow(answer: Answer, upload: Upload): Upload {
  const { location } = answer.headers
  const url = location === undefined ? undefined : resolveUrl(location, answer.url)
  return url ? { ...upload, location: url.href } : upload
}

/** 400, 404 and 416 to an upload that was begun mean that it or its bytes are lost; another may do better. */
async function explainLoss(
  { session }: Destination,
  asked: Asked,
  answer: Answer,
  size: number,
): Promise<unknown> {
  try {
    return await session.refuse(asked, answer)
  } catch (error) {
    const [problem] = error instanceof TagboatError ? error.problems : []
    if (problem?.code === 'registry-body-limit') return new TooLarge(problem, size)
    if (!problem || ![400, 404, 416].includes(answer.status)) return error
    return new TransientError(problem, `${asked.host} lost an upload (${answer.status})`)
  }
}

/** A stream of bytes that is read in several parts, one after another. */
export interface Slices {
  /** The next `size` bytes. */
  take(size: number): AsyncGenerator<Uint8Array, void, undefined>
  /** Lets go of the stream. */
  end(): Promise<void>
}

export function createSlices(stream: AsyncGenerator<Uint8Array, void, undefined>): Slices {
  let left: Uint8Array | undefined
  const next = async (): Promise<Uint8Array | undefined> => {
    const held = left
    left = undefined
    if (held !== undefined) return held
    const { value } = await stream.next()
    return value ?? undefined
  }
  return {
    async *take(size) {
      let wanted = size
      while (wanted > 0) {
        const chunk = await next()
        if (chunk === undefined) return
        const part = chunk.subarray(0, wanted)
        if (part.byteLength < chunk.byteLength) left = chunk.subarray(part.byteLength)
        wanted -= part.byteLength
        yield part
      }
    },
    end: async () => void (await stream.return()),
  }
}
