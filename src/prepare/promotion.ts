import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { findDaemonImage } from '../build/daemon-image.ts'
import { type From, sourceImagesOf } from '../inputs/from-input.ts'
import { settleAll, TagboatError } from '../model/tagboat-error.ts'
import { runsWithoutSecrets } from '../plan/decide-intent.ts'
import type { Plan } from '../plan/plan.ts'
import type { Ports } from '../ports/run-ports.ts'
import { lookOnce } from '../publish/first-look.ts'
import { gatherBeside } from '../publish/gather-facts.ts'
import type { ImageReader } from '../publish/image-facts.ts'
import { askAbout, type ImageRequest, type PublishRequest } from '../publish/request.ts'
import type { RegistryClient } from '../registry/client.ts'
import { openSession } from '../session/docker-session.ts'
import { openPlainAccess, openRegistries, openRegistry } from './access.ts'
import { findDigests, isNothingPushed } from './digest-handover.ts'
import { checkDirtySources } from './dirty-source.ts'
import type { FoundImage } from './find-images.ts'
import { type Resolved, resolveImages, resolveLayout } from './resolve-images.ts'
import { describePublish, type RunState } from './run-state.ts'
import { givesDefaultLatest, oneVersion, readVersions, warnOfOtherVersion } from './source-version.ts'

/** Sources that need no engine. */
type Existing = Exclude<From, { kind: 'daemon' }>

/** The request for existing images. Works on any runner, without docker. */
export async function preparePromotion(
  ports: Ports,
  state: RunState,
  from: Existing,
): Promise<PublishRequest> {
  const { access, configDir } = await openPlainAccess(ports, state)
  if (state.inputs.exportLogin) ports.exportVariable('DOCKER_CONFIG', configDir)
  const registries = openRegistries(ports, access)
  const resolving = resolveFrom(ports, registries.registry, state, from)
  const described = describePublish(ports, state)
  const gathered = await gatherBeside(
    resolving,
    askAbout({ ...described, ...registries, plans: state.plans }),
  )
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
 * For a run that publishes nothing: throws if the images of input from do not exist, as a publishing run would. In a run
 * without secrets, which may be unable to read them, this is a warning.
 */
export async function checkFrom(ports: Ports, state: RunState, from: From): Promise<void> {
  try {
    await resolveOrThrow(ports, state, from)
  } catch (error) {
    const isBlind = state.isUntrusted || runsWithoutSecrets(state.trigger)
    if (!(error instanceof TagboatError) || !isBlind) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
  }
}

async function resolveOrThrow(ports: Ports, state: RunState, from: From): Promise<void> {
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

/** The sources of each image of the step, by target. */
type ResolvedImages = ReadonlyMap<string, Resolved>

/** Reads the sources of all images; throws one TagboatError with the problems of all. */
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
      return resolveImages({ log: ports.log, registry }, sourceImagesOf(from, plan.target), plan, platforms)
    }
    if (from.kind === 'digests') {
      const cached = lookOnce(registry)
      const images = await findDigests(ports, cached, state)
      return resolveImages({ log: ports.log, registry: cached }, images, plan, platforms)
    }
    return resolveLayout(ports, resolve(workspace, from.folder), from, platforms)
  }
  const resolved = await settleAll(
    plans.map(async (plan) => {
      const found = await resolveOne(plan)
      const { images, reader = registry } = found
      await checkDirtySources(reader, plan, images)
      if (givesDefaultLatest(inputs, plan)) {
        const version = await commonVersion(reader, images, trigger.repository.url)
        warnOfOtherVersion(ports.log, inputs, plan, images.map(({ image }) => image.text).join(', '), version)
      }
      return [plan.target, found] as const
    }),
  )
  return new Map(resolved)
}

/** The images' version, for a warning: undefined if it cannot be read or they differ. */
async function commonVersion(registry: ImageReader, images: readonly FoundImage[], sourceUrl: string) {
  try {
    return oneVersion(await readVersions(registry, images, sourceUrl), '')
  } catch (error) {
    if (error instanceof TagboatError) return undefined
    throw error
  }
}
