import type { OnPush, PushedTag } from '../build/run-bake.ts'
import type { Change } from '../decide/decide-tag.ts'
import { keyOf } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Clock } from '../ports/ports.ts'
import type { FactReader } from './gather-facts.ts'

type Reader = Pick<FactReader, 'headManifest' | 'peekManifest'>

/**
 * The pause between two reads: a twentieth of the time since the push began, but at least 40 ms. The builder prints its log
 * in batches, so waiting for its lines would be too late. A push of ten minutes takes about 150 reads.
 */
const shortestPause = 40
const pausePart = 1 / 20
/** Enough for a push of several hours. */
const mostLooks = 300

/** Reads anchors while the builder pushes, because the builder does not read them itself. */
export interface Watch {
  /** Starts to read the anchors repeatedly during the push, and notes the digests in the builder's log. */
  readonly look: OnPush
  /**
   * Stops reading. Returns the digests that each anchor held after it was decided on, oldest first, by reference; this
   * run's own is among them.
   */
  readonly seen: () => Promise<SeenDigests>
  /** Whether the builder has begun to push. */
  readonly hasBegun: () => boolean
  /** The digest that the builder's log names for each anchor, by reference; missing if the log has none. */
  readonly logged: () => LoggedDigests
  /** Earlier digests in the builder's log, of pushes that it retried, by reference. */
  readonly loggedBefore: () => SeenDigests
}

/** A digest by reference. */
export type LoggedDigests = ReadonlyMap<string, string>

/** Digests by reference. */
export type SeenDigests = ReadonlyMap<string, readonly string[]>

export function watchAnchors(
  registry: Reader,
  anchors: readonly Change[],
  clock: Pick<Clock, 'sleep' | 'now'>,
): Watch {
  const found = new Map<string, string[]>()
  const logged = new Map<string, string>()
  /** Earlier digests in the builder's log, of pushes that it retried. */
  const outdated = new Map<string, readonly string[]>()
  const inFlight = new Map<string, Promise<void>>()
  const ended = new AbortController()
  const peek = registry.peekManifest ?? registry.headManifest
  let begun: number | undefined
  let isOver = anchors.length === 0
  const lookAt = async ({ facts }: Change): Promise<void> => {
    const { repository, tag, image, ref } = facts
    // A failed read is ignored here; a later request of the run reports the failure.
    const now = await peek(repository, { tag: tag.name }).catch((error: unknown) => {
      // More requests would throttle the builder's push too.
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
    const before = logged.get(own)
    if (before !== undefined) outdated.set(own, [...(outdated.get(own) ?? []), before])
    logged.set(own, digest)
  }
  /** True for images of other runs, and for the last one of this run. */
  const counts = (ref: string) => (digest: string) =>
    digest === logged.get(ref) || outdated.get(ref)?.includes(digest) !== true
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
      // A cancellation ends the sleep, and with it the reads.
      goOn(begun).catch(() => undefined)
    },
    async seen() {
      end()
      await Promise.all(inFlight.values())
      return new Map([...found].map(([ref, digests]) => [ref, digests.filter(counts(ref))]))
    },
    logged: () => logged,
    loggedBefore: () => outdated,
  }
}

const isThrottled = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === 'registry-too-many-requests')
