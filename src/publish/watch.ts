import type { Change } from '../decide/decide.ts'
import type { OnPush, PushedTag } from '../docker/bake.ts'
import { keyOf } from '../model/reference.ts'
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
  const inFlight = new Map<string, Promise<void>>()
  const peek = registry.peekManifest ?? registry.headManifest
  let begun: number | undefined
  let isOver = anchors.length === 0
  const lookAt = async ({ facts }: Change): Promise<void> => {
    const { repository, tag, image, ref } = facts
    // What cannot be read is not seen; the run meets the failure where it matters.
    const now = await peek(repository, { tag: tag.name }).catch(() => undefined)
    const known = found.get(ref) ?? []
    if (now !== undefined && now.digest !== (known.at(-1) ?? image?.digest))
      found.set(ref, [...known, now.digest])
    inFlight.delete(ref)
  }
  const lookAtAll = () => {
    for (const anchor of anchors) {
      const { ref } = anchor.facts
      if (!inFlight.has(ref)) inFlight.set(ref, lookAt(anchor))
    }
  }
  const note = ({ ref, digest }: PushedTag) => {
    const anchor = anchors.find(({ facts }) => `${keyOf(facts.repository)}:${facts.tag.name}` === ref)
    if (anchor !== undefined) said.set(anchor.facts.ref, digest)
  }
  const goOn = async (since: number) => {
    for (let looks = 0; looks < mostLooks && !isOver; looks += 1) {
      await clock.sleep(Math.max(shortestPause, (clock.now() - since) * pausePart))
      if (!isOver) lookAtAll()
    }
  }
  return {
    hasBegun: () => begun !== undefined,
    look({ pushed, isDone = false }) {
      if (pushed !== undefined) note(pushed)
      // Of several anchors the others may still be pushed.
      if (isDone && anchors.length === 1) isOver = true
      if (!isOver) lookAtAll()
      if (begun !== undefined) return
      begun = clock.now()
      // A cancelled run ends the sleep, and the looks.
      goOn(begun).catch(() => undefined)
    },
    async seen() {
      isOver = true
      await Promise.all(inFlight.values())
      return found
    },
    said: () => said,
  }
}
