import { listOf } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import { previewCaches } from '../build/prepare-cache.ts'
import { isAttested } from '../builder/attestations.ts'
import { type Decision, isChange } from '../decide/decide-tag.ts'
import { decideTags } from '../decide/decide-tags.ts'
import { runnerPlatform } from '../inputs/platform-names.ts'
import { compact } from '../json.ts'
import type { ImageResult, TagResult } from '../model/result.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { lookOnce, reachAll } from '../publish/first-look.ts'
import { gatherFacts } from '../publish/gather-facts.ts'
import { askFor, type DecisionRequest, runOf } from '../publish/request.ts'
import { describeUntouched, tagResult } from '../publish/results.ts'
import { planImages } from '../report/plan-result.ts'
import { lookOnly, openPlainAccess, openRegistry } from './access.ts'
import { requestImages } from './image-requests.ts'
import { promoteTo, resolveFrom } from './promotion.ts'
import { describePublish, type RunState } from './run-state.ts'

/** Only the engine knows whether it can load the image, and a dry run does not ask it. */
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

/** What a run would do to each tag. Needs no engine. */
export async function preview(ports: Ports, state: RunState): Promise<readonly ImageResult[]> {
  const { plans, intent } = state
  noteUnknownStore(ports.log, state)
  if (state.inputs.from === undefined) {
    previewCaches(ports.log, ports.env, runnerPlatform(ports.env), {
      ...state,
      targets: state.definition.targets,
      reused: new Map(),
    })
  }
  const planned = (reason: string) => plans.flatMap((plan) => planImages(plan, reason))
  const isPromotion = state.inputs.from !== undefined && state.inputs.from.kind !== 'daemon'
  if (intent.kind !== 'push' && !isPromotion) return planned(intent.reason)
  const registry = lookOnce(openRegistry(ports, (await openPlainAccess(ports, state)).access, lookOnly))
  const described = describePublish(ports, state)
  const { from } = state.inputs
  if (from === undefined || from.kind === 'daemon') {
    const images = await requestImages(ports, registry, state, undefined)
    return previewTags({ ...described, registry, images })
  }
  try {
    const resolved = await resolveFrom(ports, registry, state, from)
    if (intent.kind !== 'push') return planned(intent.reason)
    return await previewTags({ ...described, registry, images: promoteTo(state, resolved) })
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
    return planned(intent.kind === 'push' ? 'the images of input from could not be read' : intent.reason)
  }
}

/**
 * What a run would do to each tag. Sends GET and HEAD requests only. If the registry cannot be reached, every tag is
 * `unknown`, and the log says why: a dry run never fails because of that.
 */
export async function previewTags(request: DecisionRequest): Promise<readonly ImageResult[]> {
  const { checkPush: _, ...registry } = request.registry
  const plans = request.images.map(({ plan }) => plan)
  const planned = request.images.flatMap(({ plan, origin }) =>
    planImages(plan, 'the registry could not be reached', origin),
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
    request.ports.log.notice(
      `The registry could not be reached, so the state of every tag is unknown: ${error.message}`,
    )
    return planned
  }
}

function describeDecision(decision: Decision): TagResult {
  const { facts } = decision
  if (!isChange(decision)) return describeUntouched({ kind: 'left', decision })
  const digest = facts.image?.digest
  const action = decision.kind === 'create' ? 'created' : 'moved'
  return tagResult(facts, {
    digest,
    previous: digest,
    action,
    reason: decision.warning ?? 'not written in a dry run',
  })
}
