import { join } from 'node:path'
import { arrayAt, numberAt, parseJson, stringAt } from '../../json.ts'
import type { Files } from '../../ports/ports.ts'
import { headManifest } from '../absence.ts'
import { headBlob, mountBlob } from '../blobs.ts'
import type { PushContext } from '../copy/copy-context.ts'
import { listChildren } from '../copy/manifest-children.ts'
import { streamBlob } from '../copy/stream-blob.ts'
import { type Descriptor, describeAsked, type Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { type Layout, locateBlob, openBlob, readTree, unreadable } from './read-layout.ts'

/**
 * Pushes an image of an OCI image layout to a repository, by digest and without any tag: blobs first, then manifests from the
 * bottom up (OCI distribution spec 1.1, "Pushing Manifests"). Sends only what the registry lacks.
 */
export async function pushLayout(
  context: PushContext,
  files: Files,
  folder: string,
  digest: string,
): Promise<void> {
  const layout = await readTree(files, folder, await findEntry(files, folder, digest))
  const { to, tasks } = context
  const missing = await findMissing(context, layout)
  const needed = new Set(missing.flatMap((one) => childrenOf(context, one).blobs.map((blob) => blob.digest)))
  const blobs = [...layout.blobs.values()].filter((blob) => needed.has(blob.digest))
  await tasks.all(blobs.map((blob) => () => pushBlob(context, files, folder, blob)))
  for (const level of groupByLevel(context, missing)) {
    await tasks.all(
      level.map((one) => () => putManifest(to.session, to.repository, { digest: one.digest }, one)),
    )
  }
}

/** The entry of index.json for a digest: it has the size, which is needed to read the manifest. */
async function findEntry(files: Files, folder: string, digest: string): Promise<Descriptor> {
  const index = parseJson((await files.read(join(folder, 'index.json'))) ?? '')
  const entry = arrayAt(index, 'manifests').find((one) => stringAt(one, 'digest') === digest)
  if (entry === undefined) throw unreadable(folder, `does not hold ${digest}`)
  return { digest, size: numberAt(entry, 'size') ?? -1, mediaType: stringAt(entry, 'mediaType') ?? '' }
}

/**
 * The manifests that the registry lacks. Those below an index that exists are checked too: registries' garbage collectors
 * have removed children from under an index.
 */
async function findMissing({ to, tasks }: PushContext, layout: Layout): Promise<readonly Manifest[]> {
  const found = await tasks.all(
    [...layout.manifests.values()].map((manifest) => async () => {
      const existing = await headManifest(to.session, to.repository, { digest: manifest.digest })
      return existing === undefined ? [manifest] : []
    }),
  )
  return found.flat()
}

/** A blob that several images of a run share is sent to their registry once, and mounted into the other repositories. */
async function pushBlob(context: PushContext, files: Files, folder: string, blob: Descriptor): Promise<void> {
  const { session, repository } = context.to
  await context.transfers.once(repository, blob.digest, async () => {
    if (await headBlob(session, repository, blob.digest)) return
    const from = await context.transfers.findMountSource(repository, blob.digest)
    const mounted = from && (await mountBlob(session, from, repository, blob.digest))
    if (mounted === 'mounted') return
    const path = await locateBlob(files, folder, blob)
    await streamBlob(context, blob, openBlob(files, folder, path, blob), mounted)
  })
}

const childrenOf = ({ to }: PushContext, manifest: Manifest) =>
  listChildren(describeAsked(to.repository, { digest: manifest.digest }, 'push'), manifest)

/**
 * Groups manifests, in which children come before their parents, so that no group refers to itself or a later one: the
 * manifests of one group can be put concurrently.
 */
function groupByLevel(
  context: PushContext,
  manifests: readonly Manifest[],
): readonly (readonly Manifest[])[] {
  const groups: Manifest[][] = []
  const levels = new Map<string, number>()
  for (const manifest of manifests) {
    const children = childrenOf(context, manifest).manifests
    const level = Math.max(-1, ...children.map(({ digest }) => levels.get(digest) ?? -1)) + 1
    levels.set(manifest.digest, level)
    groups[level] = [...(groups[level] ?? []), manifest]
  }
  return groups
}
