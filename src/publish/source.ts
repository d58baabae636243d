import { platformTwice, sourceMissing, sourceNoImage, sourcePlatforms } from '../errors/source-image.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import type { SourceImage } from '../inputs/from.ts'
import { arrayAt, at, type Json, numberAt, parseJson, stringAt } from '../json.ts'
import type { Repository } from '../plan/reference.ts'
import type { Content } from './contents.ts'
import type { ImageReader } from './image-facts.ts'
import { findMissing, formatPlatform } from './platforms.ts'

/** A manifest of a source, as an index lists it. */
export interface Child {
  readonly repository: Repository
  /** As the person named the image it is of. */
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
}

/** An image in a registry that was looked at. */
export interface FoundImage {
  readonly image: SourceImage
  readonly content: Content
  readonly children: readonly Child[]
}

export interface SourceReader extends ImageReader {
  getManifest(repository: Repository, target: SourceImage['target']): Promise<Content | undefined>
}

/** Reads what input `from` names; throws a TagboatError with all that cannot be published. */
export async function findImages(
  registry: SourceReader,
  images: readonly SourceImage[],
  platforms: readonly string[],
): Promise<readonly FoundImage[]> {
  const problems: Problem[] = []
  const found = await Promise.all(images.map((image) => findImage(registry, image, problems)))
  const there = found.flatMap((one) => one?.children ?? [])
  if (problems.length === 0) problems.push(...checkPlatforms(images, there, platforms))
  throwAll(problems)
  return found.filter((one) => one !== undefined)
}

async function findImage(
  registry: SourceReader,
  image: SourceImage,
  problems: Problem[],
): Promise<FoundImage | undefined> {
  try {
    const content = await registry.getManifest(image.repository, image.target)
    if (content === undefined) throw new TagboatError(sourceMissing(image.text))
    return { image, content, children: await listChildren(registry, image, content) }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}

/** The manifests of an index; of a single image itself, with the platform that its configuration tells. */
async function listChildren(
  registry: SourceReader,
  image: SourceImage,
  content: Content,
): Promise<readonly Child[]> {
  const { repository, text } = image
  const base = { repository, text }
  if (/index|manifest\.list/.test(content.mediaType)) {
    return arrayAt(content.json, 'manifests').flatMap((item) => {
      const [digest, mediaType] = [stringAt(item, 'digest'), stringAt(item, 'mediaType')]
      if (digest === undefined || mediaType === undefined) return []
      const platform = formatPlatform(item)
      const [annotations, told] = [at(item, 'annotations'), at(item, 'platform')]
      const extra = {
        ...(told !== undefined && { platform: told }),
        ...(annotations !== undefined && { annotations }),
      }
      const descriptor = { mediaType, digest, size: numberAt(item, 'size') ?? 0, ...extra }
      return [{ ...base, descriptor, ...(platform === undefined ? {} : { platform }) }]
    })
  }
  const type = stringAt(content.json, 'config', 'mediaType') ?? content.mediaType
  const config = stringAt(content.json, 'config', 'digest')
  if (!/(container\.image|oci\.image\.config)/.test(type) || config === undefined) {
    throw new TagboatError(sourceNoImage(text, type))
  }
  const bytes = await registry.getBlob(repository, config)
  const json = bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes))
  const told = {
    architecture: at(json, 'architecture'),
    os: at(json, 'os'),
    ...(at(json, 'variant') !== undefined && { variant: at(json, 'variant') }),
  }
  const platform = formatPlatform({ platform: told })
  const descriptor = {
    mediaType: content.mediaType,
    digest: content.digest,
    size: content.bytes.length,
    platform: told,
  }
  return [{ ...base, descriptor, ...(platform === undefined ? {} : { platform }) }]
}

function checkPlatforms(
  images: readonly SourceImage[],
  children: readonly Child[],
  wanted: readonly string[],
): readonly Problem[] {
  const known = new Map<string, Child>()
  const problems: Problem[] = []
  for (const child of children) {
    if (child.platform === undefined) continue
    const other = known.get(child.platform)
    if (other !== undefined && images.length > 1)
      problems.push(platformTwice(child.platform, other.text, child.text))
    known.set(child.platform, child)
  }
  const there = [...known.keys()]
  const missing = findMissing(
    wanted,
    there.map((platform) => ({ platform, size: 0 })),
  )
  const name = images.map(({ text }) => text).join(', ')
  return missing.length === 0 ? problems : [...problems, sourcePlatforms(name, missing, there)]
}
