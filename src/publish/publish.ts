import type { Built } from '../build/build.ts'
import { digestMissing } from '../errors/build.ts'
import { leftBehind, notVerified, platformsMissing } from '../errors/publish.ts'
import { type Problem, TagboatError } from '../errors/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import type { Log } from '../ports/ports.ts'
import { holdsDigest, type ImageResult, type TagResult } from '../report/result.ts'
import { compareTags } from './compare.ts'
import { findMissing, type ManifestSource, readPlatforms } from './platforms.ts'
import { type ManifestReader, readTags, type TagState } from './read-tags.ts'

export interface Published {
  readonly built?: Built
  readonly images: readonly ImageResult[]
  readonly problems: readonly Problem[]
}

interface PublishRequest {
  readonly registry: ManifestReader & ManifestSource
  readonly log: Log
  readonly plan: Plan
  readonly platforms: readonly string[]
  /** The engine's own platform, which an image without an index has. */
  readonly ownPlatform: string
  readonly build: () => Promise<Built>
}

/**
 * Builds, pushes and reads every tag back. What fails before anything moved is thrown; what fails afterwards is
 * in `problems`, beside the state of every tag.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const { registry, log, plan } = request
  const before = await readTags(registry, plan)
  throwIfUnreachable(before)
  for (const { ref, error } of before)
    if (error) log.debug(`${ref} could not be read before the build: ${error}`)
  let built: Built
  try {
    built = await request.build()
  } catch (error) {
    return explainFailure(request, before, error)
  }
  if (built.digest === undefined) throw new TagboatError(digestMissing())
  const tags = compareTags(before, await readTags(registry, plan), built.digest)
  return verify(request, built, built.digest, tags)
}

/** A registry that is not there will not be there after the build either. */
function throwIfUnreachable(before: readonly TagState[]): void {
  const problems = before.flatMap(({ error }) => (error instanceof TagboatError ? error.problems : []))
  const fatal = problems.filter(({ code }) => /^registry-(unreachable|tls|timeout)/.test(code))
  const [first, ...more] = [...new Map(fatal.map((problem) => [problem.what, problem])).values()]
  if (first) throw new TagboatError(first, ...more)
}

async function explainFailure(
  request: PublishRequest,
  before: readonly TagState[],
  error: unknown,
): Promise<Published> {
  if (!(error instanceof TagboatError)) throw error
  const tags = compareTags(before, await readTags(request.registry, request.plan), undefined)
  const moved = tags.filter(holdsDigest)
  if (moved.length === 0) throw error
  return {
    images: perRepository(request.plan, tags, undefined),
    problems: [...error.problems, leftBehind(moved)],
  }
}

async function verify(
  request: PublishRequest,
  built: Built,
  digest: string,
  tags: readonly TagResult[],
): Promise<Published> {
  const { plan, registry } = request
  const failed = tags.filter((tag) => !holdsDigest(tag))
  if (failed.length > 0) {
    return {
      built,
      images: perRepository(plan, tags, digest),
      problems: [notVerified(failed, tags.length, digest)],
    }
  }
  const images = await Promise.all(
    perRepository(plan, tags, digest).map(async (image) => {
      const single = request.platforms[0] ?? request.ownPlatform
      return { ...image, platforms: await readPlatforms(registry, image.repository, digest, single) }
    }),
  )
  const problems = images.flatMap((image) => {
    const missing = findMissing(request.platforms, image.platforms)
    return missing.length === 0 ? [] : [platformsMissing(missing, image.repository.name)]
  })
  return { built, images, problems }
}

function perRepository(
  plan: Plan,
  tags: readonly TagResult[],
  digest: string | undefined,
): readonly ImageResult[] {
  return plan.repositories.map((repository, index) => ({
    repository,
    ...(digest === undefined ? {} : { digest }),
    platforms: [],
    tags: tags.slice(index * plan.tags.length, (index + 1) * plan.tags.length),
  }))
}
