/**
 * The registry requests of tests and the demo, independent of `src/` so that they cannot share its bugs.
 * @import { IncomingHttpHeaders, IncomingMessage } from 'node:http'
 */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

/**
 * @typedef {{username: string, password: string}} Login
 * @typedef {Login | {token: string}} Auth
 * @typedef {{status: number, headers: IncomingHttpHeaders, body: Buffer}} Answer
 * @typedef {{
 *   method?: string, auth?: Auth | undefined, headers?: Record<string, string>, body?: string | Buffer | undefined,
 *   ca?: Ca | undefined,
 * }} RequestOptions `ca` selects HTTPS
 * @typedef {string | Buffer} Ca PEM
 */

/**
 * The fields of an image index, an image manifest or a list of referrers, depending on the media type.
 * @typedef {{os: string, architecture: string, variant?: string}} Platform
 * @typedef {{
 *   mediaType: string, digest: string, size: number, platform?: Platform, annotations?: Record<string, string>,
 *   artifactType?: string,
 * }} Descriptor
 * @typedef {{
 *   schemaVersion: number, mediaType?: string, artifactType?: string, manifests?: Descriptor[], config?: Descriptor,
 *   layers?: Descriptor[], subject?: Descriptor, annotations?: Record<string, string>,
 * }} Manifest
 * @typedef {{os: string, architecture: string, created?: string, config?: {Labels?: Record<string, string>}}} ImageConfig
 */

/**
 * Sends one request, without redirects or retries.
 * @param {string} host `localhost:5000`
 * @param {string} path `/v2/acme/app/tags/list`
 * @param {RequestOptions} [options]
 * @returns {Promise<Answer>}
 * @throws {Error} if there is no answer within 10 s
 */
export function registryRequest(host, path, { method = 'GET', auth, headers = {}, body, ca } = {}) {
  const { hostname, port } = new URL(`http://${host}`)
  const options = {
    hostname,
    port,
    path,
    method,
    timeout: 10_000,
    agent: false,
    headers: { ...authorization(auth), ...headers },
  }
  return new Promise((resolve, reject) => {
    /** @param {IncomingMessage} response */
    const onResponse = (response) => {
      /** @type {Buffer[]} */
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    }
    const sent = ca ? httpsRequest({ ...options, ca }, onResponse) : httpRequest(options, onResponse)
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${host}${path}: no answer within 10 s`)))
    sent.on('error', reject).end(body)
  })
}

/** @param {Auth | undefined} auth @returns {Record<string, string>} */
function authorization(auth) {
  if (!auth) return {}
  if ('token' in auth) return { authorization: `Bearer ${auth.token}` }
  return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
}

/**
 * The sorted tags of a repository; none for a missing one.
 * @param {string} host
 * @param {string} repository `acme/app`
 * @param {Auth} [auth]
 * @param {Ca} [ca]
 * @returns {Promise<string[]>}
 */
export async function listTags(host, repository, auth, ca) {
  const answer = await registryRequest(host, `/v2/${repository}/tags/list?n=1000`, { auth, ca })
  if (answer.status === 404) return []
  expectStatus(answer, 200, `tags of ${host}/${repository}`)
  return (JSON.parse(answer.body.toString()).tags ?? []).sort()
}

/**
 * The digest that a tag (or digest) names, '' if it is missing.
 * @param {string} host
 * @param {string} repository
 * @param {string} reference
 * @param {Auth} [auth]
 * @param {Ca} [ca]
 * @returns {Promise<string>}
 */
export async function headDigest(host, repository, reference, auth, ca) {
  const path = `/v2/${repository}/manifests/${reference}`
  const answer = await registryRequest(host, path, {
    method: 'HEAD',
    auth,
    ca,
    headers: { accept: MANIFESTS },
  })
  if (answer.status === 404) return ''
  expectStatus(answer, 200, `${host}/${repository}:${reference}`)
  return String(answer.headers['docker-content-digest'] ?? '')
}

/**
 * A manifest or an index, with its digest and media type.
 * @param {string} host
 * @param {string} repository
 * @param {string} reference
 * @param {Auth} [auth]
 * @param {Ca} [ca]
 * @returns {Promise<{digest: string, mediaType: string, manifest: Manifest, raw: Buffer}>}
 */
export async function getManifest(host, repository, reference, auth, ca) {
  const path = `/v2/${repository}/manifests/${reference}`
  const answer = await registryRequest(host, path, { auth, ca, headers: { accept: MANIFESTS } })
  expectStatus(answer, 200, `${host}/${repository}:${reference}`)
  const { 'docker-content-digest': digest = '', 'content-type': mediaType = '' } = answer.headers
  return { digest: String(digest), mediaType, manifest: JSON.parse(answer.body.toString()), raw: answer.body }
}

/**
 * The entries of an image index.
 * @param {Manifest} manifest
 * @returns {(Descriptor & {platform: Platform})[]}
 * @throws {Error} if it is not an index, or an entry has no platform
 */
export function entriesOf({ mediaType, manifests }) {
  if (manifests === undefined) throw new Error(`${mediaType} is not an image index`)
  return manifests.map(({ platform, ...entry }) => {
    if (platform === undefined) throw new Error(`the entry ${entry.digest} has no platform`)
    return { ...entry, platform }
  })
}

/**
 * The configuration of an image.
 * @param {string} host
 * @param {string} repository
 * @param {Manifest} manifest
 * @param {Auth} [auth]
 * @param {Ca} [ca]
 * @returns {Promise<ImageConfig>}
 */
export async function getConfig(host, repository, { mediaType, config }, auth, ca) {
  if (config === undefined) throw new Error(`${mediaType} has no configuration`)
  return JSON.parse(await getBlob(host, repository, config.digest, auth, ca))
}

/**
 * A JSON blob, such as an attestation.
 * @param {string} host
 * @param {string} repository
 * @param {string} digest
 * @param {Auth} [auth]
 * @param {Ca} [ca]
 * @returns {Promise<Record<string, unknown>>}
 */
export async function getJsonBlob(host, repository, digest, auth, ca) {
  return JSON.parse(await getBlob(host, repository, digest, auth, ca))
}

/**
 * @param {string} host
 * @param {string} repository
 * @param {string} digest
 * @param {Auth} [auth]
 * @param {Ca} [ca]
 */
async function getBlob(host, repository, digest, auth, ca) {
  const answer = await registryRequest(host, `/v2/${repository}/blobs/${digest}`, { auth, ca })
  expectStatus(answer, 200, `${host}/${repository}@${digest}`)
  return answer.body.toString()
}

/** @param {Answer} answer @param {number} expected @param {string} what */
function expectStatus({ status, body }, expected, what) {
  if (status !== expected)
    throw new Error(`${what}: the registry answered ${status}: ${body.toString().slice(0, 500)}`)
}
