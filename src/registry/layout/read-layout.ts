import { isRecord, parseJson, stringAt } from '../../json.ts'
import type { Files } from '../../ports/ports.ts'
import { manifestLimit } from '../body.ts'
import { listContent, mostBlobs } from '../copy/content.ts'
import { type Descriptor, findExcess, type Manifest } from '../manifests.ts'
import { manifestTypes } from '../media-types.ts'
import { locateBlob, readBlobBytes, unreadable } from './blobs.ts'
import { findImage } from './index-file.ts'

/** An image in an OCI image layout, with everything that belongs to it. */
export interface Layout {
  readonly top: Descriptor
  /** Each after those that it names, the top one last. */
  readonly manifests: ReadonlyMap<string, Manifest>
  /** Configs and layers, each there and as long as it should be. */
  readonly blobs: ReadonlyMap<string, Descriptor>
}

/** More than any tool makes; a chain of indexes must end. */
const mostLevels = 5
const mostManifests = 1000

/** Reads what a layout holds under a tag, or its only image. Throws a TagboatError with what is wrong with it. */
export async function readLayout(files: Files, folder: string, tag?: string): Promise<Layout> {
  return readTree(files, folder, await findImage(files, folder, tag))
}

/** Reads a manifest with all below it. */
export async function readTree(files: Files, folder: string, top: Descriptor): Promise<Layout> {
  const manifests = new Map<string, Manifest>()
  const blobs = new Map<string, Descriptor>()
  const visit = async (one: Descriptor, level: number): Promise<void> => {
    if (manifests.has(one.digest)) return
    if (level > mostLevels || manifests.size >= mostManifests)
      throw unreadable(folder, 'holds an index of too many indexes or images')
    const manifest = await readManifest(files, folder, one)
    const asked = { host: folder, name: one.digest, action: 'read' } as const
    const content = listContent(asked, manifest)
    for (const child of content.manifests) await visit(child, level + 1)
    for (const blob of content.blobs) {
      if (!blobs.has(blob.digest)) await locateBlob(files, folder, blob)
      blobs.set(blob.digest, blob)
      if (blobs.size > mostBlobs) throw unreadable(folder, `holds an image of more than ${mostBlobs} parts`)
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
  if (!isRecord(json)) throw unreadable(folder, `has a manifest ${one.digest} that is no JSON object`)
  const excess = findExcess(json)
  if (excess !== undefined)
    throw unreadable(folder, `has a manifest ${one.digest} that is no image's: ${excess}`)
  const written = stringAt(json, 'mediaType')
  const mediaType = written ?? one.mediaType
  // One that is an image to one reader and an index to another must not pass (CVE-2021-41190).
  const isTwo = 'manifests' in json && ('layers' in json || 'config' in json)
  const contradicts = one.mediaType !== '' && mediaType !== one.mediaType
  if (!manifestTypes.includes(mediaType) || contradicts || isTwo)
    throw unreadable(folder, `has a manifest ${one.digest} whose media type is wrong`)
  return { digest: one.digest, mediaType, bytes, json }
}
