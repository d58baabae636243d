import type { SourceImage } from '../inputs/from-image.ts'
import { formatIdentity, type Identity, mergeIdentities } from '../model/identity.ts'
import { identityKey } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import type { Log } from '../ports/ports.ts'
import type { Source } from './contents.ts'
import { mergeImages } from './merge.ts'
import { type Child, type FoundImage, findImages, identityOf, type SourceReader } from './source.ts'

/** What is to be published, and the platform of an image without an index. */
export interface Resolved {
  readonly source: Source
  readonly single?: string
  /** The images that it is made of, as they were read. */
  readonly images: readonly FoundImage[]
  /** What they were read with, where that is no registry. */
  readonly reader?: SourceReader
  /** Which image of the commit a merge is; absent for what is promoted as it is. */
  readonly identity?: Identity
}

/**
 * Looks at what input `from` names and says what is to be published: one image as it is, several as one new index.
 * Throws a TagboatError with everything that cannot be, before anything moves.
 */
export async function resolveImages(
  ports: { readonly log: Log; readonly registry: SourceReader },
  images: readonly SourceImage[],
  plan: Pick<Plan, 'annotations' | 'ownAnnotations'>,
  platforms: readonly string[],
): Promise<Resolved> {
  const found = await findImages(ports.registry, images, platforms)
  const children = found.flatMap((one) => one.children)
  const [first] = found
  // Only an index of our own can have the user's annotations.
  if (found.length === 1 && first !== undefined && plan.ownAnnotations.length === 0) {
    const { image, content } = first
    ports.log.report(`Promoting ${image.text} (${content.digest}).`)
    const part = { repository: image.repository, digest: content.digest, manifest: content }
    const referrersOf = [...new Set([content.digest, ...digestsOf(children)])]
    const single = children.find(({ descriptor }) => descriptor.digest === content.digest)?.platform
    return {
      images: found,
      source: { digest: content.digest, parts: [part], referrersOf },
      ...(single === undefined ? {} : { single }),
    }
  }
  const own = plan.ownAnnotations.map(({ key, value }) => [key.replace(/^index:/, ''), value])
  const identity = mergeIdentities(
    found.map(identityOf),
    children.flatMap(({ platform }) => platform ?? []),
  )
  const marks = identity === undefined ? {} : { [identityKey]: formatIdentity(identity) }
  const index = mergeImages(found, { ...plan.annotations, ...marks, ...Object.fromEntries(own) })
  ports.log.report(`Merging ${images.map(({ text }) => text).join(', ')} into ${index.digest}.`)
  const parts = children.map(({ repository, descriptor }) => ({ repository, digest: descriptor.digest }))
  // What refers to an index that is taken apart says nothing about the new one, and stays behind.
  const source = { digest: index.digest, parts, index, referrersOf: digestsOf(children) }
  return { images: found, source, ...(identity && { identity }) }
}

const digestsOf = (children: readonly Child[]): readonly string[] => [
  ...new Set(children.map(({ descriptor }) => descriptor.digest)),
]
