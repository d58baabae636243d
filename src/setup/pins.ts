import { join } from 'node:path'
import { pinMissing, pinsUnreadable } from '../errors/setup.ts'
import { at, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { isDigest } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'

/** A release of buildx, with the SHA-256 of each of its programs. */
export interface BuildxPin {
  /** `0.36.1` */
  readonly version: string
  /** Hexadecimal digits, by the name of the asset: `buildx-v0.36.1.linux-amd64`. */
  readonly sha256: Readonly<Record<string, string>>
}

/** An image that set-up uses. */
export interface ImagePin {
  /** The image's name without tag or digest: `docker.io/tonistiigi/binfmt`. */
  readonly name: string
  /** The tag that had the digest when `npm run pins` read it. */
  readonly tag: string
  /** `sha256:...` */
  readonly digest: string
}

/** The programs and images that set-up may download. A missing one has not been read from upstream yet. */
export interface Pins {
  readonly buildx?: BuildxPin
  readonly binfmt?: ImagePin
  /** A static busybox, which reads and writes cache mounts. */
  readonly busybox?: ImagePin
}

/** `pins.json` in the action's folder, which `npm run pins` writes. */
const limit = 256 * 1024

/** Reads the pins of this version of Tagboat. Throws a TagboatError if the file is missing or malformed. */
export async function readPins(files: Pick<Files, 'read'>, actionFolder: string): Promise<Pins> {
  const path = join(actionFolder, 'pins.json')
  const text = await files.read(path, limit)
  const json = text === undefined ? undefined : parseJson(text)
  if (!isRecord(json)) throw new TagboatError(pinsUnreadable(path))
  const buildx = at(json, 'buildx')
  const binfmt = at(json, 'binfmt')
  const busybox = at(json, 'busybox')
  return {
    ...(buildx === undefined ? {} : { buildx: readBuildx(path, buildx) }),
    ...(binfmt === undefined ? {} : { binfmt: readImage(path, binfmt) }),
    ...(busybox === undefined ? {} : { busybox: readImage(path, busybox) }),
  }
}

/** The pin of that name. Throws a TagboatError if it has not been read from upstream yet. */
export function requirePin<K extends keyof Pins>(pins: Pins, name: K): NonNullable<Pins[K]> {
  const pin = pins[name]
  if (pin === undefined) throw new TagboatError(pinMissing(name))
  return pin
}

/**
 * The pinned image of that name, as `docker.io/tonistiigi/binfmt@sha256:...`. Throws a TagboatError if its digest has not been read from
 * upstream yet, or if the pins cannot be read.
 */
export async function readPinnedImage(
  files: Pick<Files, 'read'>,
  actionFolder: string,
  pin: 'binfmt' | 'busybox',
): Promise<string> {
  const { name, digest } = requirePin(await readPins(files, actionFolder), pin)
  return `${name}@${digest}`
}

function readBuildx(path: string, json: Json): BuildxPin {
  const version = stringAt(json, 'version')
  const sums = at(json, 'sha256')
  if (version === undefined || !isRecord(sums)) throw new TagboatError(pinsUnreadable(path))
  const sha256: Record<string, string> = {}
  for (const [asset, sum] of Object.entries(sums)) {
    if (typeof sum !== 'string' || !/^[0-9a-f]{64}$/.test(sum)) throw new TagboatError(pinsUnreadable(path))
    sha256[asset] = sum
  }
  return { version, sha256 }
}

function readImage(path: string, json: Json): ImagePin {
  const [name, tag, digest] = ['name', 'tag', 'digest'].map((key) => stringAt(json, key))
  if (name === undefined || tag === undefined || digest === undefined || !isDigest(digest))
    throw new TagboatError(pinsUnreadable(path))
  return { name, tag, digest }
}
