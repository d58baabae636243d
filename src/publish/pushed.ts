import type { Change } from '../decide/decide.ts'
import { digestMismatch } from '../errors/build.ts'
import { contentMissing } from '../errors/publish.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import { findMoved, type Watched } from './clean-up.ts'
import type { PublishRequest } from './request.ts'
import type { Changed } from './rollback.ts'

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
  { seen, said }: Watched,
): Promise<void> {
  throwAll(
    anchors.flatMap(({ facts: { ref, target } }) => {
      const [pushed, told] = [said?.get(ref), reported.get(target)]
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
