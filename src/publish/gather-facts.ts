import type { Overwrite } from '../decide/decide-tag.ts'
import { notATag } from '../errors/guards.ts'
import { findAncestry } from '../git/ancestry.ts'
import { checkSignedTag } from '../git/signed-tag.ts'
import type { Facts, ImageFacts, TagFacts } from '../model/facts.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import { distinctOf, formatReference, type Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Plan } from '../plan/plan.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'
import {
  findHigher,
  findRival,
  type HigherRequest,
  isContestable,
  type RivalRequest,
} from './competing-tags.ts'

/** The registry calls that gather facts. */
export interface FactReader {
  headManifest(
    repository: Repository,
    target: { readonly tag: string },
  ): Promise<{ readonly digest: string } | undefined>
  /** The same with a single request, for reads that nothing depends on: it may miss a tag that exists. */
  readonly peekManifest?: FactReader['headManifest']
  /** Announces requests for tags of the repository that may not exist. */
  readonly expectAbsence?: (repository: Repository) => void
  /** Throws the error that a push would get. Absent in a dry run, because it needs a POST. */
  readonly checkPush?: (repository: Repository) => Promise<void>
}

export interface FactRequest extends Omit<RivalRequest, 'source'>, Omit<HigherRequest, 'source'> {
  readonly registry: FactReader
  /** Reads the labels and annotations of an image that may be trusted. */
  readonly readImage: (repository: Repository, digest: string) => Promise<ImageFacts>
  readonly source: SourceRepository
  /** One for each image of the step. */
  readonly plans: readonly Plan[]
  readonly guards: {
    readonly overwrite: Overwrite
    readonly forwardOnly: boolean
    readonly requireSignedTag: boolean
    /** Images are reused, so an image may have been published under a higher version than the one that it names. */
    readonly onlyChanged?: boolean
  }
}

/** Reads everything that decisions need, in parallel, and only what a guard needs. */
export async function gatherFacts(request: FactRequest): Promise<Facts> {
  const { plans } = request
  // First in the queue, because behind the requests for many tags they would end last.
  const repositories = distinctOf(plans.flatMap((plan) => plan.repositories))
  const pushes = repositories.map((repository) => findRefusal(request.registry, repository))
  const tagged = plans.flatMap((plan) => tagReferencesOf(plan).map(({ repository }) => repository))
  for (const repository of distinctOf(tagged)) request.registry.expectAbsence?.(repository)
  const reading = plans.flatMap((plan) =>
    tagReferencesOf(plan).map(({ repository, tag }) =>
      gatherTag(request, { target: plan.target, repository, tag }),
    ),
  )
  const [tags, permissions, signature] = await Promise.all([
    collectRefusals(reading),
    Promise.all(pushes),
    checkSignature(request),
  ])
  const refusals = [...permissions.flat(), ...signature, ...tags.refusals]
  // A registry refuses every tag with the same problem, which is reported once.
  const distinct = new Map(refusals.map((problem) => [`${problem.code} ${problem.what}`, problem]))
  return { tags: tags.facts, refusals: [...distinct.values()] }
}

/** Waits for all, so that all problems are reported together. */
async function collectRefusals(reading: readonly Promise<TagFacts>[]) {
  const settled = await Promise.allSettled(reading)
  const facts = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const errors = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
  const fault = errors.find((error) => !(error instanceof TagboatError))
  if (fault !== undefined) throw fault
  return { facts, refusals: errors.flatMap((error) => (error instanceof TagboatError ? error.problems : [])) }
}

/** Reads the facts about one tag. `isStrict`: also asks what a strict order between two runs needs. */
export async function gatherTag(
  request: FactRequest,
  asked: Pick<TagFacts, 'target' | 'repository' | 'tag'>,
  isStrict = false,
): Promise<TagFacts> {
  const { target, repository, tag } = asked
  const ref = formatReference(repository, { tag: tag.name })
  const head = await readHead(request.registry, repository, tag.name)
  const facts: TagFacts = { target, repository, tag, ref }
  const image = head === undefined ? undefined : await readImage(request, repository, tag, head.digest)
  const [known, rival] = await Promise.all([
    askSource(request, facts, image, isStrict),
    findRival(request, facts, image),
  ])
  return { ...facts, ...(image && { image }), ...known, ...(rival && { rival }) }
}

/**
 * A repository that does not exist yet can look like one that the login may not read (Docker Hub answers
 * insufficient_scope). If the login may push there, the tag counts as absent.
 */
async function readHead(registry: FactReader, repository: Repository, tag: string) {
  try {
    return await registry.headManifest(repository, { tag })
  } catch (error) {
    const codes = error instanceof TagboatError ? error.problems.map(({ code }) => code) : []
    if (registry.checkPush === undefined || !codes.some((code) => hidden.includes(code))) throw error
    await registry.checkPush(repository)
    return undefined
  }
}

const hidden = ['registry-denied', 'registry-unauthorized', 'registry-name-unknown']

/** Reads the manifest only if a guard needs more than the digest, because registries count it as a pull. */
function readImage(
  request: FactRequest,
  repository: Repository,
  tag: PlannedTag,
  digest: string,
): Promise<ImageFacts> {
  const { kind } = tag.follows
  const { overwrite, forwardOnly } = request.guards
  const isNeeded =
    (kind === 'release' && overwrite !== true) ||
    (['line', 'branch', 'pull'].includes(kind) && forwardOnly) ||
    isContestable(tag)
  if (!isNeeded) return Promise.resolve({ digest })
  return request.readImage(repository, digest)
}

async function askSource(
  request: FactRequest,
  { target, repository, tag }: TagFacts,
  image: ImageFacts | undefined,
  isStrict: boolean,
): Promise<Partial<Pick<TagFacts, 'ancestry' | 'higher' | 'unknown'>>> {
  if (!request.guards.forwardOnly) return {}
  const { follows } = tag
  if (follows.kind === 'line') return findHigher(request, { target, repository, tag }, image)
  if ((follows.kind !== 'branch' && follows.kind !== 'pull') || image === undefined) return {}
  const { trigger } = request
  const isPull = follows.kind === 'pull' || follows.pull !== undefined
  const ourCommit = isPull ? (trigger.pullRequest?.headSha ?? trigger.revision) : trigger.revision
  const theirCommit = isPull ? (image.head ?? image.revision) : image.revision
  if (theirCommit === undefined) return {}
  // A reused image names an older commit than the run that published it, so its commit proves no order.
  const isProvable = isStrict && request.guards.onlyChanged !== true
  return {
    ancestry: await findAncestry(request.source, { follows, ourCommit, theirCommit, isStrict: isProvable }),
  }
}

async function findRefusal(registry: FactReader, repository: Repository): Promise<readonly Problem[]> {
  try {
    await registry.checkPush?.(repository)
    return []
  } catch (error) {
    if (error instanceof TagboatError) return error.problems
    throw error
  }
}

/** Releases are published only from a git tag whose signature GitHub has verified. */
async function checkSignature({ guards, trigger, plans, source }: FactRequest): Promise<readonly Problem[]> {
  if (!guards.requireSignedTag) return []
  const tags = plans.flatMap((plan) => plan.tags)
  const isRelease = tags.some(({ follows }) => follows.kind === 'release' || follows.kind === 'line')
  if (trigger.ref.kind !== 'tag') return isRelease ? [notATag()] : []
  const problem = await checkSignedTag(source, trigger.ref.name, trigger.revision)
  return problem === undefined ? [] : [problem]
}

/**
 * Gathers facts while the sources are read. The check whether the login may push is a POST, and waits for the sources: a
 * source that is refused must not cause a write.
 */
export async function gatherBeside<T>(
  reading: Promise<T>,
  request: FactRequest,
): Promise<{ readonly source: T; readonly facts: Facts }> {
  const { registry } = request
  const checkPush = async (repository: Repository) => {
    await reading
    await registry.checkPush?.(repository)
  }
  const gathering = gatherFacts({ ...request, registry: { ...registry, checkPush } })
  // A problem with the source explains more than a tag that cannot be read. Both have ended when this throws.
  const [source, facts] = await Promise.allSettled([reading, gathering])
  if (source.status === 'rejected') throw source.reason
  if (facts.status === 'rejected') throw facts.reason
  return { source: source.value, facts: facts.value }
}
