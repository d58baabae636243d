import type { Decision } from '../decide/decide-tag.ts'
import { contentMissing, platformsMissing } from '../errors/publish.ts'
import { distinctOf, isSame, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import {
  type Contents,
  type Copier,
  type Destination,
  destinationKey,
  type Source,
  type Sources,
} from './destinations.ts'
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

interface CollectRequest {
  readonly registry: Copier
  readonly log: Log
}

/**
 * Brings each image into each of its places, verifies that it is there, and reads its manifest (whose bytes the client
 * checks against the digest). An image without a source is in none.
 */
export async function collectContents(
  request: CollectRequest,
  places: readonly Destination[],
  sources: ReadonlyMap<string, Source>,
): Promise<Contents> {
  const distinct = new Map(places.map((place) => [destinationKey(place), place]))
  const contents = await Promise.all(
    [...distinct].map(async ([key, { target, repository }]) => {
      const source = sources.get(target)
      if (source === undefined) return []
      await bring(request, repository, source)
      // What this run has read from here need not be read once more: nothing was brought.
      const known = source.parts.find((part) => isSame(part.repository, repository))
      const content =
        known?.digest === source.digest && known.manifest !== undefined
          ? known.manifest
          : await request.registry.getManifest(repository, { digest: source.digest })
      if (content === undefined) throw new TagboatError(contentMissing(repository.name, source.digest))
      return [[key, content] as const]
    }),
  )
  return new Map(contents.flat())
}

/** Parts first, with what refers to them, then the index that names them. */
async function bring(request: CollectRequest, to: Repository, source: Source): Promise<void> {
  const { registry } = request
  if (source.layout !== undefined) await registry.pushLayout(source.layout.folder, to, source.digest)
  const away = source.parts.filter(({ repository }) => !isSame(repository, to))
  const arrived = Promise.all(
    away.map(async ({ repository, digest, manifest }) => {
      const there = await registry.headManifest(to, { digest })
      const known = { isAbsent: true, ...(manifest && { top: manifest }) } as const
      if (there === undefined) await registry.copyImage(repository, to, digest, known)
    }),
  )
  // What is attached is looked for meanwhile.
  await Promise.all([arrived, bringReferrers(request, to, source, arrived)])
  const { index } = source
  if (index !== undefined) await registry.putManifest(to, { digest: index.digest }, index)
}

/** Of an image that is there already, too: a signature may have come later than it. What is there is not put again. */
export async function bringReferrers(
  { registry, log }: CollectRequest,
  to: Repository,
  { parts, referrersOf }: Source,
  arrived: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  if (referrersOf.length === 0) return
  const away = parts.map(({ repository }) => repository).filter((repository) => !isSame(repository, to))
  for (const from of distinctOf(away)) {
    const { warnings } = await registry.copyReferrers(from, to, referrersOf, arrived)
    for (const warning of warnings) log.warning(warning)
  }
}
