import { formatReference } from '../model/reference.ts'
import { holdsDigest, type ImageResult, type PlatformResult, type TagResult } from '../model/result.ts'
import { tagsOf } from '../plan/tag-references.ts'
import { type Contents, destinationKey } from './contents.ts'
import { readPlatforms } from './platforms.ts'
import type { PublishRequest } from './request.ts'

/** The platforms of what is there, with their sizes; where they cannot be read, none. */
export async function listPlatforms(
  { registry, images }: PublishRequest,
  contents: Contents,
): Promise<Platforms> {
  const listed = images.flatMap(({ plan, platforms, ownPlatform }) =>
    plan.repositories.map(async (repository) => {
      const key = destinationKey({ target: plan.target, repository })
      const content = contents.get(key)
      if (content === undefined) return [key, []] as const
      const there = readPlatforms(registry, repository, content, platforms[0] ?? ownPlatform)
      return [key, await there.catch(() => [])] as const
    }),
  )
  return new Map(await Promise.all(listed))
}

/** By `destinationKey`. */
type Platforms = ReadonlyMap<string, readonly PlatformResult[]>

/** In the order of the plans, whatever order things were done in. */
export function perRepository(
  { images }: PublishRequest,
  results: readonly TagResult[],
  contents: ReadonlyMap<string, { readonly digest: string }>,
  platforms: Platforms = new Map(),
): readonly ImageResult[] {
  const known = new Map(results.map((result) => [result.ref, result]))
  return images.flatMap(({ plan, origin }) =>
    plan.repositories.map((repository) => {
      const { target } = plan
      const key = destinationKey({ target, repository })
      const tags = tagsOf(plan, repository).flatMap(
        (tag) => known.get(formatReference(repository, { tag: tag.name })) ?? [],
      )
      const digest = contents.get(key)?.digest ?? tags.find(holdsDigest)?.digest
      const held = digest === undefined ? {} : { digest }
      const told = { platforms: platforms.get(key) ?? [], tags, ...(origin && { origin }) }
      return { target, repository, ...held, ...told }
    }),
  )
}
