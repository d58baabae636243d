import { arrayAt, stringAt } from '../../json.ts'
import { getManifest } from '../absence.ts'
import type { Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { addToReferrersTag } from '../referrers.ts'
import type { CopyContext } from './copy-context.ts'
import { copyImage } from './copy-image.ts'
import { type AttachedFinder, createAttachedFinder, createReferrersApi } from './find-attached.ts'

/** What the copy of attached artifacts found. */
export interface ReferrersReport {
  /** What was not copied, as sentences. */
  readonly warnings: readonly string[]
}

/** A signature of an SBOM of an image is three levels. */
const maxLevels = 4
const maxReferrers = 1000

/** The state of one copy, which goes level by level from the image outwards. */
interface Walk {
  readonly context: CopyContext
  /** Resolves when the manifests are at the destination. */
  readonly arrived: Promise<unknown>
  readonly attached: AttachedFinder
  /** The referrers that the destination lists itself; undefined if it has no referrers API. */
  readonly listAtDestination: (digest: string) => Promise<readonly string[] | undefined>
  readonly seen: Set<string>
  readonly warnings: string[]
  /** Referrers copied so far. */
  referrers: number
}

/**
 * Copies the artifacts that are attached to the manifests with `digests`, and those attached to these artifacts: manifests that
 * name one as their subject (OCI image spec 1.1, "Image Manifest", `subject`), and cosign's tags. Searches the source at
 * once, and writes nothing before the manifests have `arrived` at the destination.
 */
export async function copyReferrers(
  context: CopyContext,
  digests: readonly string[],
  arrived: Promise<unknown> = Promise.resolve(),
): Promise<ReferrersReport> {
  const warnings: string[] = []
  const attached = await createAttachedFinder(context.from, (text) =>
    warnings.push(`${text} Only artifacts that are listed under tags were copied.`),
  )
  const walk: Walk = {
    context,
    arrived,
    attached,
    // An API that does not answer costs nothing: the referrers are then listed under the tag too.
    listAtDestination: createReferrersApi(context.to, (text) => context.log.info(text)),
    seen: new Set(digests),
    warnings,
    referrers: 0,
  }
  let level = [...new Set(digests)]
  for (let count = 1; level.length > 0; count += 1) {
    if (count > maxLevels) {
      warnings.push(`Artifacts that are attached more than ${maxLevels} levels deep were not copied.`)
      break
    }
    level = (await context.tasks.all(level.map((digest) => () => copyAttached(walk, digest)))).flat()
  }
  return { warnings }
}

/** Copies what is attached to one manifest; returns the digests that the walk had not seen before. */
async function copyAttached(walk: Walk, subject: string): Promise<readonly string[]> {
  const { context, attached } = walk
  const [referrers, tags] = await Promise.all([
    copyReferrersOf(walk, subject),
    context.tasks.all(attached.cosignTags(subject).map((tag) => () => copyCosignTag(walk, tag))),
  ])
  return [...referrers, ...tags.flat()]
}

async function copyReferrersOf(walk: Walk, subject: string): Promise<readonly string[]> {
  const { context, attached, listAtDestination } = walk
  const digests = takeUnseen(walk, await attached.referrers(subject))
  if (digests.length === 0) return []
  const copied = await context.tasks.all(digests.map((digest) => () => copyReferrer(walk, subject, digest)))
  const manifests = copied.flatMap((one) => one ?? [])
  if (manifests.length > 0 && (await listAtDestination(subject)) === undefined) {
    const { session, repository } = context.to
    await addToReferrersTag(session, repository, subject, manifests)
  }
  return manifests.map(({ digest }) => digest)
}

/** Undefined if the list names a manifest that does not exist or has another subject. */
async function copyReferrer(walk: Walk, subject: string, digest: string): Promise<Manifest | undefined> {
  const { context } = walk
  const { session, repository } = context.from
  const manifest = await getManifest(session, repository, { digest })
  if (manifest === undefined || stringAt(manifest.json, 'subject', 'digest') !== subject) {
    context.log.debug(`${repository.name}@${digest} is listed as a referrer of ${subject}, but is not one.`)
    return undefined
  }
  await walk.arrived
  await copyImage(context, digest, { top: manifest })
  walk.referrers += 1
  return manifest
}

/**
 * Copies what cosign keeps under a tag: signatures, attestations or an SBOM, one layer each. A tag at the destination whose
 * manifest has layers of its own is kept, with a warning: replacing it would lose them. Returns unseen digests as `copyAttached`.
 */
async function copyCosignTag(walk: Walk, tag: string): Promise<readonly string[]> {
  const { context, arrived } = walk
  const { from, to } = context
  const [theirs, ours] = await Promise.all([
    getManifest(from.session, from.repository, { tag }),
    // Read after the arrival, so that little time passes between this read and the write.
    arrived.then(() => getManifest(to.session, to.repository, { tag })),
  ])
  if (!theirs) return []
  const { digest } = theirs
  if (ours?.digest === digest) return takeUnseen(walk, [digest])
  const layers = listLayers(theirs)
  if (ours && ![...listLayers(ours)].every((layer) => layers.has(layer))) {
    walk.warnings.push(`${to.repository.name}:${tag} has signatures that the source lacks, and was kept.`)
    return []
  }
  await copyImage(context, digest, { top: theirs })
  await putManifest(to.session, to.repository, { tag }, theirs)
  return takeUnseen(walk, [digest])
}

function listLayers({ json }: Manifest): ReadonlySet<string | undefined> {
  return new Set(arrayAt(json, 'layers').map((layer) => stringAt(layer, 'digest')))
}

/** The digests that the walk has not seen, up to the maximum number of referrers; marks them as seen. */
function takeUnseen(walk: Walk, digests: readonly string[]): readonly string[] {
  const unseen = [...new Set(digests)].filter((digest) => !walk.seen.has(digest))
  const room = Math.max(0, maxReferrers - walk.referrers)
  if (unseen.length > room) walk.warnings.push(`Only ${maxReferrers} of the attached artifacts were copied.`)
  const taken = unseen.slice(0, room)
  for (const digest of taken) walk.seen.add(digest)
  return taken
}
