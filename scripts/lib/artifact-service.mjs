/**
 * A test double of GitHub's artifact service, as `@actions/artifact` 6.2.1 uses it. Twirp with JSON
 * (`lib/internal/shared/artifact-twirp-client.js`: the path, Bearer, `body.msg`); messages and fields of
 * `lib/generated/results/api/v1/artifact.js`, integers as text; the order create, PUT, finalize of
 * `lib/internal/upload/upload-artifact.js`; list, signed URL and GET of `lib/internal/download/download-artifact.js`; names
 * by `path-and-artifact-name-validation.js`. The blobs are Azure's ("Put Blob": `x-ms-blob-type`, 201; a shared
 * access signature excludes the header `authorization`).
 */
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { onTeardown } from './teardown.mjs'

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

const METHODS = /^\/twirp\/github\.actions\.results\.api\.v1\.ArtifactService\/(\w+)$/

/**
 * @typedef {{name: string, run: string, job: string, bytes: Buffer, isFinished: boolean, id: number, expires: string}} Artifact
 * @typedef {{method: string, path: string}} Asked
 * @typedef {(asked: Asked) => number | undefined | Promise<undefined>} Decide the status instead of an answer, 0 breaks it off
 * @typedef {{run: string, job: string}} Ids
 * @typedef {{
 *   url: string, artifacts: Artifact[], requests: Asked[], signature: string, decide: Decide | undefined,
 *   tokens: Map<string, Ids>,
 * }} State `tokens`: the owner of each token
 * @typedef {{
 *   name?: string, version?: number, mime_type?: unknown, expires_at?: string, size?: string, hash?: string,
 *   name_filter?: string, workflow_run_backend_id?: string, workflow_job_run_backend_id?: string,
 * }} Message the fields of a call of any method
 * @typedef {{status?: number, json: object}} Answer
 * @typedef {(state: State, asked: Message, ids: Ids) => Answer} Call
 */

/**
 * Starts the service on loopback.
 * @returns {Promise<{
 *   url: string, artifacts: Artifact[], requests: Asked[],
 *   environment: (run?: string) => Record<string, string>,
 *   add: (name: string, bytes: Buffer | string, run?: string) => void,
 *   fail: (decide: Decide | undefined) => void, stop: () => Promise<void>,
 * }>} `environment` has the variables of a job of the run; `add` stores an artifact like a hostile job; `fail` makes
 *   requests fail with a status, or closes their connection for 0
 */
export async function startArtifactService() {
  /** @type {State} */
  const state = {
    url: '',
    artifacts: [],
    requests: [],
    signature: randomUUID(),
    decide: undefined,
    tokens: new Map(),
  }
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy())
  })
  await new Promise((resolve, reject) =>
    server.on('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)),
  )
  const address = server.address()
  state.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const stop = () => {
    forget()
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve(undefined)))
  }
  const forget = onTeardown('artifact service', stop)
  return {
    url: state.url,
    artifacts: state.artifacts,
    requests: state.requests,
    environment: (run = 'the-run') => makeEnvironment(state, run),
    add: (name, bytes, run = 'the-run') => {
      const artifact = create(state, { name, run, job: randomUUID(), expires: '' })
      Object.assign(artifact, { bytes: Buffer.from(bytes), isFinished: true })
    },
    fail: (decide) => {
      state.decide = decide
    },
    stop,
  }
}

/**
 * The token is a JWT; only its claim `scp` is read (`getBackendIdsFromToken`).
 * @param {State} state
 * @param {string} run
 */
function makeEnvironment(state, run) {
  /** @param {unknown} json */
  const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url')
  const job = randomUUID()
  const claims = { scp: `Actions.Other Actions.Results:${run}:${job}` }
  const token = `${encode({ alg: 'none' })}.${encode(claims)}.${encode(randomUUID())}`
  state.tokens.set(token, { run, job })
  return { ACTIONS_RESULTS_URL: `${state.url}/some/path/`, ACTIONS_RUNTIME_TOKEN: token }
}

/** @param {State} state @param {Pick<Artifact, 'name' | 'run' | 'job' | 'expires'>} of */
function create({ artifacts }, { name, run, job, expires }) {
  const artifact = {
    name,
    run,
    job,
    expires,
    bytes: Buffer.alloc(0),
    isFinished: false,
    id: artifacts.length + 1,
  }
  artifacts.push(artifact)
  return artifact
}

/** @param {State} state @param {IncomingMessage} request @param {ServerResponse} response */
async function answer(state, request, response) {
  const { pathname, searchParams } = new URL(request.url ?? '', state.url)
  const asked = { method: request.method ?? '', path: pathname }
  state.requests.push(asked)
  const body = await readBody(request)
  const status = await state.decide?.(asked)
  if (status === 0) return response.destroy()
  if (status !== undefined) return send(response, status, { code: 'unknown', msg: `status ${status}` })
  const [, method] = METHODS.exec(pathname) ?? []
  if (method !== undefined && request.method === 'POST')
    return answerCall(state, request, response, method, body)
  return answerBlob(state, request, response, { pathname, searchParams, body })
}

/**
 * @param {State} state
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string} method
 * @param {Buffer} body
 */
function answerCall(state, request, response, method, body) {
  const ids = state.tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
  if (ids === undefined) return send(response, 401, { code: 'unauthenticated', msg: 'bad token' })
  /** @type {Message} */
  const asked = JSON.parse(body.toString())
  if (asked.workflow_run_backend_id !== ids.run) {
    return send(response, 403, { code: 'permission_denied', msg: 'another run' })
  }
  const call = Object.hasOwn(calls, method) ? calls[method] : undefined
  const { status = 200, json } = call?.(state, asked, ids) ?? { status: 404, json: { code: 'bad_route' } }
  return send(response, status, json)
}

/** @type {Record<string, Call>} */
const calls = {
  CreateArtifact(state, { name, version, mime_type, expires_at }, { run, job }) {
    const isBad = !name || /[":<>|*?\r\n\\/]/.test(name) || version !== 7 || typeof mime_type !== 'string'
    if (isBad) return { status: 400, json: { code: 'invalid_argument', msg: 'bad artifact' } }
    if (state.artifacts.some((one) => one.run === run && one.name === name)) {
      return {
        status: 409,
        json: { code: 'already_exists', msg: 'an artifact with this name already exists' },
      }
    }
    const { id } = create(state, { name, run, job, expires: expires_at ?? '' })
    return { json: { ok: true, signed_upload_url: signed(state, id) } }
  },
  FinalizeArtifact(state, { name, size, hash }, { run, job }) {
    const found = state.artifacts.find((one) => one.run === run && one.job === job && one.name === name)
    const digest = createHash('sha256')
      .update(found?.bytes ?? '')
      .digest('hex')
    const isWhole = size === String(found?.bytes.length) && hash === `sha256:${digest}`
    if (found === undefined || !isWhole) return { json: { ok: false } }
    found.isFinished = true
    return { json: { ok: true, artifact_id: String(found.id) } }
  },
  ListArtifacts(state, { name_filter }, { run }) {
    const there = state.artifacts.filter((one) => one.run === run && one.isFinished)
    const artifacts = there.filter(({ name }) => name_filter === undefined || name === name_filter)
    return { json: { artifacts: artifacts.map(describe) } }
  },
  GetSignedArtifactURL(state, { name, workflow_job_run_backend_id: job }, { run }) {
    const found = state.artifacts.find((one) => one.run === run && one.job === job && one.name === name)
    if (found === undefined) return { status: 404, json: { code: 'not_found', msg: 'artifact not found' } }
    return { json: { signed_url: signed(state, found.id) } }
  },
}

/** @param {Artifact} artifact */
const describe = ({ name, run, job, bytes, id }) => ({
  workflow_run_backend_id: run,
  workflow_job_run_backend_id: job,
  database_id: String(id),
  name,
  size: String(bytes.length),
  created_at: new Date().toISOString(),
})

/** @param {State} state @param {number} id */
const signed = ({ url, signature }, id) => `${url}/blobs/${id}?sv=2025-01-05&sig=${signature}`

/**
 * @param {State} state
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {{pathname: string, searchParams: URLSearchParams, body: Buffer}} asked
 */
function answerBlob(state, request, response, { pathname, searchParams, body }) {
  const artifact = state.artifacts.find(({ id }) => pathname === `/blobs/${id}`)
  const isAllowed = searchParams.get('sig') === state.signature && request.headers.authorization === undefined
  if (artifact === undefined || !isAllowed) return send(response, 403, {})
  if (request.method === 'GET') return response.writeHead(200).end(artifact.bytes)
  if (request.method !== 'PUT' || request.headers['x-ms-blob-type'] !== 'BlockBlob')
    return send(response, 400, {})
  artifact.bytes = body
  return response.writeHead(201).end()
}

/** @param {ServerResponse} response @param {number} status @param {object} json */
function send(response, status, json) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

/** @param {IncomingMessage} request */
async function readBody(request) {
  /** @type {Buffer[]} */
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
