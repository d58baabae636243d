import { contentMissing } from '../errors/publish.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Json } from '../json.ts'
import type { Repository, Target } from '../plan/reference.ts'
import type { Log } from '../ports/ports.ts'

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
  copyReferrers(
    from: Repository,
    to: Repository,
    digests: readonly string[],
  ): Promise<{ readonly warnings: readonly string[] }>
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

interface CollectRequest {
  readonly registry: Copier
  readonly log: Log
}

/** Per repository name. */
export type Contents = ReadonlyMap<string, Content>

/**
 * Brings the source into each of the repositories, verifies that it is there, and reads its manifest (whose bytes the
 * client checks against the digest).
 */
export async function collectContents(
  request: CollectRequest,
  repositories: readonly Repository[],
  source: Source | undefined,
): Promise<Contents> {
  if (source === undefined) return new Map()
  const contents = await Promise.all(
    distinctOf(repositories).map(async (repository) => {
      await bring(request, repository, source)
      const content = await request.registry.getManifest(repository, { digest: source.digest })
      if (content === undefined) throw new TagboatError(contentMissing(repository.name, source.digest))
      return [repository.name, content] as const
    }),
  )
  return new Map(contents)
}

/** Parts first, with what refers to them, then the index that names them. */
async function bring(request: CollectRequest, to: Repository, source: Source): Promise<void> {
  const { registry } = request
  if (source.layout !== undefined) await registry.pushLayout(source.layout.folder, to, source.digest)
  const away = source.parts.filter(({ repository }) => !isSame(repository, to))
  await Promise.all(
    away.map(async ({ repository, digest }) => {
      const there = await registry.headManifest(to, { digest })
      if (there === undefined) await registry.copyImage(repository, to, digest)
    }),
  )
  await bringReferrers(request, to, source)
  const { index } = source
  if (index !== undefined) await registry.putManifest(to, { digest: index.digest }, index)
}

/** Of an image that is there already, too: a signature may have come later than it. What is there is not put again. */
export async function bringReferrers(
  { registry, log }: CollectRequest,
  to: Repository,
  { parts, referrersOf }: Source,
): Promise<void> {
  if (referrersOf.length === 0) return
  const away = parts.map(({ repository }) => repository).filter((repository) => !isSame(repository, to))
  for (const from of distinctOf(away)) {
    const { warnings } = await registry.copyReferrers(from, to, referrersOf)
    for (const warning of warnings) log.warning(warning)
  }
}

const keyOf = ({ host, path }: Repository): string => `${host}/${path}`

/** `acme/app` and `docker.io/acme/app` are one. */
const isSame = (one: Repository, other: Repository): boolean => keyOf(one) === keyOf(other)

export const distinctOf = (repositories: readonly Repository[]): readonly Repository[] => [
  ...new Map(repositories.map((repository) => [keyOf(repository), repository])).values(),
]
