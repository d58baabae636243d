import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { findDaemonImage } from '../docker/daemon.ts'
import { openSession } from '../docker/session.ts'
import { type From, sourcesOf } from '../inputs/from-input.ts'
import { settleAll, TagboatError } from '../model/tagboat-error.ts'
import { runsWithoutSecrets } from '../plan/decide-intent.ts'
import type { Plan } from '../plan/plan.ts'
import type { Ports } from '../ports/run-ports.ts'
import { lookOnce } from '../publish/first-look.ts'
import { type Resolved, resolveImages } from '../publish/from.ts'
import { resolveLayout } from '../publish/from-layout.ts'
import { gatherBeside } from '../publish/gather-beside.ts'
import type { ImageReader } from '../publish/image-facts.ts'
import type { ImageRequest, PublishRequest } from '../publish/request.ts'
import type { FoundImage } from '../publish/source.ts'
import { oneVersion } from '../publish/source-version.ts'
import type { RegistryClient } from '../registry/client.ts'
import { openPlainAccess, openRegistries, openRegistry } from './access.ts'
import { describePublish } from './describe.ts'
import { findDigests, isNothingPushed } from './digests.ts'
import type { RunState } from './run-state.ts'
import { givesDefaultLatest, readVersions, warnOfOtherVersion } from './source-version.ts'

/** What is published as it is. */
type Existing = Exclude<From, { kind: 'daemon' }>

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
    cancelled: ports.ending.cancelled,
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
  if (from.kind === 'digests' && (await isNothingPushed(ports, state))) {
    ports.log.notice(
      'No job of this run handed over a digest, and this run publishes nothing: nothing to check.',
    )
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

export const promoteTo = ({ plans, inputs }: RunState, resolved: ResolvedImages): readonly ImageRequest[] =>
  plans.flatMap((plan) => {
    const found = resolved.get(plan.target)
    if (found === undefined) return []
    const { source, single, identity } = found
    const platforms = inputs.build.platforms
    const digest = source.digest
    return [
      {
        plan,
        platforms,
        ownPlatform: single ?? 'linux/amd64',
        source,
        digest,
        isMerge: source.index !== undefined,
        ...(identity && { identity }),
      },
    ]
  })

/** What each image of the step is made of, by its name. */
type ResolvedImages = ReadonlyMap<string, Resolved>

/** Looks at the sources of all images; throws one TagboatError with what is wrong with any of them. */
export async function resolveFrom(
  ports: Ports,
  registry: RegistryClient,
  state: RunState,
  from: Existing,
): Promise<ResolvedImages> {
  const { inputs, plans, workspace, trigger } = state
  const { platforms } = inputs.build
  const resolveOne = async (plan: Plan): Promise<Resolved> => {
    if (from.kind === 'images') {
      return resolveImages({ log: ports.log, registry }, sourcesOf(from, plan.target), plan, platforms)
    }
    if (from.kind === 'digests') {
      const looked = lookOnce(registry)
      const images = await findDigests(ports, looked, state)
      return resolveImages({ log: ports.log, registry: looked }, images, plan, platforms)
    }
    return resolveLayout(ports, resolve(workspace, from.folder), from, platforms)
  }
  const resolved = await settleAll(
    plans.map(async (plan) => {
      const found = await resolveOne(plan)
      const { images, reader = registry } = found
      if (givesDefaultLatest(inputs, plan)) {
        const version = await commonVersion(reader, images, trigger.repository.url)
        warnOfOtherVersion(ports.log, inputs, plan, images.map(({ image }) => image.text).join(', '), version)
      }
      return [plan.target, found] as const
    }),
  )
  return new Map(resolved)
}

/** For a warning only: undefined where it cannot be read, or the images differ. */
async function commonVersion(registry: ImageReader, images: readonly FoundImage[], sourceUrl: string) {
  try {
    return oneVersion(await readVersions(registry, images, sourceUrl), '')
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}
