import { arrayAt, at, compact, isRecord, type Json, parseJson, stringAt } from '../json.ts'
import { memoize } from '../memoize.ts'
import type { ImageFacts } from '../model/facts.ts'
import { type Identity, parseIdentity } from '../model/identity.ts'
import { formatReference, type Repository, type Target } from '../model/reference.ts'
import {
  branchKey,
  buildKey,
  contentKeyName,
  contentPartsName,
  dependsOnKey,
  eventKey,
  headKey,
  identityKey,
  versionKey,
} from '../plan/labels.ts'

/** The registry calls that read an image's metadata. */
export interface ImageReader {
  getManifest(
    repository: Repository,
    target: Target,
  ): Promise<{ readonly digest: string; readonly json: Json } | undefined>
  getBlob(repository: Repository, digest: string): Promise<Uint8Array | undefined>
}

const source = 'org.opencontainers.image.source'
const revision = 'org.opencontainers.image.revision'
const version = 'org.opencontainers.image.version'

/**
 * Reads the metadata of an image that may be trusted: the annotations of its index or manifest, if Tagboat wrote them for
 * this source repository; else the labels of its configuration, if they name this repository as their source. Labels that
 * are inherited from a base image name another source.
 */
export async function readImageFacts(
  registry: ImageReader,
  repository: Repository,
  digest: string,
  sourceUrl: string,
): Promise<ImageFacts> {
  const manifest = await registry.getManifest(repository, { digest })
  if (manifest === undefined) return { digest }
  const annotations = at(manifest.json, 'annotations')
  if (isOurs(annotations, sourceUrl) && stringAt(annotations, eventKey) !== undefined) {
    return { digest, ...pick(annotations) }
  }
  const labels = await readLabels(registry, repository, manifest.json)
  if (!isOurs(labels, sourceUrl)) return { digest }
  const own = pick(labels)
  if (listImages(manifest.json).length < 2) return { digest, ...own }
  // The content of one platform does not describe an index of several.
  const { contentKey: _, contentParts: __, identity: one, ...others } = own
  return { digest, ...others, ...(one && { identity: withoutPlatforms(one) }) }
}

/** `readImageFacts` with a cache: tags often share an image, and registries count a GET of a manifest as a pull. */
export function createImageFacts(
  registry: ImageReader,
  sourceUrl: string,
): (repository: Repository, digest: string) => Promise<ImageFacts> {
  return memoize(
    (repository, digest) => formatReference(repository, { digest }),
    (repository, digest) => readImageFacts(registry, repository, digest, sourceUrl),
  )
}

const withoutPlatforms = ({ platforms: _, ...identity }: Identity): Identity => identity

/** Whether labels or annotations name this repository as their source. */
export const isOurs = (values: Json, sourceUrl: string): boolean => {
  const named = (stringAt(values, source) ?? '').replace(/\.git$/, '').toLowerCase()
  // A working copy without a remote has no URL; the event is written all the same.
  return named === sourceUrl.toLowerCase() && (named !== '' || stringAt(values, eventKey) !== undefined)
}

function pick(values: Json): Omit<ImageFacts, 'digest'> {
  if (!isRecord(values)) return {}
  return compact({
    revision: stringAt(values, revision),
    head: stringAt(values, headKey),
    version: stringAt(values, versionKey) ?? stringAt(values, version),
    event: stringAt(values, eventKey),
    branch: textAt(values, branchKey),
    identity: parseIdentity(stringAt(values, identityKey) ?? ''),
    contentKey: stringAt(values, contentKeyName),
    contentParts: stringAt(values, contentPartsName),
    build: stringAt(values, buildKey),
    dependsOn: stringAt(values, dependsOnKey),
  })
}

/** Unlike `stringAt` this returns empty text, which means that the image was built for no branch. */
function textAt(values: Json, key: string): string | undefined {
  const text = at(values, key)
  return typeof text === 'string' ? text : undefined
}

/** The entries of an index without attestations. */
const listImages = (manifest: Json): readonly Json[] =>
  arrayAt(manifest, 'manifests').filter((item) => stringAt(item, 'platform', 'os') !== 'unknown')

/** The labels of the image, or of an index's first platform. */
export async function readLabels(
  registry: ImageReader,
  repository: Repository,
  manifest: Json,
): Promise<Json> {
  const [child] = listImages(manifest)
  const childDigest = stringAt(child, 'digest')
  const image =
    childDigest === undefined
      ? manifest
      : (await registry.getManifest(repository, { digest: childDigest }))?.json
  const config = stringAt(image, 'config', 'digest')
  const bytes = config === undefined ? undefined : await registry.getBlob(repository, config)
  return bytes === undefined ? undefined : at(parseJson(new TextDecoder().decode(bytes)), 'config', 'Labels')
}
