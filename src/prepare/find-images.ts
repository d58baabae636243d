import { platformTwice, sourceMissing, sourceNoImage, sourcePlatforms } from '../errors/source-image.ts'
import type { SourceImage } from '../inputs/from-image.ts'
import { arrayAt, at, compact, type Json, numberAt, parseJson, stringAt } from '../json.ts'
import { type Identity, parseIdentity } from '../model/identity.ts'
import type { Repository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import { identityKey } from '../plan/labels.ts'
import type { ImageReader } from '../publish/image-facts.ts'
import { findMissing, formatPlatform } from '../publish/platforms.ts'
import type { Manifest } from '../registry/manifests.ts'
import { isIndexType, manifestTypes } from '../registry/media-types.ts'

/** A manifest of a source, as an index lists it. */
export interface Child {
  readonly repository: Repository
  /** The name that the user gave its image. */
  readonly text: string
  readonly descriptor: {
    readonly mediaType: string
    readonly digest: string
    readonly size: number
    readonly platform?: Json
    readonly annotations?: Json
  }
  /** Undefined for an attestation. */
  readonly platform?: string
  /** Which image of its commit it is, if its configuration was read and names it. */
  readonly identity?: Identity
  /** The labels in its configuration, if that was read. */
  readonly labels?: Json
}

/** An image with its manifests, as read from a registry or layout. */
export interface FoundImage {
  readonly image: SourceImage
  readonly content: Manifest
  readonly children: readonly Child[]
}

export interface SourceReader extends ImageReader {
  getManifest(repository: Repository, target: SourceImage['target']): Promise<Manifest | undefined>
}

/** Indexes in indexes are rare, and no known tool nests them deeper than two levels. */
const mostLevels = 5

/** Reads the images of input `from`; throws a TagboatError with all of them that cannot be published. */
export async function findImages(
  registry: SourceReader,
  images: readonly SourceImage[],
  platforms: readonly string[],
): Promise<readonly FoundImage[]> {
  const problems: Problem[] = []
  const found = await Promise.all(images.map((image) => findImage(registry, image, problems)))
  const existing = found.flatMap((one) => (one === undefined ? [] : [one]))
  if (problems.length === 0) problems.push(...checkPlatforms(existing, platforms))
  throwAll(problems)
  return existing
}

async function findImage(
  registry: SourceReader,
  image: SourceImage,
  problems: Problem[],
): Promise<FoundImage | undefined> {
  try {
    const content = await registry.getManifest(image.repository, image.target)
    if (content === undefined) throw new TagboatError(sourceMissing(image.text))
    const children = await listChildren({ registry, image, count: createCount(image.text) }, content)
    if (children.every(({ platform }) => platform === undefined)) {
      throw new TagboatError(sourceNoImage(image.text, 'an index that names no platform'))
    }
    return { image, content, children }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}

interface Reading {
  readonly registry: SourceReader
  readonly image: SourceImage
  /** Counts entries, including nested ones, because each may cost a request. */
  readonly count: (entries: number) => void
}

/** Entries of an image on all levels of its indexes. */
const mostEntries = 5000

function createCount(text: string): Reading['count'] {
  let sum = 0
  return (entries) => {
    sum += entries
    if (sum > mostEntries)
      throw new TagboatError(sourceNoImage(text, `an index with more than ${mostEntries} manifests`))
  }
}

/** Which image of its commit a source is: its annotation, else the label in its configuration. */
export function identityOf({ content, children }: FoundImage): Identity | undefined {
  const annotated = parseIdentity(stringAt(content.json, 'annotations', identityKey) ?? '')
  return annotated ?? (children.length === 1 ? children[0]?.identity : undefined)
}

/** The manifests of an index, including nested ones; for a single image the image itself. */
async function listChildren(reading: Reading, content: Manifest, level = 1): Promise<readonly Child[]> {
  if (!isIndexType(content.mediaType)) return [await describeSingle(reading, content)]
  const { text } = reading.image
  if (level > mostLevels) {
    throw new TagboatError(sourceNoImage(text, `an index of indexes, more than ${mostLevels} levels deep`))
  }
  const items = arrayAt(content.json, 'manifests')
  reading.count(items.length)
  const listed = items.map((item) => listEntry(reading, item, level))
  return (await Promise.all(listed)).flat()
}

async function listEntry(reading: Reading, item: Json, level: number): Promise<readonly Child[]> {
  const { registry, image } = reading
  const { repository, text } = image
  const [digest, mediaType] = [stringAt(item, 'digest'), stringAt(item, 'mediaType')]
  if (digest === undefined || mediaType === undefined) return []
  const descriptor = compact({
    mediaType,
    digest,
    size: numberAt(item, 'size') ?? 0,
    platform: at(item, 'platform'),
    annotations: at(item, 'annotations'),
  })
  const child = { repository, text, descriptor, ...platformOf(item) }
  const isPlain = descriptor.platform !== undefined && !isIndexType(mediaType)
  if (isPlain || !manifestTypes.includes(mediaType)) return [child]
  const content = await registry.getManifest(repository, { digest })
  if (content === undefined) throw new TagboatError(sourceMissing(`${repository.name}@${digest}`))
  if (isIndexType(mediaType)) return listChildren(reading, content, level + 1)
  // An index may omit the platform; then the image's configuration has it. An artifact has none.
  if (nameArtifact(content) !== undefined) return [child]
  const single = await describeSingle(reading, content)
  return [{ ...single, descriptor: { ...descriptor, platform: single.descriptor.platform } }]
}

/** A manifest with the platform of its configuration; throws if it is not an image. */
async function describeSingle({ registry, image }: Reading, content: Manifest): Promise<Child> {
  const { repository, text } = image
  const artifact = nameArtifact(content)
  if (artifact !== undefined) throw new TagboatError(sourceNoImage(text, artifact))
  const config = stringAt(content.json, 'config', 'digest')
  const bytes = config === undefined ? undefined : await registry.getBlob(repository, config)
  const json = bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes))
  const platform = compact({
    architecture: stringAt(json, 'architecture'),
    os: stringAt(json, 'os'),
    variant: stringAt(json, 'variant'),
    'os.version': stringAt(json, 'os.version'),
  })
  const { mediaType, digest } = content
  const descriptor = { mediaType, digest, size: content.bytes.length, platform }
  const own = platformOf({ platform })
  if (own.platform === undefined) {
    throw new TagboatError(sourceNoImage(text, 'a manifest whose configuration names no platform'))
  }
  const labels = at(json, 'config', 'Labels') ?? {}
  const identity = parseIdentity(stringAt(labels, identityKey) ?? '')
  return { repository, text, descriptor, ...own, labels, ...(identity && { identity }) }
}

/** The type of an artifact; undefined for an image. OCI image spec 1.1, "Guidelines for Artifact Usage". */
function nameArtifact({ json, mediaType }: Manifest): string | undefined {
  const type = stringAt(json, 'artifactType') ?? stringAt(json, 'config', 'mediaType') ?? mediaType
  const isImage = /(container\.image|oci\.image\.config)/.test(type)
  return isImage && stringAt(json, 'config', 'digest') !== undefined ? undefined : type
}

function platformOf(descriptor: Json): { readonly platform?: string } {
  const platform = formatPlatform(descriptor)
  return platform === undefined ? {} : { platform }
}

function checkPlatforms(found: readonly FoundImage[], requested: readonly string[]): readonly Problem[] {
  const known = new Map<string, FoundImage>()
  const problems: Problem[] = []
  for (const one of found) {
    for (const { platform, descriptor } of one.children) {
      if (platform === undefined) continue
      // Windows images differ in os.version alone.
      const version = stringAt(descriptor, 'platform', 'os.version') ?? ''
      const key = `${platform.replace(/^linux\/arm64\/v8$/, 'linux/arm64')} ${version}`.trim()
      const other = known.get(key)
      if (other !== undefined && other !== one)
        problems.push(platformTwice(platform, other.image.text, one.image.text))
      known.set(key, one)
    }
  }
  const existing = [
    ...new Set(found.flatMap(({ children }) => children.flatMap(({ platform }) => platform ?? []))),
  ]
  const missing = findMissing(
    requested,
    existing.map((platform) => ({ platform, size: 0 })),
  )
  const name = found.map(({ image }) => image.text).join(', ')
  return missing.length === 0 ? problems : [...problems, sourcePlatforms(name, missing, existing)]
}
