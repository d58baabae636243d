import { type Decision, isChange } from '../decide/decide-tag.ts'
import type { Json } from '../json.ts'
import { memoize } from '../memoize.ts'
import type { ImageChange } from '../model/image-change.ts'
import { formatReference, type Repository, type Target } from '../model/reference.ts'
import { compareImages, type ImageParts } from './compare-images.ts'
import { type Contents, type Destination, DestinationMap } from './destinations.ts'
import type { ImageReader } from './image-facts.ts'
import { type PartsReader, readBuiltBases, readParts } from './image-parts.ts'
import type { PublishRequest } from './request.ts'

/** Images that are compared; each costs some requests. */
const mostImages = 50
/** How long to wait for the comparison when everything else is done, and then for what is left without the base images, in ms. */
const grace = { whole: 250, rest: 50 }

type Changes = DestinationMap<ImageChange>

/** A running comparison. */
export interface Comparing {
  /** Never rejects: what cannot be read is left out. */
  readonly changes: Promise<Changes>
  /** Leaves out the base images that are not known yet; they need the most requests. */
  readonly hurry: () => void
}

/**
 * Compares each image with the one that its first moving tag held, with reads only. `registry` reads the new images, `own` resolves with
 * them, and `metadata` is that of their build.
 */
export function startComparing(
  { compare, images }: PublishRequest,
  registry: ManifestReader,
  decisions: readonly Decision[],
  { own, metadata }: { readonly own: Promise<Contents>; readonly metadata?: Json },
): Comparing {
  if (compare === undefined) return { changes: Promise.resolve(new DestinationMap()), hurry: () => undefined }
  const { promise: hurried, resolve: hurry } = createSignal()
  const extra = compare.registry
  const platformOf = ({ target }: Destination) => {
    const image = images.find(({ plan }) => plan.target === target)
    return image?.platforms[0] ?? image?.ownPlatform ?? ''
  }
  const compared = chooseTags(decisions).map(async ({ destination, tag, previous }) => {
    const { repository } = destination
    const single = platformOf(destination)
    const reader = { getManifest: extra.getManifest, extra, hurried }
    // The image before is read while the new one is verified.
    const before = readBefore(reader, repository, previous, single)
    before.catch(() => undefined)
    const top = (await own).get(destination)
    if (top === undefined || top.digest === previous) return []
    const bases = readBuiltBases(metadata, destination.target)
    const after = readParts({ ...reader, getManifest: registry.getManifest, bases }, repository, top, single)
    const [old, now] = await Promise.all([before, after])
    if (old === undefined || now === undefined) return []
    return [[destination, compareImages({ tag, previous, digest: top.digest }, old, now)] as const]
  })
  const settled = Promise.all(compared.map((one) => one.catch(() => [])))
  return { changes: settled.then((all) => new DestinationMap(all.flat())), hurry }
}

type ManifestReader = Pick<ImageReader, 'getManifest'>

function createSignal(): { readonly promise: Promise<undefined>; readonly resolve: () => void } {
  const controller = new AbortController()
  const promise = new Promise<undefined>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(undefined))
  })
  return { promise, resolve: () => controller.abort() }
}

async function readBefore(
  reader: PartsReader,
  repository: Repository,
  digest: string,
  single: string,
): Promise<ImageParts | undefined> {
  const top = await reader.getManifest(repository, { digest })
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

/** Reads the images that the tags hold now, while the build runs. `compare` remembers them. */
export function readAhead({ compare }: PublishRequest, decisions: readonly Decision[]): void {
  if (compare === undefined) return
  const reader = { getManifest: compare.registry.getManifest, extra: compare.registry, hurried: never }
  for (const { destination, previous } of chooseTags(decisions)) {
    readBefore(reader, destination.repository, previous, '').catch(() => undefined)
  }
}

const never = new Promise<undefined>(() => undefined)

/** A reader that requests nothing twice, not even after a failure. */
export const rememberReads = ({ getManifest, getBlob }: ImageReader): ImageReader => ({
  getManifest: memoize(
    (repository: Repository, target: Target) => formatReference(repository, target),
    (repository: Repository, target: Target) => getManifest(repository, target),
  ),
  getBlob: memoize(
    (repository: Repository, digest: string) => formatReference(repository, { digest }),
    (repository: Repository, digest: string) => getBlob(repository, digest),
  ),
})

/** The comparison, as far as it is complete soon. The run does not wait for the rest, whose requests are stopped. */
export async function takeSoon(
  { ports, compare, isCancelled }: Pick<PublishRequest, 'ports' | 'compare' | 'isCancelled'>,
  { changes, hurry }: Comparing,
): Promise<Changes> {
  if (compare === undefined || isCancelled()) return new DestinationMap()
  const ended = new AbortController()
  const wait = (ms: number) => ports.clock.sleep(ms, ended.signal).then(() => undefined)
  try {
    const whole = await Promise.race([changes, wait(grace.whole)])
    if (whole !== undefined) return whole
    hurry()
    return (await Promise.race([changes, wait(grace.rest)])) ?? new DestinationMap()
  } finally {
    ended.abort()
  }
}
