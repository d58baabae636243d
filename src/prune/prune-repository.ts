import { matchesPattern } from '../bake/target-pattern.ts'
import type { AskPullRequest } from '../git/pull-request-state.ts'
import type { PruneInputs } from '../inputs/prune-inputs.ts'
import type { Repository } from '../model/reference.ts'
import type { Ports } from '../ports/run-ports.ts'
import { isoFromMillis } from '../ports/time.ts'
import type { RegistryClient } from '../registry/client.ts'
import { isOlder } from './age.ts'
import { applyDeletion, type Deleter } from './apply-deletion.ts'
import { createDatedNames } from './dated-names.ts'
import { decidePrune, type PruneFacts, type Publisher } from './decide-prune.ts'
import { createEcrDeleter, isPrivateEcr } from './ecr-deleter.ts'
import { findClaims, findClaimsOfRef } from './find-claims.ts'
import { createFreshState, type FindRevival } from './fresh-state.ts'
import { createGhcrDeleter } from './ghcr-deleter.ts'
import type { GithubPackage } from './github-packages.ts'
import type { PruneScope } from './gone-refs.ts'
import { createAttachmentFinder, type RepositoryGraph, reach, subjectOfTag } from './graph.ts'
import { type LivingRefs, nameLiving } from './living-refs.ts'
import { createOciDeleter } from './oci-deleter.ts'
import { type DeletionPlan, planDeletion } from './plan-deletion.ts'
import type { RepositoryPrune } from './prune-report.ts'
import { createGraphReader } from './read-graph.ts'
import { createPublisherReader, type PublishedImage } from './read-publisher.ts'
import type { RuleNames } from './rule-names.ts'

/** What prunes of all repositories share. */
export interface PruneContext {
  readonly ports: Ports
  readonly registry: RegistryClient
  readonly inputs: PruneInputs
  readonly scope: Exclude<PruneScope, { kind: 'nothing' }>
  readonly names: RuleNames
  readonly refs: LivingRefs
  readonly askPull: AskPullRequest
  readonly findRevival: FindRevival
  /** The web address of the source repository, which images name. */
  readonly sourceUrl: string
}

/** Days after which a manifest without a tag goes, if input keep-days is not set. */
const untaggedDays = 7

/** Prunes one repository. `packages` is set for GitHub's container registry. */
export async function pruneRepository(
  context: PruneContext,
  repository: Repository,
  packages: GithubPackage | undefined,
): Promise<RepositoryPrune> {
  const { ports, registry, inputs } = context
  const reader = createGraphReader(registry, repository, packages?.listVersions)
  const light = await reader.readTags()
  const facts = await gatherPruneFacts(context, light)
  const { remove, keep } = decidePrune(facts)
  const untagged = findUntagged(context, light)
  const starts = [...remove.map(({ digest }) => digest), ...untagged.digests]
  const read = async () => withCreated(await reader.readManifests(await reader.readTags(), starts), facts)
  const graph = starts.length === 0 ? light : withCreated(await reader.readManifests(light, starts), facts)
  const plan = planDeletion({ graph, remove, untagged: untagged.digests, now: facts.now })
  const restore = await findRestore(plan, packages)
  const result = {
    repository,
    plan,
    keep,
    notes: [...noteEmpty(light), ...plan.notes, ...untagged.notes],
    restore,
  }
  if (inputs.build.dryRun || starts.length === 0) return result
  const state = createFreshState({
    repository,
    clock: ports.clock,
    findRevival: context.findRevival,
    digestOf: async (tag) => (await registry.headManifest(repository, { tag }))?.digest,
    read,
    // A list of versions costs requests of an hourly limit.
    graphAge: packages === undefined ? 2_000 : 60_000,
    isListDelayed: packages !== undefined,
  })
  const deleter = createDeleter(context, repository, packages)
  const onProgress = createProgress(ports, repository)
  const done = await applyDeletion({ deleter, state, isCancelled: ports.isCancelled, onProgress }, plan)
  const isAsPlanned = done.tags.some(({ state }) => state === 'removed' || state === 'absent')
  // The plan's notes are about content that lost its tags.
  return { ...result, notes: isAsPlanned || remove.length === 0 ? result.notes : untagged.notes, done }
}

/** A wrong name is seldom an error: many registries have no answer of their own for a repository that does not exist. */
const noteEmpty = ({ repository, tags }: RepositoryGraph): readonly string[] =>
  tags.size === 0
    ? [`${repository.name} has no tag. If that is wrong, check the name in input images and the login.`]
    : []

function createDeleter(
  { ports, registry, inputs }: PruneContext,
  repository: Repository,
  packages: GithubPackage | undefined,
): Deleter {
  if (packages !== undefined)
    return createGhcrDeleter({ registry, packages, clock: ports.clock }, repository, inputs.deletePackage)
  const oci = createOciDeleter(registry, repository)
  return isPrivateEcr(repository) ? createEcrDeleter(ports.exec, repository, oci) : oci
}

interface GatheredFacts extends PruneFacts {
  readonly created: ReadonlyMap<string, string>
}

async function gatherPruneFacts(context: PruneContext, graph: RepositoryGraph): Promise<GatheredFacts> {
  const { registry, inputs, scope, names, refs, askPull, ports } = context
  const { repository } = graph
  const isKept = (tag: string) => inputs.keep.some((pattern) => matchesPattern(pattern, tag))
  const readImage = createPublisherReader(registry, repository, context.sourceUrl)
  const living = nameLiving(names, refs, repository)
  const { shaDays } = inputs
  const now = ports.clock.now()
  const dated = createDatedNames({ names, refs, repository, now: isoFromMillis(now) })
  const found =
    scope.kind === 'sweep'
      ? await findClaims({ graph, names, refs, living, isKept, shaDays, readImage, askPull, dated })
      : findClaimsOfRef({ graph, names, living, dated }, scope)
  const images = new Map<string, PublishedImage>()
  // A sweep has read them all; the deletion of one ref asks for no others.
  const read = scope.kind === 'sweep' ? graph.tags : found.claims
  await Promise.all(
    [...read.keys()].map(async (tag) => {
      const digest = graph.tags.get(tag)
      if (digest !== undefined && !isKept(tag) && !living.has(tag) && subjectOfTag(tag) === undefined)
        images.set(digest, await readImage(digest))
    }),
  )
  const publishers = new Map(
    [...images].map(([digest, image]): [string, Publisher] => [digest, image.publisher]),
  )
  for (const [tag, why] of found.unknown) publishers.set(graph.tags.get(tag) ?? '', { kind: 'unknown', why })
  return {
    graph,
    claims: found.claims,
    living: new Map([...living, ...found.open]),
    publishers,
    rules: { isKept, keepDays: inputs.keepDays },
    ...(scope.kind === 'ref' && { only: scope.ref.name }),
    now,
    created: new Map(
      [...found.claims.keys()].flatMap((tag) => {
        const digest = graph.tags.get(tag) ?? ''
        const created = images.get(digest)?.created
        return created ? [[digest, created]] : []
      }),
    ),
  }
}

/** Gives everything below an image the time that the image says, where the registry says none. */
function withCreated(graph: RepositoryGraph, { created }: GatheredFacts): RepositoryGraph {
  const manifests = new Map(graph.manifests)
  const attachedTo = createAttachmentFinder(graph)
  for (const [digest, time] of created) {
    const below = reach([digest], (one) => [...(manifests.get(one)?.children ?? []), ...attachedTo(one)])
    for (const one of below) {
      const node = manifests.get(one)
      if (node !== undefined && !(node.created !== undefined && node.created > time))
        manifests.set(one, { ...node, created: time })
    }
  }
  return { ...graph, manifests }
}

function findUntagged({ inputs, ports, scope }: PruneContext, graph: RepositoryGraph) {
  if (!inputs.untagged || scope.kind !== 'sweep') return { digests: [], notes: [] }
  if (graph.untagged === undefined) {
    const note = `Input untagged does nothing for ${graph.repository.name}: its registry does not list manifests without a tag.`
    return { digests: [], notes: [note] }
  }
  const days = inputs.keepDays ?? untaggedDays
  const digests = [...graph.untagged].filter((digest) => {
    const uploaded = graph.manifests.get(digest)?.uploaded
    return uploaded !== undefined && isOlder(uploaded, days, ports.clock.now())
  })
  return { digests, notes: [] }
}

/** The commands that undo deletions, where the registry allows that. */
async function findRestore(
  { tags, manifests }: DeletionPlan,
  packages: GithubPackage | undefined,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (packages === undefined) return found
  for (const { digest } of [...tags.filter(({ isWhole }) => isWhole), ...manifests]) {
    const version = await packages.findVersion(digest)
    if (version !== undefined) found.set(digest, await packages.restoreCommand(version.id))
  }
  return found
}

/** Logs progress now and then. */
function createProgress({ log, clock }: Ports, repository: Repository) {
  let next = clock.now() + 10_000
  return (done: number, all: number) => {
    if (clock.now() < next) return
    next = clock.now() + 10_000
    log.info(`${repository.name}: ${done} of ${all} deletions are done.`)
  }
}
