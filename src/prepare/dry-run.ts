import { listOf } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import type { Decision } from '../decide/decide-tag.ts'
import { decideTags } from '../decide/decide-tags.ts'
import { isAttested } from '../docker/attest.ts'
import { compact } from '../json.ts'
import type { ImageResult, TagResult } from '../model/result.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { lookOnce, reachAll } from '../publish/first-look.ts'
import { gatherFacts } from '../publish/gather-facts.ts'
import { askFor, type PublishRequest, runOf } from '../publish/request.ts'
import { planImages } from '../report/plan-result.ts'
import { lookOnly, openPlainAccess, openRegistry } from './access.ts'
import { requestImages } from './image-requests.ts'
import { promoteTo, resolveFrom } from './promotion.ts'
import { describePublish, type RunState } from './run-state.ts'

/** Whether the engine can load the image is not known without it. */
function noteUnknownStore(log: Log, { inputs, definition, plans }: RunState): void {
  if (!inputs.build.load || inputs.from !== undefined) return
  const isIndex = plans.some(({ target, files }) => {
    const described = definition.targets.get(target) ?? {}
    const attests = [...specsOf(described, 'attest'), ...inputs.build.attests]
    return files?.isImage !== false && (isAttested(attests) || listOf(described, 'platforms').length > 1)
  })
  if (!isIndex) return
  log.notice(
    'Input load with several platforms or attestations needs an engine with the containerd image store. A dry run does not ask the engine; a run on an engine with the legacy store fails before it builds.',
  )
}

/** What would become of each tag: a dry run needs no engine. */
export async function preview(ports: Ports, state: RunState): Promise<readonly ImageResult[]> {
  const { plans, intent } = state
  noteUnknownStore(ports.log, state)
  const tell = (reason: string) => plans.flatMap((plan) => planImages(plan, reason))
  const isPromotion = state.inputs.from !== undefined && state.inputs.from.kind !== 'daemon'
  if (intent.kind !== 'push' && !isPromotion) return tell(intent.reason)
  const registry = lookOnce(openRegistry(ports, (await openPlainAccess(ports, state)).access, lookOnly))
  const described = describePublish(ports, state)
  const { from } = state.inputs
  if (from === undefined || from.kind === 'daemon') {
    const images = await requestImages(ports, registry, state, undefined)
    return previewTags({ ...described, registry, images })
  }
  try {
    const resolved = await resolveFrom(ports, registry, state, from)
    if (intent.kind !== 'push') return tell(intent.reason)
    return await previewTags({ ...described, registry, images: promoteTo(state, resolved) })
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
    return tell(intent.kind === 'push' ? 'what input from names could not be read' : intent.reason)
  }
}

type PreviewRequest = Pick<PublishRequest, 'registry' | 'facts' | 'images' | 'guards' | 'run' | 'ports'>

/**
 * What a run would do to each tag, for a dry run: it sends nothing but GET and HEAD. Where the registry cannot be
 * asked, every tag is `unknown`, and why is said; a dry run never fails for that.
 */
export async function previewTags(request: PreviewRequest): Promise<readonly ImageResult[]> {
  const { checkPush: _, ...registry } = request.registry
  const plans = request.images.map(({ plan }) => plan)
  const planned = request.images.flatMap(({ plan, origin }) =>
    planImages(plan, 'the registry could not be asked', origin),
  )
  try {
    await reachAll(registry, plans)
    const facts = await gatherFacts({ ...askFor(request), registry })
    for (const refusal of facts.refusals) request.ports.log.warning(`${refusal.what} ${refusal.fix}`)
    if (facts.tags.length === 0) return planned
    const run = (target: string) => runOf(request, target)
    const results = decideTags(facts.tags, run, request.guards).map(describeDecision)
    const known = new Map(request.images.map(({ plan, digest }) => [plan.target, digest]))
    return planned.map((image) => ({
      ...image,
      ...compact({ digest: known.get(image.target) }),
      tags: image.tags.map((tag) => results.find(({ ref }) => ref === tag.ref) ?? tag),
    }))
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    request.ports.log.notice(`The registry could not be asked, so what is there is unknown: ${error.message}`)
    return planned
  }
}

function describeDecision(decision: Decision): TagResult {
  const { ref, tag, image } = decision.facts
  const there = image === undefined ? {} : { digest: image.digest, previous: image.digest }
  const result = { ref, name: tag.name, ...there }
  switch (decision.kind) {
    case 'create':
      return { ...result, action: 'created', reason: 'it would be' }
    case 'move':
      return { ...result, action: 'moved', reason: decision.warning ?? 'it would be' }
    case 'keep':
      return { ...result, action: 'kept', reason: decision.reason }
    case 'refuse':
      return { ...result, action: 'refused', reason: decision.problem.what }
    case 'published':
      return { ...result, action: 'unchanged', reason: 'it is released already, from this commit' }
    case 'unchanged':
      return { ...result, action: 'unchanged' }
  }
}
