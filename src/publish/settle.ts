import { type Decision, decideTag } from '../decide/decide.ts'
import { cancelled, notPublished, notVerified, platformsMissing } from '../errors/publish.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import { formatReference, type Repository } from '../plan/reference.ts'
import { holdsDigest, type ImageResult, type PlatformResult, type TagResult } from '../report/result.ts'
import {
  bringReferrers,
  type Contents,
  collectContents,
  type Place,
  placeKey,
  type Source,
} from './contents.ts'
import { gatherTag } from './gather.ts'
import { type Change, isChange } from './land.ts'
import { moveTags, type Outcome } from './move.ts'
import { describeOutcome } from './outcome.ts'
import { findMissing, readPlatforms } from './platforms.ts'
import type { Published } from './publish.ts'
import { readBack } from './read-back.ts'
import { askFor, type ImageRequest, type PublishRequest, runOf } from './request.ts'
import { type Changed, rollBack } from './rollback.ts'

/** Where the content of each image is to be had from, by target. */
export type Sources = ReadonlyMap<string, Source>

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

/** Each place holds its image's digest, and the index lists what was asked for; throws where one does not. */
export async function verify(
  request: PublishRequest,
  places: readonly Place[],
  sources: Sources,
): Promise<Contents> {
  const contents = await collectContents(
    { registry: request.registry, log: request.ports.log },
    places,
    sources,
  )
  const problems = request.images
    .filter(({ platforms }) => platforms.length > 1)
    .flatMap((image) =>
      image.plan.repositories.map((repository) => checkPlatforms(request, image, repository, contents)),
    )
  throwAll((await Promise.all(problems)).flat())
  return contents
}

async function checkPlatforms(
  { registry }: PublishRequest,
  { plan, platforms, ownPlatform }: ImageRequest,
  repository: Repository,
  contents: Contents,
): Promise<readonly Problem[]> {
  const content = contents.get(placeKey({ target: plan.target, repository }))
  if (content === undefined) return []
  const there = await readPlatforms(registry, repository, content, ownPlatform)
  const missing = findMissing(platforms, there)
  return missing.length === 0 ? [] : [platformsMissing(missing, repository.name)]
}

/** To where every tag holds the digest already. */
async function bringLate(
  { registry, ports: { log } }: PublishRequest,
  decisions: readonly Decision[],
  contents: Contents,
  sources: Sources,
): Promise<void> {
  const holders = decisions.flatMap(({ kind, facts }) => (kind === 'unchanged' ? [facts] : []))
  const places = new Map(holders.map((facts): [string, Place] => [placeKey(facts), facts]))
  const left = [...places].filter(([key]) => !contents.has(key))
  await Promise.all(
    left.map(async ([, { target, repository }]) => {
      const source = sources.get(target)
      if (source !== undefined) await bringReferrers({ registry, log }, repository, source)
    }),
  )
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
  { registry, images }: PublishRequest,
  contents: Contents,
): Promise<Platforms> {
  const listed = images.flatMap(({ plan, platforms, ownPlatform }) =>
    plan.repositories.map(async (repository) => {
      const key = placeKey({ target: plan.target, repository })
      const content = contents.get(key)
      if (content === undefined) return [key, []] as const
      const there = readPlatforms(registry, repository, content, platforms[0] ?? ownPlatform)
      return [key, await there.catch(() => [])] as const
    }),
  )
  return new Map(await Promise.all(listed))
}

/** By `placeKey`. */
type Platforms = ReadonlyMap<string, readonly PlatformResult[]>

/** In the order of the plans, whatever order things were done in. */
export function perRepository(
  { images }: PublishRequest,
  results: readonly TagResult[],
  contents: Contents,
  platforms: Platforms = new Map(),
): readonly ImageResult[] {
  const known = new Map(results.map((result) => [result.ref, result]))
  return images.flatMap(({ plan, origin }) =>
    plan.repositories.map((repository) => {
      const { target } = plan
      const key = placeKey({ target, repository })
      const tags = plan.tags.flatMap((tag) => known.get(formatReference(repository, { tag: tag.name })) ?? [])
      const digest = contents.get(key)?.digest ?? tags.find(holdsDigest)?.digest
      const held = digest === undefined ? {} : { digest }
      const told = { platforms: platforms.get(key) ?? [], tags, ...(origin && { origin }) }
      return { target, repository, ...held, ...told }
    }),
  )
}
