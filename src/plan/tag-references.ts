import { isFor, type PlannedTag } from '../model/planned-tag.ts'
import { formatReference, type Repository } from '../model/reference.ts'

/** A planned tag in one repository. */
export interface TagReference {
  readonly repository: Repository
  readonly tag: PlannedTag
  /** `ghcr.io/acme/app:1.2.3` */
  readonly ref: string
}

/** The repositories and tags of an image. */
export interface TaggedImage {
  readonly repositories: readonly Repository[]
  readonly tags: readonly PlannedTag[]
}

/** The tags of one repository, in their order. */
export const tagsOf = ({ tags }: Pick<TaggedImage, 'tags'>, repository: Repository): readonly PlannedTag[] =>
  tags.filter((tag) => isFor(tag, repository))

/** Every tag in every repository that it is for, repository by repository. */
export const tagReferencesOf = ({ repositories, tags }: TaggedImage): readonly TagReference[] =>
  repositories.flatMap((repository) =>
    tagsOf({ tags }, repository).map((tag) => ({
      repository,
      tag,
      ref: formatReference(repository, { tag: tag.name }),
    })),
  )
