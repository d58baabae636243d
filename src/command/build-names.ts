import { buildNameShared } from '../errors/local-build.ts'
import { formatReference } from '../model/reference.ts'
import type { ImageResult, Result, TagResult } from '../model/result.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'

/** The tag of every image that `tagboat build` loads. A prefix or suffix of input flavor does not change it. */
const buildTag = 'build'

/** `NAME:build` in the first of an image's names; undefined for a target without an image. */
export const buildName = ({ repositories: [first] }: Pick<Plan, 'repositories'>): string | undefined =>
  first && formatReference(first, { tag: buildTag })

/** The names of all images, in the order of the plans. */
export const buildNames = (plans: readonly Plan[]): readonly string[] =>
  plans.flatMap((plan) => buildName(plan) ?? [])

/** Throws a TagboatError if images would be loaded under one name: the second would replace the first. */
export function checkBuildNames(plans: readonly Plan[]): void {
  const targets = new Map<string, string[]>()
  for (const plan of plans) {
    const name = buildName(plan)
    if (name !== undefined) targets.set(name, [...(targets.get(name) ?? []), plan.target])
  }
  throwAll(
    [...targets].flatMap(([name, items]): readonly Problem[] =>
      items.length > 1 ? [buildNameShared(name, items)] : [],
    ),
  )
}

/** The result with the names that the images have in the engine; `hasPlanned`: they have the planned ones, too. */
export function describeLoaded(result: Result, plans: readonly Plan[], hasPlanned: boolean): Result {
  const images = result.images.flatMap((image): readonly ImageResult[] => {
    const plan = plans.find(({ target }) => target === image.target)
    const isFirst = plan?.repositories[0]?.name === image.repository.name
    const tags = [...(isFirst ? [loadedTag(image)] : []), ...(hasPlanned ? image.tags : [])]
    return tags.length === 0 ? [] : [{ ...image, tags }]
  })
  return { ...result, images }
}

const loadedTag = ({ repository }: ImageResult): TagResult => ({
  ref: formatReference(repository, { tag: buildTag }),
  repository,
  name: buildTag,
  action: 'unknown',
  reason: 'loaded, not pushed',
})
