import { type Decision, decideTag } from '../decide/decide.ts'
import { cancelled, notPublished, notVerified } from '../errors/publish.ts'
import { type Problem, TagboatError } from '../errors/tagboat-error.ts'
import type { Contents, Sources } from './contents.ts'
import { gatherTag } from './gather.ts'
import { type Change, isChange } from './land.ts'
import { moveTags, type Outcome } from './move.ts'
import { describeOutcome } from './outcome.ts'
import type { Published } from './publish.ts'
import { readBack } from './read-back.ts'
import { askFor, type PublishRequest, runOf } from './request.ts'
import { listPlatforms, perRepository } from './results.ts'
import { type Changed, rollBack } from './rollback.ts'
import { bringLate, verify } from './verify.ts'

/** What has landed: the contents, and the anchors that carry them already. */
export interface Landed {
  readonly sources: Sources
  readonly anchors: readonly Change[]
}

/** Verifies what landed, moves the tags, puts them back where something failed, and reads everything back. */
export async function settle(
  request: PublishRequest,
  decisions: readonly Decision[],
  landed: Landed,
): Promise<Published> {
  const anchored: Outcome[] = landed.anchors.map((decision) => ({
    kind: 'done',
    decision,
    previous: decision.facts.image?.digest,
  }))
  let contents: Contents
  try {
    const changed = decisions.filter(isChange).map(({ facts }) => facts)
    contents = await verify(request, changed, landed.sources)
    await bringLate(request, decisions, contents, landed.sources)
  } catch (error) {
    // Without an anchor nothing moved yet.
    if (!(error instanceof TagboatError) || anchored.length === 0) throw error
    return undo(request, decisions, landed, anchored, error.problems)
  }
  const rest = decisions.filter((decision) => isChange(decision) && !landed.anchors.includes(decision))
  const moved = await moveTags(
    {
      registry: request.registry,
      manifests: contents,
      decideAgain: async ({ facts }) => {
        request.facts.source.forget()
        const now = await gatherTag(askFor(request), facts)
        return decideTag(now, runOf(request, facts.target), request.guards)
      },
      isCancelled: request.isCancelled,
    },
    rest,
  )
  const outcomes = [...anchored, ...moved]
  if (outcomes.some(({ kind }) => kind === 'failed' || kind === 'skipped')) {
    return undo(request, decisions, landed, outcomes, [])
  }
  const left: Outcome[] = decisions
    .filter((decision) => !isChange(decision))
    .map((decision) => ({ kind: 'left', decision }))
  // The platforms are only told: nobody needs to wait for them before the tags are read back.
  const described = [...outcomes, ...left].map((outcome) => describeOutcome(outcome, contents))
  const [results, platforms] = await Promise.all([
    readBack(request.registry, described),
    listPlatforms(request, contents),
  ])
  const wrong = results.filter(({ action }) => action === 'failed')
  const problems = wrong.length > 0 ? [notVerified(wrong, results.length)] : []
  return { images: perRepository(request, results, contents, platforms), problems }
}

async function undo(
  request: PublishRequest,
  decisions: readonly Decision[],
  { sources }: Landed,
  outcomes: readonly Outcome[],
  problems: readonly Problem[],
): Promise<Published> {
  const changed = outcomes.flatMap((outcome): Changed[] => {
    if (outcome.kind === 'left' || outcome.kind === 'skipped') return []
    const ours = sources.get(outcome.decision.facts.target)?.digest ?? ''
    const error = outcome.kind === 'failed' ? { error: outcome.error, isTried: outcome.isTried } : {}
    return [{ decision: outcome.decision, previous: outcome.previous, ours, ...error }]
  })
  request.ports.log.info('Publishing failed: the tags that were moved are put back.')
  const back = await rollBack(request.isCancelled() ? request.hasty : request.registry, changed)
  const known = new Map(back.map((result) => [result.ref, result]))
  const results = decisions.map(
    (decision) => known.get(decision.facts.ref) ?? describeOutcome({ kind: 'skipped', decision }, new Map()),
  )
  const failure = request.isCancelled() ? cancelled(results) : notPublished(results, problems.length > 0)
  return { images: perRepository(request, results, new Map()), problems: [...problems, failure] }
}
