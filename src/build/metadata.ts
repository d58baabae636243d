import { at, type Json, stringAt } from '../json.ts'
import { isDigest } from '../plan/reference.ts'
import { targetName } from './definition.ts'

/** What buildx says it built. */
export interface BuildMetadata {
  /** Digest of the top manifest; undefined where nothing was exported. */
  readonly digest?: string
  /** Digest of the image's configuration, or of the manifest on engines that name images by it. */
  readonly imageId?: string
  /** buildx's own text, for the output `metadata`. */
  readonly text: string
}

/**
 * Reads the file of `--metadata-file`. The descriptor's digest is the one to trust: on some exporters
 * `containerimage.digest` is another one.
 */
export function readMetadata(json: Json, text: string): BuildMetadata | undefined {
  if (json === undefined) return undefined
  const image = at(json, targetName)
  const told = stringAt(image, 'containerimage.digest')
  const digest = stringAt(image, 'containerimage.descriptor', 'digest') ?? told
  const imageId = stringAt(image, 'containerimage.config.digest') ?? digest
  return {
    ...(digest !== undefined && isDigest(digest) ? { digest } : {}),
    ...(imageId !== undefined ? { imageId } : {}),
    text: JSON.stringify(image ?? {}, null, 2) ?? text,
  }
}
