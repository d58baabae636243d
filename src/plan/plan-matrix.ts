import { type BakeDefinition, platformsOf } from '../bake/bake-target.ts'
import { badInput } from '../errors/inputs.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import type { RunnerLabels, Runners } from '../inputs/runners-input.ts'
import type { Matrix } from '../model/matrix.ts'
import { throwAll } from '../model/tagboat-error.ts'
import { imagePlans, type Plan } from './plan.ts'

/** GitHub's own runners ("Standard GitHub-hosted runners"): native for ARM, with emulation for everything else but amd64. */
const hosted: Readonly<Record<string, string>> = { arm: 'ubuntu-24.04-arm', arm64: 'ubuntu-24.04-arm' }
const otherwise = 'ubuntu-24.04'

/**
 * Plans one job for each platform of each image, and one merge for each image. `ownPlatform`: the platform of an image that names none.
 * Throws a TagboatError if input `runners` names a platform that no image has.
 */
export function planMatrix(
  inputs: Pick<Inputs, 'runners' | 'bake' | 'builds' | 'from'>,
  { targets }: Pick<BakeDefinition, 'targets'>,
  plans: readonly Plan[],
  ownPlatform: string,
): Matrix {
  const images = imagePlans(plans)
    .filter(({ intent }) => intent.kind !== 'nothing')
    .map((plan) => {
      const platforms = platformsOf(targets.get(plan.target) ?? {})
      const target = isMany(inputs) ? plan.target : ''
      return { plan, target, platforms: platforms.length === 0 ? [ownPlatform] : platforms }
    })
  if (images.length > 0)
    checkRunners(
      inputs.runners,
      images.flatMap(({ platforms }) => platforms),
    )
  return {
    build: images.flatMap(({ target, platforms }) =>
      platforms.map((platform) => ({ target, platform, runner: findRunner(inputs.runners, platform) })),
    ),
    merge: images.map(({ plan, target, platforms }) => ({
      target,
      images: plan.repositories.map(({ name }) => name).join('\n'),
      platforms: platforms.join(','),
    })),
  }
}

function findRunner(runners: Runners, platform: string): RunnerLabels {
  const [, architecture = ''] = platform.split('/')
  return runners.get(platform) ?? runners.get('*') ?? hosted[architecture] ?? otherwise
}

/** A runner for a platform that is not built is a mistake in one of the two inputs. */
function checkRunners(runners: Runners, platforms: readonly string[]): void {
  const unused = [...runners.keys()].filter((platform) => platform !== '*' && !platforms.includes(platform))
  const fix = `Leave it out, or build for it. The platforms of this run are ${[...new Set(platforms)].join(', ')}.`
  throwAll(unused.map((platform) => badInput('runners', platform, 'is not a platform of this run', fix)))
}
