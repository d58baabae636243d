import type { FactReader } from './gather.ts'
import type { Change } from './land.ts'

type Reader = Pick<FactReader, 'headManifest' | 'peekManifest'>

/** Looks at anchors while the builder works: it pushes them without a look of its own. */
export interface Watch {
  /** Reads each anchor, beside the builder's work. */
  readonly look: () => void
  /** What was seen under each anchor that it did not hold when it was decided on, in order, by reference; also this run's own. */
  readonly seen: () => Promise<Seen>
  /** Whether the builder has begun to push. */
  readonly hasBegun: () => boolean
}

/** Digests by reference. */
export type Seen = ReadonlyMap<string, readonly string[]>

export function watchAnchors(registry: Reader, anchors: readonly Change[]): Watch {
  const found = new Map<string, string[]>()
  const inFlight = new Map<string, Promise<void>>()
  let hasBegun = false
  const peek = registry.peekManifest ?? registry.headManifest
  const lookAt = async ({ facts }: Change): Promise<void> => {
    const { repository, tag, image, ref } = facts
    // What cannot be read is not seen; the run meets the failure where it matters.
    const now = await peek(repository, { tag: tag.name }).catch(() => undefined)
    if (now !== undefined && now.digest !== image?.digest)
      found.set(ref, [...(found.get(ref) ?? []), now.digest])
    inFlight.delete(ref)
  }
  return {
    hasBegun: () => hasBegun,
    look() {
      hasBegun = true
      for (const anchor of anchors) {
        const { ref } = anchor.facts
        if (!inFlight.has(ref)) inFlight.set(ref, lookAt(anchor))
      }
    },
    async seen() {
      await Promise.all(inFlight.values())
      return found
    },
  }
}
