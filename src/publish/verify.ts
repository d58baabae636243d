import type { Decision } from '../decide/decide.ts'
import { platformsMissing } from '../errors/publish.ts'
import type { Repository } from '../model/reference.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import { bringReferrers, collectContents } from './contents.ts'
import { type Contents, type Destination, destinationKey, type Sources } from './destinations.ts'
import { findMissing, readPlatforms } from './platforms.ts'
import type { ImageRequest, PublishRequest } from './request.ts'

/** Each place holds its image's digest, and the index lists what was asked for; throws where one does not. */
export async function verify(
  request: PublishRequest,
  places: readonly Destination[],
  sources: Sources,
): Promise<Contents> {
  const contents = await collectContents(
    { registry: request.registry, log: request.ports.log },
    places,
    sources,
  )
  const problems = request.images
    .filter(({ platforms }) => platforms.length > 1)
    .flatMap((image) =>
      image.plan.repositories.map((repository) => checkPlatforms(request, image, repository, contents)),
    )
  throwAll((await Promise.all(problems)).flat())
  return contents
}

async function checkPlatforms(
  { registry }: PublishRequest,
  { plan, platforms, ownPlatform }: ImageRequest,
  repository: Repository,
  contents: Contents,
): Promise<readonly Problem[]> {
  const content = contents.get(destinationKey({ target: plan.target, repository }))
  if (content === undefined) return []
  const there = await readPlatforms(registry, repository, content, ownPlatform)
  const missing = findMissing(platforms, there)
  return missing.length === 0 ? [] : [platformsMissing(missing, repository.name)]
}

/** To where every tag holds the digest already. */
export async function bringLate(
  { registry, ports: { log } }: PublishRequest,
  decisions: readonly Decision[],
  contents: Contents,
  sources: Sources,
): Promise<void> {
  const holders = decisions.flatMap(({ kind, facts }) => (kind === 'unchanged' ? [facts] : []))
  const places = new Map(holders.map((facts): [string, Destination] => [destinationKey(facts), facts]))
  const left = [...places].filter(([key]) => !contents.has(key))
  await Promise.all(
    left.map(async ([, { target, repository }]) => {
      const source = sources.get(target)
      if (source !== undefined) await bringReferrers({ registry, log }, repository, source)
    }),
  )
}
