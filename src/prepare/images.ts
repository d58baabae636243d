import { platformsOf } from '../bake/bake-target.ts'
import type { BuildPlan } from '../build/build.ts'
import { filePlans, imagePlans } from '../plan/plan.ts'
import { formatReference } from '../plan/reference.ts'
import type { Sources } from '../publish/contents.ts'
import type { ImageRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import { describeOrigin } from '../report/lines.ts'
import { type Judged, judgeImages } from '../reuse/judge.ts'
import type { Ports, RunState } from '../run.ts'

/** The images of a step that builds; with only-changed those that need no build have a source. */
export async function requestImages(
  ports: Ports,
  registry: RegistryClient,
  state: RunState,
  ownPlatform: string,
): Promise<readonly ImageRequest[]> {
  const { inputs, definition } = state
  const plans = imagePlans(state.plans)
  const judged: readonly Judged[] = inputs.onlyChanged
    ? await judgeImages({
        ...state,
        plans,
        files: ports.files,
        registry,
        ownPlatform,
        build: nameBuild(ports),
      })
    : plans.map((plan) => ({ plan }))
  for (const { plan, origin } of judged) {
    if (origin !== undefined) ports.log.info(describeOrigin(inputs.bake ? plan.target : '', origin))
  }
  return judged.map(({ plan, origin, source }) => ({
    plan,
    platforms: platformsOf(definition.targets.get(plan.target) ?? {}),
    ownPlatform,
    ...(origin && { origin }),
    ...(source && { source, digest: source.digest }),
  }))
}

/** 48 bits: no two runs of a repository share one. */
const nameBuild = ({ clock }: Pick<Ports, 'clock'>): string =>
  Math.floor(clock.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0')

/** The images that have a source, by target. */
export const existingOf = (images: readonly ImageRequest[]): Sources =>
  new Map(images.flatMap(({ plan, source }) => (source ? [[plan.target, source] as const] : [])))

/** What stands on an image that is not built gets it from its registry; `existing` are those, by target. */
export function describeBuild(
  state: RunState,
  images: readonly ImageRequest[],
  existing: Sources,
): BuildPlan {
  const reused = [...existing].flatMap(([target, source]) => {
    const [part] = source.parts
    if (part === undefined) return []
    return [[target, `docker-image://${formatReference(part.repository, part)}`] as const]
  })
  const plans = [...images.map(({ plan }) => plan), ...filePlans(state.plans)]
  return { ...state, plans, targets: state.definition.targets, reused: new Map(reused) }
}
