import { foreignReference, tagsWithoutName } from '../errors/tags.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { distinctOf, formatReference, isSame, type Repository } from '../model/reference.ts'
import { throwAll } from '../model/tagboat-error.ts'
import { referenceLines } from '../tags/compute.ts'
import type { ImageLine } from '../tags/images.ts'
import { withoutCovered } from '../tags/unique.ts'
import type { PlannedTarget } from './plan.ts'

/** The lines that name images: those of input images; where it is unset, the references in input tags, if any. */
export const nameLines = ({ images, rules }: Pick<Inputs, 'images' | 'rules'>): readonly ImageLine[] =>
  images.length > 0 ? images : referenceLines(rules)

/**
 * Gives each reference to the image that has its name, and to no other. Throws a TagboatError with the references whose
 * name no image of the step has, and where tags are left without any name.
 */
export function placeReferences(
  targets: readonly PlannedTarget[],
  inputs: Pick<Inputs, 'images' | 'rules'>,
): readonly PlannedTarget[] {
  const repositories = distinctOf(targets.flatMap((target) => target.repositories))
  const names = repositories.map(({ name }) => name)
  const strays = targets.flatMap(({ tags: { tags } }) =>
    tags.flatMap(({ name, only }) =>
      only === undefined || has(repositories, only)
        ? []
        : [
            [
              formatReference(only, { tag: name }),
              foreignReference(formatReference(only, { tag: name }), only.name, names),
            ] as const,
          ],
    ),
  )
  throwAll([...new Map(strays).values()])
  const placed = targets.map(placeIn)
  // Without a name there is nowhere to publish: with input images that is what was asked for, line by line.
  const nameless = placed.filter((target) => target.repositories.length === 0 && target.tags.tags.length > 0)
  if (inputs.images.length === 0) {
    throwAll(nameless.slice(0, 1).map(({ tags: { tags } }) => tagsWithoutName(tags.map(({ name }) => name))))
  }
  return placed
}

function placeIn(target: PlannedTarget): PlannedTarget {
  if (target.tags.tags.every(({ only }) => only === undefined)) return target
  const own = target.tags.tags.filter(({ only }) => only === undefined || has(target.repositories, only))
  const tags = withoutCovered(own)
  return { ...target, tags: { ...target.tags, tags, version: tags[0]?.name ?? '' } }
}

const has = (repositories: readonly Repository[], one: Repository): boolean =>
  repositories.some((repository) => isSame(repository, one))
