import type { Build, Built } from '../build/prepare-build.ts'
import type { OnPush } from '../build/run-bake.ts'
import { digestMissing } from '../errors/build.ts'
import { cancelledEarly } from '../errors/publish.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type RetryPolicy, retry, TransientError } from '../registry/retry.ts'
import { checkPushed, cleanUpAnchors } from './moved-anchors.ts'
import { describePushPlan, type PushPlan, planFallback } from './plan-push.ts'
import { explainPush, isRefusedPush, isTransientPushFailure } from './push-failure.ts'
import type { PublishRequest } from './request.ts'
import { type SeenDigests, watchAnchors } from './watch-anchors.ts'

/** BuildKit retries 5xx itself; this policy is for failures that it gives up on at once, such as 429. */
const pushRetries: RetryPolicy = { attempts: 3, base: 2_000, longest: 30_000, longestAsked: 120_000 }

/** The digest of each pushed image, by target. */
type Digests = ReadonlyMap<string, string>

/** What was built and pushed, and with which plan. */
export interface PushResult {
  readonly built: Built & { readonly digests: Digests }
  readonly plan: PushPlan
  readonly seen: SeenDigests
}

/**
 * Pushes the images. If the registry refuses the push of a builder that has no push by digest, Tagboat pushes them itself
 * from OCI layouts, where that is possible: some registries accept that, and others explain their refusal.
 */
export async function pushWithFallback(
  request: PublishRequest,
  build: Build,
  plan: PushPlan,
): Promise<PushResult> {
  const fallback = request.builder?.load ? undefined : planFallback(plan, build)
  try {
    return await pushOrCleanUp(request, build, plan)
  } catch (error) {
    // An error with more problems names tags that could not be restored, which the user must see.
    const isClean = error instanceof TagboatError && error.problems.length === 1
    if (fallback === undefined || !isClean || !isRefusedPush(error)) throw error
    request.ports.log.info('The registry refused the engine’s push: Tagboat pushes the image itself.')
    return await pushOrCleanUp(request, build, fallback)
  }
}

/** A failed push may have moved an anchor, which is restored before the failure is thrown. */
async function pushOrCleanUp(request: PublishRequest, build: Build, plan: PushPlan): Promise<PushResult> {
  const watch = watchAnchors(request.registry, plan.anchors, request.ports.clock)
  let isPushed = false
  try {
    const built = await pushImages(request, build, plan, watch.look)
    isPushed = true
    const seen = await watch.seen()
    await checkPushed(request, plan.anchors, built.digests, { seen, logged: watch.logged() })
    return { built, plan, seen }
  } catch (error) {
    const watched = {
      ...{ seen: await watch.seen(), logged: watch.logged(), loggedBefore: watch.loggedBefore() },
      ...{ hasBegun: watch.hasBegun(), isPushed },
      // An engine without the containerd store logs no digests, and a cancelled builder leaves its log incomplete.
      isLogComplete: build.capabilities.rich && !request.isCancelled(),
    }
    await cleanUpAnchors(request, plan.anchors, error, watched)
    throw error
  }
}

/** Runs the build with its push. A push that fails with a transient error runs again, and finds its layers in the cache. */
export async function pushImages(
  request: Pick<PublishRequest, 'ports' | 'isCancelled'>,
  build: Build,
  plan: PushPlan,
  onPush?: OnPush,
): Promise<Built & { readonly digests: Digests }> {
  const { ports } = request
  ports.log.report(describePushPlan(plan))
  const built = await retry(ports, pushRetries, async () => {
    try {
      return await build.run(plan.strategies, onPush)
    } catch (error) {
      throwIfCancelled(request)
      const problem = error instanceof TagboatError ? error.problems[0] : undefined
      if (problem?.original === undefined) throw error
      if (isTransientPushFailure(problem.original)) throw new TransientError(problem, 'The push failed')
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

export function throwIfCancelled({ isCancelled }: Pick<PublishRequest, 'isCancelled'>): void {
  if (isCancelled()) throw new TagboatError(cancelledEarly())
}
