import { applyDeletion } from '../deletion/apply-deletion.ts'
import { isPrivateEcr } from '../deletion/aws-ecr.ts'
import { createDeleter } from '../deletion/create-deleter.ts'
import type { FreshState } from '../deletion/deletion-ports.ts'
import { openEcrList } from '../deletion/ecr-images.ts'
import { findLost } from '../deletion/find-lost.ts'
import { createFreshState } from '../deletion/fresh-state.ts'
import { lastTagged } from '../deletion/ghcr-deleter.ts'
import type { GithubPackage } from '../deletion/github-packages.ts'
import { createRestorer, noteRestored } from '../deletion/restore-deleted.ts'
import { settle } from '../deletion/settle-step.ts'
import { tagsLost } from '../errors/prune.ts'
import { dockerHub } from '../model/docker-hub.ts'
import { formatReference, type Repository } from '../model/reference.ts'
import type { Ports } from '../ports/run-ports.ts'
import { isOlder } from '../prune-plan/age.ts'
import { decidePrune } from '../prune-plan/decide-prune.ts'
import type { RepositoryGraph } from '../prune-plan/graph.ts'
import { type DeletionPlan, planDeletion } from '../prune-plan/plan-deletion.ts'
import { gatherPruneFacts, withCreated } from './gather-facts.ts'
import { countReads, createProgress } from './progress.ts'
import type { PruneContext } from './prune-context.ts'
import type { RepositoryPrune } from './prune-report.ts'
import { createGraphReader, type GraphReader } from './read-graph.ts'
import { findRestore } from './restore-commands.ts'

/** Days after which a manifest without a tag goes, if input keep-days is not set. */
const untaggedDays = 7

/** Prunes one repository. `packages` is set for GitHub's container registry. */
export async function pruneRepository(
  context: PruneContext,
  repository: Repository,
  packages: GithubPackage | undefined,
): Promise<RepositoryPrune> {
  const { ports, inputs } = context
  const progress = createProgress(ports)
  const registry = countReads(context.registry, (count) =>
    progress(() => `${repository.name}: ${count} tags and manifests are read so far.`),
  )
  const list = packages?.listVersions ?? (await openList(ports, repository))
  const reader = createGraphReader(registry, repository, list)
  const light = await reader.readTags()
  const facts = await gatherPruneFacts({ ...context, registry }, light)
  const { remove, keep } = decidePrune(facts)
  const untagged = findUntagged(context, light)
  const starts = [...remove.map(({ digest }) => digest), ...untagged.digests]
  const read = async () => withCreated(await reader.readManifests(await reader.readTags(), starts), facts)
  const graph = starts.length === 0 ? light : withCreated(await reader.readManifests(light, starts), facts)
  const { isKept } = facts.rules
  const plan = planDeletion({ graph, remove, untagged: untagged.digests, isKept, now: facts.now })
  const describeRestore = await findRestore(plan, packages)
  const result = { repository, plan, keep, notes: [...noteEmpty(light), ...plan.notes, ...untagged.notes] }
  if (inputs.build.dryRun || starts.length === 0) {
    const ofPackage = packages === undefined ? [] : notePackage(plan, inputs.deletePackage)
    return { ...result, notes: [...result.notes, ...ofPackage], restore: await describeRestore() }
  }
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
  const isLiving = (tag: string) => facts.living.has(tag)
  const done = await deletePlanned(context, { plan, state, packages, reader, isLiving })
  const restore = await describeRestore(done.done?.manifests)
  const isAsPlanned =
    done.done?.tags.some((one) => one.state === 'removed' || one.state === 'absent') === true
  // The plan's notes are about content that lost its tags.
  const notes = isAsPlanned || remove.length === 0 ? result.notes : untagged.notes
  return { ...result, ...done, restore, notes: [...notes, ...done.notes] }
}

/** A wrong name is seldom an error: many registries have no answer of their own for a repository that does not exist. */
const noteEmpty = ({ repository, tags }: RepositoryGraph): readonly string[] =>
  tags.size === 0
    ? [`${repository.name} has no tag. If that is wrong, check the name in input images and the login.`]
    : []

/** What GitHub answers to the deletion of the last version with a tag, which a dry run does not try. */
function notePackage({ graph, tags, manifests }: DeletionPlan, mayDelete: boolean): readonly string[] {
  const going = new Set([
    ...tags.flatMap((step) => step.tags.map(({ tag }) => tag)),
    ...manifests.flatMap((step) => step.tags),
  ])
  if (going.size === 0 || [...graph.tags.keys()].some((tag) => !going.has(tag))) return []
  const refusal = `the last of them is kept: ${lastTagged}`
  return [`Every tag of the package would go, so ${mayDelete ? 'the whole package goes' : refusal}.`]
}

/** The vendor's own list, if there is one. */
const openList = async (ports: Ports, repository: Repository) =>
  isPrivateEcr(repository) ? openEcrList(ports, repository) : undefined

interface PlannedDeletion {
  readonly plan: DeletionPlan
  readonly state: FreshState
  readonly packages: GithubPackage | undefined
  readonly reader: GraphReader
  readonly isLiving: (tag: string) => boolean
}

/** Deletes, and puts back what another job began to use meanwhile. */
async function deletePlanned(
  { ports, registry, hub, inputs }: PruneContext,
  { plan, state, packages, reader, isLiving }: PlannedDeletion,
): Promise<Pick<RepositoryPrune, 'done' | 'notes' | 'problems'>> {
  const { repository } = plan.graph
  const { deletePackage } = inputs
  const deleter = createDeleter({ ports, registry, hub, packages, deletePackage }, repository)
  const restorer = createRestorer(registry, deleter, plan)
  // Docker Hub itself refuses to delete what is in use, and counts each manifest that is read.
  const isSafe = repository.host === dockerHub
  const progress = createProgress(ports)
  const onProgress = (done: number, all: number) =>
    progress(() => `${repository.name}: ${done} of ${all} deletions are done.`)
  const rest = { state, isCancelled: ports.isCancelled, onProgress }
  const done = await applyDeletion({ ...rest, deleter: isSafe ? deleter : restorer.deleter }, plan)
  if (isSafe || !restorer.hasDeleted()) return { done, notes: [] }
  return settle(
    async () => {
      const now = await reader.readManifests(await reader.readTags(), [])
      const restoration = await restorer.restore(now)
      const manifests = noteRestored(done.manifests, restoration)
      const lost = await findLost(registry, plan, isLiving, now.tags)
      const names = lost.map((tag) => formatReference(repository, { tag }))
      const problems = [...restoration.problems, ...(lost.length === 0 ? [] : [tagsLost(names)])]
      const notes = now.gaps.length === 0 ? [] : [notChecked(now.gaps.join(' '))]
      return { done: { ...done, manifests }, notes, problems }
    },
    (why) => ({ done, notes: [notChecked(`${why}.`)] }),
  )
}

const notChecked = (why: string): string =>
  `It was not checked completely whether another job uses what was deleted. ${why}`

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
