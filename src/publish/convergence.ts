import type { Decision } from '../decide/decide-tag.ts'
import { isSame } from '../model/reference.ts'
import type { Manifest } from '../registry/manifests.ts'
import { type Contents, type Destination, DestinationMap, distinctDestinations } from './destinations.ts'
import { type Entry, expected, findReleased, toEntry } from './entries.ts'
import type { MoveOutcome } from './move.ts'
import type { DecisionRequest, PublishRequest, PushedImages } from './request.ts'
import { collectContents } from './verify.ts'

/** What every step after the push needs. */
export interface Convergence {
  readonly request: Pick<PublishRequest, keyof DecisionRequest | 'ports' | 'registry' | 'isCancelled'>
  /** The manifests that this run has built or copied. */
  readonly own: Contents
  readonly pushed: PushedImages
  /** Remarks about decisions that are already in the log. */
  readonly printed: Set<string | undefined>
}

/** The manifest for one destination: this run's own, or that of another run of the release. Undefined if it is gone. */
export async function contentFor(
  { registry, ports: { log } }: Convergence['request'],
  destination: Destination,
  digest: string,
  {
    own,
    pushed,
    leader,
  }: {
    readonly own: Contents
    readonly pushed: PushedImages
    readonly leader: Entry | undefined
  },
): Promise<Manifest | undefined> {
  const known = own.get(destination)
  if (known?.digest === digest) return known
  const source = pushed.sources.get(destination.target)
  const from = leader?.first.facts.repository ?? destination.repository
  const found =
    source?.digest === digest
      ? source
      : {
          digest,
          parts: [{ repository: from, digest }],
          referrersOf: isSame(from, destination.repository) ? [] : [digest],
        }
  const collect = { registry, log }
  return (await collectContents(collect, [destination], new Map([[destination.target, found]]))).get(
    destination,
  )
}

/** The manifests for tags beside a full version: its own image, whichever run of the release has written it. */
export async function adoptReleased(
  { request, own, pushed }: Convergence,
  outcomes: readonly MoveOutcome[],
  moving: readonly Decision[],
): Promise<Contents> {
  const entries = outcomes.map((outcome) => toEntry(outcome.decision, outcome, own, false))
  const released = findReleased(entries)
  const destinations = distinctDestinations(moving.map(({ facts }) => facts))
  const found = await Promise.all(
    destinations.map(async (destination) => {
      const leader = released.get(destination)
      const digest = leader && expected(leader)
      if (digest === undefined) return []
      const content = await contentFor(request, destination, digest, { own, pushed, leader })
      return content === undefined ? [] : [[destination, content] as const]
    }),
  )
  return new DestinationMap([...own, ...found.flat()])
}
