import type { Change } from '../decide/decide.ts'
import type { OnPush, PushedTag } from '../docker/run-bake.ts'
import { keyOf } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock } from '../ports/ports.ts'
import type { FactReader } from './fact-request.ts'

type Reader = Pick<FactReader, 'headManifest' | 'peekManifest'>

/**
 * The shortest time between two looks, in ms, and the part of the time since the builder began to push. The builder prints its log in
 * batches, so its lines alone come too late. A push of ten minutes costs about 150 looks.
 */
const shortestPause = 40
const pausePart = 1 / 20
/** A push of several hours. */
const mostLooks = 300

/** Looks at anchors while the builder works: it pushes them without a look of its own. */
export interface Watch {
  /** Begins to read each anchor again and again, beside the builder's work, and notes what the builder says that it pushes. */
  readonly look: OnPush
  /**
   * Ends the looks. What was seen under each anchor that it did not hold when it was decided on, in order, by reference; also this
   * run's own.
   */
  readonly seen: () => Promise<Seen>
  /** Whether the builder has begun to push. */
  readonly hasBegun: () => boolean
  /** What the builder said that it pushes under each anchor, by reference. Absent where its log does not say. */
  readonly said: () => Said
  /** What it said before that, of a push that it tried again. */
  readonly saidBefore: () => Seen
}

/** A digest by reference. */
export type Said = ReadonlyMap<string, string>

/** Digests by reference. */
export type Seen = ReadonlyMap<string, readonly string[]>

export function watchAnchors(
  registry: Reader,
  anchors: readonly Change[],
  clock: Pick<Clock, 'sleep' | 'now'>,
): Watch {
  const found = new Map<string, string[]>()
  const said = new Map<string, string>()
  /** What the builder said under an anchor before it said something else: a push that it tried again. */
  const outdated = new Map<string, readonly string[]>()
  const inFlight = new Map<string, Promise<void>>()
  const ended = new AbortController()
  const peek = registry.peekManifest ?? registry.headManifest
  let begun: number | undefined
  let isOver = anchors.length === 0
  const lookAt = async ({ facts }: Change): Promise<void> => {
    const { repository, tag, image, ref } = facts
    // What cannot be read is not seen; the run meets the failure where it matters.
    const now = await peek(repository, { tag: tag.name }).catch((error: unknown) => {
      // More looks would cost the builder's push its answers.
      if (isThrottled(error)) end()
      return undefined
    })
    const known = found.get(ref) ?? []
    if (now !== undefined && now.digest !== (known.at(-1) ?? image?.digest))
      found.set(ref, [...known, now.digest])
    inFlight.delete(ref)
  }
  const end = () => {
    isOver = true
    ended.abort()
  }
  const lookAtAll = () => {
    for (const anchor of anchors) {
      const { ref } = anchor.facts
      if (!inFlight.has(ref)) inFlight.set(ref, lookAt(anchor))
    }
  }
  const note = ({ ref, digest }: PushedTag) => {
    const anchor = anchors.find(({ facts }) => `${keyOf(facts.repository)}:${facts.tag.name}` === ref)
    if (anchor === undefined) return
    const { ref: own } = anchor.facts
    const before = said.get(own)
    if (before !== undefined) outdated.set(own, [...(outdated.get(own) ?? []), before])
    said.set(own, digest)
  }
  /** Whether an image is of another run, or the last one of this run. */
  const counts = (ref: string) => (digest: string) =>
    digest === said.get(ref) || outdated.get(ref)?.includes(digest) !== true
  const goOn = async (since: number) => {
    for (let looks = 0; looks < mostLooks && !isOver; looks += 1) {
      await clock.sleep(Math.max(shortestPause, (clock.now() - since) * pausePart), ended.signal)
      if (!isOver) lookAtAll()
    }
  }
  return {
    hasBegun: () => begun !== undefined,
    look({ pushed, isDone = false }) {
      if (pushed !== undefined) note(pushed)
      // Of several anchors the others may still be pushed.
      if (isDone && anchors.length === 1) end()
      if (!isOver) lookAtAll()
      if (begun !== undefined) return
      begun = clock.now()
      // A cancelled run ends the sleep, and the looks.
      goOn(begun).catch(() => undefined)
    },
    async seen() {
      end()
      await Promise.all(inFlight.values())
      return new Map([...found].map(([ref, digests]) => [ref, digests.filter(counts(ref))]))
    },
    said: () => said,
    saidBefore: () => outdated,
  }
}

const isThrottled = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === 'registry-too-many-requests')
