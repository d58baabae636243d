import type { Decision } from '../decide/decide-tag.ts'
import { contentMissing, platformsMissing } from '../errors/publish.ts'
import { distinctOf, isSame, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import {
  type Contents,
  type Copier,
  type Destination,
  DestinationMap,
  distinctDestinations,
  type Source,
  type Sources,
} from './destinations.ts'
import { findMissing, readPlatforms } from './platforms.ts'
import type { ImageRequest, PublishRequest } from './request.ts'

/** Copies each image to its destinations and checks that it exists there with all requested platforms; throws otherwise. */
export async function verify(
  { registry, ports: { log }, images }: Pick<PublishRequest, 'registry' | 'ports' | 'images'>,
  destinations: readonly Destination[],
  sources: Sources,
): Promise<Contents> {
  const contents = await collectContents({ registry, log }, destinations, sources)
  const problems = images
    .filter(({ platforms }) => platforms.length > 1)
    .flatMap((image) =>
      image.plan.repositories.map((repository) => checkPlatforms(registry, image, repository, contents)),
    )
  throwAll((await Promise.all(problems)).flat())
  return contents
}

async function checkPlatforms(
  registry: Copier,
  { plan, platforms, ownPlatform }: ImageRequest,
  repository: Repository,
  contents: Contents,
): Promise<readonly Problem[]> {
  const manifest = contents.get({ target: plan.target, repository })
  if (manifest === undefined) return []
  const missing = findMissing(platforms, await readPlatforms(registry, repository, manifest, ownPlatform))
  return missing.length === 0 ? [] : [platformsMissing(missing, repository.name)]
}

/** Copies referrers to destinations whose tags hold the digest already: a signature may be newer than its image. */
export async function copyLateReferrers(
  { registry, ports: { log } }: Pick<PublishRequest, 'registry' | 'ports'>,
  decisions: readonly Decision[],
  contents: Contents,
  sources: Sources,
): Promise<void> {
  const unchanged = decisions.flatMap(({ kind, facts }) => (kind === 'unchanged' ? [facts] : []))
  const remaining = distinctDestinations(unchanged).filter((destination) => !contents.has(destination))
  await Promise.all(
    remaining.map(async ({ target, repository }) => {
      const source = sources.get(target)
      if (source !== undefined) await copyReferrers({ registry, log }, repository, source)
    }),
  )
}

interface CollectRequest {
  readonly registry: Copier
  readonly log: Log
}

/**
 * Copies each image to each of its destinations and reads its manifest there, whose bytes the client checks against the
 * digest. Images without a source are left out. Throws a TagboatError if a manifest does not exist.
 */
export async function collectContents(
  request: CollectRequest,
  destinations: readonly Destination[],
  sources: Sources,
): Promise<Contents> {
  const contents = await Promise.all(
    distinctDestinations(destinations).map(async (destination) => {
      const { target, repository } = destination
      const source = sources.get(target)
      if (source === undefined) return []
      await copySource(request, repository, source)
      // A manifest that this run has read from this repository is not read again: nothing was copied.
      const known = source.parts.find((part) => isSame(part.repository, repository))
      const manifest =
        known?.digest === source.digest && known.manifest !== undefined
          ? known.manifest
          : await request.registry.getManifest(repository, { digest: source.digest })
      if (manifest === undefined) throw new TagboatError(contentMissing(repository.name, source.digest))
      return [[destination, manifest] as const]
    }),
  )
  return new DestinationMap(contents.flat())
}

/** Parts and their referrers first, then the index that names the parts. */
async function copySource(request: CollectRequest, to: Repository, source: Source): Promise<void> {
  const { registry } = request
  if (source.layout !== undefined) await registry.pushLayout(source.layout.folder, to, source.digest)
  const elsewhere = source.parts.filter(({ repository }) => !isSame(repository, to))
  const arrived = Promise.all(
    elsewhere.map(async ({ repository, digest, manifest }) => {
      const existing = await registry.headManifest(to, { digest })
      const known = { isAbsent: true, ...(manifest && { top: manifest }) } as const
      if (existing === undefined) await registry.copyImage(repository, to, digest, known)
    }),
  )
  // Referrers are listed while the images are copied.
  await Promise.all([arrived, copyReferrers(request, to, source, arrived)])
  const { index } = source
  if (index !== undefined) await registry.putManifest(to, { digest: index.digest }, index)
}

async function copyReferrers(
  { registry, log }: CollectRequest,
  to: Repository,
  { parts, referrersOf }: Source,
  arrived: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  if (referrersOf.length === 0) return
  const elsewhere = parts.map(({ repository }) => repository).filter((repository) => !isSame(repository, to))
  for (const from of distinctOf(elsewhere)) {
    const { warnings } = await registry.copyReferrers(from, to, referrersOf, arrived)
    for (const warning of warnings) log.warning(warning)
  }
}
