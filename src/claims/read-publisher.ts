import { arrayAt, at, type Json, stringAt } from '../json.ts'
import { memoize, sameKey } from '../memoize.ts'
import type { ImageFacts } from '../model/facts.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { eventKey } from '../plan/labels.ts'
import type { Publisher } from '../prune-plan/decide-prune.ts'
import { reasonOf } from '../prune-plan/reason.ts'
import { type ImageReader, isOurs, readImageFacts, readLabels } from '../publish/image-facts.ts'
import { removedKey } from '../registry/empty-index.ts'

/** What an image says about itself, as far as a prune needs it. */
export interface PublishedImage {
  readonly publisher: Publisher
  readonly facts: Pick<ImageFacts, 'revision' | 'head' | 'branch'>
  /** Its label `created`. ISO 8601. */
  readonly created?: string
}

const createdKey = 'org.opencontainers.image.created'
/** In characters. */
const longestName = 1024

/** Reads images by digest, each once. A failure is an answer: the image is unknown then. */
export function createPublisherReader(
  registry: ImageReader,
  repository: Repository,
  sourceUrl: string,
): (digest: string) => Promise<PublishedImage> {
  return memoize(sameKey, async (digest: string): Promise<PublishedImage> => {
    try {
      return await readImage(registry, repository, digest, sourceUrl)
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      return {
        publisher: { kind: 'unknown', why: `its image could not be read: ${reasonOf(error)}` },
        facts: {},
      }
    }
  })
}

async function readImage(
  registry: ImageReader,
  repository: Repository,
  digest: string,
  sourceUrl: string,
): Promise<PublishedImage> {
  const manifests = memoize(
    (_: Repository, target: { readonly digest: string } | { readonly tag: string }) => JSON.stringify(target),
    (of: Repository, target) => registry.getManifest(of, target),
  )
  const once = { getManifest: manifests, getBlob: registry.getBlob }
  const manifest = await once.getManifest(repository, { digest })
  if (manifest === undefined) {
    return { publisher: { kind: 'unknown', why: 'its image does not exist' }, facts: {} }
  }
  if (isLeftover(manifest.json)) return { publisher: { kind: 'leftover' }, facts: {} }
  const facts = await readImageFacts(once, repository, digest, sourceUrl)
  // Tagboat writes every key; an image of another tool may name this repository as its source, too.
  if (
    facts.event === undefined ||
    facts.branch === undefined ||
    ![facts.branch, facts.revision, facts.head].every(isName)
  )
    return { publisher: { kind: 'foreign' }, facts: {} }
  const annotations = at(manifest.json, 'annotations')
  const isAnnotated = isOurs(annotations, sourceUrl) && stringAt(annotations, eventKey) !== undefined
  const marks = isAnnotated ? annotations : await readLabels(once, repository, manifest.json)
  const created = stringAt(marks, createdKey) ?? stringAt(annotations, createdKey)
  return {
    publisher: {
      kind: 'ours',
      branch: facts.branch,
      ...(facts.event.startsWith('pull_request') && { ofPull: true }),
    },
    facts,
    ...(created !== undefined && { created }),
  }
}

/** An image with this annotation is not a leftover: its author chose the annotation. */
const isLeftover = (manifest: Json): boolean =>
  stringAt(manifest, 'annotations', removedKey) !== undefined &&
  at(manifest, 'config') === undefined &&
  arrayAt(manifest, 'manifests').length === 0

/** Whether a text may be the name of a branch or a commit, which messages quote. git's names have no control characters. */
const isName = (text = ''): boolean => text.length <= longestName && !/\p{Cc}/u.test(text)
