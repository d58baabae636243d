import { explainChange } from '../content/explain.ts'
import { formatParts, hasSameFiles, parseParts } from '../content/parts.ts'
import type { ImageFacts } from '../decide/facts.ts'
import { summarize, TagboatError } from '../errors/tagboat-error.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { arrayAt, stringAt } from '../json.ts'
import { contentKeyName, contentPartsName } from '../plan/labels.ts'
import type { Plan } from '../plan/plan.ts'
import { formatReference } from '../plan/reference.ts'
import type { Copier, Source } from '../publish/contents.ts'
import { createImageFacts, type ImageReader } from '../publish/image-facts.ts'
import { reachAll } from '../publish/reach.ts'
import type { Origin } from '../report/result.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { type Candidate, listCandidates } from './candidates.ts'
import { type Keyed, type KeyRequest, keyTargets } from './keys.ts'

export interface JudgeRequest extends Omit<KeyRequest, 'registry' | 'extra'> {
  readonly registry: KeyRequest['registry'] & Pick<Copier, 'getManifest'> & Pick<ImageReader, 'getBlob'>
  readonly trigger: Trigger
  readonly inputs: Inputs
  readonly plans: readonly Plan[]
}

/** What is to become of one image's content. */
export interface Judged {
  /** With the content key among its labels and annotations. */
  readonly plan: Plan
  readonly origin?: Origin
  /** An image of this very content, where there is one. */
  readonly source?: Source
}

/**
 * `only-changed`: an image whose content a registry has is not built again. What cannot be asked or told is built. In the
 * order of the plans; a constant number of rounds, however many images there are.
 */
export async function judgeImages(request: JudgeRequest): Promise<readonly Judged[]> {
  const { trigger, inputs, definition, plans, registry } = request
  const unread = await findUnreachable(registry, plans)
  if (unread !== undefined)
    return plans.map((plan) => ({ plan, origin: { how: 'built', why: unreadable(unread) } }))
  const candidates = listCandidates(trigger, inputs, definition, plans)
  // Everything anew, once in a while: what RUN fetches may have changed.
  const isForced = inputs.build.noCache
  const readImage = createImageFacts(registry, trigger.repository.url)
  const look = async (candidate: Candidate) => ({
    ...candidate,
    ...(await find(registry, readImage, candidate)),
  })
  const found = plans.map(({ target }) => Promise.all((candidates.get(target) ?? []).map(look)))
  const [keyed, there] = await Promise.all([
    keyTargets({ ...request, extra: describeExtra(inputs) }),
    Promise.all(found),
  ])
  return Promise.all(
    plans.map((plan, index) =>
      judge(registry, plan, keyed.get(plan.target), { there: there[index] ?? [], isForced }),
    ),
  )
}

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

const unreadable = (why: string): string => `no image of this content could be read: ${why}`

interface Found extends Candidate {
  readonly facts?: ImageFacts
  /** Why it could not be read. */
  readonly unread?: string
}

async function judge(
  registry: JudgeRequest['registry'],
  plan: Plan,
  keyed: Keyed | undefined,
  { there, isForced }: { readonly there: readonly Found[]; readonly isForced: boolean },
): Promise<Judged> {
  if (keyed?.kind !== 'known') {
    return { plan, origin: { how: 'built', why: keyed?.why ?? 'nothing is known of its content' } }
  }
  const marked = mark(plan, keyed)
  if (isForced) return { plan: marked, origin: { how: 'built', why: 'input no-cache asks for it' } }
  const same = there.find(({ facts }) => facts?.contentKey === keyed.key)
  if (same?.facts !== undefined) {
    const ref = formatReference(same.repository, { tag: same.tag })
    const source = await describeSource(registry, same, same.facts.digest)
    return { plan: marked, origin: { how: 'reused', why: `the same content is under ${ref}` }, source }
  }
  const released = there.find(
    ({ isRelease, facts }) => isRelease && hasSameFiles(parseParts(facts?.contentParts ?? ''), keyed.parts),
  )
  if (released?.facts !== undefined) {
    const ref = formatReference(released.repository, { tag: released.tag })
    const source = await describeSource(registry, released, released.facts.digest)
    const why = `${ref} is released from the same files, whatever its bases are now`
    return { plan: marked, origin: { how: 'reused', why }, source }
  }
  const [told] = there.flatMap(({ facts }) => facts?.contentParts ?? [])
  const before = told === undefined ? undefined : parseParts(told)
  const [unread] = there.flatMap((one) => one.unread ?? [])
  const why =
    before === undefined && unread !== undefined ? unreadable(unread) : explainChange(before, keyed.parts)
  return { plan: marked, origin: { how: 'built', why } }
}

/** A candidate that cannot be read is no reason to fail: the image is built then. */
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

/** The image with its platforms, so that what refers to either comes along into another repository. */
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

function mark(plan: Plan, { key, parts }: Extract<Keyed, { kind: 'known' }>): Plan {
  const marks = { [contentKeyName]: key, [contentPartsName]: formatParts(parts) }
  return {
    ...plan,
    labels: { ...plan.labels, ...marks },
    annotations: { ...plan.annotations, ...marks },
  }
}

/** Inputs that shape every image; expressions count as they are written, since what they give changes with every run. */
function describeExtra({ labels, annotations, build }: Inputs): string {
  const texts = [...labels, ...annotations].map(({ key, value }) => [key, value.text])
  return JSON.stringify([texts, build.attests, build.rewriteTimestamp])
}
