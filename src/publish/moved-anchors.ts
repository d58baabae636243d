import type { Change } from '../decide/decide-tag.ts'
import { digestMismatch } from '../errors/build.ts'
import { contentMissing, leftBehind, maybeLeftBehind } from '../errors/publish.ts'
import { stringAt } from '../json.ts'
import { compareIdentities } from '../model/identity.ts'
import type { Repository } from '../model/reference.ts'
import { holdsDigest, type TagResult } from '../model/result.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Labels } from '../plan/labels.ts'
import { warn } from './decisions.ts'
import { type ImageReader, readImageFacts, readLabels } from './image-facts.ts'
import type { PublishRequest } from './request.ts'
import { type Changed, paceOf, rollBack } from './rollback.ts'
import type { LoggedDigests, SeenDigests } from './watch-anchors.ts'

/** How long to wait for in-flight pushes after buildx fails, in ms. Pushes of several targets run in parallel. */
const inFlightWait = 2_000
/** The same after a cancellation, in ms: the registry may still process the last request. */
const hastyWait = 2_200

/** What was observed about the anchors while the builder pushed. */
export interface Watched {
  readonly seen?: SeenDigests
  readonly logged?: LoggedDigests
  /** Earlier digests in the builder's log, of pushes that it retried. */
  readonly loggedBefore?: SeenDigests
  /** The builder's log names every manifest before its push, and was read to its end. */
  readonly isLogComplete?: boolean
  /** False if the builder failed before it began to push. */
  readonly hasBegun?: boolean
  /** The builder has succeeded: each anchor holds its logged digest, unless another run has moved it since. */
  readonly isPushed?: boolean
}

/**
 * After a failed push: restores the anchors that it has moved, if they hold an image of this commit. Throws the error of
 * the push, with the tags that could not be restored.
 */
export async function cleanUpAnchors(
  request: PublishRequest,
  anchors: readonly Change[],
  error: unknown,
  watched: Watched = {},
): Promise<void> {
  const { hasBegun = true, isPushed = false, isLogComplete = false } = watched
  // The build failed before the push, so any new image under an anchor is another run's.
  if (isLogComplete && !hasBegun && !isPushed) return
  // A cancelled run has time for one attempt.
  const isHasty = request.isCancelled()
  if (isHasty && hasBegun && !isPushed && anchors.length > 0) await request.ports.clock.sleep(hastyWait)
  const first = await putBackMoved(request, anchors, watched)
  const results = new Map(first.results.map((result) => [result.ref, result]))
  let { unsure } = first
  if (anchors.length > 1 && !isHasty) {
    await request.ports.clock.sleep(inFlightWait)
    const second = await putBackMoved(request, anchors, watched)
    for (const result of second.results) results.set(result.ref, result)
    unsure = second.unsure
  }
  const left = [...results.values()].filter(holdsDigest)
  const leftovers = [
    ...(left.length > 0 ? [leftBehind(left)] : []),
    ...(unsure.length > 0 ? [maybeLeftBehind(unsure)] : []),
  ]
  if (error instanceof TagboatError) throwAll([...error.problems, ...leftovers])
  else warn(request.ports.log, leftovers)
}

async function putBackMoved(
  request: PublishRequest,
  anchors: readonly Change[],
  watched: Watched,
): Promise<{ readonly results: readonly TagResult[]; readonly unsure: readonly string[] }> {
  const states = await Promise.all(anchors.map((anchor) => findMoved(request, anchor, watched)))
  const moved = states.flatMap((one) => (typeof one === 'object' ? [one] : []))
  const results = await rollBack(request.hasty, moved, paceOf(request))
  const unsure = anchors.filter((_, index) => states[index] === 'unsure').map(({ facts }) => facts.ref)
  return { results, unsure }
}

/** Whether an anchor holds this run's image, if no digest says so: judged by the builder's log, else by the image's metadata. */
export async function findMoved(
  { hasty: registry, facts, run, images }: Pick<PublishRequest, 'hasty' | 'facts' | 'run' | 'images'>,
  anchor: Change,
  { seen, logged, loggedBefore, isLogComplete = false, isPushed = false }: Watched,
): Promise<Changed | 'as before' | 'unsure'> {
  const { repository, tag, image, target, ref } = anchor.facts
  try {
    const now = await registry.headManifest(repository, { tag: tag.name })
    if (now?.digest === image?.digest) return 'as before'
    if (now === undefined) return 'unsure'
    const pushed = logged?.get(ref)
    const isLogged = pushed === now.digest || loggedBefore?.get(ref)?.includes(now.digest) === true
    const isElsewhere = !isLogged && pushed !== undefined
    if (isElsewhere && (await registry.headManifest(repository, { digest: pushed }))) return 'as before'
    const found = await readImageFacts(registry, repository, now.digest, facts.trigger.repository.url)
    const { plan, identity } = images.find((one) => one.plan.target === target) ?? {}
    // Another image of this commit, which another step or job has published.
    if (compareIdentities(identity, found.identity).length > 0) return 'as before'
    // The push failed and never logged this digest: it is probably the image of another run of this commit.
    if (!isLogged && !isPushed && (isElsewhere || isLogComplete)) return 'unsure'
    // The user's own labels may name another revision or source: then the image must have all planned labels.
    const isOurs =
      isLogged ||
      found.revision === run.revision ||
      (plan !== undefined && (await hasLabels(registry, repository, now.digest, plan.labels)))
    // Another run of this commit may have released it: a release is never removed on a guess, and the next run reuses it.
    if (tag.follows.kind === 'release') return 'unsure'
    // The image of another run that the builder replaced.
    const theirs = seen?.get(ref)?.findLast((digest) => digest !== now.digest)
    return isOurs ? { decision: anchor, previous: theirs ?? image?.digest, ours: now.digest } : 'unsure'
  } catch {
    return 'unsure'
  }
}

async function hasLabels(
  registry: ImageReader,
  repository: Repository,
  digest: string,
  labels: Labels,
): Promise<boolean> {
  const manifest = await registry.getManifest(repository, { digest })
  const existing = manifest && (await readLabels(registry, repository, manifest.json))
  const planned = Object.entries(labels)
  return planned.length > 0 && planned.every(([key, value]) => stringAt(existing, key) === value)
}

/** What this run pushed under an anchor, and what the anchor held before. `isUnsure`: its image may be this run's. */
export type Pushed = Partial<Pick<Changed, 'previous' | 'ours' | 'isUnsure'>>

/**
 * Compares the digests in the builder's log with those that it reports. Throws a TagboatError if they differ, because no
 * digest identifies this run's image then. Costs a request only if an anchor was seen with another digest.
 */
export async function checkPushed(
  request: Pick<PublishRequest, 'registry'>,
  anchors: readonly Change[],
  reported: ReadonlyMap<string, string>,
  { seen, logged }: Watched,
): Promise<void> {
  throwAll(
    anchors.flatMap(({ facts: { ref, target } }) => {
      const [pushed, expected] = [logged?.get(ref), reported.get(target)]
      return pushed === undefined || expected === undefined || pushed === expected
        ? []
        : [digestMismatch(ref, pushed, expected)]
    }),
  )
  const strange = anchors.filter(({ facts: { ref, target } }) =>
    seen?.get(ref)?.some((digest) => digest !== reported.get(target)),
  )
  for (const { facts } of strange) {
    const digest = reported.get(facts.target)
    if (digest !== undefined && (await isAbsent(request, facts, digest))) {
      throw new TagboatError(contentMissing(facts.repository.name, digest))
    }
  }
}

/**
 * After a failed verification: finds the anchors whose repository lacks the reported digest, so that the builder has pushed
 * another one. By reference.
 */
export async function findPushed(
  request: PublishRequest,
  anchors: readonly Change[],
  reported: (target: string) => string | undefined,
  watched: Watched,
): Promise<ReadonlyMap<string, Pushed>> {
  const found = anchors.map(async (anchor): Promise<readonly (readonly [string, Pushed])[]> => {
    const { facts } = anchor
    const digest = reported(facts.target)
    if (digest === undefined || !(await isAbsent(request, facts, digest))) return []
    const moved = await findMoved(request, anchor, watched)
    if (moved === 'as before') return []
    return [[facts.ref, moved === 'unsure' ? { isUnsure: true } : pick(moved)]]
  })
  return new Map((await Promise.all(found)).flat())
}

const pick = ({ previous, ours }: Changed): Pushed => ({ previous, ours })

/** False if the registry does not answer. */
async function isAbsent(
  { registry }: Pick<PublishRequest, 'registry'>,
  { repository }: Pick<Change['facts'], 'repository'>,
  digest: string,
): Promise<boolean> {
  try {
    return (await registry.headManifest(repository, { digest })) === undefined
  } catch {
    return false
  }
}
