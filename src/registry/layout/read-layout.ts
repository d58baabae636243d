import { isAbsolute, join, relative, sep } from 'node:path'
import { layoutUnreadable } from '../../errors/source-image.ts'
import { arrayAt, isRecord, type Json, numberAt, parseJson, stringAt } from '../../json.ts'
import { separateReference } from '../../model/reference.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import type { Files } from '../../ports/ports.ts'
import { manifestLimit } from '../body.ts'
import type { BlobSource } from '../copy/checked-blob.ts'
import { listChildren, maxBlobs } from '../copy/manifest-children.ts'
import { computeDigest, nameAlgorithm } from '../digest.ts'
import { type Descriptor, findExcess, type Manifest } from '../manifests.ts'
import { manifestTypes } from '../media-types.ts'

/** An image in an OCI image layout, with everything below it. */
export interface Layout {
  readonly top: Descriptor
  /** Children before their parents, the top manifest last. */
  readonly manifests: ReadonlyMap<string, Manifest>
  /** Configs and layers. Each exists and has the size of its descriptor. */
  readonly blobs: ReadonlyMap<string, Descriptor>
}

/** Reads the image with that tag, or the only image. Throws a TagboatError if the layout is invalid or the choice ambiguous. */
export async function readLayout(files: Files, folder: string, tag?: string): Promise<Layout> {
  return readTree(files, folder, await findImage(files, folder, tag))
}

/** An image in index.json. */
interface Entry extends Descriptor {
  /** Its tags. */
  readonly names: readonly string[]
}

/** The descriptor of the image in index.json: OCI image spec 1.1, "Image Layout". */
async function findImage(files: Files, folder: string, tag?: string): Promise<Descriptor> {
  if (!(await files.isDirectory(folder))) throw unreadable(folder, 'is not a folder')
  const [marker, text] = await Promise.all([
    files.read(join(folder, 'oci-layout')),
    files.read(join(folder, 'index.json')),
  ])
  if (stringAt(parseJson(marker ?? ''), 'imageLayoutVersion') === undefined || text === undefined)
    throw unreadable(folder, 'is not an OCI image layout')
  const index = parseJson(text)
  if (!isRecord(index)) throw unreadable(folder, 'has an index.json that is damaged: it is not a JSON object')
  const entries = arrayAt(index, 'manifests').flatMap(readEntry)
  const matching = tag === undefined ? entries : entries.filter(({ names }) => names.includes(tag))
  const distinct = [...new Map(matching.map((entry) => [entry.digest, entry])).values()]
  const [image, other] = distinct
  if (image === undefined) throw unreadable(folder, describeAbsence(entries, tag))
  if (other !== undefined)
    throw unreadable(folder, `holds ${distinct.length} images${tag === undefined ? '' : ` tagged ${tag}`}`)
  return { digest: image.digest, mediaType: image.mediaType, size: image.size }
}

function describeAbsence(entries: readonly Entry[], tag: string | undefined): string {
  if (entries.length === 0) return 'holds no image'
  const names = [...new Set(entries.flatMap((entry) => entry.names))]
  const existing = names.length === 0 ? 'no tag at all' : names.slice(0, 20).join(', ')
  return `holds no image tagged ${tag}, but ${existing}`
}

/** Ignores entries of other media types, which other tools add. */
function readEntry(json: Json): readonly Entry[] {
  const digest = stringAt(json, 'digest')
  const mediaType = stringAt(json, 'mediaType') ?? ''
  const size = numberAt(json, 'size')
  if (digest === undefined || size === undefined || !manifestTypes.includes(mediaType)) return []
  return [{ digest, mediaType, size, names: readNames(json) }]
}

/** The spec's annotation has a tag, or with some tools a whole reference; containerd and buildx write one of their own. */
function readNames(json: Json): readonly string[] {
  const annotations = ['org.opencontainers.image.ref.name', 'io.containerd.image.name']
  const names = annotations.flatMap((key) => stringAt(json, 'annotations', key) ?? [])
  return names.map((name) => separateReference(name).tag || name)
}

/** No tool makes more. A layout may be hostile, so the walk through its indexes is bounded. */
const maxLevels = 5
const maxManifests = 1000

/** Reads a manifest or index and everything below it. */
export async function readTree(files: Files, folder: string, top: Descriptor): Promise<Layout> {
  const manifests = new Map<string, Manifest>()
  const blobs = new Map<string, Descriptor>()
  const visit = async (one: Descriptor, level: number): Promise<void> => {
    if (manifests.has(one.digest)) return
    if (level > maxLevels || manifests.size >= maxManifests)
      throw unreadable(folder, 'holds an index of too many indexes or images')
    const manifest = await readManifest(files, folder, one)
    const asked = { host: folder, name: one.digest, action: 'read' } as const
    const children = listChildren(asked, manifest)
    for (const child of children.manifests) await visit(child, level + 1)
    for (const blob of children.blobs) {
      if (!blobs.has(blob.digest)) await locateBlob(files, folder, blob)
      blobs.set(blob.digest, blob)
      if (blobs.size > maxBlobs) throw unreadable(folder, `holds an image of more than ${maxBlobs} parts`)
    }
    manifests.set(one.digest, manifest)
  }
  await visit(top, 1)
  return { top, manifests, blobs }
}

async function readManifest(files: Files, folder: string, one: Descriptor): Promise<Manifest> {
  if (one.size > manifestLimit) throw unreadable(folder, `has a manifest ${one.digest} of more than 4 MiB`)
  const bytes = await readBlobBytes(files, folder, one)
  const json = parseJson(Buffer.from(bytes).toString('utf8'))
  if (!isRecord(json)) throw unreadable(folder, `has a manifest ${one.digest} that is not a JSON object`)
  const excess = findExcess(json)
  if (excess !== undefined)
    throw unreadable(folder, `has a manifest ${one.digest} that is too large for an image: ${excess}`)
  const written = stringAt(json, 'mediaType')
  const mediaType = written ?? one.mediaType
  // A manifest that is an image to one reader and an index to another must not pass (CVE-2021-41190).
  const isAmbiguous = 'manifests' in json && ('layers' in json || 'config' in json)
  const contradicts = one.mediaType !== '' && mediaType !== one.mediaType
  if (!manifestTypes.includes(mediaType) || contradicts || isAmbiguous)
    throw unreadable(folder, `has a manifest ${one.digest} whose media type is wrong`)
  return { digest: one.digest, mediaType, bytes, json }
}

/** The registered algorithms with their lengths: OCI image spec 1.1, "Descriptors". No other digest is made into a path. */
const safeDigest = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/

/**
 * The path of a blob in an OCI image layout: `blobs/<algorithm>/<hex>` (OCI image spec 1.1, "Image Layout"). Throws a
 * TagboatError if the file is missing, has another size than its descriptor, or is a link out of the folder.
 */
export async function locateBlob(files: Files, folder: string, blob: Descriptor): Promise<string> {
  const { digest } = blob
  if (!safeDigest.test(digest)) throw unreadable(folder, `names a part with the invalid digest '${digest}'`)
  const path = join(folder, 'blobs', ...digest.split(':'))
  const [root, real] = await Promise.all([files.realPath(join(folder, 'index.json')), files.realPath(path)])
  if (root === undefined || real === undefined) throw unreadable(folder, `lacks its part ${digest}`)
  const fromRoot = relative(join(root, '..'), real)
  if (fromRoot === '..' || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot))
    throw unreadable(folder, `has a link out of the folder for its part ${digest}`)
  const size = await files.size(path)
  if (size !== blob.size)
    throw unreadable(folder, `has ${size ?? 'no'} bytes of its part ${digest} instead of ${blob.size}`)
  return path
}

/** A blob as the source of an upload. Each read opens the file again. */
export function openBlob(files: Files, folder: string, path: string, blob: Descriptor): BlobSource {
  return {
    read: (offset) => readUpTo(files, folder, path, blob, offset),
    wrong: (what) => unreadable(folder, `has a part ${blob.digest} that is damaged: ${what}`),
  }
}

/** The bytes from an offset on. Throws a TagboatError for a file that has grown since its size was checked. */
async function* readUpTo(files: Files, folder: string, path: string, blob: Descriptor, offset: number) {
  let at = offset
  for await (const chunk of files.openRead(path, offset)) {
    at += chunk.byteLength
    if (at > blob.size)
      throw unreadable(folder, `has more than ${blob.size} bytes of its part ${blob.digest}`)
    yield chunk
  }
}

/** Reads a whole small blob, and checks its digest. */
export async function readBlobBytes(files: Files, folder: string, blob: Descriptor): Promise<Uint8Array> {
  const path = await locateBlob(files, folder, blob)
  const chunks: Uint8Array[] = []
  for await (const chunk of readUpTo(files, folder, path, blob, 0)) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const found = computeDigest(bytes, nameAlgorithm(blob.digest))
  if (found !== blob.digest)
    throw unreadable(folder, `has a part ${blob.digest} that is damaged: its digest is ${found}`)
  return bytes
}

export const unreadable = (folder: string, why: string): TagboatError =>
  new TagboatError(layoutUnreadable(folder, why))
