import { destinationMissing, destinationNotImage, destinationTagless, tagsForm } from '../errors/operands.ts'
import { isTag, separateReference } from '../model/reference.ts'
import { type Problem, throwAll } from '../model/tagboat-error.ts'

/** What the arguments of `promote` mean, as the action's inputs. */
export interface Promotion {
  readonly from: string
  /** Absent if the flags name the destination. */
  readonly tags?: string
}

/** What flags name. */
export interface GivenDestination {
  readonly hasTags: boolean
  readonly hasImages: boolean
}

const isLocal = (text: string): boolean => /^(?:docker-daemon|oci-layout):/.test(text)

/** A tag alone: a reference has a `/`, `:` or `@`. */
const isBare = (text: string): boolean => isTag(text)

/**
 * Divides the arguments of `promote` into sources and destinations, as `cp` does: the last reference is the destination, every reference
 * before it is a source, and several sources are merged. A tag alone (`1.2.3`) is always a destination: with tags alone, or with
 * --tags, every reference is a source, and the tags are for --images, otherwise for the name of the first source. A destination
 * without a tag keeps the tag of the source. Throws a TagboatError with everything that is unclear.
 */
export function readPromotion(operands: readonly string[], given: GivenDestination): Promotion {
  const bare = operands.filter(isBare)
  const references = operands.filter((operand) => !isBare(operand))
  const [first, ...more] = references
  if (first === undefined) throwAll([destinationMissing(operands)])
  if (bare.length > 0 && given.hasTags) throwAll([tagsForm(bare)])
  if (given.hasTags) return { from: references.join('\n') }
  if (bare.length > 0) {
    const name = nameOf(first ?? '')
    if (given.hasImages)
      return { from: references.join('\n'), tags: bare.map((tag) => `type=raw,value=${tag}`).join('\n') }
    if (name === undefined) throwAll([destinationTagless(first ?? '', bare[0] ?? '')])
    return { from: references.join('\n'), tags: bare.map((tag) => `${name}:${tag}`).join('\n') }
  }
  const destination = more.at(-1)
  // Input images then has default tags, which come from the ref.
  if (destination === undefined && given.hasImages) return { from: references.join('\n') }
  if (destination === undefined) throwAll([destinationMissing(operands)])
  const sources = references.slice(0, -1)
  return { from: sources.join('\n'), tags: completeDestination(destination ?? '', sources) }
}

/** The image name of a source in a registry; undefined for a local image. */
const nameOf = (source: string): string | undefined =>
  isLocal(source) ? undefined : separateReference(withoutImage(source)).name

/** Without `NAME=`, which distinguishes several images. */
const withoutImage = (source: string): string => source.replace(/^[A-Za-z0-9_-]+=/, '')

function completeDestination(destination: string, sources: readonly string[]): string {
  const problem = findProblem(destination)
  if (problem !== undefined) throwAll([problem])
  if (separateReference(destination).tag !== undefined) return destination
  const tags = new Set(sources.map(tagOf))
  const [tag] = tags
  if (tag === undefined || tags.size > 1) throwAll([destinationTagless(sources[0] ?? '', destination)])
  return `${destination}:${tag}`
}

function findProblem(destination: string): Problem | undefined {
  const isImage = !isLocal(destination) && separateReference(destination).digest === undefined
  return isImage ? undefined : destinationNotImage(destination)
}

/** The tag of a source; undefined without one. */
const tagOf = (source: string): string | undefined =>
  isLocal(source) ? undefined : separateReference(withoutImage(source)).tag
