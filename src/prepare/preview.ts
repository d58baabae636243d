import { listOf } from '../bake/bake-target.ts'
import { specsOf } from '../bake/specs.ts'
import { isAttested } from '../docker/attestations.ts'
import type { ImageResult } from '../model/result.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { lookOnce } from '../publish/first-look.ts'
import { previewTags } from '../publish/preview.ts'
import { planImages } from '../report/plan-result.ts'
import { lookOnly, openPlainAccess, openRegistry } from './access.ts'
import { describePublish } from './describe.ts'
import { requestImages } from './images.ts'
import { promoteTo, resolveFrom } from './promotion.ts'
import type { RunState } from './run-state.ts'

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
