/** What a builder can do. */
export interface BuilderCapabilities {
  readonly driver: string
  /** Several platforms, indexes, annotations, attestations, cache export. */
  readonly rich: boolean
  /** The engine loads indexes: several platforms, or an image with attestations. */
  readonly loadsIndexes: boolean
  readonly buildx: string
}
