import type { OnPush, PushedTag } from '../build/bake.ts'
import { keyOf } from '../plan/reference.ts'
import type { FactReader } from './gather.ts'
import type { Change } from './land.ts'

type Reader = Pick<FactReader, 'headManifest' | 'peekManifest'>

/** Looks at anchors while the builder works: it pushes them without a look of its own. */
export interface Watch {
  /** Reads each anchor, beside the builder's work, and notes what the builder says that it pushes. */
  readonly look: OnPush
  /** What was seen under each anchor that it did not hold when it was decided on, in order, by reference; also this run's own. */
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

export function watchAnchors(registry: Reader, anchors: readonly Change[]): Watch {
  const found = new Map<string, string[]>()
  const said = new Map<string, string>()
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
  const note = ({ ref, digest }: PushedTag) => {
    const anchor = anchors.find(({ facts }) => `${keyOf(facts.repository)}:${facts.tag.name}` === ref)
    if (anchor !== undefined) said.set(anchor.facts.ref, digest)
  }
  return {
    hasBegun: () => hasBegun,
    look(pushed) {
      hasBegun = true
      if (pushed !== undefined) note(pushed)
      for (const anchor of anchors) {
        const { ref } = anchor.facts
        if (!inFlight.has(ref)) inFlight.set(ref, lookAt(anchor))
      }
    },
    async seen() {
      await Promise.all(inFlight.values())
      return found
    },
    said: () => said,
  }
}
