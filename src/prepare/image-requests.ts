import { platformsOf } from '../bake/bake-target.ts'
import type { BuildPlan } from '../definition/build-plan.ts'
import { isMany } from '../inputs/inputs.ts'
import { runnerPlatform } from '../inputs/platform-names.ts'
import { compact } from '../json.ts'
import { formatIdentity, type Identity } from '../model/identity.ts'
import { formatReference } from '../model/reference.ts'
import { identify } from '../plan/identify.ts'
import { identityKey } from '../plan/labels.ts'
import { filePlans, imagePlans, type Plan } from '../plan/plan.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { Sources } from '../publish/destinations.ts'
import type { ImageRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import { describeOrigin } from '../report/log-lines.ts'
import { type Judged, judgeImages } from '../reuse/judge.ts'
import type { RunState } from './run-state.ts'

/**
 * Requests the images of a build. With only-changed, images that need no build have a source. `own`: the builder's platform,
 * which a dry run does not know.
 */
export async function requestImages(
  ports: Ports,
  registry: RegistryClient,
  state: RunState,
  own: string | undefined,
): Promise<readonly ImageRequest[]> {
  const { inputs, definition } = state
  const ownPlatform = own ?? runnerPlatform(ports.env)
  const identities = identifyAll(state, own)
  const plans = imagePlans(state.plans).map((plan) => withIdentity(plan, identities.get(plan.target)))
  const judging = { ...state, plans, identities, files: ports.files, registry, ownPlatform }
  const judged: readonly Judged[] = inputs.onlyChanged
    ? await judgeImages({ ...judging, build: nameBuild(ports) })
    : plans.map((plan) => ({ plan }))
  for (const { plan, origin } of judged) {
    if (origin !== undefined) ports.log.info(describeOrigin(isMany(inputs) ? plan.target : '', origin))
  }
  return judged.map(({ plan, origin, source }) => ({
    plan,
    platforms: platformsOf(definition.targets.get(plan.target) ?? {}),
    ownPlatform,
    ...compact({ identity: identities.get(plan.target) }),
    ...(origin && { origin }),
    ...(source && { source, digest: source.digest }),
  }))
}

/** The plans with the identity of each image among its annotations. `own`: the engine's platform. */
export function withIdentities(state: RunState, own: string): readonly Plan[] {
  const identities = identifyAll(state, own)
  return [
    ...imagePlans(state.plans).map((plan) => withIdentity(plan, identities.get(plan.target))),
    ...filePlans(state.plans),
  ]
}

function identifyAll(
  { inputs, definition, plans, workspace }: RunState,
  own: string | undefined,
): ReadonlyMap<string, Identity> {
  return new Map(
    plans.map(({ target }) => {
      const described = definition.targets.get(target) ?? {}
      return [target, identify(described, compact({ workspace, own, ...(isMany(inputs) && { target }) }))]
    }),
  )
}

const withIdentity = (plan: Plan, identity: Identity | undefined): Plan =>
  identity === undefined
    ? plan
    : { ...plan, annotations: { ...plan.annotations, [identityKey]: formatIdentity(identity) } }

/** A random name of 48 bits: no two runs of a repository share one. */
const nameBuild = ({ clock }: Pick<Ports, 'clock'>): string =>
  Math.floor(clock.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0')

/** Describes the build. Targets that depend on an `existing` image pull it from its registry. */
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
