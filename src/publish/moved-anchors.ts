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
import { type PublishRequest, paceOf } from './request.ts'
import { type Changed, rollBack } from './rollback.ts'
import type { LoggedDigests, SeenDigests } from './watch-anchors.ts'

/** Milliseconds after which what was on its way when buildx gave up has arrived. Pushes of several targets run side by side. */
const settling = 2_000
/** The same of a push that was cut off: a registry may still be at work on its last request. */
const hastySettling = 2_200

/** What is known of the anchors from while the builder pushed. */
export interface Watched {
  readonly seen?: SeenDigests
  readonly logged?: LoggedDigests
  /** What it logged of pushes that it tried again. */
  readonly loggedBefore?: SeenDigests
  /** The builder's log names every manifest before it pushes it, and all of the log was read. */
  readonly isLogComplete?: boolean
  /** False: the builder had not begun to push when it failed. */
  readonly hasBegun?: boolean
  /** The builder has ended well: what it logged is there, unless another run has moved the anchor since. */
  readonly isPushed?: boolean
}

/**
 * After a failed push: anchors that it moved all the same are put back. Only those that hold an image of this very
 * commit now are ours to touch. Throws the push's error with what could not be put back.
 */
export async function cleanUpAnchors(
  request: PublishRequest,
  anchors: readonly Change[],
  error: unknown,
  watched: Watched = {},
): Promise<void> {
  const { hasBegun = true, isPushed = false, isLogComplete = false } = watched
  // Whatever is there now is another run's: the build itself failed.
  if (isLogComplete && !hasBegun && !isPushed) return
  // There is time for one look then.
  const isHasty = request.isCancelled()
  if (isHasty && hasBegun && !isPushed && anchors.length > 0) await request.ports.clock.sleep(hastySettling)
  const first = await putBackMoved(request, anchors, watched)
  const results = new Map(first.results.map((result) => [result.ref, result]))
  let { unsure } = first
  if (anchors.length > 1 && !isHasty) {
    await request.ports.clock.sleep(settling)
    const second = await putBackMoved(request, anchors, watched)
    for (const result of second.results) results.set(result.ref, result)
    unsure = second.unsure
  }
  const left = [...results.values()].filter(holdsDigest)
  const told = [
    ...(left.length > 0 ? [leftBehind(left)] : []),
    ...(unsure.length > 0 ? [maybeLeftBehind(unsure)] : []),
  ]
  if (error instanceof TagboatError) throwAll([...error.problems, ...told])
  else warn(request.ports.log, told)
}

async function putBackMoved(
  request: PublishRequest,
  anchors: readonly Change[],
  watched: Watched,
): Promise<{ readonly results: readonly TagResult[]; readonly unsure: readonly string[] }> {
  const found = await Promise.all(anchors.map((anchor) => findMoved(request, anchor, watched)))
  const moved = found.flatMap((one) => (typeof one === 'object' ? [one] : []))
  const results = await rollBack(request.hasty, moved, paceOf(request))
  const unsure = anchors.filter((_, index) => found[index] === 'unsure').map(({ facts }) => facts.ref)
  return { results, unsure }
}

/** Whether what an anchor holds now is this run's, where no digest says so: by the builder's log, else by what the image says of itself. */
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
    const there = await readImageFacts(registry, repository, now.digest, facts.trigger.repository.url)
    const { plan, identity } = images.find((one) => one.plan.target === target) ?? {}
    // Another image of this commit: another step or job published it.
    if (compareIdentities(identity, there.identity).length > 0) return 'as before'
    // It failed, and never logged that it pushes this: rather the image of another run of this commit.
    if (!isLogged && !isPushed && (isElsewhere || isLogComplete)) return 'unsure'
    // A person's own labels may say another revision, or another source: then all that was planned must be there.
    const isOurs =
      isLogged ||
      there.revision === run.revision ||
      (plan !== undefined && (await hasLabels(registry, repository, now.digest, plan.labels)))
    // Another run of this commit may have released it: a release is never removed on a guess, and a second run takes it.
    if (tag.follows.kind === 'release') return 'unsure'
    // What another run put there before the builder pushed over it.
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
  const there = manifest && (await readLabels(registry, repository, manifest.json))
  const wanted = Object.entries(labels)
  return wanted.length > 0 && wanted.every(([key, value]) => stringAt(there, key) === value)
}

/** What this run put under an anchor, and what was there before. `isUnsure`: the image there may be this run's. */
export type Pushed = Partial<Pick<Changed, 'previous' | 'ours' | 'isUnsure'>>

/**
 * Compares what the builder pushed under the anchors with the digests that it reports. Throws a TagboatError where they differ: then
 * no digest says which image under an anchor is this run's. Costs a request only where an anchor was seen with another digest.
 */
export async function checkPushed(
  request: PublishRequest,
  anchors: readonly Change[],
  reported: ReadonlyMap<string, string>,
  { seen, logged }: Watched,
): Promise<void> {
  throwAll(
    anchors.flatMap(({ facts: { ref, target } }) => {
      const [pushed, told] = [logged?.get(ref), reported.get(target)]
      return pushed === undefined || told === undefined || pushed === told
        ? []
        : [digestMismatch(ref, pushed, told)]
    }),
  )
  const strange = anchors.filter(({ facts: { ref, target } }) =>
    seen?.get(ref)?.some((digest) => digest !== reported.get(target)),
  )
  for (const { facts } of strange) {
    const digest = reported.get(facts.target) ?? ''
    if (await isAbsent(request, facts, digest)) {
      throw new TagboatError(contentMissing(facts.repository.name, digest))
    }
  }
}

/**
 * After a verification that failed: anchors in whose repository the reported digest does not exist. Whatever the builder pushed there
 * has another digest. By reference.
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

/** A registry that fails to answer says nothing. */
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
