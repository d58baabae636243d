import type { Build, Built } from '../build/build.ts'
import { type Decision, decideTag, type Guards, type Run } from '../decide/decide.ts'
import type { Facts } from '../decide/facts.ts'
import { type Problem, TagboatError } from '../errors/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import type { Repository } from '../plan/reference.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { ImageResult } from '../report/result.ts'
import { cleanUpAnchors } from './clean-up.ts'
import type { Copier } from './contents.ts'
import { type FactReader, type FactRequest, gatherFacts } from './gather.ts'
import { createImageFacts, type ImageReader } from './image-facts.ts'
import { isChange, type LandingPlan, land, planLanding } from './land.ts'
import type { TagWriter } from './move.ts'
import { settle } from './settle.ts'

export interface Published {
  readonly built?: Built
  readonly images: readonly ImageResult[]
  readonly problems: readonly Problem[]
}

export interface PublishRequest {
  readonly ports: { readonly log: Log; readonly clock: Clock }
  readonly registry: FactReader & ImageReader & TagWriter & Copier
  /** The same, with little patience: for what must be done before the runner ends us. */
  readonly hasty: TagWriter
  readonly facts: Omit<FactRequest, 'registry' | 'plan' | 'readImage'>
  readonly plan: Plan
  readonly guards: Guards
  readonly run: Run
  readonly load: boolean
  readonly platforms: readonly string[]
  /** The engine's own platform, which an image without an index has. */
  readonly ownPlatform: string
  readonly prepareBuild: () => Promise<Build>
  readonly isCancelled: () => boolean
}

/**
 * The publishing algorithm of docs/publishing.md: facts, decisions, land, verify, move, read back. What is refused,
 * and what fails before a tag moved, is thrown; what fails afterwards is rolled back and told in `problems`.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const { ports } = request
  const facts = await gatherFacts(askFor(request))
  const decisions = decideAll(facts, request)
  const changes = decisions.filter(isChange)
  if (changes.length === 0) ports.log.info('Nothing to create or move: nothing is built.')
  const released = findReleased(decisions)
  if (changes.length === 0 || released !== undefined) {
    if (changes.length > 0)
      ports.log.info('This commit is released already: nothing is built, its image is the source.')
    return settle(request, decisions, { source: released, anchors: [] })
  }
  const build = await request.prepareBuild()
  const landing = planLanding(changes, build.abilities.driver, request.load)
  const built = await landOrCleanUp(request, build, landing)
  const settled = await settle(request, decisions, {
    source: { digest: built.digest },
    anchors: landing.anchors,
  })
  return { ...settled, built }
}

/** The request for facts; tags that are decided again are asked for anew. */
export function askFor({
  facts,
  registry,
  plan,
}: Pick<PublishRequest, 'facts' | 'registry' | 'plan'>): FactRequest {
  return { ...facts, registry, plan, readImage: createImageFacts(registry, facts.trigger.repository.url) }
}

/** Decides over every tag; throws everything that stands against publishing at once, before anything is built. */
function decideAll(facts: Facts, { run, guards, ports }: PublishRequest): readonly Decision[] {
  const decisions = facts.tags.map((tag) => decideTag(tag, run, guards))
  const refused = decisions.flatMap((decision) => (decision.kind === 'refuse' ? [decision.problem] : []))
  const [first, ...more] = [...facts.refusals, ...refused]
  if (first) throw new TagboatError(first, ...more)
  for (const decision of decisions) {
    if (decision.kind === 'keep') ports.log.notice(`${decision.facts.ref} is kept: ${decision.reason}.`)
    if (isChange(decision) && decision.warning !== undefined) ports.log.warning(decision.warning)
  }
  return decisions
}

/** Where this commit's release is already. */
function findReleased(decisions: readonly Decision[]): { digest: string; from: Repository } | undefined {
  const released = decisions.find((decision) => decision.kind === 'published')
  return released?.kind === 'published'
    ? { digest: released.digest, from: released.facts.repository }
    : undefined
}

/** A failed push may have moved an anchor all the same; it is put back before the failure is told. */
async function landOrCleanUp(request: PublishRequest, build: Build, landing: LandingPlan) {
  try {
    return await land(request.ports, build, landing)
  } catch (error) {
    await cleanUpAnchors(request, landing.anchors, error)
    throw error
  }
}
