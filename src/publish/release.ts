import type { Decision } from '../decide/decide.ts'
import { isSame } from '../plan/reference.ts'
import { type Content, type Contents, collectContents, type Place, placeKey } from './contents.ts'
import type { Convergence } from './converge.ts'
import { type Entry, expected, isLeft, isRelease, toEntry } from './entries.ts'
import type { Outcome } from './move.ts'
import type { PublishRequest } from './request.ts'
import type { Landed } from './settle.ts'

/**
 * Which content a release has, for each place: that under the full version. Two runs of one release may write it in any order; both
 * then take what they read there last for all their tags. Of several repositories the first one decides, but for those that had
 * the release before.
 */
export function findReleased(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const leaders = new Map<string, Entry>()
  for (const entry of entries) {
    const { target } = entry.first.facts
    // A scheduled run leaves a release as it is, and builds for the other tags.
    if (isRelease(entry) && !isLeft(entry) && !leaders.has(target)) leaders.set(target, entry)
  }
  return new Map(
    entries.flatMap((entry) => {
      const { facts } = entry.first
      const leader = leaders.get(facts.target)
      if (leader === undefined) return []
      const own = entries.find(
        (one) =>
          isRelease(one) && one.first.kind === 'published' && placeKey(one.first.facts) === placeKey(facts),
      )
      return [[placeKey(facts), own ?? leader] as const]
    }),
  )
}

/** The manifest for one place: this run's own, or that of another run of the release. Undefined where it is gone. */
export async function contentFor(
  request: PublishRequest,
  place: Place,
  digest: string,
  {
    own,
    landed,
    leader,
  }: {
    readonly own: ReadonlyMap<string, Content>
    readonly landed: Landed
    readonly leader: Entry | undefined
  },
): Promise<Content | undefined> {
  const key = placeKey(place)
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
  const places = new Map(moving.map(({ facts }) => [placeKey(facts), facts]))
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
