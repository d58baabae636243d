import { notATag } from '../errors/guards.ts'
import { findAncestry } from '../git/ancestry.ts'
import { checkSignedTag } from '../git/signed-tag.ts'
import type { Facts, ImageFacts, TagFacts } from '../model/facts.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import { distinctOf, formatReference, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import { pairsOf } from '../plan/pairs.ts'
import type { FactReader, FactRequest } from './fact-request.ts'
import { findHigher } from './higher.ts'
import { findRival, isContestable } from './rival.ts'

/** Everything that decisions need, asked side by side, and each thing only where a guard needs it. */
export async function gatherFacts(request: FactRequest): Promise<Facts> {
  const { plans } = request
  // First in the queue: behind the questions about many tags they would end last.
  const repositories = distinctOf(plans.flatMap((plan) => plan.repositories))
  const pushes = repositories.map((repository) => findRefusal(request.registry, repository))
  const tagged = plans.flatMap((plan) => pairsOf(plan).map(({ repository }) => repository))
  for (const repository of distinctOf(tagged)) request.registry.expectAbsence?.(repository)
  const asked = plans.flatMap((plan) =>
    pairsOf(plan).map(({ repository, tag }) => gatherTag(request, { target: plan.target, repository, tag })),
  )
  const [tags, permissions, signature] = await Promise.all([
    collectRefusals(asked),
    Promise.all(pushes),
    checkSignature(request),
  ])
  const refusals = [...permissions.flat(), ...signature, ...tags.refusals]
  // A registry that refuses says so of every tag; once is enough.
  const distinct = new Map(refusals.map((problem) => [`${problem.code} ${problem.what}`, problem]))
  return { tags: tags.facts, refusals: [...distinct.values()] }
}

/** Waits for all, so that everything that is wrong is told together. */
async function collectRefusals(asked: readonly Promise<TagFacts>[]) {
  const settled = await Promise.allSettled(asked)
  const facts = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const errors = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
  const fault = errors.find((error) => !(error instanceof TagboatError))
  if (fault !== undefined) throw fault
  return { facts, refusals: errors.flatMap((error) => (error instanceof TagboatError ? error.problems : [])) }
}

/**
 * One tag's facts; also used to read a tag again that changed meanwhile. `isStrict`: what a strict order between two runs needs is
 * asked too.
 */
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
  const [told, rival] = await Promise.all([
    askSource(request, facts, image, isStrict),
    findRival(request, facts, image),
  ])
  return { ...facts, ...(image && { image }), ...told, ...(rival && { rival }) }
}

/**
 * A repository that does not exist yet can look like one that may not be read (Docker Hub answers insufficient_scope):
 * whether it may be pushed to is asked beside this, and decides.
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

/** The manifest is read only where a guard looks at more than the digest: registries count it as a pull. */
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
  // The commit in a reused image is an older one than that of the run that published it: it proves no order.
  const proof = isStrict && request.guards.onlyChanged !== true
  return {
    ancestry: await findAncestry(request.source, { follows, ourCommit, theirCommit, isStrict: proof }),
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

/** A release publishes only from a git tag that GitHub reports as signed. */
async function checkSignature({ guards, trigger, plans, source }: FactRequest): Promise<readonly Problem[]> {
  if (!guards.requireSignedTag) return []
  const tags = plans.flatMap((plan) => plan.tags)
  const isRelease = tags.some(({ follows }) => follows.kind === 'release' || follows.kind === 'line')
  if (trigger.ref.kind !== 'tag') return isRelease ? [notATag()] : []
  const problem = await checkSignedTag(source, trigger.ref.name, trigger.revision)
  return problem === undefined ? [] : [problem]
}
