import { badOwnName, sharedName, targetWithoutName } from '../errors/plan.ts'
import { noDefaultImage } from '../errors/trigger.ts'
import { keyOf, parseRepository, type Repository, separateReference } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { toComponent } from '../tags/component.ts'
import type { ExpressionOptions } from '../tags/expressions.ts'
import { type ImageLine, imageName, usesTarget } from '../tags/image-lines.ts'

/** A bake target, and the names that it has for its image. */
export interface NamedTarget {
  /** `[A-Za-z0-9_-]+`, as bake requires. */
  readonly name: string
  /** Its own `tags` in the bake file: names, with or without a tag or digest. */
  readonly ownNames: readonly string[]
}

/**
 * The repositories of an image, each once. They come from the lines of input `images`; without lines, from the target's own
 * tags in the bake file; without those, from the GitHub server's default name, with the target's name appended. Throws one
 * TagboatError with every problem.
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

/** The repository that a line gives to an image or a target; undefined if the line is off. */
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
 * One problem for each line of input `images` that gives several targets the same name. The caller passes targets whose tags
 * are equal, too. Full references are left out: two targets that publish one are a conflict. `isBuilds`: the targets are
 * items of input builds.
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

/** The repository of a target's own tag. */
function parseOwnName(text: string, target: string): Repository {
  try {
    return parseRepository(separateReference(text).name)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    const [first, ...more] = error.problems.map((problem) => badOwnName(target, text, problem))
    throw first === undefined ? error : new TagboatError(first, ...more)
  }
}

/** Each repository once, in its last spelling. Throws all problems together. */
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

/**
 * The container registry that belongs to the server the workflow runs on: ghcr.io for github.com,
 * `containers.<subdomain>.ghe.com` with data residency, `containers.<host>` on GitHub Enterprise Server
 * with subdomain isolation ("Working with the Container registry" in GitHub's documentation).
 */
export function serverRegistry(serverUrl: string): string {
  const host = serverUrl.replace(/^https?:\/\//, '').toLowerCase()
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`
}

/** The image name if input `images` is not set: lower-cased, as registries require. Throws a TagboatError if the server has none. */
export function defaultImage(trigger: Trigger): string {
  const { otherServer, fallbackImage, repository, serverUrl } = trigger
  const { owner, name } = repository
  if (otherServer !== undefined) {
    if (otherServer.defaultImage !== undefined) return otherServer.defaultImage.toLowerCase()
    if (fallbackImage !== undefined) return fallbackImage
    throw new TagboatError(noDefaultImage(owner === '' ? undefined : serverUrl, otherServer.kind))
  }
  return `${serverRegistry(serverUrl)}/${owner}/${name}`.toLowerCase()
}
