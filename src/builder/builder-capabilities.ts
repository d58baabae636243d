/** The features of a builder. */
export interface BuilderCapabilities {
  readonly driver: string
  /** Supports several platforms, indexes, annotations, attestations and cache export. */
  readonly rich: boolean
  /** The engine can load indexes: several platforms, or an image with attestations. */
  readonly loadsIndexes: boolean
  /** buildx's version, `major.minor.patch`. */
  readonly buildx: string
}
