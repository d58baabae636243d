import type { BuildReport } from './build-report.ts'
import type { ImageChange } from './image-change.ts'
import type { Matrix } from './matrix.ts'
import type { Repository } from './reference.ts'
import type { Intent } from './run-intent.ts'

/**
 * What was done to a tag, or would be in a dry run. `superseded`: moved, and then another run rightly published another image.
 * `unknown`: no request was sent, or a cancelled run got no answer to a write.
 */
export type TagAction =
  | 'created'
  | 'moved'
  | 'unchanged'
  | 'kept'
  | 'superseded'
  | 'refused'
  | 'restored'
  | 'failed'
  | 'unknown'

export interface TagResult {
  /** `ghcr.io/acme/app:1.2.3` */
  readonly ref: string
  readonly repository: Repository
  /** The tag alone. */
  readonly name: string
  /** Its digest now, if known. */
  readonly digest?: string
  /** Its digest before this run. */
  readonly previous?: string
  readonly action: TagAction
  readonly reason?: string
}

/** The exporters of BuildKit that write files. */
export type FileType = 'oci' | 'docker' | 'local' | 'tar'

export interface PlatformResult {
  /** `linux/arm64` */
  readonly platform: string
  /** Bytes of the configuration and all layers, compressed, as a pull downloads them. */
  readonly size: number
}

/** Where an image's content comes from in this run. */
export interface ImageOrigin {
  readonly how: 'built' | 'reused'
  /** A clause without an end. */
  readonly why?: string
}

/** An image of the step in one repository. */
export interface ImageResult {
  readonly target: string
  readonly repository: Repository
  /** Absent if nothing was built. */
  readonly digest?: string
  readonly platforms: readonly PlatformResult[]
  readonly tags: readonly TagResult[]
  /** Absent if the image was neither built nor reused, or if this is unknown. */
  readonly origin?: ImageOrigin
  /** Compared with the image that one of its tags held before; absent if that is unknown, or if no tag moved. */
  readonly change?: ImageChange
}

/** An output that was written on this machine; in a dry run one that would be. */
export interface FileResult {
  readonly target: string
  readonly type: FileType
  /** As in the inputs: relative to the workspace or absolute. */
  readonly path: string
  /** In bytes, for a folder of all files in it; absent if nothing was written, or if there are too many files. */
  readonly size?: number
  /** The number of files in a folder. */
  readonly count?: number
  /** The top manifest's digest, of an image's archive. */
  readonly digest?: string
}

/** The result of a run, from which outputs, summary and log lines are made. */
export interface Result {
  readonly intent: Intent
  readonly dryRun: boolean
  readonly pushed: boolean
  /** The images have names of their own: those of bake files or of input builds. */
  readonly isMany: boolean
  /** The images of this step that each image depends on, by target. */
  readonly bases: ReadonlyMap<string, readonly string[]>
  readonly images: readonly ImageResult[]
  readonly files?: readonly FileResult[]
  /** Of a dry run. */
  readonly matrix?: Matrix
  readonly imageId?: string
  /** buildx's metadata for the image, as JSON text. */
  readonly metadata?: string
  /** Absent if nothing was built. */
  readonly build?: BuildReport
  /** The artifact of this run that has the build's record. */
  readonly record?: string
  /** How long the build and the whole run took, in milliseconds. */
  readonly durations: { readonly build?: number; readonly total: number }
}

/** These actions leave a tag on the digest of this run. */
export const holdsDigest = ({ action }: Pick<TagResult, 'action'>): boolean =>
  action === 'created' || action === 'moved' || action === 'unchanged'

/** The tag is on the image's digest: this run's, or that of another run of the same release, which this run uses. */
export const isOnImage = (tag: TagResult, { digest }: ImageResult): boolean =>
  holdsDigest(tag) || (tag.action === 'superseded' && digest !== undefined && tag.digest === digest)

/** This run wrote the tag, even if another run moved it afterwards. */
const isPushed = ({ action }: TagResult): boolean =>
  action === 'created' || action === 'moved' || action === 'superseded'

/** This run published content there: under a tag, or by digest alone. */
export const isPublished = ({ digest, tags }: ImageResult): boolean =>
  tags.length === 0 ? digest !== undefined : tags.some(isPushed)
