import { type Decision, isChange } from '../decide/decide.ts'
import { decideTags } from '../decide/rebuild.ts'
import type { Build } from '../docker/build.ts'
import { releasedMeanwhile } from '../errors/guards.ts'
import { cancelledEarly } from '../errors/publish.ts'
import type { Facts } from '../model/facts.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import { cleanUpAnchors } from './clean-up.ts'
import { destinationKey, type Source, type Sources } from './contents.ts'
import { gatherFacts } from './gather.ts'
import { type PushPlan, planInstead, planPush, sourcesOf } from './plan-push.ts'
import { pushImages } from './push.ts'
import { isRefusedPush } from './push-failure.ts'
import { checkPushed } from './pushed.ts'
import { announce, remark } from './remarks.ts'
import { askFor, type Builder, type PublishRequest, runOf } from './request.ts'
import { explain } from './rollback.ts'
import { settle } from './settle.ts'
import type { Published } from './state.ts'
import { watchAnchors } from './watch.ts'

/**
 * The publishing algorithm of docs/publishing.md: facts, decisions, land, verify, move, read back. What is refused,
 * and what fails before a tag moved, is thrown; what fails afterwards is rolled back and told in `problems`.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const { builder } = request
  const facts = request.gathered ?? (await gatherFacts(askFor(request)))
  const decisions = decideAll(facts, request)
  const changes = decisions.filter(isChange)
  const existing = findExisting(request, decisions)
  if (changes.length === 0) tellNothing(request, existing)
  const missing = changes.filter(({ facts }) => !existing.has(facts.target))
  if (builder === undefined || missing.length === 0) {
    return settle(request, decisions, { sources: existing, anchors: [] })
  }
  return publishBuild(request, builder, decisions, existing)
}

/** What needs no build: given by the request, or released already, which is said unless it was `known` before. */
function findExisting(
  { images, ports }: PublishRequest,
  decisions: readonly Decision[],
  known: Sources = new Map(),
): Sources {
  const sources = images.flatMap(({ plan, source }) => {
    const own = decisions.filter(({ facts }) => facts.target === plan.target)
    const released = findReleased(own)
    if (released !== undefined && !known.has(plan.target)) ports.log.notice(tellReleased(released))
    const found = (released && sourceOf(released)) ?? source
    return found === undefined ? [] : [[plan.target, found] as const]
  })
  return new Map(sources)
}

async function publishBuild(
  request: PublishRequest,
  { prepare, load }: Builder,
  decisions: readonly Decision[],
  existing: Sources,
): Promise<Published> {
  throwIfCancelled(request)
  const build = await prepare(existing)
  const missing = (all: readonly Decision[], there: Sources) =>
    all.filter(isChange).filter(({ facts }) => !there.has(facts.target))
  const plan = (all: readonly Decision[]) => {
    const places = new Set(all.filter(isChange).map(({ facts }) => destinationKey(facts)))
    return planPush(missing(all, existing), build, { load, isAlone: places.size === 1 })
  }
  const strategy = plan(decisions)
  if (!strategy.isWarmedUp) return pushAndSettle(request, build, decisions, { existing, strategy })
  // The builder moves an anchor without asking: what moved during the build must be decided again before it does.
  await build.run(new Map([...strategy.strategies.keys()].map((target) => [target, { kind: 'warm' }])))
  request.facts.source.forget()
  const again = decideAll(await gatherFacts(askFor(request)), request, decisions)
  const now = findExisting(request, again, existing)
  if (missing(again, now).length === 0) return settle(request, again, { sources: now, anchors: [] })
  // What is left was built on an image that another run of this commit has released otherwise meanwhile.
  throwAll(again.flatMap((decision) => findReplaced(decision, existing)))
  return pushAndSettle(request, build, again, { existing, strategy: plan(again) })
}

async function pushAndSettle(
  request: PublishRequest,
  build: Build,
  decisions: readonly Decision[],
  { existing, strategy }: { readonly existing: Sources; readonly strategy: PushPlan },
): Promise<Published> {
  throwIfCancelled(request)
  const { built, strategy: used, seen } = await pushSomehow(request, build, strategy)
  const landed = sourcesOf(used.strategies, built.digests)
  const sources = new Map([...existing, ...landed])
  try {
    return { ...(await settle(request, decisions, { sources, anchors: used.anchors, seen })), built }
  } finally {
    if (used.kind === 'layout') await removeLayout(request, build)
  }
}

/** The post step removes what is left; what was published stays published. */
export async function removeLayout(
  { ports }: PublishRequest,
  { layout }: Pick<Build, 'layout'>,
): Promise<void> {
  try {
    await layout?.remove()
  } catch (error) {
    ports.log.warning(`The image layout is left for the post step: ${explain(error)}`)
  }
}

export function throwIfCancelled({ isCancelled }: PublishRequest): void {
  if (isCancelled()) throw new TagboatError(cancelledEarly())
}

/**
 * Decides over every tag; throws everything that stands against publishing at once, before anything is built. What was
 * said of `earlier` decisions is not said again.
 */
export function decideAll(
  facts: Facts,
  request: PublishRequest,
  earlier: readonly Decision[] = [],
): readonly Decision[] {
  const { guards, ports } = request
  const decisions = decideTags(facts.tags, (target) => runOf(request, target), guards)
  const refused = decisions.flatMap((decision) => (decision.kind === 'refuse' ? [decision.problem] : []))
  throwAll([...facts.refusals, ...refused])
  announce(ports.log, decisions, new Set(earlier.map(remark)))
  return decisions
}

function findReplaced(decision: Decision, existing: Sources): readonly Problem[] {
  if (decision.kind !== 'published' || existing.has(decision.facts.target)) return []
  return [releasedMeanwhile(decision.facts.ref, decision.digest)]
}

type Released = Extract<Decision, { kind: 'published' }>

/** Where this commit's release is already: its image is the source for what the first run left behind. */
const findReleased = (decisions: readonly Decision[]): Released | undefined =>
  decisions.find((decision) => decision.kind === 'published')

const tellReleased = ({ facts }: Released): string =>
  `${facts.ref} is released already, from this commit: nothing is built or merged, its image is the source. Other inputs (no-cache, build-args) do not change that; overwrite: true replaces it.`

/** A build that does not happen is said, with what would make it happen; why each tag is kept is said before. */
function tellNothing({ images, builder, ports }: PublishRequest, existing: Sources): void {
  const idle = images.filter(({ plan }) => plan.tags.length > 0 && !existing.has(plan.target))
  if (builder === undefined || idle.length === 0) {
    ports.log.info('Nothing to create or move: nothing is done.')
    return
  }
  ports.log.notice(
    'Nothing is built: every tag is kept. To build all the same, add a tag that may move, or set overwrite: true or forward-only: false where that keeps a tag.',
  )
}

const sourceOf = ({ facts, digest }: Released): Source => ({
  digest,
  parts: [{ repository: facts.repository, digest }],
  referrersOf: [digest],
})

/** A push that the builder cannot do is tried once more as our own: some registries take that, and others say why not. */
async function pushSomehow(request: PublishRequest, build: Build, strategy: PushPlan) {
  const instead = request.builder?.load ? undefined : planInstead(strategy, build)
  try {
    return await pushOrCleanUp(request, build, strategy)
  } catch (error) {
    // Where something was left behind, that is what the user must hear.
    const isClean = error instanceof TagboatError && error.problems.length === 1
    if (instead === undefined || !isClean || !isRefusedPush(error)) throw error
    request.ports.log.info('The engine’s own push was refused: the image is pushed without it.')
    return await pushOrCleanUp(request, build, instead)
  }
}

/** A failed push may have moved an anchor all the same; it is put back before the failure is told. */
async function pushOrCleanUp(request: PublishRequest, build: Build, strategy: PushPlan) {
  const watch = watchAnchors(request.registry, strategy.anchors, request.ports.clock)
  let isPushed = false
  try {
    const built = await pushImages(
      request.ports,
      build,
      strategy,
      () => throwIfCancelled(request),
      watch.look,
    )
    isPushed = true
    const seen = await watch.seen()
    await checkPushed(request, strategy.anchors, built.digests, { seen, said: watch.said() })
    return { built, strategy, seen }
  } catch (error) {
    const watched = {
      ...{ seen: await watch.seen(), said: watch.said(), saidBefore: watch.saidBefore() },
      ...{ hasBegun: watch.hasBegun(), isPushed },
      // Without the containerd store the engine pushes by itself, and a builder that is cancelled leaves its log unfinished.
      saysAll: build.abilities.rich && !request.isCancelled(),
    }
    await cleanUpAnchors(request, strategy.anchors, error, watched)
    throw error
  }
}
