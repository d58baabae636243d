import type { Plan } from '../plan/plan.ts'
import { formatReference, type Repository } from '../plan/reference.ts'
import type { PlannedTag } from '../tags/planned-tag.ts'

/** What publish needs of a registry. */
export interface ManifestReader {
  /** The digest behind a tag, or undefined where there is none. */
  headManifest(
    repository: Repository,
    target: { readonly tag: string },
  ): Promise<{ readonly digest: string } | undefined>
}

/** A planned tag in a repository, and what it holds. */
export interface TagState {
  readonly repository: Repository
  readonly tag: PlannedTag
  readonly ref: string
  /** Undefined where the tag does not exist. */
  readonly digest?: string
  /** Why it could not be read. */
  readonly error?: unknown
}

/** Asks for every planned tag of every repository, side by side. A tag that cannot be read is a state, not a throw. */
export async function readTags(registry: ManifestReader, plan: Plan): Promise<readonly TagState[]> {
  const pairs = plan.repositories.flatMap((repository) => plan.tags.map((tag) => ({ repository, tag })))
  return Promise.all(pairs.map(({ repository, tag }) => readTag(registry, repository, tag)))
}

async function readTag(registry: ManifestReader, repository: Repository, tag: PlannedTag): Promise<TagState> {
  const state = { repository, tag, ref: formatReference(repository, { tag: tag.name }) }
  try {
    const manifest = await registry.headManifest(repository, { tag: tag.name })
    return manifest === undefined ? state : { ...state, digest: manifest.digest }
  } catch (error) {
    return { ...state, error }
  }
}
