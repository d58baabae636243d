import type { Sources } from './destinations.ts'
import { gatherFacts } from './gather.ts'
import { planUntagged, sourcesOf } from './plan-push.ts'
import { decideAll, removeLayout, throwIfCancelled } from './publish.ts'
import { pushImages } from './push.ts'
import { askFor, type PublishRequest } from './request.ts'
import { listPlatforms, perRepository } from './results.ts'
import type { Published } from './state.ts'
import { verify } from './verify.ts'

/**
 * `push: digest`: the content lands in every repository and is verified there, and no tag is touched. To be tested
 * and then promoted, or merged with other platforms. Whatever fails is thrown.
 */
export async function publishByDigest(request: PublishRequest): Promise<Published> {
  const { images, builder, ports } = request
  // Of tags there are none: whether the login may push, and whether a signed tag is there.
  decideAll(request.gathered ?? (await gatherFacts(askFor(request))), request)
  const existing = new Map(
    images.flatMap(({ plan, source }) => (source === undefined ? [] : [[plan.target, source] as const])),
  )
  const missing = images.filter(({ source }) => source === undefined)
  if (builder === undefined || missing.length === 0) return report(request, existing)
  throwIfCancelled(request)
  const build = await builder.prepare(existing)
  const wanted = missing.map(({ plan: { target, repositories } }) => ({
    target,
    names: repositories.map(({ name }) => name),
  }))
  const strategy = planUntagged(wanted, build)
  try {
    const built = await pushImages(ports, build, strategy, () => throwIfCancelled(request))
    const landed = sourcesOf(strategy.strategies, built.digests)
    return { ...(await report(request, new Map([...existing, ...landed]))), built }
  } finally {
    if (strategy.kind === 'layout') await removeLayout(request, build)
  }
}

async function report(request: PublishRequest, sources: Sources): Promise<Published> {
  throwIfCancelled(request)
  const places = request.images.flatMap(({ plan: { target, repositories } }) =>
    repositories.map((repository) => ({ target, repository })),
  )
  // Beside the verification, to save time; other jobs see the digest only after the verification has succeeded.
  const offering = request.offer?.(sources)
  const contents = await verify(request, places, sources)
  const offered = offering?.then((finish) => finish())
  const [platforms] = await Promise.all([listPlatforms(request, contents), offered])
  return { images: perRepository(request, [], contents, platforms), problems: [] }
}
