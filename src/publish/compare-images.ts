import type { BaseChange, ImageChange, PlatformChange } from '../model/image-change.ts'

/** What a registry says about the content of an image. */
export interface ImageParts {
  readonly platforms: readonly PlatformParts[]
  /** The digest of each base image, by reference; absent if the image does not say what it was built from. */
  readonly bases?: ReadonlyMap<string, string>
}

export interface PlatformParts {
  readonly platform: string
  /** Bytes. */
  readonly configSize: number
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
}

/** Compares an image with the one that a tag held before. */
export function compareImages(
  names: Pick<ImageChange, 'tag' | 'previous' | 'digest'>,
  before: ImageParts,
  after: ImageParts,
): ImageChange {
  const known = new Map(before.platforms.map((parts) => [parts.platform, parts]))
  const now = new Set(after.platforms.map(({ platform }) => platform))
  const bases = compareBases(before.bases, after.bases)
  return {
    ...names,
    platforms: after.platforms.map((parts) => comparePlatform(known.get(parts.platform), parts)),
    lost: [...known.keys()].filter((platform) => !now.has(platform)),
    ...(bases && { bases }),
  }
}

function comparePlatform(before: PlatformParts | undefined, after: PlatformParts): PlatformChange {
  const known = new Set(before?.layers.map(({ digest }) => digest))
  // An image may have a layer twice, which is pulled once.
  const distinct = [...new Map(after.layers.map((layer) => [layer.digest, layer])).values()]
  const added = distinct.filter(({ digest }) => !known.has(digest))
  return {
    platform: after.platform,
    size: sizeOf(after),
    ...(before && { before: sizeOf(before) }),
    layers: distinct.length,
    newLayers: added.length,
    newBytes: added.reduce((sum, { size }) => sum + size, 0),
  }
}

const sizeOf = ({ configSize, layers }: PlatformParts): number =>
  layers.reduce((sum, { size }) => sum + size, configSize)

function compareBases(before: ImageParts['bases'], after: ImageParts['bases']): BaseChange | undefined {
  if (before === undefined || after === undefined) return undefined
  const kept = [...after.keys()].filter((name) => before.has(name))
  const updated = kept.filter((name) => before.get(name) !== after.get(name))
  return {
    updated,
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    same: kept.length - updated.length,
  }
}
