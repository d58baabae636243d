/**
 * A test double of GitHub's cache service, version 2, as BuildKit and `@actions/cache` 6.0.1 (`src/cache.ts`) use it. Twirp with JSON by `cache_v2.go` of
 * tonistiigi/go-actions-cache: the path, Bearer, `ok`, `signed_upload_url`, `signed_download_url`, `matched_key`; a key matches as a
 * prefix, the newest entry wins, and an existing key is refused with 409 (`cache.go`, SaveMutable and GithubAPIError). Its token is a JWT
 * with the claims `exp`, `nbf` and `ac`, a list of scopes (`cache.go`, New): an entry belongs to the scope that the token may write,
 * and is found by tokens that may read this scope. The blobs are Azure's ("Put Blob", "Put Block", "Put Block List", "Get Blob" with
 * `x-ms-range`).
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { onTeardown } from './teardown.mjs'

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

const METHODS = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/
const READ = 1
const WRITE = 2

/**
 * @typedef {{id: string, key: string, version: string, scope: string, bytes: Buffer, blocks: Map<string, Buffer>, isFinished: boolean}} Entry
 * @typedef {{scope: string, permission: number}} Access
 * @typedef {{url: string, entries: Entry[], calls: string[], tokens: Map<string, Access[]>, signature: string}} State
 * @typedef {{key?: string, version?: string, restore_keys?: string[], size_bytes?: number | string}} Message
 */

/**
 * Starts the service on loopback.
 * @returns {Promise<{
 *   url: string, entries: Entry[], keys: () => string[], calls: string[],
 *   environment: (ref: string, readable?: string[]) => Record<string, string>, stop: () => Promise<void>,
 * }>} `keys` of all finished entries with their scope; `calls`: the methods, `PUT` and `GET` for blobs; `environment` has the variables of a job on `ref`, which
 *   also reads the caches of the refs in `readable`
 */
export async function startCacheService() {
  /** @type {State} */
  const state = { url: '', entries: [], calls: [], tokens: new Map(), signature: randomUUID() }
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy())
  })
  await new Promise((resolve, reject) =>
    server.on('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the cache service has no port')
  state.url = `http://127.0.0.1:${address.port}`
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  const forget = onTeardown('the cache service', stop)
  return {
    url: state.url,
    entries: state.entries,
    calls: state.calls,
    keys: () =>
      state.entries.filter(({ isFinished }) => isFinished).map(({ scope, key }) => `${scope} ${key}`),
    environment: (ref, readable = []) => issue(state, ref, readable),
    stop: async () => {
      forget()
      await stop()
    },
  }
}

/** @param {State} state @param {string} ref @param {string[]} readable */
function issue(state, ref, readable) {
  const access = [
    { scope: ref, permission: READ | WRITE },
    ...readable.map((scope) => ({ scope, permission: READ })),
  ]
  /** @param {object} json */
  const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const ac = JSON.stringify(access.map(({ scope, permission }) => ({ Scope: scope, Permission: permission })))
  const token = `${encode({ alg: 'RS256' })}.${encode({ nbf: now - 60, exp: now + 3600, ac })}.${encode({ id: randomUUID() })}`
  state.tokens.set(token, access)
  return {
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RESULTS_URL: `${state.url}/`,
    ACTIONS_RUNTIME_TOKEN: token,
  }
}

/** @param {State} state @param {IncomingMessage} request @param {ServerResponse} response */
async function answer(state, request, response) {
  const { pathname, searchParams } = new URL(request.url ?? '', state.url)
  const body = await readBody(request)
  const [, method] = METHODS.exec(pathname) ?? []
  state.calls.push(method ?? request.method ?? '')
  if (method === undefined) return answerBlob(state, request, response, { pathname, searchParams, body })
  const access = state.tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
  if (access === undefined) return send(response, 401, { code: 'unauthenticated', msg: 'bad token' })
  const call = Object.hasOwn(calls, method) ? calls[method] : undefined
  const { status = 200, json } = call?.(state, JSON.parse(body.toString()), access) ?? {
    status: 404,
    json: { code: 'bad_route' },
  }
  return send(response, status, json)
}

/** @type {Record<string, (state: State, asked: Message, access: Access[]) => {status?: number, json: object}>} */
const calls = {
  CreateCacheEntry(state, { key = '', version = '' }, access) {
    // "Dependency caching reference": at most 512 characters, without commas.
    if (key === '' || key.length > 512 || key.includes(',') || !/^[0-9a-f]{64}$/.test(version))
      return { status: 400, json: { code: 'invalid_argument', msg: 'bad key or version' } }
    const scope = access.find(({ permission }) => permission & WRITE)?.scope
    if (scope === undefined) return { status: 403, json: { code: 'permission_denied', msg: 'read only' } }
    const isTaken = state.entries.some(
      (one) => one.scope === scope && one.key === key && one.version === version,
    )
    if (isTaken) {
      return {
        status: 409,
        json: { code: 'already_exists', msg: 'cache entry with the same key already exists' },
      }
    }
    const entry = { id: randomUUID(), key, version, scope, bytes: Buffer.alloc(0), blocks: new Map() }
    state.entries.push({ ...entry, isFinished: false })
    return { json: { ok: true, signed_upload_url: signed(state, entry.id) } }
  },
  FinalizeCacheEntryUpload(state, { key, version, size_bytes }, access) {
    const scope = access.find(({ permission }) => permission & WRITE)?.scope
    const found = state.entries.find(
      (one) => one.scope === scope && one.key === key && one.version === version,
    )
    if (found === undefined || Number(size_bytes) !== found.bytes.length) return { json: { ok: false } }
    found.isFinished = true
    return { json: { ok: true, entry_id: found.id } }
  },
  GetCacheEntryDownloadURL(state, { key = '', restore_keys = [], version }, access) {
    for (const { scope } of access.filter(({ permission }) => permission & READ)) {
      const there = state.entries.filter(
        (one) => one.isFinished && one.scope === scope && one.version === version,
      )
      for (const wanted of [key, ...restore_keys]) {
        const found = there.findLast((one) => one.key.startsWith(wanted))
        if (found !== undefined) {
          return {
            json: { ok: true, signed_download_url: signed(state, found.id), matched_key: found.key },
          }
        }
      }
    }
    return { json: { ok: false } }
  },
}

/** @param {State} state @param {string} id */
const signed = ({ url, signature }, id) => `${url}/blobs/${id}?sv=2025-01-05&sig=${signature}`

/**
 * @param {State} state
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {{pathname: string, searchParams: URLSearchParams, body: Buffer}} asked
 */
function answerBlob(state, request, response, { pathname, searchParams, body }) {
  const entry = state.entries.find(({ id }) => pathname === `/blobs/${id}`)
  const isAllowed = searchParams.get('sig') === state.signature && request.headers.authorization === undefined
  if (entry === undefined || !isAllowed) return send(response, 403, {})
  if (request.method === 'GET' || request.method === 'HEAD') return sendBlob(request, response, entry)
  if (request.method !== 'PUT') return send(response, 400, {})
  const part = searchParams.get('comp')
  if (part === 'block') entry.blocks.set(searchParams.get('blockid') ?? '', body)
  else if (part === 'blocklist') {
    const ids = [...body.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map(([, id = '']) => id)
    entry.bytes = Buffer.concat(ids.map((id) => entry.blocks.get(id) ?? Buffer.alloc(0)))
  } else if (request.headers['x-ms-blob-type'] === 'BlockBlob') entry.bytes = body
  else return send(response, 400, {})
  return response.writeHead(201, azureHeaders()).end()
}

/** @param {IncomingMessage} request @param {ServerResponse} response @param {Entry} entry */
function sendBlob({ method, headers }, response, { bytes }) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(String(headers['x-ms-range'] ?? headers.range ?? ''))
  const start = Number(asked?.[1] ?? 0)
  const end = asked?.[2] ? Math.min(Number(asked[2]), bytes.length - 1) : bytes.length - 1
  const part = bytes.subarray(start, end + 1)
  response.writeHead(asked ? 206 : 200, {
    ...azureHeaders(),
    'content-length': part.length,
    'content-type': 'application/octet-stream',
    'x-ms-blob-type': 'BlockBlob',
    ...(asked && { 'content-range': `bytes ${start}-${end}/${bytes.length}` }),
  })
  response.end(method === 'HEAD' ? undefined : part)
}

const azureHeaders = () => ({
  'x-ms-request-id': randomUUID(),
  'x-ms-version': '2025-01-05',
  etag: '"0x8D"',
  'last-modified': new Date(0).toUTCString(),
})

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
