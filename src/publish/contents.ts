import { contentMissing } from '../errors/publish.ts'
import { distinctOf, isSame, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import { type Contents, type Copier, type Destination, destinationKey, type Source } from './destinations.ts'

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
