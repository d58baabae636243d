import { describeWhere, foreignReference, nameInTags, tagsWithoutName } from '../errors/tags.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { distinctOf, formatReference, isSame, parseRepository, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { referenceLines } from '../tags/compile-rules.ts'
import { withoutCovered } from '../tags/distinct-tags.ts'
import type { ImageLine } from '../tags/image-lines.ts'
import type { Rule } from '../tags/rule.ts'
import { slug } from '../tags/slug.ts'
import type { PlannedTarget } from './plan.ts'

/** Problems and warnings about lines of input tags. */
export interface NamesInTags {
  readonly problems: readonly Problem[]
  readonly warnings: readonly string[]
}

/**
 * Finds image names without a tag in input tags. docker/build-push-action reads `acme/app` as `acme/app:latest`; here it
 * would become the tag `acme-app` of another image. A line that begins with a registry, or is one of the image's names, is
 * a problem; `acme/app` without input images may be a branch, and gets a warning. `type=raw,value=` and the ref's own name
 * are tags.
 */
export function findNamesInTags(trigger: Trigger, inputs: Pick<Inputs, 'images' | 'rules'>): NamesInTags {
  const problems: Problem[] = []
  const warnings: string[] = []
  const images = inputs.images.flatMap(({ name }) => parse(name.text) ?? [])
  for (const rule of inputs.rules.rules) {
    const text = bareValue(rule)
    if (text === undefined || isOfRef(text, trigger)) continue
    const repository = parse(text)
    if (repository === undefined) continue
    if (startsWithRegistry.test(text) || images.some((image) => isSame(image, repository))) {
      problems.push(nameInTags(rule.where, text, slug(text)))
    } else if (inputs.images.length === 0 && text === repository.name) {
      warnings.push(
        `${describeWhere(rule.where)}: it gives the tag '${slug(text)}'. If it is the name of an image, write '${text}:latest'; if the tag is intended, write 'type=raw,value=${text}'.`,
      )
    }
  }
  return { problems, warnings }
}

/** A branch like `v1.2/fix` does not begin with a registry. */
const startsWithRegistry = /^(?:localhost|[a-z0-9.-]+\.[a-z]{2,})\//i

/** The value of a line without `type=`, if it has a slash and no expressions. */
function bareValue(rule: Rule): string | undefined {
  if (rule.type !== 'raw' || rule.name !== undefined) return undefined
  const { text } = rule.value
  const isBare = rule.where.line.trimStart().startsWith(text)
  return isBare && text.includes('/') && !text.includes('{{') ? text : undefined
}

/** Whether the text is the ref's name, from a `${{ }}` in the workflow: the branch, or `7/merge` of a pull request. */
function isOfRef(text: string, { ref, pullRequest, baseRef }: Trigger): boolean {
  const names = [ref.kind === 'pull' ? `${ref.number}/merge` : ref.name, pullRequest?.headRef, baseRef]
  return names.some((name) => name === text || `refs/pull/${name}` === text || `refs/heads/${name}` === text)
}

/** Undefined if the text is not an image name. */
function parse(text: string): Repository | undefined {
  try {
    return parseRepository(text)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return undefined
  }
}

/** The lines that name images: input images, or the references in input tags if it is not set. */
export const nameLines = ({ images, rules }: Pick<Inputs, 'images' | 'rules'>): readonly ImageLine[] =>
  images.length > 0 ? images : referenceLines(rules)

/**
 * Assigns each reference to the images of that name. Throws a TagboatError with the references to names that no image of the
 * step has, and for tags that are left without a name.
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
  // Input images may turn off all of its lines on purpose; references may not.
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
