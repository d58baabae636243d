import { at, type Json, stringAt } from '../json.ts'
import { isDigest } from '../model/reference.ts'

/** What buildx says it built of one target. */
export interface BuiltTarget {
  /** Digest of the top manifest; undefined where nothing was exported. */
  readonly digest?: string
  /** Digest of the image's configuration, or of the manifest on engines that name images by it. */
  readonly imageId?: string
}

/**
 * Reads what the file of `--metadata-file` says of a target. The descriptor's digest is the one to trust: on some
 * exporters `containerimage.digest` is another one.
 */
export function readMetadata(json: Json, target: string): BuiltTarget {
  const image = at(json, target)
  const told = stringAt(image, 'containerimage.digest')
  const digest = stringAt(image, 'containerimage.descriptor', 'digest') ?? told
  const imageId = stringAt(image, 'containerimage.config.digest') ?? digest
  return {
    ...(digest !== undefined && isDigest(digest) ? { digest } : {}),
    ...(imageId !== undefined ? { imageId } : {}),
  }
}
