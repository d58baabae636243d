import { csv } from '../csv.ts'
import { isRecord, type Json, parseJson } from '../json.ts'
import { holdsDigest, type ImageResult, isOnImage, type Result, type TagResult } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import { countFitting } from '../units.ts'

/** Names and values of action.yml's outputs. */
export type Outputs = Readonly<Record<string, string>>

/**
 * In characters. GitHub accepts 1 MiB of outputs per job, and counts two bytes for each character; some of it is left for the
 * workflow's own outputs. Of the two outputs that can be large, `result` comes first; `metadata` gets the rest.
 */
const totalLimit = 500_000
const resultLimit = 400_000
const metadataLimit = 200_000

/**
 * Most outputs describe the first image; `images` and `result` describe all. `annotations`: as passed to buildx, with their
 * level, by target.
 */
export function formatOutputs(
  result: Result,
  plans: readonly Plan[],
  annotations: ReadonlyMap<string, readonly string[]>,
): Outputs {
  const [plan] = plans
  const images = result.images.filter(({ target }) => target === plan?.target)
  const [first] = images
  const tags = (first?.tags ?? []).length === 0 ? [] : images.flatMap((image) => shownTags(result, image))
  const names = [...new Set(tags.map(({ name }) => name))]
  const refs = tags.map(({ ref }) => ref)
  const labels = plan?.labels ?? {}
  const own = annotations.get(plan?.target ?? '') ?? []
  const others = {
    digest: first?.digest ?? result.files?.find(({ digest }) => digest !== undefined)?.digest ?? '',
    imageid: result.imageId ?? '',
    version: plan?.version ?? '',
    tags: refs.join('\n'),
    'tag-names': names.join('\n'),
    labels: Object.entries(labels)
      .map(([key, value]) => listItem(`${key}=${value}`))
      .join('\n'),
    annotations: own.map(listItem).join('\n'),
    json: JSON.stringify({ tags: refs, 'tag-names': names, labels, annotations: own }),
    images: plans.flatMap(({ repositories }) => repositories.map(({ name }) => name)).join('\n'),
    pushed: String(result.pushed),
    matrix: result.matrix === undefined ? '' : JSON.stringify(result.matrix),
  }
  const room = totalLimit - Object.values(others).join('').length
  const account = formatResult(result, Math.min(resultLimit, room))
  const metadata = Math.min(metadataLimit, room - account.length)
  return {
    ...others,
    metadata: formatMetadata(result.metadata ?? '', result.isMany, metadata),
    result: account,
  }
}

/** Tags that hold the digest; if nothing is published, the planned tags. */
function shownTags({ dryRun, intent }: Result, image: ImageResult): readonly TagResult[] {
  return dryRun || intent.kind !== 'push' ? image.tags : image.tags.filter((tag) => isOnImage(tag, image))
}

/** Quotes an item with a line break, as list inputs expect it. */
const listItem = (item: string): string => (/[\r\n]/.test(item) ? csv(item) : item)

/** An image in output `result`. If the output is too long, everything but name and digest may be missing. */
interface ImageOutput {
  readonly target?: string
  readonly name: string
  readonly digest: string | null
  readonly content?: string
  readonly why?: string
  readonly platforms?: ImageResult['platforms']
  readonly tags?: readonly Omit<TagResult, 'name' | 'repository'>[]
  /** How many tags are left out. */
  readonly omitted?: number
}

/** Characters of a reason that are kept. */
const shortReason = 100

/** Steps that shorten each image until the output fits; each step leaves out more than the one before. */
const steps: readonly ((image: ImageOutput) => ImageOutput)[] = [
  withoutPlatforms,
  withoutHistory,
  withoutRepetition,
  ...[500, 100, 20, 5, 1].map((count) => (image: ImageOutput) => withTags(withoutRepetition(image), count)),
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
 * Output `result` as JSON of at most `limit` characters. A shortened one has `"shortened": true`. If there is no room for all
 * names and digests, `omitted` is the number of missing images.
 */
export function formatResult(result: Result, limit: number): string {
  const images = result.images.map((image) => describeImage(image, result.isMany))
  const files = describeFiles(result)
  const whole = JSON.stringify({ images, ...files })
  if (whole.length <= limit) return whole
  for (const step of steps) {
    const text = JSON.stringify({ images: images.map(step), ...files, shortened: true })
    if (text.length <= limit) return text
  }
  return describeFirst(images, limit)
}

/** Absent where no file was written. */
const describeFiles = ({ files = [], isMany }: Result) =>
  files.length === 0
    ? {}
    : { files: files.map(({ target, ...file }) => ({ ...(isMany && { target }), ...file })) }

const describeImage = (image: ImageResult, isMany: boolean): ImageOutput => ({
  ...(isMany && { target: image.target }),
  name: image.repository.name,
  digest: image.digest ?? null,
  ...(image.origin && { content: image.origin.how, ...(image.origin.why && { why: image.origin.why }) }),
  platforms: image.platforms,
  tags: image.tags.map(({ name: _, repository: __, ...tag }) => tag),
})

function withoutPlatforms({ platforms: _, ...rest }: ImageOutput): ImageOutput {
  return rest
}

function withoutHistory(image: ImageOutput): ImageOutput {
  const { why, tags = [], ...rest } = withoutPlatforms(image)
  const shortened = tags.map(({ previous: _, reason, ...tag }) => ({
    ...tag,
    ...(reason && { reason: cut(reason) }),
  }))
  return { ...rest, ...(why && { why: cut(why) }), tags: shortened }
}

/** Drops the digest of tags whose action shows that they hold the image's digest. */
function withoutRepetition(image: ImageOutput): ImageOutput {
  const { tags = [], ...rest } = withoutHistory(image)
  const shortened = tags.map(({ digest, ...tag }) =>
    digest === undefined || (digest === image.digest && holdsDigest(tag)) ? tag : { ...tag, digest },
  )
  return { ...rest, tags: shortened }
}

function withTags(image: ImageOutput, count: number): ImageOutput {
  const { tags = [] } = image
  return { ...image, tags: tags.slice(0, count), omitted: Math.max(0, tags.length - count) }
}

const cut = (text: string): string => (text.length > shortReason ? `${text.slice(0, shortReason)}...` : text)

/** Names and digests of as many images as fit. */
function describeFirst(images: readonly ImageOutput[], limit: number): string {
  const shortened = images.map(({ name, digest }) => ({ name, digest }))
  const close = (count: number) =>
    JSON.stringify({ images: shortened.slice(0, count), shortened: true, omitted: images.length - count })
  const room = limit - JSON.stringify({ images: [], shortened: true, omitted: images.length }).length
  const texts = shortened.map((image) => JSON.stringify(image))
  return close(countFitting(texts, room, 1))
}

type Fields = Readonly<Record<string, Json>>

/**
 * buildx's metadata as JSON of at most `limit` characters; empty if nothing fits. Provenance, which can be large
 * (BUILDX_METADATA_PROVENANCE=max) and is in the registry too, is dropped first. Then the largest field of all targets is
 * dropped until the rest fits. `isMany`: the metadata is by target, otherwise it is for one image.
 */
export function formatMetadata(text: string, isMany: boolean, limit: number): string {
  if (text.length <= limit) return text
  const json = parseJson(text)
  if (!isRecord(json)) return ''
  let rest = withoutField(json, isMany, isProvenance)
  for (;;) {
    const shorter = JSON.stringify(rest)
    if (shorter.length <= limit) return shorter
    const largest = findLargest(rest, isMany)
    if (largest === undefined) return ''
    rest = withoutField(rest, isMany, (name) => name === largest)
  }
}

/** Each platform may have its own: `buildx.build.provenance/linux/arm64`. */
const isProvenance = (name: string): boolean => /^buildx\.build\.provenance(\/|$)/.test(name)

/** Only objects are targets: `buildx.build.warnings` is a field beside them. */
const isTarget = (isMany: boolean, value: Json): value is Fields => isMany && isRecord(value)

function withoutField(json: Fields, isMany: boolean, isDropped: (name: string) => boolean): Fields {
  const kept = Object.entries(json).flatMap(([name, value]) => {
    if (isTarget(isMany, value)) return [[name, withoutField(value, false, isDropped)]]
    return isDropped(name) ? [] : [[name, value]]
  })
  return Object.fromEntries(kept)
}

/** The digest, which most users need, is dropped last. */
function findLargest(json: Fields, isMany: boolean): string | undefined {
  const sizes = new Map<string, number>()
  const fields = Object.entries(json).flatMap((field) =>
    isTarget(isMany, field[1]) ? Object.entries(field[1]) : [field],
  )
  for (const [name, value] of fields) {
    const size = name === 'containerimage.digest' ? 0 : JSON.stringify({ [name]: value }).length
    sizes.set(name, (sizes.get(name) ?? 0) + size)
  }
  return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0]
}
