import { contentWrong, imagePartMissing, type RequestSubject } from '../../errors/registry.ts'
import { memoize } from '../../memoize.ts'
import { TagboatError } from '../../model/tagboat-error.ts'
import { getManifest, headManifest } from '../absence.ts'
import { type Descriptor, describeAsked, type Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { copyBlob } from './copy-blob.ts'
import type { CopyContext } from './copy-context.ts'
import { listChildren, maxBlobs } from './manifest-children.ts'

/** What the caller already knows about the image. */
export interface Known {
  /** The manifest of the digest itself. */
  readonly top?: Manifest
  /** The destination does not have the image. */
  readonly isAbsent?: boolean
}

/** Nested indexes are rare, and no tool makes more than two levels. */
const maxLevels = 5
const maxManifests = 1000

/**
 * Copies a manifest or index, and everything below it, to another repository: by digest, with unchanged bytes, and without
 * any tag. Children go first (OCI distribution spec 1.1, "Pushing Manifests").
 *
 * A registry accepts no manifest without its blobs, so the blobs below a manifest that the destination has are not checked.
 * The children of an index are: registries' garbage collectors have removed them from under one.
 */
export async function copyImage(context: CopyContext, digest: string, known: Known = {}): Promise<void> {
  const { to, tasks } = context
  const manifests = new Set<string>()
  const blobs = new Set<string>()
  const copyBlobOnce = memoize(
    ({ digest }: Descriptor) => digest,
    (blob) => copyBlob(context, blob),
  )
  const copyNode = memoize(
    ({ digest }: Node) => digest,
    async (node): Promise<void> => {
      const { manifest, isPresent } = await readNode(context, node)
      const children = listChildren(describeAsked(context.from.repository, node, 'read'), manifest)
      for (const blob of children.blobs) blobs.add(blob.digest)
      checkCounts(context, manifests.size + children.manifests.length, blobs.size)
      const below = children.manifests.map((one) => ({
        digest: one.digest,
        level: node.level + 1,
        mayBePresent: isPresent,
      }))
      await tasks.all([
        ...below.map((child) => () => copyNode(child)),
        ...(isPresent ? [] : children.blobs.map((blob) => () => copyBlobOnce(blob))),
      ])
      if (!isPresent) await putManifest(to.session, to.repository, { digest: node.digest }, manifest)
      manifests.add(node.digest)
    },
  )
  const top = { digest, level: 1, mayBePresent: known.isAbsent !== true, known: known.top }
  await tasks.all([() => copyNode(top)])
}

/** A manifest or index in the image's tree. */
interface Node {
  readonly digest: string
  readonly level: number
  /** False below a manifest that the destination lacks: a HEAD would cost as much as the PUT. */
  readonly mayBePresent: boolean
  readonly known?: Manifest | undefined
}

/** Reads the manifest at the source and looks for it at the destination, in parallel. */
async function readNode(
  { from, to, tasks }: CopyContext,
  { digest, level, mayBePresent, known }: Node,
): Promise<{ readonly manifest: Manifest; readonly isPresent: boolean }> {
  const asked = describeAsked(from.repository, { digest }, 'read')
  if (level > maxLevels) throw tooMuch(asked, `it is an index of indexes, more than ${maxLevels} levels deep`)
  const [[manifest], [found]] = await Promise.all([
    tasks.all([async () => known ?? (await getManifest(from.session, from.repository, { digest }))]),
    tasks.all(mayBePresent ? [() => headManifest(to.session, to.repository, { digest })] : []),
  ])
  if (!manifest) throw new TagboatError(imagePartMissing(asked))
  return { manifest, isPresent: found !== undefined }
}

function checkCounts({ from: { repository } }: CopyContext, manifests: number, blobs: number): void {
  const asked: RequestSubject = { host: repository.host, name: repository.name, action: 'read' }
  if (manifests > maxManifests)
    throw tooMuch(asked, `there are more than ${maxManifests} manifests in one image`)
  if (blobs > maxBlobs)
    throw tooMuch(asked, `there are more than ${maxBlobs} configs and layers in one image`)
}

const tooMuch = (asked: RequestSubject, what: string) => new TagboatError(contentWrong(asked, what))
