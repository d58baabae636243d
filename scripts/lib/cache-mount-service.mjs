/**
 * A test double of GitHub's cache service, version 2, as `@actions/cache` 6.0.1 uses it: Twirp with JSON
 * (`src/internal/shared/cacheTwirpClient.ts`), the fields of `src/generated/results/api/v1/cache.ts`, and the order create, PUT,
 * finalize of `saveCacheV2` in `src/cache.ts`. A key that exists is refused, and a prefix finds the newest cache ("Dependency caching
 * reference" in GitHub's documentation). The blobs are Azure's ("Put Blob": `x-ms-blob-type`, 201; a shared access
 * signature excludes the header `authorization`).
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { onTeardown } from './teardown.mjs'

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

const METHODS = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/

/**
 * @typedef {{key: string, version: string, bytes: Buffer, isFinished: boolean}} Cache
 * @typedef {{url: string, token: string, signature: string, caches: Cache[]}} State
 * @typedef {{key?: string, version?: string, restore_keys?: string[], size_bytes?: string}} Message
 */

/**
 * Starts the service on loopback.
 * @returns {Promise<{
 *   caches: Cache[], requests: string[], environment: Record<string, string>, stop: () => Promise<void>,
 * }>} `requests` has the methods in order, `PUT` and `GET` for blobs
 */
export async function startCacheMountService() {
  /** @type {State} */
  const state = { url: '', token: randomUUID(), signature: randomUUID(), caches: [] }
  /** @type {string[]} */
  const requests = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const method = METHODS.exec(url.pathname)?.[1]
    requests.push(method ?? request.method ?? '')
    try {
      const body = await buffer(request)
      if (method !== undefined) answerCall(state, request, response, method, JSON.parse(body.toString()))
      else answerBlob(state, request, response, url, body)
    } catch {
      response.destroy()
    }
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
  const forget = onTeardown('cache service', stop)
  const environment = {
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RESULTS_URL: `${state.url}/`,
    ACTIONS_RUNTIME_TOKEN: state.token,
  }
  return { caches: state.caches, requests, environment, stop }
}

/**
 * @param {State} state
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string} method
 * @param {Message} asked
 */
function answerCall(state, request, response, method, asked) {
  const { caches, token, url, signature } = state
  if (request.headers.authorization !== `Bearer ${token}`)
    return send(response, 401, { code: 'unauthenticated', msg: 'bad token' })
  const { key = '', version = '', restore_keys = [], size_bytes } = asked
  if (key === '' || key.length > 512 || key.includes(',') || !/^[0-9a-f]{64}$/.test(version))
    return send(response, 400, { code: 'invalid_argument', msg: 'bad key or version' })
  /** @param {Cache} cache */
  const signed = (cache) => `${url}/blobs/${caches.indexOf(cache)}?sig=${signature}`
  const own = caches.findLast((cache) => cache.key === key && cache.version === version)
  if (method === 'CreateCacheEntry') {
    if (own !== undefined) return send(response, 409, { code: 'already_exists', msg: 'cache exists' })
    const cache = { key, version, bytes: Buffer.alloc(0), isFinished: false }
    caches.push(cache)
    return send(response, 200, { ok: true, signed_upload_url: signed(cache) })
  }
  if (method === 'FinalizeCacheEntryUpload') {
    const isWhole = own !== undefined && size_bytes === String(own.bytes.length)
    if (isWhole) own.isFinished = true
    return send(response, 200, { ok: isWhole, entry_id: '1' })
  }
  const found = [key, ...restore_keys]
    .map((prefix) =>
      caches.findLast((one) => one.isFinished && one.version === version && one.key.startsWith(prefix)),
    )
    .find((cache) => cache !== undefined)
  if (found === undefined) return send(response, 200, { ok: false })
  return send(response, 200, { ok: true, matched_key: found.key, signed_download_url: signed(found) })
}

/**
 * @param {State} state
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {URL} url
 * @param {Buffer} body
 */
function answerBlob({ caches, signature }, request, response, { pathname, searchParams }, body) {
  const cache = caches[Number(/^\/blobs\/(\d+)$/.exec(pathname)?.[1] ?? -1)]
  const isAllowed = searchParams.get('sig') === signature && request.headers.authorization === undefined
  if (cache === undefined || !isAllowed) return send(response, 403, {})
  if (request.method === 'GET') return response.writeHead(200).end(cache.bytes)
  if (request.method !== 'PUT' || request.headers['x-ms-blob-type'] !== 'BlockBlob')
    return send(response, 400, {})
  cache.bytes = body
  return response.writeHead(201).end()
}

/** @param {ServerResponse} response @param {number} status @param {object} json */
function send(response, status, json) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}
