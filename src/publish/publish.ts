import type { Build, Built } from '../build/build.ts'
import { type Decision, decideTag, type Guards, type Run } from '../decide/decide.ts'
import type { Facts } from '../decide/facts.ts'
import { cancelledEarly } from '../errors/publish.ts'
import { type Problem, TagboatError, throwAll } from '../errors/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import type { Clock, Log } from '../ports/ports.ts'
import type { ImageResult } from '../report/result.ts'
import { cleanUpAnchors } from './clean-up.ts'
import type { Copier, Source } from './contents.ts'
import { type FactReader, type FactRequest, gatherFacts } from './gather.ts'
import { createImageFacts, type ImageReader } from './image-facts.ts'
import { type Change, isChange, type LandingPlan, land, planLanding, sourceOf } from './land.ts'
import type { TagWriter } from './move.ts'
import { settle } from './settle.ts'

export interface Published {
  readonly built?: Built
  readonly images: readonly ImageResult[]
  readonly problems: readonly Problem[]
}

/** Where the content comes from. */
export type PublishContent =
  /** `load`: the image gets a name in the local engine too. */
  | { readonly kind: 'build'; readonly prepare: () => Promise<Build>; readonly load: boolean }
  | { readonly kind: 'existing'; readonly source: Source }

export interface PublishRequest {
  readonly ports: { readonly log: Log; readonly clock: Clock }
  readonly registry: FactReader & ImageReader & TagWriter & Copier
  /** The same, with little patience: for what must be done before the runner ends us. */
  readonly hasty: TagWriter
  readonly facts: Omit<FactRequest, 'registry' | 'plan' | 'readImage'>
  readonly plan: Plan
  readonly guards: Guards
  readonly run: Run
  readonly platforms: readonly string[]
  /** The engine's own platform, which an image without an index has. */
  readonly ownPlatform: string
  readonly content: PublishContent
  /** The facts, where they were gathered while the source was looked at. */
  readonly gathered?: Facts
  readonly isCancelled: () => boolean
}

/**
 * The publishing algorithm of docs/publishing.md: facts, decisions, land, verify, move, read back. What is refused,
 * and what fails before a tag moved, is thrown; what fails afterwards is rolled back and told in `problems`.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const { ports, content } = request
  const facts = request.gathered ?? (await gatherFacts(askFor(request)))
  const decisions = decideAll(facts, request)
  const changes = decisions.filter(isChange)
  if (changes.length === 0) ports.log.info('Nothing to create or move: nothing is done.')
  const existing =
    findReleased(ports.log, decisions) ?? (content.kind === 'existing' ? content.source : undefined)
  if (content.kind === 'existing' || changes.length === 0 || existing !== undefined) {
    return settle(request, decisions, { source: existing, anchors: [] })
  }
  return publishBuild(request, content, decisions, changes)
}

async function publishBuild(
  request: PublishRequest,
  content: Extract<PublishContent, { kind: 'build' }>,
  decisions: readonly Decision[],
  changes: readonly Change[],
): Promise<Published> {
  throwIfCancelled(request)
  const build = await content.prepare()
  const landing = planLanding(changes, build, content.load)
  if (!landing.isWarmedUp) return landAndSettle(request, build, decisions, landing)
  // The builder moves an anchor without asking: what moved during the build must be decided again before it does.
  await build.run({ kind: 'warm' })
  request.facts.source.forget()
  const again = decideAll(await gatherFacts(askFor(request)), request, decisions)
  const left = again.filter(isChange)
  if (left.length === 0) return settle(request, again, { source: undefined, anchors: [] })
  return landAndSettle(request, build, again, planLanding(left, build, content.load))
}

async function landAndSettle(
  request: PublishRequest,
  build: Build,
  decisions: readonly Decision[],
  landing: LandingPlan,
): Promise<Published> {
  throwIfCancelled(request)
  const built = await landOrCleanUp(request, build, landing)
  const source = sourceOf(landing.landing, built.digest)
  try {
    return { ...(await settle(request, decisions, { source, anchors: landing.anchors })), built }
  } finally {
    if (source.layout !== undefined) await build.layout?.remove()
  }
}

export function throwIfCancelled({ isCancelled }: PublishRequest): void {
  if (isCancelled()) throw new TagboatError(cancelledEarly())
}

/** The request for facts; tags that are decided again are asked for anew. */
export function askFor({
  facts,
  registry,
  plan,
}: Pick<PublishRequest, 'facts' | 'registry' | 'plan'>): FactRequest {
  return { ...facts, registry, plan, readImage: createImageFacts(registry, facts.trigger.repository.url) }
}

/**
 * Decides over every tag; throws everything that stands against publishing at once, before anything is built. What was
 * said of `earlier` decisions is not said again.
 */
export function decideAll(
  facts: Facts,
  { run, guards, ports }: PublishRequest,
  earlier: readonly Decision[] = [],
): readonly Decision[] {
  const decisions = facts.tags.map((tag) => decideTag(tag, run, guards))
  const refused = decisions.flatMap((decision) => (decision.kind === 'refuse' ? [decision.problem] : []))
  throwAll([...facts.refusals, ...refused])
  const said = new Set(earlier.map(remark))
  for (const decision of decisions) {
    const text = remark(decision)
    if (text === undefined || said.has(text)) continue
    if (decision.kind === 'keep') ports.log.notice(text)
    else ports.log.warning(text)
  }
  return decisions
}

function remark(decision: Decision): string | undefined {
  if (decision.kind === 'keep') return `${decision.facts.ref} is kept: ${decision.reason}.`
  return isChange(decision) ? decision.warning : undefined
}

/** Where this commit's release is already: its image is the source for what the first run left behind. */
function findReleased(log: Log, decisions: readonly Decision[]): Source | undefined {
  const released = decisions.find((decision) => decision.kind === 'published')
  if (released?.kind !== 'published') return undefined
  log.info(
    `${released.facts.ref} is released already, from this commit: nothing is built or merged, its image is the source.`,
  )
  const { digest } = released
  return { digest, parts: [{ repository: released.facts.repository, digest }], referrersOf: [digest] }
}

/** A failed push may have moved an anchor all the same; it is put back before the failure is told. */
async function landOrCleanUp(request: PublishRequest, build: Build, landing: LandingPlan) {
  try {
    return await land(request.ports, build, landing, () => throwIfCancelled(request))
  } catch (error) {
    await cleanUpAnchors(request, landing.anchors, error)
    throw error
  }
}
