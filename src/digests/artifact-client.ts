import { createHash } from 'node:crypto'
import { digestsService } from '../errors/source-image.ts'
import { arrayAt, at, type Json } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock } from '../ports/ports.ts'
import { isoFromMillis } from '../ports/time.ts'
import { readBytes } from '../registry/body.ts'
import type { ArtifactService } from './artifact-service.ts'
import {
  readAnswer,
  requestService,
  type ServiceName,
  type ServicePorts,
  textAt,
  twirpRequest,
} from './results-service.ts'

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
   * Uploads an artifact; `type` is its media type, by default JSON. Other jobs see it once the returned function has run. An existing
   * artifact of the same name stays unchanged.
   */
  begin(name: string, bytes: Uint8Array, type?: string): Promise<() => Promise<void>>
  list(): Promise<readonly ArtifactEntry[]>
  /** Undefined if the artifact is longer than `limit` bytes or does not exist any more. */
  read(entry: ArtifactEntry, limit: number): Promise<Uint8Array | undefined>
}

/** In days. A run can be repeated, or wait for an approval, for 30 days. */
const retention = 30
/** The type and version of artifacts that are stored unchanged, and not in a ZIP archive. */
const format = { mime_type: 'application/json', version: 7 }

/**
 * GitHub's artifact service, as `@actions/artifact` 6.2.1 speaks to it: Twirp with JSON for names
 * (`lib/internal/shared/artifact-twirp-client.js`, `lib/generated/results/api/v1/artifact.js`), and one PUT or GET of a
 * signed URL for the bytes (Azure's "Put Blob"). It requires the runner's token for the run, and no permission. `problem` describes a
 * failure by the purpose of the artifacts, by default digests.
 */
export function createArtifacts(
  ports: ServicePorts,
  service: ArtifactService,
  problem: ServiceName['problem'] = digestsService,
): Artifacts {
  const named: ServiceName = { name: 'The artifact service', problem }
  const failure = (action: string, original: string) => new TagboatError(problem(action, original))
  const call = createCall(ports, named, service)
  const ids = { workflow_run_backend_id: service.run, workflow_job_run_backend_id: service.job }
  return {
    async begin(name, bytes, mime_type = format.mime_type) {
      const expires_at = expiryOf(ports.clock, service.longestRetention)
      const made = await call('CreateArtifact', { ...ids, name, expires_at, ...format, mime_type })
      if (made === 'exists') {
        if (await isFinished(call, ids, name)) return async () => undefined
        throw failure(actions.CreateArtifact, 'An upload of this name was started and not finished.')
      }
      await putBlob(ports, named, textAt(made, 'signed_upload_url'), bytes, mime_type)
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
      return requestService(ports, named, actions.GetSignedArtifactURL, asked, [404], async (response) => {
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

function createCall(ports: ServicePorts, named: ServiceName, { origin, token }: ArtifactService): Call {
  return (method, body) => {
    const asked = twirpRequest({ origin, token, service: 'ArtifactService', method, body })
    const taken = method === 'CreateArtifact' ? [409] : []
    return requestService(ports, named, actions[method], asked, taken, async (response) => {
      const json = await readAnswer(response)
      return response.status === 409 ? 'exists' : json
    })
  }
}

/** A signed URL is a credential itself: no token is sent to it, and no message shows it. */
function putBlob(
  ports: ServicePorts,
  named: ServiceName,
  url: string,
  bytes: Uint8Array,
  type: string,
): Promise<void> {
  const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': type }
  const asked = { method: 'PUT', url, headers, body: bytes } as const
  return requestService(ports, named, 'store an artifact', asked, [], async (response) => response.discard())
}

/** For Twirp's `already_exists`: another job pushed the same bytes, or the response to an earlier attempt was lost. */
async function isFinished(call: Call, ids: Ids, name: string): Promise<boolean> {
  const listed = await call('ListArtifacts', { ...ids, name_filter: name })
  return arrayAt(listed, 'artifacts').some((item) => textAt(item, 'name') === name)
}

function expiryOf(clock: Clock, longest: number | undefined): string {
  const days = Math.min(retention, longest ?? retention)
  return isoFromMillis(clock.now() + days * 24 * 60 * 60 * 1000)
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
