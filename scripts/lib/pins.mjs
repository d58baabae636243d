/**
 * Reads from upstream what set-up may download: pins.json, in the format of src/setup/pins.ts.
 * @import { ImagePin, BuildxPin, Pins } from '../../src/setup/pins.ts'
 * @typedef {{api: string, releases: string, registry: string}} Addresses
 * @typedef {{path: string, tag: RegExp, form: string}} Image an image on Docker Hub; `tag` has the version, and `form` shows it
 */
import { createHash } from 'node:crypto'
import { compare, gt, valid } from 'semver'

/** @type {Addresses} */
export const upstream = {
  api: 'https://api.github.com',
  releases: 'https://github.com/docker/buildx/releases/download',
  registry: 'https://registry-1.docker.io',
}

/** Programs that every release must have: GitHub's own runners. */
const needed = ['linux-amd64', 'linux-arm64']
/** The images by their pins. The musl variant of busybox is static, so that it runs in any image. @type {Record<'binfmt' | 'busybox', Image>} */
const images = {
  binfmt: { path: 'tonistiigi/binfmt', tag: /^qemu-v(\d+\.\d+\.\d+)$/, form: 'qemu-vX.Y.Z' },
  busybox: { path: 'library/busybox', tag: /^(\d+\.\d+\.\d+)-musl$/, form: 'X.Y.Z-musl' },
}
const limits = { bytes: 4 * 1024 * 1024, time: 30_000, pages: 50 }

/**
 * The newest pins, and what changes, as lines for the log and the pull request. Prints nothing and writes nothing.
 * @param {Pins} before
 * @param {Addresses} addresses
 * @param {string | undefined} [token] for GitHub's API, whose limit is low without one
 * @returns {Promise<{pins: Required<Pins>, changes: string[]}>}
 * @throws {Error} if an answer is missing, is not what upstream documents, or contradicts the pins before
 */
export async function updatePins(before, addresses, token) {
  const [buildx, binfmt, busybox] = await Promise.all([
    readBuildx(addresses, token),
    readImage(addresses, images.binfmt),
    readImage(addresses, images.busybox),
  ])
  const pins = { buildx, binfmt, busybox }
  const faults = findPinFaults(pins)
  if (faults.length > 0) throw new Error(`Upstream lacks something: ${faults.join('; ')}.`)
  return { pins, changes: describeChanges(before, pins) }
}

/**
 * The newest release ("Get the latest release" in GitHub's REST API) and its `checksums.txt`, which has Linux programs only.
 * @param {Addresses} addresses
 * @param {string | undefined} token
 * @returns {Promise<BuildxPin>}
 */
async function readBuildx({ api, releases }, token) {
  const headers = {
    accept: 'application/vnd.github+json',
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const url = `${api}/repos/docker/buildx/releases/latest`
  const { tag_name: tag } = JSON.parse((await get(url, headers)).text)
  const version = valid(typeof tag === 'string' ? tag : '')
  if (version === null) throw new Error(`${url} names no version: ${JSON.stringify(tag)}`)
  const list = `${releases}/v${version}/checksums.txt`
  const { text } = await get(list)
  /** @type {Record<string, string>} */
  const sha256 = {}
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? []
    if (sum === undefined || name === undefined)
      throw new Error(`${list} has a line that is no checksum: ${line}`)
    // Attestations and bills of material are in the list, too.
    if (/^linux-[a-z0-9-]+$/.test(name.replace(`buildx-v${version}.`, ''))) sha256[name] = sum
  }
  return { version, sha256: Object.fromEntries(Object.entries(sha256).sort()) }
}

/**
 * The digest of an image's newest version (OCI distribution spec, "Listing Tags" and "Pulling manifests"). Tags with a build number,
 * `qemu-v9.2.2-52`, have one without it, too.
 * @param {Addresses} addresses
 * @param {Image} image
 * @returns {Promise<ImagePin>}
 */
async function readImage({ registry }, image) {
  const { path } = image
  const authorization = await logIn(registry, path)
  const tags = await listTags(registry, path, authorization)
  const versions = tags.flatMap((tag) => image.tag.exec(tag)?.[1] ?? [])
  const newest = versions.sort(compare).at(-1)
  if (newest === undefined) throw new Error(`${path} has no tag ${image.form}`)
  const tag = image.form.replace('X.Y.Z', newest)
  const url = `${registry}/v2/${path}/manifests/${tag}`
  const accept =
    'application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json'
  const { text, headers } = await get(url, { ...authorization, accept })
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  const reported = headers.get('docker-content-digest') ?? digest
  if (reported !== digest)
    throw new Error(`${url} has the digest ${digest}, and the registry reports ${reported}`)
  if (!Array.isArray(JSON.parse(text).manifests))
    throw new Error(`${url} is not an image of several platforms`)
  return { name: `docker.io/${path}`, tag, digest }
}

/** An anonymous token, if the registry asks for one ("Token Authentication Specification"). @param {string} registry @param {string} path */
async function logIn(registry, path) {
  const { status, headers } = await ask(`${registry}/v2/`)
  if (status === 200) return {}
  const challenge = headers.get('www-authenticate') ?? ''
  const field = (/** @type {string} */ name) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1]
  const realm = field('realm')
  if (status !== 401 || realm === undefined) throw new Error(`${registry}/v2/ answered ${status}`)
  const url = new URL(realm)
  url.searchParams.set('service', field('service') ?? '')
  url.searchParams.set('scope', `repository:${path}:pull`)
  const { token } = JSON.parse((await get(url.href)).text)
  return { authorization: `Bearer ${token}` }
}

/** @param {string} registry @param {string} path @param {Record<string, string>} headers */
async function listTags(registry, path, headers) {
  const first = `${registry}/v2/${path}/tags/list?n=1000`
  /** @type {string[]} */
  const tags = []
  /** @type {string | undefined} */
  let url = first
  for (let page = 0; url !== undefined; page += 1) {
    if (page === limits.pages) throw new Error(`${first} has more than ${limits.pages} pages`)
    const answer = await get(url, headers)
    tags.push(...JSON.parse(answer.text).tags)
    const next = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get('link') ?? '')?.[1]
    url = next === undefined ? undefined : new URL(next, url).href
    if (url !== undefined && new URL(url).origin !== new URL(registry).origin)
      throw new Error(`${first} continues on another server: ${url}`)
  }
  return tags
}

/** @param {string} url @param {Record<string, string>} [headers] */
async function get(url, headers = {}) {
  const answer = await ask(url, headers)
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  return answer
}

/** @param {string} url @param {Record<string, string>} [headers] */
async function ask(url, headers = {}) {
  try {
    const signal = AbortSignal.timeout(limits.time)
    const response = await fetch(url, { headers: { 'user-agent': 'tagboat', ...headers }, signal })
    /** @type {Uint8Array[]} */
    const chunks = []
    let left = limits.bytes
    for await (const chunk of response.body ?? []) {
      left -= chunk.byteLength
      if (left < 0) throw new Error(`it has more than ${limits.bytes} bytes`)
      chunks.push(chunk)
    }
    return {
      status: response.status,
      headers: response.headers,
      text: Buffer.concat(chunks).toString('utf8'),
    }
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    throw new Error(`${url}: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

/**
 * @param {Pins} before
 * @param {Required<Pins>} now
 * @throws {Error} if upstream changed a file of a release that is pinned, or went back to an older version
 */
function describeChanges(before, now) {
  const lines = []
  const { version, sha256 } = now.buildx
  const old = before.buildx
  if (old !== undefined && gt(old.version, version))
    throw new Error(`buildx ${version} is older than the pinned ${old.version}`)
  if (old?.version === version) {
    const changed = Object.keys(old.sha256).filter((name) => old.sha256[name] !== sha256[name])
    if (changed.length > 0)
      throw new Error(
        `The checksums of a published release have changed: ${changed.join(', ')}. Find out why.`,
      )
  }
  if (JSON.stringify(old) !== JSON.stringify(now.buildx))
    lines.push(`buildx: ${old?.version ?? 'none'} -> ${version} (${Object.keys(sha256).length} programs)`)
  for (const name of /** @type {const} */ (['binfmt', 'busybox'])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(now[name]))
      lines.push(`${name}: ${describeImage(before[name])} -> ${describeImage(now[name])}`)
  }
  return lines
}

/** @param {ImagePin | undefined} pin */
const describeImage = (pin) => (pin === undefined ? 'none' : `${pin.tag} ${pin.digest}`)

/**
 * What a release of Tagboat lacks.
 * @param {unknown} json the content of pins.json
 * @returns {string[]}
 */
export function findPinFaults(json) {
  /** @type {Pins} */
  const { buildx, ...others } = typeof json === 'object' && json !== null ? json : {}
  const faults = []
  if (valid(buildx?.version ?? '') === null) faults.push('buildx has no version')
  for (const machine of needed) {
    const sum = buildx?.sha256?.[`buildx-v${buildx.version}.${machine}`] ?? ''
    if (!/^[0-9a-f]{64}$/.test(sum)) faults.push(`buildx has no checksum for ${machine}`)
  }
  for (const name of /** @type {const} */ (['binfmt', 'busybox'])) {
    const [pin, image] = [others[name], images[name]]
    if (pin?.name !== `docker.io/${image.path}`) faults.push(`${name} is not docker.io/${image.path}`)
    if (!image.tag.test(pin?.tag ?? '')) faults.push(`${name} has no tag ${image.form}`)
    if (!/^sha256:[0-9a-f]{64}$/.test(pin?.digest ?? '')) faults.push(`${name} has no digest`)
  }
  return faults
}
