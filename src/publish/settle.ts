import { type Decision, decideTag } from '../decide/decide.ts'
import { cancelled, notPublished, notVerified, platformsMissing } from '../errors/publish.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import { formatReference, type Repository } from '../plan/reference.ts'
import { holdsDigest, type ImageResult, type PlatformResult, type TagResult } from '../report/result.ts'
import { bringReferrers, type Contents, collectContents, distinctOf, type Source } from './contents.ts'
import { gatherTag } from './gather.ts'
import { type Change, isChange } from './land.ts'
import { moveTags, type Outcome } from './move.ts'
import { describeOutcome } from './outcome.ts'
import { findMissing, readPlatforms } from './platforms.ts'
import { askFor, type Published, type PublishRequest } from './publish.ts'
import { readBack } from './read-back.ts'
import { type Changed, rollBack } from './rollback.ts'

/** What has landed: the digest, where it is to be had from, and the anchors that carry it already. */
export interface Landed {
  readonly source: Source | undefined
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
    const changed = decisions.filter(isChange).map(({ facts }) => facts.repository)
    contents = await verify(request, changed, landed.source)
    await bringLate(request, decisions, contents, landed.source)
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
        const again = askFor(request)
        return decideTag(await gatherTag(again, facts.repository, facts.tag), request.run, request.guards)
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

/** Each repository holds the digest, and its index lists what was asked for; throws where one does not. */
export async function verify(
  request: PublishRequest,
  repositories: readonly Repository[],
  source: Source | undefined,
): Promise<Contents> {
  const contents = await collectContents(
    { registry: request.registry, log: request.ports.log },
    repositories,
    source,
  )
  if (request.platforms.length < 2) return contents
  const problems = request.plan.repositories.map(async (repository) => {
    const content = contents.get(repository.name)
    if (content === undefined) return []
    const there = await readPlatforms(request.registry, repository, content, request.ownPlatform)
    const missing = findMissing(request.platforms, there)
    return missing.length === 0 ? [] : [platformsMissing(missing, repository.name)]
  })
  throwAll((await Promise.all(problems)).flat())
  return contents
}

/** To where every tag holds the digest already. */
async function bringLate(
  { registry, ports: { log } }: PublishRequest,
  decisions: readonly Decision[],
  contents: Contents,
  source: Source | undefined,
): Promise<void> {
  if (source === undefined) return
  const holders = decisions.flatMap(({ kind, facts }) => (kind === 'unchanged' ? [facts.repository] : []))
  const left = distinctOf(holders).filter(({ name }) => !contents.has(name))
  await Promise.all(left.map((repository) => bringReferrers({ registry, log }, repository, source)))
}

async function undo(
  request: PublishRequest,
  decisions: readonly Decision[],
  { source }: Landed,
  outcomes: readonly Outcome[],
  problems: readonly Problem[],
): Promise<Published> {
  const changed = outcomes.flatMap((outcome): Changed[] => {
    if (outcome.kind === 'left' || outcome.kind === 'skipped') return []
    const ours = source?.digest ?? ''
    const error = outcome.kind === 'failed' ? { error: outcome.error } : {}
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

/** The platforms of what is there, with their sizes; where they cannot be read, none. */
export async function listPlatforms(
  { registry, plan, platforms, ownPlatform }: PublishRequest,
  contents: Contents,
): Promise<Platforms> {
  const listed = plan.repositories.map(async (repository) => {
    const content = contents.get(repository.name)
    if (content === undefined) return [repository.name, []] as const
    const there = readPlatforms(registry, repository, content, platforms[0] ?? ownPlatform)
    return [repository.name, await there.catch(() => [])] as const
  })
  return new Map(await Promise.all(listed))
}

/** Per repository name. */
type Platforms = ReadonlyMap<string, readonly PlatformResult[]>

/** In the order of the plan, whatever order things were done in. */
export function perRepository(
  { plan }: PublishRequest,
  results: readonly TagResult[],
  contents: Contents,
  platforms: Platforms = new Map(),
): readonly ImageResult[] {
  const known = new Map(results.map((result) => [result.ref, result]))
  return plan.repositories.map((repository) => {
    const tags = plan.tags.flatMap((tag) => known.get(formatReference(repository, { tag: tag.name })) ?? [])
    const digest = contents.get(repository.name)?.digest ?? tags.find(holdsDigest)?.digest
    return {
      repository,
      ...(digest === undefined ? {} : { digest }),
      platforms: platforms.get(repository.name) ?? [],
      tags,
    }
  })
}
