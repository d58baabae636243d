import { answeredBadly, type RequestSubject } from '../../errors/registry.ts'
import { type Problem, TagboatError } from '../../model/tagboat-error.ts'
import type { Upload } from '../blobs.ts'
import { resolveUrl } from '../link.ts'
import type { Descriptor } from '../manifests.ts'
import { TransientError } from '../retry.ts'
import { scopeRepository } from '../scopes.ts'
import type { RegistryAnswer, RegistryRequest } from '../session.ts'
import type { CheckedBlob } from './checked-blob.ts'
import type { RepositorySession } from './copy-context.ts'

/** An upload that holds the first `offset` bytes of its blob. */
export interface PartialUpload {
  readonly upload: Upload
  readonly offset: number
}

/** The registry refused a body for its size; it may take smaller ones. */
export class BodyTooLarge extends Error {
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
 * Sends the bytes that an upload lacks, and completes it. From offset 0 that is one PUT: OCI distribution spec 1.1, "POST
 * then PUT", which every registry supports. A resumed upload goes on with PATCH ("Pushing a blob in chunks"), as does a blob
 * of more than `maxBody` bytes, in chunks of that size. Throws BodyTooLarge if the registry refuses a body for its size.
 */
export async function uploadBlob(
  to: RepositorySession,
  blob: Descriptor,
  source: CheckedBlob,
  partial: PartialUpload,
  maxBody = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { upload, offset } = partial
  if (offset === 0 && blob.size > 0 && blob.size <= maxBody) return completeUpload(to, blob, upload, source)
  const filled = offset === blob.size ? upload : await sendChunks(to, blob, source, partial, maxBody)
  return completeUpload(to, blob, filled)
}

/**
 * Asks how many bytes an upload holds: spec 1.1, "Pushing a blob in chunks", GET. Undefined if it cannot be resumed.
 */
export async function findUploadOffset(
  to: RepositorySession,
  blob: Descriptor,
  upload: Upload,
): Promise<PartialUpload | undefined> {
  const request = describeUpload(to, blob, 'GET', upload.location)
  return to.session.send(request, async (answer) => {
    const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? '')?.[1]
    // Registries answer `0-0` for one byte and for none.
    if (answer.status !== 204 || last === undefined || last === '0') return undefined
    const offset = Number(last) + 1
    return offset > blob.size ? undefined : { upload: withNextLocation(upload, answer), offset }
  })
}

/** The closing PUT; with a `source` it carries the whole blob. */
async function completeUpload(
  to: RepositorySession,
  blob: Descriptor,
  { location }: Upload,
  source?: CheckedBlob,
): Promise<void> {
  // Appended as text: a location may be signed in its exact spelling.
  const target = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(blob.digest)}`
  const request = describeUpload(to, blob, 'PUT', target)
  const body = source ? describeBody(blob.size, () => source.open(0)) : { body: new Uint8Array() }
  await to.session.attempt({ ...request, ...body }, async (answer) => {
    const size = source ? blob.size : 0
    if (answer.status !== 201 && answer.status !== 204)
      throw await explainFailure(to, request.asked, answer, size)
    const stored = answer.headers['docker-content-digest'] ?? blob.digest
    if (stored === blob.digest) return
    const problem = answeredBadly(request.asked, answer.status, `It took ${blob.digest} for ${stored}.`)
    throw new TransientError(problem, `${request.asked.host} stored another blob`)
  })
}

/** Sends the rest of the blob in chunks. The source is opened once, whatever the number of chunks. */
async function sendChunks(
  to: RepositorySession,
  blob: Descriptor,
  source: CheckedBlob,
  partial: PartialUpload,
  maxBody: number,
): Promise<Upload> {
  const slices = createSlices(source.open(partial.offset))
  let { upload, offset } = partial
  try {
    while (offset < blob.size) {
      const size = Math.min(maxBody, blob.size - offset)
      upload = await sendChunk(to, blob, { upload, offset }, size, () => slices.take(size))
      offset += size
    }
    return upload
  } finally {
    await slices.end()
  }
}

/** `first-last` without a unit is the spec's form of Content-Range, and the only one that ACR takes (sdk-container-builds PR 258). */
async function sendChunk(
  to: RepositorySession,
  blob: Descriptor,
  { upload, offset }: PartialUpload,
  size: number,
  take: () => AsyncGenerator<Uint8Array>,
): Promise<Upload> {
  const request = describeUpload(to, blob, 'PATCH', upload.location)
  let isTaken = false
  const body = describeBody(size, () => {
    // The session repeats the request after a 401, but its chunk was consumed: a retry resumes from the registry's offset.
    if (isTaken)
      throw new TransientError(answeredBadly(request.asked, 401, ''), `${request.asked.host} answered 401`)
    isTaken = true
    return take()
  })
  const headers = { ...body.headers, 'content-range': `${offset}-${offset + size - 1}` }
  return to.session.attempt({ ...request, ...body, headers }, async (answer) => {
    // 202 by the spec, 201 from ECR (sdk-container-builds PR 279).
    if (answer.status !== 202 && answer.status !== 201)
      throw await explainFailure(to, request.asked, answer, size)
    return withNextLocation(upload, answer)
  })
}

function describeUpload(
  { repository }: RepositorySession,
  blob: Descriptor,
  method: RegistryRequest['method'],
  target: string,
): RegistryRequest {
  const asked: RequestSubject = {
    host: repository.host,
    name: `${repository.name}@${blob.digest}`,
    action: 'push',
  }
  return { asked, method, target, scopes: scopeRepository(repository.path, 'pull', 'push') }
}

function describeBody(size: number, body: () => AsyncIterable<Uint8Array>) {
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) }
  return { headers, body }
}

/** The upload at the location that the last answer gave, if it gave one. */
function withNextLocation(upload: Upload, answer: RegistryAnswer): Upload {
  const { location } = answer.headers
  const url = location === undefined ? undefined : resolveUrl(location, answer.url)
  return url ? { ...upload, location: url.href } : upload
}

/** 400, 404 and 416 mean that the registry lost the upload or some of its bytes: a new upload may succeed. */
async function explainFailure(
  { session }: RepositorySession,
  asked: RequestSubject,
  answer: RegistryAnswer,
  size: number,
): Promise<Error> {
  const problem = await session.explain(asked, answer)
  if (problem.code === 'registry-body-limit') return new BodyTooLarge(problem, size)
  if (![400, 404, 416].includes(answer.status)) return new TagboatError(problem)
  return new TransientError(problem, `${asked.host} lost an upload (${answer.status})`)
}

/** Cuts a stream into consecutive slices. */
export interface Slices {
  /** The next `size` bytes; fewer at the stream's end. */
  take(size: number): AsyncGenerator<Uint8Array, void, undefined>
  /** Closes the stream. */
  end(): Promise<void>
}

export function createSlices(stream: AsyncGenerator<Uint8Array, void, undefined>): Slices {
  let rest: Uint8Array | undefined
  const next = async (): Promise<Uint8Array | undefined> => {
    const held = rest
    rest = undefined
    if (held !== undefined) return held
    const { value } = await stream.next()
    return value ?? undefined
  }
  return {
    async *take(size) {
      let missing = size
      while (missing > 0) {
        const chunk = await next()
        if (chunk === undefined) return
        const part = chunk.subarray(0, missing)
        if (part.byteLength < chunk.byteLength) rest = chunk.subarray(part.byteLength)
        missing -= part.byteLength
        yield part
      }
    },
    end: async () => void (await stream.return()),
  }
}
