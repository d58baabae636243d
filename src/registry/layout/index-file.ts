import { join } from 'node:path'
import { arrayAt, isRecord, type Json, numberAt, parseJson, stringAt } from '../../json.ts'
import type { Files } from '../../ports/ports.ts'
import type { Descriptor } from '../manifests.ts'
import { manifestTypes } from '../media-types.ts'
import { unreadable } from './blobs.ts'

interface Entry extends Descriptor {
  readonly names: readonly string[]
}

/**
 * The image of an OCI image layout (OCI image spec 1.1, "Image Layout"): the one that `tag` names, else the only one.
 * Throws a TagboatError where the folder is no layout, or which image is meant cannot be told.
 */
export async function findImage(files: Files, folder: string, tag?: string): Promise<Descriptor> {
  if (!(await files.isDirectory(folder))) throw unreadable(folder, 'is no folder')
  const [marker, text] = await Promise.all([
    files.read(join(folder, 'oci-layout')),
    files.read(join(folder, 'index.json')),
  ])
  if (stringAt(parseJson(marker ?? ''), 'imageLayoutVersion') === undefined || text === undefined)
    throw unreadable(folder, 'is no OCI image layout')
  const index = parseJson(text)
  if (!isRecord(index)) throw unreadable(folder, 'has an index.json that is damaged: it is no JSON object')
  const entries = arrayAt(index, 'manifests').flatMap(readEntry)
  const fitting = tag === undefined ? entries : entries.filter(({ names }) => names.includes(tag))
  const distinct = [...new Map(fitting.map((entry) => [entry.digest, entry])).values()]
  const [image, other] = distinct
  if (image === undefined) throw unreadable(folder, describeAbsence(entries, tag))
  if (other !== undefined)
    throw unreadable(folder, `holds ${distinct.length} images${tag === undefined ? '' : ` tagged ${tag}`}`)
  return { digest: image.digest, mediaType: image.mediaType, size: image.size }
}

function describeAbsence(entries: readonly Entry[], tag: string | undefined): string {
  if (entries.length === 0) return 'holds no image'
  const names = [...new Set(entries.flatMap((entry) => entry.names))]
  const there = names.length === 0 ? 'no tag at all' : names.slice(0, 20).join(', ')
  return `holds no image tagged ${tag}, but ${there}`
}

/** Entries that are no manifest are another tool's business. */
function readEntry(json: Json): readonly Entry[] {
  const digest = stringAt(json, 'digest')
  const mediaType = stringAt(json, 'mediaType') ?? ''
  const size = numberAt(json, 'size')
  if (digest === undefined || size === undefined || !manifestTypes.includes(mediaType)) return []
  return [{ digest, mediaType, size, names: readNames(json) }]
}

/** The spec's name of a reference is a tag, or a whole name with some tools; containerd and buildx write another one. */
function readNames(json: Json): readonly string[] {
  const annotations = ['org.opencontainers.image.ref.name', 'io.containerd.image.name']
  const names = annotations.flatMap((key) => stringAt(json, 'annotations', key) ?? [])
  return names.map((name) => /^.*:([^:/]+)$/.exec(name)?.[1] ?? name)
}
