import { createHash } from 'node:crypto'
import type { SourceImage } from '../inputs/from-image.ts'
import type { From } from '../inputs/from-input.ts'
import { formatIdentity, type Identity, mergeIdentities } from '../model/identity.ts'
import type { Target } from '../model/reference.ts'
import { identityKey, type Labels } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import type { Files, Log } from '../ports/ports.ts'
import type { Source } from '../publish/destinations.ts'
import { readBlobBytes, readLayout } from '../registry/layout/read-layout.ts'
import type { Manifest } from '../registry/manifests.ts'
import { type Child, type FoundImage, findImages, identityOf, type SourceReader } from './find-images.ts'

const indexType = 'application/vnd.oci.image.index.v1+json'

/**
 * One index over the platforms of several images, attestations kept, in the order they were named. Pure: the same
 * images give the same digest. OCI image spec 1.1, "Image Index".
 */
export function mergeImages(found: readonly FoundImage[], annotations: Labels): Manifest {
  const manifests = found.flatMap(({ children }) => children.map(({ descriptor }) => descriptor))
  const index = { schemaVersion: 2, mediaType: indexType, manifests, annotations }
  const bytes = new TextEncoder().encode(JSON.stringify(index, null, 2))
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  return { digest, mediaType: indexType, bytes, json: index }
}

/** The content to publish. `single`: the platform of an image without an index. */
export interface Resolved {
  readonly source: Source
  readonly single?: string
  /** The images that were read. */
  readonly images: readonly FoundImage[]
  /** The reader of these images, if it is not a registry. */
  readonly reader?: SourceReader
  /** Which image of the commit a merge is; absent for what is promoted as it is. */
  readonly identity?: Identity
}

/**
 * Reads the images of input `from` and decides what to publish: one image as it is, several as a new index. Throws a
 * TagboatError with all of them that cannot be published.
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
  const label = identity === undefined ? {} : { [identityKey]: formatIdentity(identity) }
  const index = mergeImages(found, { ...plan.annotations, ...label, ...Object.fromEntries(own) })
  ports.log.report(`Merging ${images.map(({ text }) => text).join(', ')} into ${index.digest}.`)
  const parts = children.map(({ repository, descriptor }) => ({ repository, digest: descriptor.digest }))
  // Referrers of the merged indexes do not describe the new index, so they are not copied.
  const source = { digest: index.digest, parts, index, referrersOf: digestsOf(children) }
  return { images: found, source, ...(identity && { identity }) }
}

const digestsOf = (children: readonly Child[]): readonly string[] => [
  ...new Set(children.map(({ descriptor }) => descriptor.digest)),
]

/**
 * Reads the OCI image layout of input `from`; `folder` is absolute. Throws a TagboatError with everything that cannot be
 * published.
 */
export async function resolveLayout(
  { files, log }: { readonly files: Files; readonly log: Log },
  folder: string,
  from: Extract<From, { kind: 'layout' }>,
  platforms: readonly string[],
): Promise<{
  readonly source: Source
  readonly images: readonly FoundImage[]
  readonly reader: SourceReader
}> {
  const layout = await readLayout(files, folder, from.tag)
  const { digest } = layout.top
  const text = `oci-layout:${from.folder}${from.tag === undefined ? '' : `:${from.tag}`}`
  // It is read like an image in a registry; the folder takes the registry's part.
  const repository = { name: folder, host: '', path: '' }
  const reader = {
    getManifest: async (_: unknown, target: Target) =>
      layout.manifests.get('digest' in target ? target.digest : digest),
    getBlob: async (_: unknown, wanted: string) => {
      const blob = layout.blobs.get(wanted)
      return blob && readBlobBytes(files, folder, blob)
    },
  }
  const tag = from.tag === undefined ? {} : { tag: from.tag }
  const images = await findImages(reader, [{ text, repository, target: { digest }, ...tag }], platforms)
  log.report(`Publishing ${text} (${digest}).`)
  return { source: { digest, parts: [], referrersOf: [], layout: { folder } }, images, reader }
}
