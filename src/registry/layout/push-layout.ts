import { join } from 'node:path'
import { arrayAt, numberAt, parseJson, stringAt } from '../../json.ts'
import type { Files } from '../../ports/ports.ts'
import { headManifest } from '../absence.ts'
import { headBlob, mountBlob } from '../blobs.ts'
import type { Way } from '../copy/copy-context.ts'
import { listContent } from '../copy/manifest-children.ts'
import { streamBlob } from '../copy/stream-blob.ts'
import { type Descriptor, describeAsked, type Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { type Layout, locateBlob, openBlob, readTree, unreadable } from './read-layout.ts'

/**
 * Brings an image of an OCI image layout into a repository, by digest and without any tag: blobs first, what names others
 * after them (OCI distribution spec 1.1, "Pushing Manifests"), the top manifest last. What is there is not sent.
 */
export async function pushLayout(way: Way, files: Files, folder: string, digest: string): Promise<void> {
  const layout = await readTree(files, folder, await findEntry(files, folder, digest))
  const { session, repository } = way.to
  const missing = await findMissing(way, layout)
  const wanted = new Set(missing.flatMap((one) => namesOf(way, one)))
  const blobs = [...layout.blobs.values()].filter((blob) => wanted.has(blob.digest))
  await way.job.all(blobs.map((blob) => () => pushBlob(way, files, folder, blob)))
  for (const level of order(way, missing)) {
    await way.job.all(
      level.map(
        (one) => async () => void (await putManifest(session, repository, { digest: one.digest }, one)),
      ),
    )
  }
}

/** The index file's entry for a digest: its size is needed to read it. */
async function findEntry(files: Files, folder: string, digest: string): Promise<Descriptor> {
  const index = parseJson((await files.read(join(folder, 'index.json'))) ?? '')
  const entry = arrayAt(index, 'manifests').find((one) => stringAt(one, 'digest') === digest)
  if (entry === undefined) throw unreadable(folder, `does not hold ${digest}`)
  return { digest, size: numberAt(entry, 'size') ?? -1, mediaType: stringAt(entry, 'mediaType') ?? '' }
}

/** All manifests are asked for, also below one that is there: registries' cleaners have removed children from under an index. */
async function findMissing({ to, job }: Way, layout: Layout): Promise<readonly Manifest[]> {
  const found = await job.all(
    [...layout.manifests.values()].map((manifest) => async () => {
      const there = await headManifest(to.session, to.repository, { digest: manifest.digest })
      return there === undefined ? [manifest] : []
    }),
  )
  return found.flat()
}

/** A blob that several images of a run have goes to their registry once, and is mounted into the other repositories. */
async function pushBlob(way: Way, files: Files, folder: string, blob: Descriptor): Promise<void> {
  const { session, repository } = way.to
  await way.arrivals.once(repository, blob.digest, async () => {
    if (await headBlob(session, repository, blob.digest)) return
    const from = await way.arrivals.elsewhere(repository, blob.digest)
    const mounted = from && (await mountBlob(session, from, repository, blob.digest))
    if (mounted === 'mounted') return
    const path = await locateBlob(files, folder, blob)
    await streamBlob(way, blob, openBlob(files, folder, path, blob), mounted)
  })
}

const contentOf = (way: Way, manifest: Manifest) =>
  listContent(describeAsked(way.to.repository, { digest: manifest.digest }, 'push'), manifest)

const namesOf = (way: Way, manifest: Manifest) => contentOf(way, manifest).blobs.map(({ digest }) => digest)

/** In steps whose manifests name none of the same step: they go side by side. */
function order(way: Way, manifests: readonly Manifest[]): readonly (readonly Manifest[])[] {
  const steps: Manifest[][] = []
  const known = new Map<string, number>()
  // Children come before those that name them.
  for (const manifest of manifests) {
    const below = contentOf(way, manifest).manifests.map(({ digest }) => known.get(digest) ?? -1)
    const step = Math.max(-1, ...below) + 1
    known.set(manifest.digest, step)
    steps[step] = [...(steps[step] ?? []), manifest]
  }
  return steps
}
