import type { OnPush } from '../docker/bake.ts'
import type { Build, Built } from '../docker/build.ts'
import { digestMissing } from '../errors/build.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { PassingFailure, type Patience, retry } from '../registry/retry.ts'
import { describeLanding, type LandingPlan } from './plan-push.ts'
import { explainPush, isPassing, isRefusedPush } from './push-failure.ts'

/** BuildKit repeats what fails with 5xx itself; this is for what it gives up at once, like 429. */
const pushPatience: Patience = { attempts: 3, base: 2_000, longest: 30_000, longestAsked: 120_000 }

/** Gets the content into every repository; a push that failed for a passing reason is run again from the cache. */
export async function land(
  ports: { readonly clock: Clock; readonly log: Log },
  build: Build,
  plan: LandingPlan,
  throwIfCancelled: () => void,
  onPush?: OnPush,
): Promise<Built & { readonly digests: ReadonlyMap<string, string> }> {
  ports.log.report(describeLanding(plan))
  const built = await retry(ports, pushPatience, async () => {
    try {
      return await build.run(plan.landings, onPush)
    } catch (error) {
      throwIfCancelled()
      const problem = error instanceof TagboatError ? error.problems[0] : undefined
      if (problem?.original === undefined) throw error
      if (isPassing(problem.original)) throw new PassingFailure(problem, 'The push failed')
      throw isRefusedPush(error) ? new TagboatError(explainPush(problem)) : error
    }
  })
  const digests = [...plan.landings.keys()].map((target): [string, string] => {
    const digest = built.targets.get(target)?.digest
    if (digest === undefined) throw new TagboatError(digestMissing())
    return [target, digest]
  })
  return { ...built, digests: new Map(digests) }
}
