import { createHash } from 'node:crypto'
import { digestsService } from '../errors/source-image.ts'
import { arrayAt, at, type Json, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '../ports/http.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { isoFromMillis } from '../ports/time.ts'
import { readBytes } from '../registry/body.ts'
import { parseRetryAfter, type RetryPolicy, retry, TransientError } from '../registry/retry.ts'
import type { ArtifactService } from './artifact-service.ts'

/** An artifact of this run in the service's list. */
export interface ArtifactEntry {
  readonly name: string
  /** The service's ids of the run and job that created it, required to read it. */
  readonly run: string
  readonly job: string
}

/** The artifacts of this run. Every method throws a TagboatError if the service fails. */
export interface Artifacts {
  /**
   * Uploads an artifact, of media type JSON by default. Other jobs see it once the returned function has run. An existing artifact of the same name stays unchanged.
   */
  begin(name: string, bytes: Uint8Array, type?: string): Promise<() => Promise<void>>
  list(): Promise<readonly ArtifactEntry[]>
  /** Undefined if the artifact is longer than `limit` bytes or does not exist any more. */
  read(entry: ArtifactEntry, limit: number): Promise<Uint8Array | undefined>
}

export interface ArtifactPorts {
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
}

/** In ms. A failed upload is only a warning, so that a run must not wait long for it. */
const retryPolicy: RetryPolicy = { attempts: 3, base: 500, longest: 2_000, longestAsked: 5_000 }
/** Limit of a response in bytes. The service lists at most 1000 artifacts of about 400 bytes each. */
const answerLimit = 4 * 1024 * 1024
/** In days. A run can be repeated, or wait for an approval, for 30 days. */
const retention = 30
/** The type and version of artifacts that are stored unchanged, and not in a ZIP archive. */
const format = { mime_type: 'application/json', version: 7 }

/**
 * GitHub's artifact service, as `@actions/artifact` 6.2.1 speaks to it: Twirp with JSON for names
 * (`lib/internal/shared/artifact-twirp-client.js`, `lib/generated/results/api/v1/artifact.js`), and one PUT or GET of a
 * signed URL for the bytes (Azure's "Put Blob"). It requires the runner's token for the run, and no permission.
 */
export function createArtifacts(ports: ArtifactPorts, service: ArtifactService): Artifacts {
  const call = createCall(ports, service)
  const ids = { workflow_run_backend_id: service.run, workflow_job_run_backend_id: service.job }
  return {
    async begin(name, bytes, mime_type = format.mime_type) {
      const expires_at = expiryOf(ports.clock, service.longestRetention)
      const made = await call('CreateArtifact', { ...ids, name, expires_at, ...format, mime_type })
      if (made === 'exists') return finishExisting(call, ids, name)
      await putBlob(ports, textAt(made, 'signed_upload_url'), bytes, mime_type)
      return async () => {
        const [size, hash] = [String(bytes.byteLength), `sha256:${hashOf(bytes)}`]
        const done = await call('FinalizeArtifact', { ...ids, name, size, hash })
        if (at(done, 'ok') !== true) throw failure('finish an artifact', 'The answer was not ok.')
      }
    },
    async list() {
      return arrayAt(await call('ListArtifacts', ids), 'artifacts').map((item) => ({
        name: textAt(item, 'name'),
        run: textAt(item, 'workflow_run_backend_id'),
        job: textAt(item, 'workflow_job_run_backend_id'),
      }))
    },
    async read({ name, run, job }, limit) {
      const owner = { workflow_run_backend_id: run, workflow_job_run_backend_id: job, name }
      const url = textAt(await call('GetSignedArtifactURL', owner), 'signed_url')
      const asked = { method: 'GET', url, headers: {} } as const
      return request(ports, actions.GetSignedArtifactURL, asked, [404], async (response) => {
        if (response.status !== 404) return readBytes(response, limit)
        response.discard()
        return undefined
      })
    },
  }
}

type Method = 'CreateArtifact' | 'FinalizeArtifact' | 'ListArtifacts' | 'GetSignedArtifactURL'

const actions: Readonly<Record<Method, string>> = {
  CreateArtifact: 'create an artifact',
  FinalizeArtifact: 'finish an artifact',
  ListArtifacts: 'list the artifacts of this run',
  GetSignedArtifactURL: 'read an artifact',
}

type Call = (method: Method, body: Readonly<Record<string, Json>>) => Promise<Json>
type Ids = Readonly<Record<'workflow_run_backend_id' | 'workflow_job_run_backend_id', string>>

function createCall(ports: ArtifactPorts, { origin, token }: ArtifactService): Call {
  return (method, body) => {
    const asked: HttpRequest = {
      method: 'POST',
      url: `${origin}/twirp/github.actions.results.api.v1.ArtifactService/${method}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(body)),
    }
    const taken = method === 'CreateArtifact' ? [409] : []
    return request(ports, actions[method], asked, taken, async (response) => {
      const bytes = await readBytes(response, answerLimit)
      if (response.status === 409) return 'exists'
      return bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes))
    })
  }
}

/** A signed URL is a credential itself: no token is sent to it, and no message shows it. */
function putBlob(ports: ArtifactPorts, url: string, bytes: Uint8Array, type: string): Promise<void> {
  const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': type }
  const asked = { method: 'PUT', url, headers, body: bytes } as const
  return request(ports, 'store an artifact', asked, [], async (response) => response.discard())
}

/** Handles Twirp's `already_exists`: another job pushed the same bytes, or the response to an earlier attempt was lost. */
async function finishExisting(call: Call, ids: Ids, name: string): Promise<() => Promise<void>> {
  const listed = await call('ListArtifacts', { ...ids, name_filter: name })
  if (arrayAt(listed, 'artifacts').some((item) => textAt(item, 'name') === name)) return async () => undefined
  throw failure(actions.CreateArtifact, 'An upload of this name was started and not finished.')
}

/** Sends a request with retries. `known` are statuses besides success that `take` handles. */
async function request<T>(
  ports: ArtifactPorts,
  action: string,
  asked: HttpRequest,
  known: readonly number[],
  take: (response: HttpResponse) => Promise<T>,
): Promise<T> {
  if (!/^https?:\/\//.test(asked.url)) throw failure(action, 'The response has no address.')
  return retry(ports, retryPolicy, async () => {
    try {
      const response = await ports.http(asked)
      const { status } = response
      if ((status >= 200 && status < 300) || known.includes(status)) return await take(response)
      const problem = digestsService(action, await describeRefusal(response))
      if (status < 500 && status !== 429) throw new TagboatError(problem)
      const wait = parseRetryAfter(response.headers['retry-after'], ports.clock.now())
      throw new TransientError(problem, `The artifact service answered ${status}`, wait)
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error
      const problem = digestsService(action, `${error.code}: ${error.message}`)
      // A time-out took a minute and is likely to happen again.
      if (error.code.endsWith('_TIMEOUT')) throw new TagboatError(problem)
      throw new TransientError(problem, `The artifact service broke off (${error.code})`)
    }
  })
}

/** Twirp's errors are JSON with `code` and `msg`. */
async function describeRefusal(response: HttpResponse): Promise<string> {
  const bytes = await readBytes(response, 64 * 1024)
  const text = bytes === undefined ? '' : new TextDecoder().decode(bytes)
  const message = stringAt(parseJson(text), 'msg') ?? ''
  return `${response.status} ${message.slice(0, 300)}`.trim()
}

function expiryOf(clock: Clock, longest: number | undefined): string {
  const days = Math.min(retention, longest ?? retention)
  return isoFromMillis(clock.now() + days * 24 * 60 * 60 * 1000)
}

/** A field by its name in the protocol, or in camel case: a protobuf server may answer with either. */
function textAt(json: Json, name: string): string {
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return stringAt(json, name) ?? stringAt(json, camel) ?? ''
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const failure = (action: string, original: string): TagboatError =>
  new TagboatError(digestsService(action, original))
