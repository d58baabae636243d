import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { findDaemonImage } from '../build/daemon.ts'
import { openSession } from '../build/session.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { From } from '../inputs/from.ts'
import { runsWithoutSecrets } from '../plan/intent.ts'
import { type Resolved, resolveImages } from '../publish/from.ts'
import { resolveLayout } from '../publish/from-layout.ts'
import { gatherBeside } from '../publish/gather-beside.ts'
import type { ImageRequest, PublishRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { Ports, RunState } from '../run.ts'
import { openPlainAccess, openRegistries, openRegistry } from './access.ts'
import { describePublish } from './describe.ts'

/** What is published as it is. */
type Existing = Extract<From, { kind: 'images' | 'layout' }>

/** Existing images: no docker is needed, on any runner. */
export async function preparePromotion(
  ports: Ports,
  state: RunState,
  from: Existing,
): Promise<PublishRequest> {
  const { access, configDir } = await openPlainAccess(ports, state)
  if (state.inputs.exportLogin) ports.exportVariable('DOCKER_CONFIG', configDir)
  const registries = openRegistries(ports, access)
  const looking = resolveFrom(ports, registries.registry, state, from)
  const described = describePublish(ports, state)
  const gathered = await gatherBeside(looking, { ...described, ...registries, plans: state.plans })
  return {
    ...described,
    ...registries,
    gathered: gathered.facts,
    images: promoteTo(state, gathered.source),
    isCancelled: ports.isCancelled,
  }
}

/**
 * For a run that publishes nothing: throws where what input from names is not there, as the run that publishes it
 * would. A run without secrets may not be able to read it: that is a warning.
 */
export async function checkFrom(ports: Ports, state: RunState, from: From): Promise<void> {
  try {
    await look(ports, state, from)
  } catch (error) {
    const isBlind = state.isUntrusted || runsWithoutSecrets(state.trigger)
    if (!(error instanceof TagboatError) || !isBlind) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
  }
}

async function look(ports: Ports, state: RunState, from: From): Promise<void> {
  const { platforms } = state.inputs.build
  if (from.kind === 'daemon') {
    const { docker } = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state)
    await findDaemonImage(docker, from.image, platforms)
    return
  }
  const { access } = await openPlainAccess(ports, state)
  await resolveFrom(
    { ...ports, log: { ...ports.log, report: () => {} } },
    openRegistry(ports, access),
    state,
    from,
  )
}

export const promoteTo = (
  { plans, inputs }: RunState,
  { source, single, identity }: Resolved,
): readonly ImageRequest[] =>
  plans.map((plan) => ({
    plan,
    platforms: inputs.build.platforms,
    ownPlatform: single ?? 'linux/amd64',
    source,
    digest: source.digest,
    isMerge: source.index !== undefined,
    ...(identity && { identity }),
  }))

export async function resolveFrom(
  ports: Ports,
  registry: RegistryClient,
  { inputs, plans, workspace }: RunState,
  from: Existing,
): Promise<Resolved> {
  const { platforms } = inputs.build
  if (from.kind === 'layout') {
    return { source: await resolveLayout(ports, resolve(workspace, from.folder), from, platforms) }
  }
  // Existing images are published as one image.
  const marks = plans[0] ?? { annotations: {}, ownAnnotations: [] }
  return resolveImages({ log: ports.log, registry }, from.images, marks, platforms)
}
