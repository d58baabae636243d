import { holdsDigest, type ImageResult, type Result, type TagResult } from '../model/result.ts'
import { countFitting } from '../units.ts'

/** An image as the output has it. Where the account is too long, all but name and digest may be missing. */
interface ToldImage {
  readonly target?: string
  readonly name: string
  readonly digest: string | null
  readonly content?: string
  readonly why?: string
  readonly platforms?: ImageResult['platforms']
  readonly tags?: readonly Omit<TagResult, 'name'>[]
  /** How many tags are left out. */
  readonly omitted?: number
}

/** Characters of a reason that are kept. */
const shortReason = 100

/** What is left out of an image, step by step, until all fit: each has what the one before has, or less. */
const steps: readonly ((image: ToldImage) => ToldImage)[] = [
  withoutPlatforms,
  withoutHistory,
  withoutRepetition,
  ...[500, 100, 20, 5, 1].map((count) => (image: ToldImage) => withTags(withoutRepetition(image), count)),
  ({ target, name, digest, content }) => ({
    ...(target && { target }),
    name,
    digest,
    ...(content && { content }),
  }),
  ({ name, digest, content }) => ({ name, digest, ...(content && { content }) }),
  ({ name, digest }) => ({ name, digest }),
]

/**
 * The account of a run as JSON of at most `limit` characters. Where it is shortened it says `"shortened": true`; where there
 * is no room for all names and digests, `omitted` is the number of images that are left out.
 */
export function formatResult(result: Result, limit: number): string {
  const images = result.images.map((image) => tellImage(image, result.isMany))
  const files = tellFiles(result)
  const whole = JSON.stringify({ images, ...files })
  if (whole.length <= limit) return whole
  for (const step of steps) {
    const text = JSON.stringify({ images: images.map(step), ...files, shortened: true })
    if (text.length <= limit) return text
  }
  return tellFirst(images, limit)
}

/** Absent where no file was written. */
const tellFiles = ({ files = [], isMany }: Result) =>
  files.length === 0
    ? {}
    : { files: files.map(({ target, ...file }) => ({ ...(isMany && { target }), ...file })) }

const tellImage = (image: ImageResult, isMany: boolean): ToldImage => ({
  ...(isMany && { target: image.target }),
  name: image.repository.name,
  digest: image.digest ?? null,
  ...(image.origin && { content: image.origin.how, ...(image.origin.why && { why: image.origin.why }) }),
  platforms: image.platforms,
  tags: image.tags.map(({ name: _, ...tag }) => tag),
})

function withoutPlatforms({ platforms: _, ...rest }: ToldImage): ToldImage {
  return rest
}

function withoutHistory(image: ToldImage): ToldImage {
  const { why, tags = [], ...rest } = withoutPlatforms(image)
  const told = tags.map(({ previous: _, reason, ...tag }) => ({
    ...tag,
    ...(reason && { reason: cut(reason) }),
  }))
  return { ...rest, ...(why && { why: cut(why) }), tags: told }
}

/** A tag that holds what its image is need not say so: its action does. */
function withoutRepetition(image: ToldImage): ToldImage {
  const { tags = [], ...rest } = withoutHistory(image)
  const told = tags.map(({ digest, ...tag }) =>
    digest === undefined || (digest === image.digest && holdsDigest(tag)) ? tag : { ...tag, digest },
  )
  return { ...rest, tags: told }
}

function withTags(image: ToldImage, count: number): ToldImage {
  const { tags = [] } = image
  return { ...image, tags: tags.slice(0, count), omitted: Math.max(0, tags.length - count) }
}

const cut = (text: string): string => (text.length > shortReason ? `${text.slice(0, shortReason)}...` : text)

/** Names and digests of as many images as there is room for. */
function tellFirst(images: readonly ToldImage[], limit: number): string {
  const told = images.map(({ name, digest }) => ({ name, digest }))
  const close = (count: number) =>
    JSON.stringify({ images: told.slice(0, count), shortened: true, omitted: images.length - count })
  const room = limit - JSON.stringify({ images: [], shortened: true, omitted: images.length }).length
  const texts = told.map((image) => JSON.stringify(image))
  return close(countFitting(texts, room, 1))
}
