import { gte } from 'semver'
import { oldestBuildx } from '../inputs/buildx-inputs.ts'
import type { Inputs } from '../inputs/inputs.ts'

/** A feature that the inputs request, and the oldest buildx that has it. */
export interface BuildxNeed {
  /** For messages: `Input add-hosts`. */
  readonly feature: string
  /** `major.minor.patch` */
  readonly oldest: string
}

/** Features that need a newer buildx than the oldest supported one. */
export const newerFeatures = {
  /** The oldest buildx whose `--print` escapes literal `${` and `%{`, so that its output is distinguishable from templates. */
  bakeFiles: { feature: 'Input bake-files', oldest: '0.23.0' },
  addHosts: { feature: 'Input add-hosts', oldest: '0.25.0' },
} satisfies Record<string, BuildxNeed>

/** What the inputs of a run need of buildx, known before the build. */
export function findBuildxNeeds({ bake, build }: Pick<Inputs, 'bake' | 'build'>): readonly BuildxNeed[] {
  return [
    { feature: 'Tagboat', oldest: oldestBuildx },
    ...(bake === undefined ? [] : [newerFeatures.bakeFiles]),
    ...(build.addHosts.length === 0 ? [] : [newerFeatures.addHosts]),
  ]
}

/** The first need that a version does not meet. */
export const findUnmet = (version: string, needs: readonly BuildxNeed[]): BuildxNeed | undefined =>
  needs.find(({ oldest }) => !gte(version, oldest))
