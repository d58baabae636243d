import type { Inputs } from '../inputs/inputs.ts'
import { arrayAt, stringAt } from '../json.ts'
import type { ImageFacts } from '../model/facts.ts'
import type { Identity } from '../model/identity.ts'
import type { ImageOrigin } from '../model/result.ts'
import { summarize, TagboatError } from '../model/tagboat-error.ts'
import { contentRevision, type Trigger } from '../model/trigger.ts'
import { contentKeyName, contentPartsName, type Labels } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import type { Copier, Source } from '../publish/destinations.ts'
import { reachAll } from '../publish/first-look.ts'
import { createImageFacts, type ImageReader } from '../publish/image-facts.ts'
import { type Candidate, listCandidates } from './candidates.ts'
import { decideReuse, describeUnreadable, type Found, type ReuseVerdict } from './decide-reuse.ts'
import { type KeyRequest, keyTargets } from './keys.ts'

export interface JudgeRequest extends Omit<KeyRequest, 'registry' | 'extra'> {
  readonly registry: KeyRequest['registry'] & Pick<Copier, 'getManifest'> & Pick<ImageReader, 'getBlob'>
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly plans: readonly Plan[]
  /** A unique name for this run's builds. */
  readonly build: string
  /** Which image of the commit each target's is. */
  readonly identities?: ReadonlyMap<string, Identity>
}

/** An image that is built or reused. */
export interface Judged {
  /** With the content key among its labels and annotations. */
  readonly plan: Plan
  readonly origin?: ImageOrigin
  /** An existing image of the same content. */
  readonly source?: Source
}

/**
 * `only-changed`: decides which images are reused, because a registry has their content, and which are built. Whatever is
 * unknown is built. In the order of the plans; the number of rounds of requests does not depend on the number of images.
 */
export async function judgeImages(request: JudgeRequest): Promise<readonly Judged[]> {
  const { trigger, inputs, definition, plans, registry } = request
  const unread = await findUnreachable(registry, plans)
  if (unread !== undefined)
    return plans.map((plan) => ({ plan, origin: { how: 'built', why: describeUnreadable(unread) } }))
  const candidates = listCandidates(trigger, inputs, definition, plans)
  // no-cache builds everything: what RUN downloads may have changed.
  const isForced = inputs.build.noCache
  const readImage = createImageFacts(registry, trigger.repository.url)
  const readCandidate = async (candidate: Candidate) => ({
    ...candidate,
    ...(await find(registry, readImage, candidate)),
  })
  const found = plans.map(({ target }) => Promise.all((candidates.get(target) ?? []).map(readCandidate)))
  const [keyed, read] = await Promise.all([
    keyTargets({ ...request, extra: describeExtra(inputs) }),
    Promise.all(found),
  ])
  const known = new Map(plans.map(({ target }, index) => [target, read[index] ?? []]))
  const verdicts = decideReuse({
    definition,
    chosen: new Set(plans.map(({ target }) => target)),
    keyed,
    found: known,
    isForced,
    revision: contentRevision(trigger),
    build: request.build,
    ...(request.identities && { identities: request.identities }),
  })
  return Promise.all(plans.map((plan) => apply(registry, plan, verdicts.get(plan.target))))
}

async function apply(
  registry: JudgeRequest['registry'],
  plan: Plan,
  verdict: ReuseVerdict | undefined,
): Promise<Judged> {
  if (verdict === undefined) return { plan }
  const { origin, labels, found } = verdict
  const labelled = {
    ...plan,
    labels: { ...plan.labels, ...pickContent(labels) },
    annotations: { ...plan.annotations, ...labels },
  }
  if (found?.facts === undefined) return { plan: labelled, origin }
  return { plan: labelled, origin, source: await describeSource(registry, found, found.facts.digest) }
}

/** The name of the build is not a label, so that the same content keeps the same platform digests. */
const pickContent = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => key === contentKeyName || key === contentPartsName),
  )

async function findUnreachable(
  registry: KeyRequest['registry'],
  plans: readonly Plan[],
): Promise<string | undefined> {
  try {
    await reachAll(registry, plans)
    return undefined
  } catch (error) {
    if (error instanceof TagboatError) return summarize(error)
    throw error
  }
}

/** Reads a candidate; if that fails, the image is built. */
async function find(
  registry: KeyRequest['registry'],
  readImage: (repository: Candidate['repository'], digest: string) => Promise<ImageFacts>,
  { repository, tag }: Candidate,
): Promise<Pick<Found, 'facts' | 'unread'>> {
  try {
    const head = await registry.headManifest(repository, { tag })
    return head === undefined ? {} : { facts: await readImage(repository, head.digest) }
  } catch (error) {
    if (error instanceof TagboatError) return { unread: summarize(error) }
    throw error
  }
}

/** The image with its platforms, so that the referrers of both are copied to another repository. */
async function describeSource(
  registry: JudgeRequest['registry'],
  { repository }: Candidate,
  digest: string,
): Promise<Source> {
  const manifest = await registry.getManifest(repository, { digest })
  const children = arrayAt(manifest?.json, 'manifests').flatMap((child) => stringAt(child, 'digest') ?? [])
  const part = { repository, digest, ...(manifest && { manifest }) }
  return { digest, parts: [part], referrersOf: [digest, ...children] }
}

/** Inputs that affect every image; expressions count unexpanded, because their values change with every run. */
function describeExtra({ labels, annotations, build }: Inputs): string {
  const texts = [...labels, ...annotations].map(({ key, value }) => [key, value.text])
  return JSON.stringify([texts, build.attests, build.rewriteTimestamp])
}
