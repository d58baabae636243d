import type { Repository } from './reference.ts'
import type { Intent } from './run-intent.ts'

/**
 * What was done to a tag; in a dry run what would be. `superseded`: moved, and then another run rightly published something else
 * there. `unknown`: the registry was not asked, or gave a cancelled run no
 * answer to a write.
 */
export type Action =
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
  /** What it holds now, as far as is known. */
  readonly digest?: string
  /** What it held before. */
  readonly previous?: string
  readonly action: Action
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
export interface Origin {
  readonly how: 'built' | 'reused'
  /** A clause without an end. */
  readonly why?: string
}

/** An image of the step in one repository. */
export interface ImageResult {
  readonly target: string
  readonly repository: Repository
  /** Absent where nothing was built. */
  readonly digest?: string
  readonly platforms: readonly PlatformResult[]
  readonly tags: readonly TagResult[]
  /** Absent where nothing was made of it, or it is not known. */
  readonly origin?: Origin
}

/** An output that was written on this machine; in a dry run one that would be. */
export interface FileResult {
  readonly target: string
  readonly type: FileType
  /** As it was asked for: relative to the workspace or absolute. */
  readonly path: string
  /** Bytes, of a folder those of all files in it now; absent where nothing was written or too much is there. */
  readonly size?: number
  /** How many files are in a folder now. */
  readonly count?: number
  /** The top manifest's digest, of an image's archive. */
  readonly digest?: string
}

/** The whole account of a run, from which outputs, summary and log lines are made. */
export interface Result {
  readonly intent: Intent
  readonly dryRun: boolean
  readonly pushed: boolean
  /** The images are those of bake files, and have names of their own. */
  readonly isMany: boolean
  /** What each image stands on among those of this step, by target. */
  readonly bases: ReadonlyMap<string, readonly string[]>
  readonly images: readonly ImageResult[]
  readonly files?: readonly FileResult[]
  readonly imageId?: string
  /** buildx's metadata for the image, as JSON text. */
  readonly metadata?: string
  /** How long the build and the whole run took, in milliseconds. */
  readonly durations: { readonly build?: number; readonly total: number }
}

/** These actions leave a tag on the digest of this run. */
export const holdsDigest = ({ action }: Pick<TagResult, 'action'>): boolean =>
  action === 'created' || action === 'moved' || action === 'unchanged'

/** The tag is on the image's digest: this run's, or that of another run of the same release, which this run uses. */
export const isOnImage = (tag: TagResult, { digest }: ImageResult): boolean =>
  holdsDigest(tag) || (tag.action === 'superseded' && digest !== undefined && tag.digest === digest)

/** This run put the tag there, whoever moved it afterwards. */
const isPushed = ({ action }: TagResult): boolean =>
  action === 'created' || action === 'moved' || action === 'superseded'

/** This run put content there: under a tag, or without any by its digest. */
export const isPublished = ({ digest, tags }: ImageResult): boolean =>
  tags.length === 0 ? digest !== undefined : tags.some(isPushed)
