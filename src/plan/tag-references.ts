import { isFor, type PlannedTag } from '../model/planned-tag.ts'
import { formatReference, type Repository } from '../model/reference.ts'

/** A tag in a repository that is to have it. */
export interface Pair {
  readonly repository: Repository
  readonly tag: PlannedTag
  /** `ghcr.io/acme/app:1.2.3` */
  readonly ref: string
}

/** The names and tags of an image. */
export interface Named {
  readonly repositories: readonly Repository[]
  readonly tags: readonly PlannedTag[]
}

/** The tags of one repository, in their order. */
export const tagsOf = ({ tags }: Pick<Named, 'tags'>, repository: Repository): readonly PlannedTag[] =>
  tags.filter((tag) => isFor(tag, repository))

/** Every tag in every repository that it is for, the first repository's first. */
export const pairsOf = ({ repositories, tags }: Named): readonly Pair[] =>
  repositories.flatMap((repository) =>
    tagsOf({ tags }, repository).map((tag) => ({
      repository,
      tag,
      ref: formatReference(repository, { tag: tag.name }),
    })),
  )
