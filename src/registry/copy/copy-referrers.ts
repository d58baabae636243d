import { arrayAt, stringAt } from '../../json.ts'
import { getManifest } from '../absence.ts'
import type { Manifest } from '../manifests.ts'
import { putManifest } from '../put-manifest.ts'
import { addToReferrersTag, describeReferrer } from '../referrers.ts'
import type { Route } from './copy-context.ts'
import { copyImage } from './copy-image.ts'
import { type Attached, createReferrersApi, findAttached } from './find-attached.ts'

/** What was attached to an image, and how it came along. */
export interface ReferrersReport {
  readonly referrers: readonly CopiedReferrer[]
  /** cosign's `sha256-<hex>.sig`, `.att` and `.sbom`. */
  readonly tags: readonly CopiedTag[]
  /** What did not come along, as sentences. */
  readonly warnings: readonly string[]
  /** Bytes of blobs that went through this machine. */
  readonly bytes: number
}

export interface CopiedReferrer {
  readonly subject: string
  readonly digest: string
  /** What it is: `application/spdx+json`. */
  readonly artifactType?: string
  readonly way: 'present' | 'put'
}

/** A signature of an SBOM of an image is three. */
const mostLevels = 4
const mostReferrers = 1000

interface Walk {
  readonly route: Route
  /** Done when the manifests are at the destination. */
  readonly arrived: Promise<unknown>
  readonly attached: Attached
  /** The destination's list of referrers, where it keeps one itself. */
  readonly askDestination: (digest: string) => Promise<readonly string[] | undefined>
  readonly seen: Set<string>
  readonly referrers: CopiedReferrer[]
  readonly tags: CopiedTag[]
  readonly warnings: string[]
}

/**
 * Brings what is attached to the manifests with `digests`, and what is attached to that: artifacts that name one as their
 * subject (OCI image spec 1.1, "Image Manifest", `subject`) and cosign's tags. It looks at once, and puts nothing before
 * the manifests have `arrived` at the destination.
 */
export async function copyReferrers(
  route: Route,
  digests: readonly string[],
  arrived: Promise<unknown> = Promise.resolve(),
): Promise<ReferrersReport> {
  const warnings: string[] = []
  const walk: Walk = {
    route,
    arrived,
    attached: await findAttached(route.from, (text) =>
      warnings.push(`${text} Only what tags list came along.`),
    ),
    // Listed under the tag as well, nothing is lost.
    askDestination: createReferrersApi(route.to, (text) => route.log.info(text)),
    seen: new Set(digests),
    referrers: [],
    tags: [],
    warnings,
  }
  let level = [...new Set(digests)]
  for (let count = 1; level.length > 0; count += 1) {
    if (count > mostLevels) {
      walk.warnings.push(`What is attached more than ${mostLevels} levels deep did not come along.`)
      break
    }
    level = (await route.job.all(level.map((digest) => () => bringAttached(walk, digest)))).flat()
  }
  const { referrers, tags } = walk
  return { referrers, tags, warnings, bytes: route.progress.total() }
}

/** Brings what is attached to one manifest; returns the digests of what was not met before. */
async function bringAttached(walk: Walk, subject: string): Promise<readonly string[]> {
  const { route, attached } = walk
  const [referrers, tags] = await Promise.all([
    bringReferrers(walk, subject),
    route.job.all(attached.cosignTags(subject).map((tag) => () => bringTag(walk, tag))),
  ])
  return [...referrers, ...tags.flat()]
}

async function bringTag(walk: Walk, tag: string): Promise<readonly string[]> {
  const copied = await copyCosignTag(walk.route, tag, walk.arrived)
  if (!copied) return []
  walk.tags.push(copied)
  if (copied.way !== 'kept') return meet(walk, [copied.digest])
  const { repository } = walk.route.to
  walk.warnings.push(`${repository.name}:${tag} has signatures that the source lacks, and was left as it is.`)
  return []
}

async function bringReferrers(walk: Walk, subject: string): Promise<readonly string[]> {
  const { route, attached, askDestination } = walk
  const digests = meet(walk, await attached.referrers(subject))
  if (digests.length === 0) return []
  const brought = await route.job.all(digests.map((digest) => () => bringReferrer(walk, subject, digest)))
  const manifests = brought.flatMap((one) => one ?? [])
  if (manifests.length > 0 && (await askDestination(subject)) === undefined) {
    await addToReferrersTag(route.to, subject, manifests)
  }
  return manifests.map(({ digest }) => digest)
}

/** Undefined where a list names what is gone, or what has another subject. */
async function bringReferrer(walk: Walk, subject: string, digest: string): Promise<Manifest | undefined> {
  const { route } = walk
  const { session, repository } = route.from
  const manifest = await getManifest(session, repository, { digest })
  if (manifest === undefined || stringAt(manifest.json, 'subject', 'digest') !== subject) {
    route.log.debug(`${repository.name}@${digest} is listed as a referrer of ${subject}, and is none.`)
    return undefined
  }
  await walk.arrived
  const report = await copyImage(route, digest, { top: manifest })
  const artifactType = stringAt(describeReferrer(manifest), 'artifactType')
  walk.referrers.push({
    subject,
    digest,
    way: report.manifests.at(-1)?.way ?? 'put',
    ...(artifactType === undefined ? {} : { artifactType }),
  })
  return manifest
}

/** Those of the digests that are new to us, as many as there is room for. */
function meet(walk: Walk, digests: readonly string[]): readonly string[] {
  const fresh = [...new Set(digests)].filter((digest) => !walk.seen.has(digest))
  const room = Math.max(0, mostReferrers - walk.referrers.length)
  if (fresh.length > room)
    walk.warnings.push(`Of more than ${mostReferrers} attached artifacts the rest did not come along.`)
  const met = fresh.slice(0, room)
  for (const digest of met) walk.seen.add(digest)
  return met
}

export interface CopiedTag {
  readonly tag: string
  /** The source's. */
  readonly digest: string
  /** `kept`: the destination has signatures there that the source lacks, and stays as it is. */
  readonly way: 'present' | 'put' | 'kept'
}

/**
 * Brings what cosign keeps under a tag: signatures, attestations or an SBOM, one layer each. Undefined where the source
 * has no such tag. A tag at the destination with layers of its own is not replaced: they would be lost.
 * The destination is left alone until the image that it is of has `arrived`.
 */
export async function copyCosignTag(
  route: Route,
  tag: string,
  arrived: Promise<unknown>,
): Promise<CopiedTag | undefined> {
  const { from, to } = route
  const [theirs, ours] = await Promise.all([
    getManifest(from.session, from.repository, { tag }),
    // Not before: what is there must be what is replaced a moment later.
    arrived.then(() => getManifest(to.session, to.repository, { tag })),
  ])
  if (!theirs) return undefined
  const { digest } = theirs
  if (ours?.digest === digest) return { tag, digest, way: 'present' }
  const layers = listLayers(theirs)
  if (ours && ![...listLayers(ours)].every((layer) => layers.has(layer))) return { tag, digest, way: 'kept' }
  await copyImage(route, digest, { top: theirs })
  await putManifest(to.session, to.repository, { tag }, theirs)
  return { tag, digest, way: 'put' }
}

function listLayers({ json }: Manifest): ReadonlySet<string | undefined> {
  return new Set(arrayAt(json, 'layers').map((layer) => stringAt(layer, 'digest')))
}
