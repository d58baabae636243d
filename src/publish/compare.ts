import { type Decision, isChange } from '../decide/decide-tag.ts'
import { memoize } from '../memoize.ts'
import type { ImageChange } from '../model/image-change.ts'
import { formatReference, type Repository, type Target } from '../model/reference.ts'
import { compareImages, type ImageParts } from './compare-images.ts'
import { type Contents, type Destination, DestinationMap } from './destinations.ts'
import type { ImageReader } from './image-facts.ts'
import { readParts } from './image-parts.ts'
import type { PublishRequest } from './request.ts'

/** Images that are compared; each costs some requests. */
const mostImages = 50
/** How long to wait for the comparison when everything else is done, in ms. */
const grace = 300

type Changes = DestinationMap<ImageChange>

/**
 * Compares each image with the one that its first moving tag held, with reads only. Never rejects: what cannot be read is left out.
 * `registry` reads the new images, `own` resolves with them.
 */
export async function compareWithPrevious(
  { compare, images }: PublishRequest,
  registry: ManifestReader,
  decisions: readonly Decision[],
  own: Promise<Contents>,
): Promise<Changes> {
  if (compare === undefined) return new DestinationMap()
  const platformOf = ({ target }: Destination) => {
    const image = images.find(({ plan }) => plan.target === target)
    return image?.platforms[0] ?? image?.ownPlatform ?? ''
  }
  const extra = compare.registry
  const compared = chooseTags(decisions).map(async ({ destination, tag, previous }) => {
    const { repository } = destination
    const single = platformOf(destination)
    // The image before is read while the new one is verified.
    const before = readBefore(extra, repository, previous, single)
    before.catch(() => undefined)
    const top = (await own).get(destination)
    if (top === undefined || top.digest === previous) return []
    const reading = readParts({ getManifest: registry.getManifest, extra }, repository, top, single)
    const [old, now] = await Promise.all([before, reading])
    return old && now
      ? [[destination, compareImages({ tag, previous, digest: top.digest }, old, now)] as const]
      : []
  })
  const settled = await Promise.all(compared.map((one) => one.catch(() => [])))
  return new DestinationMap(settled.flat())
}

type ManifestReader = Pick<ImageReader, 'getManifest'>

async function readBefore(
  registry: ImageReader,
  repository: Repository,
  digest: string,
  single: string,
): Promise<ImageParts | undefined> {
  const top = await registry.getManifest(repository, { digest })
  const reader = { getManifest: registry.getManifest, extra: registry }
  return top && readParts(reader, repository, top, single)
}

/** The first tag of each destination that moves, which holds an image now. */
function chooseTags(decisions: readonly Decision[]) {
  const chosen = decisions.filter(isChange).flatMap(({ facts: { target, repository, tag, image } }) => {
    const destination = { target, repository }
    return image === undefined ? [] : [{ destination, tag: tag.name, previous: image.digest }]
  })
  const first = new DestinationMap(chosen.toReversed().map((one) => [one.destination, one]))
  return [...first].map(([, one]) => one).slice(0, mostImages)
}

/** Reads of manifests that several readers share, since registries count each as a pull. */
export function shareReads(registry: ManifestReader): ManifestReader {
  return {
    getManifest: memoize(
      (repository: Repository, target: Target) => formatReference(repository, target),
      (repository: Repository, target: Target) => registry.getManifest(repository, target),
    ),
  }
}

/** The comparison, if it is complete soon; otherwise its requests are for nothing, and the run does not wait for them. */
export async function takeSoon(
  { ports, compare, isCancelled }: Pick<PublishRequest, 'ports' | 'compare' | 'isCancelled'>,
  comparing: Promise<Changes>,
): Promise<Changes> {
  if (compare === undefined || isCancelled()) return new DestinationMap()
  const ended = new AbortController()
  const late = ports.clock.sleep(grace, ended.signal).then(() => new DestinationMap<ImageChange>())
  try {
    return await Promise.race([comparing, late])
  } finally {
    ended.abort()
  }
}
