import { contentMissing } from '../errors/publish.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Json } from '../json.ts'
import type { Repository, Target } from '../plan/reference.ts'

/** The manifest that a repository's tags are to get. */
export interface Content {
  readonly digest: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly json: Json
}

export interface Copier {
  getManifest(repository: Repository, target: Target): Promise<Content | undefined>
  headManifest(repository: Repository, target: Target): Promise<{ readonly digest: string } | undefined>
  /** Brings an image with everything below it into another repository, by digest. */
  copyImage(from: Repository, to: Repository, digest: string): Promise<unknown>
  /** Brings an image of an OCI image layout on the disk into a repository, by digest. */
  pushLayout(folder: string, to: Repository, digest: string): Promise<unknown>
  /** Brings what refers to these manifests, and cosign's tags. */
  copyReferrers(from: Repository, to: Repository, digests: readonly string[]): Promise<unknown>
  putManifest(repository: Repository, target: Target, manifest: Content): Promise<unknown>
}

/** What is to be in every repository, and how it gets there. */
export interface Source {
  readonly digest: string
  /** Copied with everything below them; empty where the content landed in each repository by itself. */
  readonly parts: readonly { readonly repository: Repository; readonly digest: string }[]
  /** An OCI image layout on the disk that holds the digest. */
  readonly layout?: { readonly folder: string }
  /** A manifest of ours over the parts. */
  readonly index?: Content
  /** Signatures, SBOMs and whatever else refers to these manifests comes along. */
  readonly referrersOf: readonly string[]
}

/** Per repository name. */
export type Contents = ReadonlyMap<string, Content>

/**
 * Brings the source into each of the repositories, verifies that it is there, and reads its manifest (whose bytes the
 * client checks against the digest).
 */
export async function collectContents(
  registry: Copier,
  repositories: readonly Repository[],
  source: Source | undefined,
): Promise<Contents> {
  if (source === undefined) return new Map()
  const distinct = new Map(repositories.map((repository) => [repository.name, repository]))
  const contents = await Promise.all(
    [...distinct.values()].map(async (repository) => {
      await bring(registry, repository, source)
      const content = await registry.getManifest(repository, { digest: source.digest })
      if (content === undefined) throw new TagboatError(contentMissing(repository.name, source.digest))
      return [repository.name, content] as const
    }),
  )
  return new Map(contents)
}

async function bring(registry: Copier, to: Repository, source: Source): Promise<void> {
  const { parts, index, layout, referrersOf } = source
  if (layout !== undefined) await registry.pushLayout(layout.folder, to, source.digest)
  for (const { repository: from, digest } of parts) {
    if (from.name === to.name) continue
    if ((await registry.headManifest(to, { digest })) === undefined)
      await registry.copyImage(from, to, digest)
    if (referrersOf.length > 0) await registry.copyReferrers(from, to, referrersOf)
  }
  if (index !== undefined) await registry.putManifest(to, { digest: index.digest }, index)
}
