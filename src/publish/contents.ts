import { contentMissing } from '../errors/publish.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Json } from '../json.ts'
import type { Repository, Target } from '../plan/reference.ts'
import type { Change } from './land.ts'

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
}

/** Per repository name. */
export type Contents = ReadonlyMap<string, Content>

/**
 * Verifies that each repository with a tag to change holds the digest, and reads its manifest (whose bytes the client
 * checks against the digest). A repository without it gets a copy of `from`'s.
 */
export async function collectContents(
  registry: Copier,
  changes: readonly Change[],
  source: { readonly digest: string; readonly from?: Repository } | undefined,
): Promise<Contents> {
  if (source === undefined) return new Map()
  const { digest, from } = source
  const repositories = new Map(changes.map(({ facts }) => [facts.repository.name, facts.repository]))
  const contents = await Promise.all(
    [...repositories.values()].map(async (repository) => {
      const isAbsent =
        from !== undefined &&
        from.name !== repository.name &&
        (await registry.headManifest(repository, { digest })) === undefined
      if (isAbsent && from !== undefined) await registry.copyImage(from, repository, digest)
      const content = await registry.getManifest(repository, { digest })
      if (content === undefined) throw new TagboatError(contentMissing(repository.name, digest))
      return [repository.name, content] as const
    }),
  )
  return new Map(contents)
}
