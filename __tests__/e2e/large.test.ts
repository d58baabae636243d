/** Large layers copied from a registry or a layout to another registry: the action's memory, and broken connections. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { getManifest, registryRequest } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { ociManifest } from '../../src/registry/media-types.ts'
import { newFolder } from './setup/environment.ts'
import { makeProject, step } from './setup/project.ts'

const name = 'acme/app'
const MiB = 1024 * 1024
/** MiB of the largest layer of each kind, more than twice the limit of memory; `npm run test:soak` sets it to 2048. */
const large = Number(process.env.TAGBOAT_LARGE ?? 0)
const largest = large || 384
/** A layer is sent in chunks of this size, so that the tests themselves need little memory. */
const chunk = Buffer.alloc(64 * MiB)

afterAll(teardown)

/** Content whose 4 KiB blocks all differ, so that a resumed transfer cannot confuse them. */
async function putBlob(host: string, size: number, seed: number) {
  const hash = createHash('sha256')
  const begun = await registryRequest(host, `/v2/${name}/blobs/uploads/`, { method: 'POST' })
  let location = begun.headers.location ?? ''
  const send = async (method: string, more: string, body: Buffer) => {
    const { pathname, search } = new URL(location)
    const headers = { 'content-type': 'application/octet-stream' }
    return registryRequest(host, `${pathname}${search}${more}`, { method, headers, body })
  }
  for (let at = 0; at < size; at += chunk.byteLength) {
    for (let below = 0; below < chunk.byteLength; below += 4096) {
      chunk.writeUInt32LE(at + below, below)
      chunk.writeUInt32LE(seed, below + 4)
    }
    const part = chunk.subarray(0, size - at)
    hash.update(part)
    location = (await send('PATCH', '', part)).headers.location ?? ''
  }
  const digest = `sha256:${hash.digest('hex')}`
  expect((await send('PUT', `&digest=${digest}`, Buffer.alloc(0))).status).toBe(201)
  return { digest, size }
}

/** An image with layers of these sizes. */
async function putImage(host: string, sizes: readonly number[]): Promise<readonly string[]> {
  const layers = []
  for (const [seed, size] of sizes.entries())
    layers.push({
      mediaType: 'application/vnd.oci.image.layer.v1.tar',
      ...(await putBlob(host, size, seed)),
    })
  const config = Buffer.from('{"architecture":"amd64","os":"linux"}')
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`
  const begun = await registryRequest(host, `/v2/${name}/blobs/uploads/`, { method: 'POST' })
  const { pathname, search } = new URL(begun.headers.location ?? '')
  await registryRequest(host, `${pathname}${search}&digest=${digest}`, { method: 'PUT', body: config })
  const answer = await registryRequest(host, `/v2/${name}/manifests/1`, {
    method: 'PUT',
    headers: { 'content-type': ociManifest },
    body: JSON.stringify({
      schemaVersion: 2,
      mediaType: ociManifest,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest,
        size: config.byteLength,
      },
      layers,
    }),
  })
  expect(answer.status).toBe(201)
  return layers.map((layer) => layer.digest)
}

/** A proxy for each registry that breaks two downloads and two uploads of the layer after much of it was sent. */
async function breakTwice(source: string, destination: string, layer: string) {
  const seen = { downloads: 0, uploads: 0 }
  const before = await startFaultProxy({
    upstream: source,
    decide: ({ method, path }) =>
      method === 'GET' && path.endsWith(layer) && ++seen.downloads <= 2
        ? { cut: { answer: 50 * MiB } }
        : undefined,
  })
  const after = await startFaultProxy({
    upstream: destination,
    decide: ({ method, path, headers }) =>
      /^(PUT|PATCH)$/.test(method) &&
      path.includes('/uploads/') &&
      Number(headers['content-length']) > 200 * MiB &&
      ++seen.uploads <= 2
        ? { cut: { request: 160 * MiB } }
        : undefined,
  })
  const check = () => {
    const resumed = before.requests.filter(({ headers }) => /^bytes=[1-9]/.test(headers.range ?? ''))
    expect(resumed.length).toBeGreaterThanOrEqual(2)
    expect(seen.uploads).toBeGreaterThan(2)
  }
  return { hosts: [before.host, after.host], check }
}

/** Publishes the image that `from` names as `1`, and returns the peak of the action's resident memory in MB. */
async function promote(from: string, to: string) {
  let peak = 0
  let timer: NodeJS.Timeout | undefined
  const done = await step({
    workspace: makeProject(),
    inputs: { from, images: `${to}/${name}`, tags: 'type=raw,value=1' },
    onStart: ({ pid }) => {
      const read = () => {
        // getrusage would include the parent's memory at the start (proc(5), VmHWM).
        const [, found = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readStatus(pid)) ?? []
        peak = Math.max(peak, Number(found) / 1000)
      }
      timer = setInterval(read, 10)
    },
  })
  clearInterval(timer)
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  return { peak, digest: done.main.outputs.digest }
}

/** Guards against a peak that could not be read, which would also be less than 150. */
function expectSmall(peak: number): void {
  if (large > 0) process.stdout.write(`Peak of resident memory: ${peak.toFixed(0)} MB\n`)
  expect(peak).toBeGreaterThan(50)
  expect(peak).toBeLessThan(150)
}

/** Returns '' once the process has ended. */
function readStatus(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

test.each([
  {
    what: `one layer of ${largest} MiB, with each connection broken twice`,
    sizes: [largest * MiB],
    breaks: true,
  },
  { what: 'four layers of 64 MiB', sizes: Array(4).fill(64 * MiB), breaks: false },
])(
  '$what: the action takes less than 150 MB of memory',
  async ({ sizes, breaks }) => {
    const source = await startRegistry({ dir: newFolder('source') })
    const destination = await startRegistry({ dir: newFolder('destination') })
    const layers = await putImage(source.host, sizes)
    const broken = breaks
      ? await breakTwice(source.host, destination.host, layers[0] ?? '')
      : { hosts: [source.host, destination.host], check: () => undefined }
    const [from = '', to = ''] = broken.hosts
    const { peak, digest } = await promote(`${from}/${name}:1`, to)
    expectSmall(peak)
    broken.check()
    expect((await getManifest(destination.host, name, '1')).digest).toBe(digest)
    for (const [index, layer] of layers.entries()) {
      const path = `/v2/${name}/blobs/${layer}`
      const there = await registryRequest(destination.host, path, { method: 'HEAD' })
      expect([there.status, there.headers['content-length']]).toEqual([200, String(sizes[index])])
    }
    // Frees gigabytes before the next tests of this file.
    await source.stop()
    await destination.stop()
  },
  300_000,
)

test(`a layout on the disk with a layer of ${large || 256} MiB and one of 257 MiB: the action takes less than 150 MB of memory`, async () => {
  const destination = await startRegistry({ dir: newFolder('destination') })
  const folder = newFolder('layout')
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true })
  const layers = [large || 256, 257].map((size) => putHole(folder, size * MiB))
  const config = putText(folder, '{"architecture":"amd64","os":"linux"}')
  const image = putText(
    folder,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: ociManifest,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
      layers: layers.map((layer) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer })),
    }),
  )
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  const manifests = [{ mediaType: ociManifest, ...image }]
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
  const { peak, digest } = await promote(`oci-layout:${folder}`, destination.host)
  expectSmall(peak)
  expect(digest).toBe(image.digest)
  expect((await getManifest(destination.host, name, '1')).digest).toBe(digest)
  await destination.stop()
}, 300_000)

/** A sparse file of zeros. */
function putHole(folder: string, size: number) {
  const hash = createHash('sha256')
  chunk.fill(0)
  for (let at = 0; at < size; at += chunk.byteLength) hash.update(chunk.subarray(0, size - at))
  const hex = hash.digest('hex')
  const path = join(folder, 'blobs', 'sha256', hex)
  writeFileSync(path, '')
  truncateSync(path, size)
  return { digest: `sha256:${hex}`, size }
}

function putText(folder: string, text: string) {
  const hex = createHash('sha256').update(text).digest('hex')
  writeFileSync(join(folder, 'blobs', 'sha256', hex), text)
  return { digest: `sha256:${hex}`, size: Buffer.byteLength(text) }
}
