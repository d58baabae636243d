import { csv } from '../csv.ts'
import { isRecord, type Json, parseJson } from '../json.ts'
import { holdsDigest, type ImageResult, isOnImage, type Result, type TagResult } from '../model/result.ts'
import type { Plan } from '../plan/plan.ts'
import { countFitting } from '../units.ts'

/** Names and values of action.yml's outputs. */
export type Outputs = Readonly<Record<string, string>>

/**
 * Characters. GitHub takes 1 MiB of outputs per job, and counts two bytes for each character; a little is left for a
 * workflow's own. Two parts can grow towards it, of which `result` comes first: metadata gets what the others leave.
 */
const totalLimit = 500_000
const resultLimit = 400_000
const metadataLimit = 200_000

/**
 * The outputs are those of the first image; `images` and `result` tell of all. `annotations` are those given to buildx, with
 * their level, by the image's target.
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

/** Tags that hold the digest; where nothing is published, those that were planned. */
function shownTags({ dryRun, intent }: Result, image: ImageResult): readonly TagResult[] {
  return dryRun || intent.kind !== 'push' ? image.tags : image.tags.filter((tag) => isOnImage(tag, image))
}

/** An item with a line break goes in quotation marks, as list inputs take it. */
const listItem = (item: string): string => (/[\r\n]/.test(item) ? csv(item) : item)

/** An image as the output has it. Where the account is too long, all but name and digest may be missing. */
interface ToldImage {
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
  tags: image.tags.map(({ name: _, repository: __, ...tag }) => tag),
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

type Fields = Readonly<Record<string, Json>>

/**
 * buildx's account of what was built as JSON of at most `limit` characters; empty where nothing fits. Full provenance
 * (BUILDX_METADATA_PROVENANCE=max) can be large; the registry has it too, so it goes first. Then the field that takes most
 * room goes, of all targets, until the rest fits. With `isMany` the account is by target, else it is one image's.
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

/** Of several platforms each has its own, `buildx.build.provenance/linux/arm64`. */
const isProvenance = (name: string): boolean => /^buildx\.build\.provenance(\/|$)/.test(name)

/** By target, what is no object is no target: `buildx.build.warnings` stands beside them. */
const isTarget = (isMany: boolean, value: Json): value is Fields => isMany && isRecord(value)

function withoutField(json: Fields, isMany: boolean, isDropped: (name: string) => boolean): Fields {
  const kept = Object.entries(json).flatMap(([name, value]) => {
    if (isTarget(isMany, value)) return [[name, withoutField(value, false, isDropped)]]
    return isDropped(name) ? [] : [[name, value]]
  })
  return Object.fromEntries(kept)
}

/** The digest is what most people want of it, and goes last. */
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
