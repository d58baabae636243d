import { arrayAt, type Json, numberAt, stringAt } from '../json.ts'
import type { Repository } from '../model/reference.ts'
import type { PlatformResult } from '../model/result.ts'

export interface ManifestSource {
  getManifest(
    repository: Repository,
    target: { readonly digest: string },
  ): Promise<{ readonly json: Json } | undefined>
}

/**
 * Reads the platforms of an image with their sizes. `top` is its manifest, `single` the platform of an image without an
 * index, whose manifest does not name it. Skips attestations (platform `unknown/unknown`).
 */
export async function readPlatforms(
  registry: ManifestSource,
  repository: Repository,
  top: { readonly json: Json },
  single: string,
): Promise<readonly PlatformResult[]> {
  if (arrayAt(top.json, 'manifests').length === 0) return [{ platform: single, size: sizeOf(top.json) }]
  const children = arrayAt(top.json, 'manifests').flatMap((child) => {
    const platform = formatPlatform(child)
    const childDigest = stringAt(child, 'digest')
    return platform === undefined || childDigest === undefined ? [] : [{ platform, digest: childDigest }]
  })
  return Promise.all(
    children.map(async (child) => {
      const manifest = await registry.getManifest(repository, { digest: child.digest })
      return { platform: child.platform, size: manifest === undefined ? 0 : sizeOf(manifest.json) }
    }),
  )
}

/** The requested platforms that an image lacks. `linux/arm64` and `linux/arm64/v8` are the same. */
export function findMissing(
  requested: readonly string[],
  existing: readonly PlatformResult[],
): readonly string[] {
  const normal = (platform: string) => platform.replace(/^(linux\/arm64)\/v8$/, '$1')
  const known = new Set(existing.map(({ platform }) => normal(platform)))
  return requested.filter((platform) => !known.has(normal(platform)))
}

/** `linux/arm64/v8` of a descriptor; undefined for an attestation. */
export function formatPlatform(descriptor: Json): string | undefined {
  const os = stringAt(descriptor, 'platform', 'os')
  const architecture = stringAt(descriptor, 'platform', 'architecture')
  const variant = stringAt(descriptor, 'platform', 'variant')
  if (os === undefined || os === 'unknown' || architecture === undefined) return undefined
  return [os, architecture, variant].filter((part) => part !== undefined).join('/')
}

function sizeOf(manifest: Json): number {
  const layers = arrayAt(manifest, 'layers').map((layer) => numberAt(layer, 'size') ?? 0)
  return layers.reduce((sum, size) => sum + size, numberAt(manifest, 'config', 'size') ?? 0)
}
