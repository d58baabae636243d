/** The jobs of one run that build each platform on a runner of its own and merge the results. */
export interface Matrix {
  readonly build: readonly BuildJob[]
  readonly merge: readonly MergeJob[]
}

export interface BuildJob {
  /** The bake target; empty for an image without a name of its own. */
  readonly target: string
  /** `linux/arm64` */
  readonly platform: string
  /** For `runs-on`: a label, or several. */
  readonly runner: string | readonly string[]
}

export interface MergeJob {
  readonly target: string
  /** The image's names, one per line. */
  readonly images: string
  /** Separated by commas. */
  readonly platforms: string
}
