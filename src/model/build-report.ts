/** The steps of one image on one platform, as the builder's log counts them. */
export interface StepCount {
  /** Empty if the build has one target. */
  readonly target: string
  /** `linux/arm64`; empty if the build is for one platform. */
  readonly platform: string
  readonly executed: number
  readonly cached: number
  /** The durations of all steps together. Steps that run at the same time all count. */
  readonly seconds: number
}

export interface SlowStep {
  /** As in the log: `[app linux/amd64 build 2/3] RUN npm ci`. */
  readonly title: string
  readonly seconds: number
}

/** What the builder did, for the summary. */
export interface BuildReport {
  readonly counts: readonly StepCount[]
  /** The slowest steps, the slowest first; exporting and pushing count as steps. */
  readonly slowest: readonly SlowStep[]
  /** The number of violated Dockerfile checks; absent if there are none. */
  readonly checks?: number
}
