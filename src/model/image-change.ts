/** What an image changes for those who pull one of its tags. */
export interface ImageChange {
  /** The tag that held the image before, and that image's digest. */
  readonly tag: string
  readonly previous: string
  /** The digest of the image that is compared with it. */
  readonly digest: string
  /** Those of the image now, in its order. */
  readonly platforms: readonly PlatformChange[]
  /** Platforms that the image before had. */
  readonly lost: readonly string[]
  /** Absent if one of the two images does not say what it was built from. */
  readonly bases?: BaseChange
}

export interface PlatformChange {
  readonly platform: string
  /** Bytes of the configuration and all layers, compressed. */
  readonly size: number
  /** The same of the image before; absent if it did not have the platform. */
  readonly before?: number
  readonly layers: number
  /** Layers that the image before did not have for this platform, and their bytes. */
  readonly newLayers: number
  readonly newBytes: number
}

/** The base images, by reference: `docker.io/library/alpine:3.22`. */
export interface BaseChange {
  /** Used by both images, with another digest now. */
  readonly updated: readonly string[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** How many did not change. */
  readonly same: number
}
