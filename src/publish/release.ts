import type { Decision } from '../decide/decide.ts'
import { isSame } from '../model/reference.ts'
import { collectContents } from './contents.ts'
import { type Content, type Contents, type Destination, destinationKey } from './destinations.ts'
import { type Entry, expected, findReleased, toEntry } from './entries.ts'
import type { Outcome } from './move.ts'
import type { PublishRequest } from './request.ts'
import type { Convergence, PushedImages } from './state.ts'

/** The manifest for one place: this run's own, or that of another run of the release. Undefined where it is gone. */
export async function contentFor(
  request: PublishRequest,
  place: Destination,
  digest: string,
  {
    own,
    landed,
    leader,
  }: {
    readonly own: ReadonlyMap<string, Content>
    readonly landed: PushedImages
    readonly leader: Entry | undefined
  },
): Promise<Content | undefined> {
  const key = destinationKey(place)
  const known = own.get(key)
  if (known?.digest === digest) return known
  const source = landed.sources.get(place.target)
  const from = leader?.first.facts.repository ?? place.repository
  const found =
    source?.digest === digest
      ? source
      : {
          digest,
          parts: [{ repository: from, digest }],
          referrersOf: isSame(from, place.repository) ? [] : [digest],
        }
  const collect = { registry: request.registry, log: request.ports.log }
  return (await collectContents(collect, [place], new Map([[place.target, found]]))).get(key)
}

/** The manifests for the tags beside full versions that this run has written, or found written by another run of the release. */
export async function adoptReleased(
  { request, own, landed }: Convergence,
  outcomes: readonly Outcome[],
  moving: readonly Decision[],
): Promise<Contents> {
  const entries = outcomes.map((outcome) => toEntry(outcome.decision, outcome, own, false))
  const released = findReleased(entries)
  const places = new Map(moving.map(({ facts }) => [destinationKey(facts), facts]))
  const found = await Promise.all(
    [...places].map(async ([key, place]) => {
      const leader = released.get(key)
      const digest = leader && expected(leader)
      if (digest === undefined) return []
      const content = await contentFor(request, place, digest, { own, landed, leader })
      return content === undefined ? [] : [[key, content] as const]
    }),
  )
  return new Map([...own, ...found.flat()])
}
