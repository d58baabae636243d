import { sourceVersionless } from '../errors/source-image.ts'
import { type Json, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { isReservedForTags } from '../tags/reserved.ts'
import { slug } from '../tags/slug.ts'
import { findVersion } from '../tags/versions.ts'
import { type ImageReader, isOurs, readLabels } from './image-facts.ts'
import type { FoundImage } from './source.ts'

const key = 'org.opencontainers.image.version'

/** The version of an image, and whether its publisher said it for sure. */
export interface SourceVersion {
  readonly version: string
  /** False for a label that may be the base image's: labels are inherited. */
  readonly isCertain: boolean
}

/**
 * The version that an image has, by OCI image spec 1.1 ("annotations.md"): its annotation; a label where its source is this
 * repository; a tag that is a full version; any other label. undefined where none of them is there. An index without
 * an annotation costs two requests, its first platform's manifest and configuration.
 */
export async function readSourceVersion(
  registry: ImageReader,
  { image, content }: FoundImage,
  sourceUrl: string,
): Promise<SourceVersion | undefined> {
  const annotation = stringAt(content.json, 'annotations', key)
  if (annotation !== undefined) return { version: annotation, isCertain: true }
  return judgeLabels(await readLabels(registry, image.repository, content.json), image.tag, sourceUrl)
}

/** The same of labels alone, and a tag. Pure. */
export function judgeLabels(
  labels: Json,
  tag: string | undefined,
  sourceUrl: string,
): SourceVersion | undefined {
  const label = stringAt(labels, key)
  if (label !== undefined && isOurs(labels, sourceUrl)) return { version: label, isCertain: true }
  const version = tag === undefined ? undefined : findVersion(tag)
  if (tag !== undefined && version?.isFixed && version.raw === tag) return { version: tag, isCertain: true }
  return label === undefined ? undefined : { version: label, isCertain: false }
}

/**
 * The one version of all that are merged. Throws a TagboatError where there is none, more than one, or one that is a name of
 * other rules: `latest`, `pr-7`, `sha-...`.
 */
export function oneVersion(versions: readonly (SourceVersion | undefined)[], text: string): SourceVersion {
  const distinct = [...new Set(versions.flatMap((one) => one?.version ?? []))]
  const [first] = versions
  if (first === undefined || versions.includes(undefined)) throw new TagboatError(sourceVersionless(text))
  // An image may say of itself what it likes; what other rules give is not its to name.
  const taken = distinct.find((version) => isReservedForTags(slug(version)))
  if (distinct.length > 1 || taken !== undefined) throw new TagboatError(sourceVersionless(text, distinct))
  return first
}
