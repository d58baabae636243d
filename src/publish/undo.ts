import { isSame, type Repository } from '../model/reference.ts'
import { holdsDigest, type TagResult } from '../model/result.ts'
import { explainError } from '../model/tagboat-error.ts'
import { destinationKey } from './destinations.ts'
import type { TagWriter } from './move.ts'
import { type Changed, isUnwritten, type Pace, rollBack } from './rollback.ts'

/** A tag of the run, as it was first decided on, and what this run would put there. */
type Planned = Pick<Changed, 'decision' | 'ours'>

/**
 * Puts tags back, and decides again before it does: where another run of the release took this run's image for its own tags, the image
 * stays, so that nothing is removed beneath them. `left`: tags under which a run that has ended may have lost its image.
 */
export async function takeBack(
  registry: TagWriter,
  changed: readonly Changed[],
  planned: readonly Planned[],
  pace?: Pace,
): Promise<{ readonly results: readonly TagResult[]; readonly left: readonly string[] }> {
  const written = new Set(changed.filter((one) => !isUnwritten(one)).map(refOf))
  const asking = findRelied(
    registry,
    planned.filter((one) => !written.has(refOf(one))),
  )
  const isRelied = (one: Planned) => relied.has(destinationKey(one.decision.facts))
  // The tags are read meanwhile; nothing is written before the answer.
  const all = await rollBack(guard(registry, changed, asking), changed, pace)
  const relied = await asking
  const results = all.filter(({ ref }) => !changed.some((one) => refOf(one) === ref && isRelied(one)))
  // Another run may have read a tag of this run's just before it was put back.
  const back = new Set(results.filter(({ action }) => action === 'restored').map(({ ref }) => ref))
  const isOurs = new Set(results.filter(holdsDigest).map(({ ref }) => ref))
  const late = changed.some(hasRelease)
    ? await findRelied(
        registry,
        planned.filter((one) => !isRelied(one) && !isOurs.has(refOf(one))),
      )
    : new Set<string>()
  const lost = changed
    .filter((one) => late.has(destinationKey(one.decision.facts)) && back.has(refOf(one)))
    .map(refOf)
  return {
    results: [...changed.filter(isRelied).map(stay), ...results],
    left: [...new Set([...lost, ...findSuperseded(changed, results, planned)])],
  }
}

const refOf = ({ decision }: Pick<Changed, 'decision'>): string => decision.facts.ref

const hasRelease = ({ decision }: Changed): boolean => decision.facts.tag.follows.kind === 'release'

/** Refuses to write tags of the places that other runs rely on. What `rollBack` says of them is not used. */
function guard(
  registry: TagWriter,
  changed: readonly Changed[],
  asking: Promise<ReadonlySet<string>>,
): TagWriter {
  const check = async (repository: Repository, tag: string | undefined) => {
    const relied = await asking
    const isIts = ({ decision: { facts } }: Changed) =>
      facts.tag.name === tag && isSame(facts.repository, repository) && relied.has(destinationKey(facts))
    if (changed.some(isIts)) throw new Error('Another run relies on this image.')
  }
  return {
    ...registry,
    putManifest: async (repository, target, manifest) => {
      await check(repository, 'tag' in target ? target.tag : undefined)
      return registry.putManifest(repository, target, manifest)
    },
    removeTag: async (repository, tag) => {
      await check(repository, tag)
      return registry.removeTag(repository, tag)
    },
  }
}

/** Places where tags on a line hold this run's image, though this run has not put it there. */
export async function findRelied(
  registry: TagWriter,
  planned: readonly Planned[],
): Promise<ReadonlySet<string>> {
  const asked = planned
    .filter(({ decision, ours }) => {
      const { tag, image } = decision.facts
      return tag.follows.kind === 'line' && image?.digest !== ours
    })
    .map(async ({ decision, ours }) => {
      const { repository, tag } = decision.facts
      const now = await registry.headManifest(repository, { tag: tag.name }).catch(() => undefined)
      return now?.digest === ours ? [destinationKey(decision.facts)] : []
    })
  return new Set((await Promise.all(asked)).flat())
}

function stay(change: Changed): TagResult {
  const { decision, previous, ours, error } = change
  const { ref, tag } = decision.facts
  const was = previous === undefined ? {} : { previous }
  if (isUnwritten(change)) {
    return {
      ref,
      name: tag.name,
      digest: ours,
      ...was,
      action: 'failed',
      reason: `${explainError(error)}; another run of this release put it there`,
    }
  }
  const action = previous === undefined ? 'created' : 'moved'
  return {
    ref,
    name: tag.name,
    digest: ours,
    ...was,
    action,
    reason: 'stays: another run of this release uses this image',
  }
}

/**
 * A run that published one tag of a branch while this one ran may have left the branch's other tags to this run, whose commit is newer.
 * They hold something older now.
 */
function findSuperseded(
  changed: readonly Changed[],
  results: readonly TagResult[],
  planned: readonly Planned[],
): readonly string[] {
  const before = new Map(planned.map(({ decision: { facts } }) => [facts.ref, facts.image?.digest]))
  const line = ({ decision: { facts } }: Changed) =>
    `${destinationKey(facts)} ${JSON.stringify(facts.tag.follows)}`
  const isNew = ({ decision, previous }: Changed) =>
    previous !== undefined && previous !== before.get(decision.facts.ref)
  return changed.flatMap((change) => {
    const { ref } = change.decision.facts
    const others = changed.filter((one) => isNew(one) && line(one) === line(change))
    const now = results.find((result) => result.ref === ref)
    const isOlder = others.length > 0 && others.every(({ previous }) => previous !== now?.digest)
    return now?.action === 'restored' && isOlder ? [ref] : []
  })
}
