import type { Decision } from '../decide/decide-tag.ts'
import { cancelled, cancelledMeanwhile, notPublished, reliedOn } from '../errors/publish.ts'
import { followsSame } from '../model/planned-tag.ts'
import { isSame, type Repository } from '../model/reference.ts'
import { holdsDigest, type TagResult } from '../model/result.ts'
import { explainError, type Problem } from '../model/tagboat-error.ts'
import { DestinationMap, isSameDestination, type Sources } from './destinations.ts'
import type { MoveOutcome, TagWriter } from './move.ts'
import type { Pushed } from './moved-anchors.ts'
import type { Published, PublishRequest } from './request.ts'
import { describeUntouched, perRepository, tagResult } from './results.ts'
import { type Changed, isUnwritten, paceOf, rollBack, type WritePace } from './rollback.ts'

/**
 * Undoes a failed publish, and returns the state of every tag with the problems. `causes`: why it failed. `pushed`: what is
 * known about anchors whose reported digest does not exist, by reference.
 */
export async function undo(
  request: Pick<PublishRequest, 'ports' | 'hasty' | 'images' | 'isCancelled' | 'cancelled'>,
  decisions: readonly Decision[],
  sources: Sources,
  outcomes: readonly MoveOutcome[],
  causes: readonly Problem[],
  pushed: ReadonlyMap<string, Pushed> = new Map(),
): Promise<Published> {
  const planned = decisions.map((decision) => ({
    decision,
    ours: sources.get(decision.facts.target)?.digest,
  }))
  const changed = outcomes.flatMap((outcome): Changed[] => {
    if (outcome.kind === 'left' || outcome.kind === 'skipped') return []
    const { decision, previous } = outcome
    const ours = sources.get(decision.facts.target)?.digest
    if (ours === undefined) return []
    const failure = outcome.kind === 'failed' ? { error: outcome.error, isTried: outcome.isTried } : {}
    return [{ decision, previous, ours, ...failure, ...pushed.get(decision.facts.ref) }]
  })
  request.ports.log.info('Publishing failed: the tags that were moved are put back.')
  const isCancelled = request.isCancelled()
  const { results: undone, left } = await rollBackUnused(request.hasty, changed, planned, paceOf(request))
  const known = new Map(undone.map((result) => [result.ref, result]))
  const results = decisions.map(
    (decision) => known.get(decision.facts.ref) ?? describeUntouched({ kind: 'skipped', decision }),
  )
  // A cancelled run reports its own problem.
  const problems = causes.filter(({ code }) => code !== cancelledMeanwhile().code)
  const failure = isCancelled ? cancelled(results) : notPublished(results, problems.length > 0)
  const lost = left.length > 0 ? [reliedOn(left)] : []
  return {
    images: perRepository(request, results, new DestinationMap()),
    problems: [...problems, failure, ...lost],
  }
}

/** A tag of the run, as first decided, and the digest that this run would write. */
interface Planned extends Pick<Changed, 'decision'> {
  readonly ours: string | undefined
}

/**
 * Undoes the moved tags, except where another run of the release has adopted this run's image for its own tags: there the
 * image stays. `left`: tags under which a run that has ended may have lost its image.
 */
export async function rollBackUnused(
  registry: TagWriter,
  changed: readonly Changed[],
  planned: readonly Planned[],
  pace?: WritePace,
): Promise<{ readonly results: readonly TagResult[]; readonly left: readonly string[] }> {
  const written = new Set(changed.filter((one) => !isUnwritten(one)).map(refOf))
  const finding = findAdopted(
    registry,
    planned.filter((one) => !written.has(refOf(one))),
  )
  const isAdopted = (one: Planned) => adopted.has(one.decision.facts)
  // The tags are read meanwhile, but nothing is written before the answer.
  const all = await rollBack(guard(registry, changed, finding), changed, pace)
  const adopted = await finding
  const results = all.filter(({ ref }) => !changed.some((one) => refOf(one) === ref && isAdopted(one)))
  // Another run may have read a tag just before it was restored.
  const back = new Set(results.filter(({ action }) => action === 'restored').map(({ ref }) => ref))
  const isOurs = new Set(results.filter(holdsDigest).map(({ ref }) => ref))
  const late = changed.some(hasRelease)
    ? await findAdopted(
        registry,
        planned.filter((one) => !isAdopted(one) && !isOurs.has(refOf(one))),
      )
    : new DestinationMap<true>()
  const lost = changed.filter((one) => late.has(one.decision.facts) && back.has(refOf(one))).map(refOf)
  return {
    results: [...changed.filter(isAdopted).map(keepMoved), ...results],
    left: [...new Set([...lost, ...findSuperseded(changed, results, planned)])],
  }
}

const refOf = ({ decision }: Pick<Changed, 'decision'>): string => decision.facts.ref

const hasRelease = ({ decision }: Changed): boolean => decision.facts.tag.follows.kind === 'release'

/** Refuses writes to destinations whose image other runs have adopted; `rollBackUnused` drops these results. */
function guard(
  registry: TagWriter,
  changed: readonly Changed[],
  finding: Promise<DestinationMap<true>>,
): TagWriter {
  const check = async (repository: Repository, tag: string | undefined) => {
    const adopted = await finding
    const isIts = ({ decision: { facts } }: Changed) =>
      facts.tag.name === tag && isSame(facts.repository, repository) && adopted.has(facts)
    if (changed.some(isIts)) throw new Error('Another run uses this image.')
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

/** Destinations where tags on a line of versions hold this run's image, though this run has not written them. */
export async function findAdopted(
  registry: TagWriter,
  planned: readonly Planned[],
): Promise<DestinationMap<true>> {
  const asked = planned
    .filter(({ decision, ours }) => {
      const { tag, image } = decision.facts
      return tag.follows.kind === 'line' && image?.digest !== ours
    })
    .map(async ({ decision, ours }) => {
      const { repository, tag } = decision.facts
      const now = await registry.headManifest(repository, { tag: tag.name }).catch(() => undefined)
      return now !== undefined && now.digest === ours ? [[decision.facts, true] as const] : []
    })
  return new DestinationMap((await Promise.all(asked)).flat())
}

function keepMoved(change: Changed): TagResult {
  const { decision, previous, ours, error } = change
  const held = { digest: ours, previous }
  if (isUnwritten(change)) {
    const reason = `${explainError(error)}; another run of this release put it there`
    return tagResult(decision.facts, { ...held, action: 'failed', reason })
  }
  const action = previous === undefined ? 'created' : 'moved'
  const reason = 'stays: another run of this release uses this image'
  return tagResult(decision.facts, { ...held, action, reason })
}

/**
 * Tags that hold an older image now than another run would have left there: a run that published one tag of a branch
 * meanwhile may have left the branch's other tags to this run, whose commit is newer.
 */
function findSuperseded(
  changed: readonly Changed[],
  results: readonly TagResult[],
  planned: readonly Planned[],
): readonly string[] {
  const before = new Map(planned.map(({ decision: { facts } }) => [facts.ref, facts.image?.digest]))
  const isSameLine = ({ decision: one }: Changed, { decision: other }: Changed) =>
    isSameDestination(one.facts, other.facts) && followsSame(one.facts.tag, other.facts.tag)
  const isNew = ({ decision, previous }: Changed) =>
    previous !== undefined && previous !== before.get(decision.facts.ref)
  return changed.flatMap((change) => {
    const { ref } = change.decision.facts
    const others = changed.filter((one) => isNew(one) && isSameLine(one, change))
    const now = results.find((result) => result.ref === ref)
    const isOlder = others.length > 0 && others.every(({ previous }) => previous !== now?.digest)
    return now?.action === 'restored' && isOlder ? [ref] : []
  })
}
