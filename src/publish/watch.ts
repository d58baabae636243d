import type { Clock } from '../ports/ports.ts'
import type { FactReader } from './gather.ts'
import type { Change } from './land.ts'

type Reader = Pick<FactReader, 'headManifest' | 'peekManifest'>

/**
 * The time between two looks, in ms. Another run needs several requests between its push and its end, so that it is seen however short it
 * is.
 */
const pause = 40
/** Looks after the builder's last word, which may be followed by a long upload. */
const mostLooks = 25

/** Looks at anchors while the builder works: it pushes them without a look of its own. */
export interface Watch {
  /** The builder exports or pushes: begins to read each anchor again and again, beside its work. `isDone`: it has pushed. */
  readonly look: (isDone?: boolean) => void
  /** What was seen under each anchor that it did not hold when it was decided on, in order, by reference; also this run's own. */
  readonly seen: () => Promise<Seen>
}

/** Digests by reference. */
export type Seen = ReadonlyMap<string, readonly string[]>

export function watchAnchors(
  registry: Reader,
  anchors: readonly Change[],
  clock: Pick<Clock, 'sleep'>,
): Watch {
  const found = new Map<string, string[]>()
  const inFlight = new Map<string, Promise<void>>()
  const peek = registry.peekManifest ?? registry.headManifest
  let looksLeft = 0
  let isLooking = false
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
  const goOn = async () => {
    for (; looksLeft > 0; looksLeft -= 1) {
      await clock.sleep(pause)
      if (looksLeft > 0) lookAtAll()
    }
    isLooking = false
  }
  return {
    look(isDone = false) {
      looksLeft = isDone ? 0 : mostLooks
      if (isDone || anchors.length === 0) return
      lookAtAll()
      if (isLooking) return
      isLooking = true
      void goOn()
    },
    async seen() {
      looksLeft = 0
      await Promise.all(inFlight.values())
      return found
    },
  }
}
