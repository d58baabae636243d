import { contentMissing } from '../errors/publish.ts'
import type { Json } from '../json.ts'
import { distinctOf, isSame, keyOf, type Repository, type Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'

/** The manifest that a repository's tags are to get. */
export interface Content {
  readonly digest: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly json: Readonly<Record<string, Json>>
}

export interface Copier {
  getManifest(repository: Repository, target: Target): Promise<Content | undefined>
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  /** Brings an image with everything below it into another repository, by digest. */
  copyImage(
    from: Repository,
    to: Repository,
    digest: string,
    known: { readonly top?: Content; readonly isAbsent: true },
  ): Promise<unknown>
  /** Brings an image of an OCI image layout on the disk into a repository, by digest. */
  pushLayout(folder: string, to: Repository, digest: string): Promise<unknown>
  /** Brings what refers to these manifests, and cosign's tags; puts nothing before the manifests have arrived. */
  copyReferrers(
    from: Repository,
    to: Repository,
    digests: readonly string[],
    arrived: Promise<unknown>,
  ): Promise<{ readonly warnings: readonly string[] }>
  putManifest(repository: Repository, target: Target, manifest: Content): Promise<unknown>
}

/** What is to be in every repository, and how it gets there. */
export interface Source {
  readonly digest: string
  /** Copied with everything below them; empty where the content landed in each repository by itself. */
  readonly parts: readonly Part[]
  /** An OCI image layout on the disk that holds the digest. */
  readonly layout?: { readonly folder: string }
  /** A manifest of ours over the parts. */
  readonly index?: Content
  /** Signatures, SBOMs and whatever else refers to these manifests comes along. */
  readonly referrersOf: readonly string[]
}

export interface Part {
  readonly repository: Repository
  readonly digest: string
  /** Its manifest, where this run has read it from there. */
  readonly manifest?: Content
}

interface CollectRequest {
  readonly registry: Copier
  readonly log: Log
}

/** Where the content of each image is to be had from, by target. */
export type Sources = ReadonlyMap<string, Source>

/** A repository that is to have an image of the step. */
export interface Destination {
  /** The image. */
  readonly target: string
  readonly repository: Repository
}

/** By `destinationKey`. */
export type Contents = ReadonlyMap<string, Content>

/** Two images of a step may share a repository, under tags of their own. */
export const destinationKey = ({ target, repository }: Destination): string =>
  `${target} ${keyOf(repository)}`

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
