import { badOwnName, sharedName, targetWithoutName } from '../errors/plan.ts'
import { keyOf, parseRepository, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import type { ExpressionOptions } from '../tags/expressions.ts'
import { type ImageLine, imageName, usesTarget } from '../tags/images.ts'
import { defaultImage } from './default-image.ts'

/** What a bake target says about the names of its image. */
export interface NamedTarget {
  /** `[A-Za-z0-9_-]+`, as bake demands. */
  readonly name: string
  /** Its own `tags` in the bake file: names, with or without a tag or digest. */
  readonly ownNames: readonly string[]
}

/**
 * The repositories of an image, each once: the names that input `images` gives, as they are written, or this server's. A
 * bake target's own tags give names only where there are no lines; where it has none, its name goes behind this server's.
 * Throws one TagboatError with every problem.
 */
export function nameRepositories(
  trigger: Trigger,
  images: readonly ImageLine[],
  options: ExpressionOptions = {},
  target?: NamedTarget,
): readonly Repository[] {
  if (images.length > 0) {
    return collectEach(images, (line) => nameByLine(line, trigger, options, target?.name))
  }
  if (target !== undefined && hasOwnNames(target)) {
    return collectEach(target.ownNames, (name) => (name === '' ? undefined : parseOwnName(name, target.name)))
  }
  return [parseRepository(withTarget(defaultImage(trigger), target?.name))]
}

/** Whether the bake file names a target's image. */
export const hasOwnNames = ({ ownNames }: NamedTarget): boolean => ownNames.some((name) => name !== '')

/** The repository that a line gives to an image or a target; undefined where the line is off. */
export function nameByLine(
  line: ImageLine,
  trigger: Trigger,
  options: ExpressionOptions,
  target?: string,
): Repository | undefined {
  const name = imageName(line, trigger, target === undefined ? options : { ...options, target })
  return name === undefined ? undefined : parseRepository(name)
}

/**
 * Lines of input `images` that give several targets one name, where their tags do not tell the targets apart either: one
 * problem for each. A full reference has its tag with it, and is a conflict where two targets publish it. `isBuilds`: they
 * are items of input builds.
 */
export function findShared(
  trigger: Trigger,
  images: readonly ImageLine[],
  options: ExpressionOptions,
  targets: readonly string[],
  isBuilds = false,
): readonly Problem[] {
  if (targets.length < 2) return []
  return images.flatMap((line) => {
    const name = line.isWhole || usesTarget(line) ? undefined : imageName(line, trigger, options)
    return name === undefined ? [] : [sharedName(targets, line.name, parseRepository(name), isBuilds)]
  })
}

function withTarget(name: string, target: string | undefined): string {
  if (target === undefined) return name
  const component = toComponent(target)
  if (component === '') throw new TagboatError(targetWithoutName(target))
  return `${name}/${component}`
}

/** A tag is behind the last `:` of the last part, a digest behind the first `@`. */
function parseOwnName(text: string, target: string): Repository {
  const [name = ''] = text.split('@')
  try {
    return parseRepository(name.replace(/:[^/:]*$/, ''))
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    const [first, ...more] = error.problems.map((problem) => badOwnName(target, text, problem))
    throw first === undefined ? error : new TagboatError(first, ...more)
  }
}

/** Each repository once, the last spelling of it; all problems are thrown together. */
function collectEach<T>(
  items: readonly T[],
  name: (item: T) => Repository | undefined,
): readonly Repository[] {
  const repositories = new Map<string, Repository>()
  const problems: Problem[] = []
  for (const item of items) {
    try {
      const repository = name(item)
      if (repository !== undefined) repositories.set(keyOf(repository), repository)
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
    }
  }
  throwAll(problems)
  return [...repositories.values()]
}
