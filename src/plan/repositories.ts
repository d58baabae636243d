import { badOwnName, targetWithoutName } from '../errors/names.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import { toComponent } from '../tags/component.ts'
import type { ExpressionOptions } from '../tags/expressions.ts'
import { type ImageLine, imageName, usesTarget } from '../tags/images.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { defaultImage } from './default-image.ts'
import { keyOf, parseRepository, type Repository } from './reference.ts'

/** What a bake target says about the names of its image. */
export interface NamedTarget {
  /** `[A-Za-z0-9_-]+`, as bake demands. */
  readonly name: string
  /** Its own `tags` in the bake file: names, with or without a tag or digest. */
  readonly ownNames: readonly string[]
}

/**
 * The repositories of an image, each once. Without a target: the names that input `images` gives, or this server's.
 * For a bake target: lines with `{{target}}`; where no line has it, the target's own tags in the bake file; where it has
 * none, each name with `/` and the target after it, as also beside lines with `{{target}}`, so that no two targets get
 * one name by accident. Throws one TagboatError with every problem.
 */
export function nameRepositories(
  trigger: Trigger,
  images: readonly ImageLine[],
  options: ExpressionOptions = {},
  target?: NamedTarget,
): readonly Repository[] {
  if (target !== undefined && usesOwnNames(images, target)) {
    return collectEach(target.ownNames, (name) => (name === '' ? undefined : parseOwnName(name, target.name)))
  }
  if (images.length === 0) {
    return [parseRepository(withTarget(defaultImage(trigger), target?.name))]
  }
  return collectEach(images, (line) => nameByLine(line, trigger, options, target?.name))
}

/** Whether a target's names come from its bake file, whatever the lines say. */
export function usesOwnNames(images: readonly ImageLine[], { ownNames }: NamedTarget): boolean {
  return !images.some((line) => line.isWhole || usesTarget(line)) && ownNames.some((name) => name !== '')
}

/** The repository that a line gives to an image or a target; undefined where the line is off. */
export function nameByLine(
  line: ImageLine,
  trigger: Trigger,
  options: ExpressionOptions,
  target?: string,
): Repository | undefined {
  const name = imageName(line, trigger, target === undefined ? options : { ...options, target })
  if (name === undefined) return undefined
  return parseRepository(line.isWhole || usesTarget(line) ? name : withTarget(name, target))
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
