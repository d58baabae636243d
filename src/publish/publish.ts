import type { Build } from '../build/prepare-build.ts'
import { type Decision, isChange } from '../decide/decide-tag.ts'
import { releasedMeanwhile } from '../errors/guards.ts'
import { explainError, type Problem, throwAll } from '../model/tagboat-error.ts'
import { isOfPull, leaveClosed } from './closed-pull.ts'
import { readAhead } from './compare.ts'
import { decideAll } from './decisions.ts'
import { distinctDestinations, type Source, type Sources } from './destinations.ts'
import { gatherFacts } from './gather-facts.ts'
import { type PushPlan, planPush, planUntagged, sourcesOf } from './plan-push.ts'
import { pushImages, pushWithFallback, throwIfCancelled } from './push.ts'
import { askFor, type Builder, existingOf, type Published, type PublishRequest } from './request.ts'
import { listPlatforms, perRepository } from './results.ts'
import { settle } from './settle.ts'
import { verify } from './verify.ts'

/**
 * The publishing algorithm of docs/publishing.md: gather facts, decide, push, verify, move tags, read back. Refusals, and
 * failures before a tag has moved, are thrown. Later failures are rolled back and returned in `problems`.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  try {
    return await publishTags(request)
  } finally {
    request.compare?.stop()
  }
}

async function publishTags(request: PublishRequest): Promise<Published> {
  const { builder } = request
  const facts = request.gathered ?? (await gatherFacts(askFor(request)))
  const decisions = decideAll(facts, request)
  const changes = decisions.filter(isChange)
  const existing = findExisting(request, decisions)
  if (changes.length === 0) explainIdle(request, existing)
  const missing = changes.filter(({ facts }) => !existing.has(facts.target))
  if (builder === undefined || missing.length === 0) {
    return settle(request, decisions, { sources: existing, anchors: [] })
  }
  return publishBuild(request, builder, decisions, existing)
}

/**
 * `push: digest`: pushes each image to its repositories and verifies it there, without any tag. A later step can test and
 * promote it, or merge it with other platforms. Throws every failure.
 */
export async function publishByDigest(request: PublishRequest): Promise<Published> {
  const { images, builder } = request
  // Facts about no tag: whether the login may push, and whether a required signed tag exists.
  decideAll(request.gathered ?? (await gatherFacts(askFor(request))), request)
  const existing = existingOf(images)
  const missing = images.filter(({ source }) => source === undefined)
  if (builder === undefined || missing.length === 0) return publishUntagged(request, existing)
  throwIfCancelled(request)
  const build = await builder.prepare(existing)
  const wanted = missing.map(({ plan: { target, repositories } }) => ({
    target,
    names: repositories.map(({ name }) => name),
  }))
  const plan = planUntagged(wanted, build)
  try {
    const built = await pushImages(request, build, plan)
    const pushed = sourcesOf(plan.strategies, built.digests)
    return { ...(await publishUntagged(request, new Map([...existing, ...pushed]))), built }
  } finally {
    if (plan.kind === 'layout') await removeLayout(request, build)
  }
}

async function publishUntagged(request: PublishRequest, sources: Sources): Promise<Published> {
  throwIfCancelled(request)
  const destinations = request.images.flatMap(({ plan: { target, repositories } }) =>
    repositories.map((repository) => ({ target, repository })),
  )
  // The upload begins during the verification, but other jobs see the digest only after the verification succeeds.
  const offering = request.offer?.(sources)
  const contents = await verify(request, destinations, sources)
  const offered = offering?.then((finish) => finish())
  const [platforms] = await Promise.all([listPlatforms(request, contents), offered])
  return { images: perRepository(request, [], contents, platforms), problems: [] }
}

/** Images that need no build: the request has a source, or this commit's release exists. `known` images are not logged again. */
function findExisting(
  { images, ports }: Pick<PublishRequest, 'images' | 'ports'>,
  decisions: readonly Decision[],
  known: Sources = new Map(),
): Sources {
  const sources = images.flatMap(({ plan, source }) => {
    const released = decisions.find(
      (decision): decision is Released =>
        decision.kind === 'published' && decision.facts.target === plan.target,
    )
    if (released !== undefined && !known.has(plan.target)) ports.log.notice(describeReleased(released))
    const found = (released && sourceOf(released)) ?? source
    return found === undefined ? [] : [[plan.target, found] as const]
  })
  return new Map(sources)
}

/** This commit's release exists: its image is the source for the tags that are missing. */
type Released = Extract<Decision, { kind: 'published' }>

const describeReleased = ({ facts }: Released): string =>
  `${facts.ref} is released already, from this commit: nothing is built or merged, its image is the source. Other inputs (no-cache, build-args) do not change that; overwrite: true replaces it.`

const sourceOf = ({ facts, digest }: Released): Source => ({
  digest,
  parts: [{ repository: facts.repository, digest }],
  referrersOf: [digest],
})

/** Logs that no build runs, and how to get one. The reason for each kept tag is already in the log. */
function explainIdle({ images, builder, ports }: PublishRequest, existing: Sources): void {
  const idle = images.filter(({ plan }) => plan.tags.length > 0 && !existing.has(plan.target))
  if (builder === undefined || idle.length === 0) {
    ports.log.info('No tag to create or move: nothing is published.')
    return
  }
  ports.log.notice(
    'Nothing is built: every tag is kept. To build anyway, add a tag that may move, or set overwrite: true, or forward-only: false if forward-only keeps a tag.',
  )
}

async function publishBuild(
  request: PublishRequest,
  { prepare, load }: Builder,
  decisions: readonly Decision[],
  existing: Sources,
): Promise<Published> {
  throwIfCancelled(request)
  const build = await prepare(existing)
  const missing = (all: readonly Decision[], sources: Sources) =>
    all.filter(isChange).filter(({ facts }) => !sources.has(facts.target))
  const choosePlan = (all: readonly Decision[]) => {
    const destinations = distinctDestinations(all.filter(isChange).map(({ facts }) => facts))
    const isChecked = request.findPull !== undefined && all.some(isOfPull)
    return planPush(missing(all, existing), build, { load, isAlone: destinations.length === 1, isChecked })
  }
  const plan = choosePlan(decisions)
  if (!plan.isWarmedUp) return pushAndSettle(request, build, decisions, { existing, plan })
  // The builder moves an anchor without reading it, so tags that moved during the build are decided again before the push.
  await build.run(new Map([...plan.strategies.keys()].map((target) => [target, { kind: 'warm' }])))
  request.facts.source.forget()
  const decided = decideAll(await gatherFacts(askFor(request)), request, decisions)
  const again = await leaveClosed(request, decided)
  const now = findExisting(request, again, existing)
  if (missing(again, now).length === 0) return settle(request, again, { sources: now, anchors: [] })
  // The remaining images depend on one that another run of this commit has meanwhile released with other content.
  throwAll(again.flatMap((decision) => findReplaced(decision, existing)))
  return pushAndSettle(request, build, again, { existing, plan: choosePlan(again) })
}

function findReplaced(decision: Decision, existing: Sources): readonly Problem[] {
  if (decision.kind !== 'published' || existing.has(decision.facts.target)) return []
  return [releasedMeanwhile(decision.facts.ref, decision.digest)]
}

async function pushAndSettle(
  request: PublishRequest,
  build: Build,
  decisions: readonly Decision[],
  { existing, plan }: { readonly existing: Sources; readonly plan: PushPlan },
): Promise<Published> {
  throwIfCancelled(request)
  readAhead(request, decisions)
  const { built, plan: used, seen } = await pushWithFallback(request, build, plan)
  const sources = new Map([...existing, ...sourcesOf(used.strategies, built.digests)])
  const pushed = { sources, anchors: used.anchors, seen, metadata: built.metadata }
  try {
    return { ...(await settle(request, decisions, pushed)), built }
  } finally {
    if (used.kind === 'layout') await removeLayout(request, build)
  }
}

/** A layout that cannot be removed is left for the post step, and does not fail the publish. */
export async function removeLayout(
  { ports }: Pick<PublishRequest, 'ports'>,
  { layout }: Pick<Build, 'layout'>,
): Promise<void> {
  try {
    await layout?.remove()
  } catch (error) {
    ports.log.warning(`The image layout is left for the post step: ${explainError(error)}`)
  }
}
