import type { Build, Built } from '../docker/prepare-build.ts'
import type { OnPush } from '../docker/run-bake.ts'
import { digestMissing } from '../errors/build.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock, Log } from '../ports/ports.ts'
import { type RetryPolicy, retry, TransientError } from '../registry/retry.ts'
import { describePushPlan, type PushPlan } from './plan-push.ts'
import { explainPush, isRefusedPush, isTransient } from './push-failure.ts'

/** BuildKit repeats what fails with 5xx itself; this is for what it gives up at once, like 429. */
const pushRetries: RetryPolicy = { attempts: 3, base: 2_000, longest: 30_000, longestAsked: 120_000 }

/** Gets the content into every repository; a push that failed for a passing reason is run again from the cache. */
export async function pushImages(
  ports: { readonly clock: Clock; readonly log: Log },
  build: Build,
  plan: PushPlan,
  throwIfCancelled: () => void,
  onPush?: OnPush,
): Promise<Built & { readonly digests: ReadonlyMap<string, string> }> {
  ports.log.report(describePushPlan(plan))
  const built = await retry(ports, pushRetries, async () => {
    try {
      return await build.run(plan.strategies, onPush)
    } catch (error) {
      throwIfCancelled()
      const problem = error instanceof TagboatError ? error.problems[0] : undefined
      if (problem?.original === undefined) throw error
      if (isTransient(problem.original)) throw new TransientError(problem, 'The push failed')
      throw isRefusedPush(error) ? new TagboatError(explainPush(problem)) : error
    }
  })
  const digests = [...plan.strategies.keys()].map((target): [string, string] => {
    const digest = built.targets.get(target)?.digest
    if (digest === undefined) throw new TagboatError(digestMissing())
    return [target, digest]
  })
  return { ...built, digests: new Map(digests) }
}
