import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { type BakeDefinition, platformsOf, singleTarget } from './bake/bake-target.ts'
import { readBake } from './bake/read-bake.ts'
import { type Build, type BuildPlan, prepareBuild } from './build/build.ts'
import { findDaemonImage, prepareDaemonImage } from './build/daemon.ts'
import { describeTarget } from './build/describe-target.ts'
import { createBuildx } from './build/docker.ts'
import { planLogins, resolvePasswords, secretsOf } from './build/login.ts'
import { fillPrivateConfig } from './build/private-config.ts'
import type { Session } from './build/session.ts'
import { TagboatError } from './errors/tagboat-error.ts'
import type { From } from './inputs/from.ts'
import type { Inputs } from './inputs/inputs.ts'
import { optionsFor } from './plan/plan-step.ts'
import { formatReference } from './plan/reference.ts'
import { type Resolved, resolveImages } from './publish/from.ts'
import { resolveLayout } from './publish/from-layout.ts'
import { gatherBeside } from './publish/gather-beside.ts'
import { findKnownImage } from './publish/known-image.ts'
import { previewTags } from './publish/preview.ts'
import type { ImageRequest, PublishRequest } from './publish/request.ts'
import { createRegistryClient, type RegistryClient } from './registry/client.ts'
import type { Patience } from './registry/retry.ts'
import { describeOrigin } from './report/lines.ts'
import { planImages } from './report/plan-result.ts'
import type { ImageResult } from './report/result.ts'
import { createSourceRepository } from './repository/create.ts'
import { type Judged, judgeImages } from './reuse/judge.ts'
import type { Ports, RunState } from './run.ts'
import { namesFor } from './tags/compute.ts'

/** What may be built: the targets of the bake files, or the one that the inputs describe. */
export async function readDefinition(
  ports: Ports,
  { bake, build }: Inputs,
  workspace: string,
): Promise<BakeDefinition> {
  if (bake === undefined) {
    const target = describeTarget(build, workspace, ports.env)
    return { targets: new Map([[singleTarget, target]]), chosen: [singleTarget] }
  }
  return readBake({ ...ports, buildx: createBuildx(ports.exec, undefined, {}) }, workspace, bake)
}

/** What would become of each tag: a dry run needs no engine. */
export async function preview(ports: Ports, state: RunState): Promise<readonly ImageResult[]> {
  const { plans, intent } = state
  const tell = (reason: string) => plans.flatMap((plan) => planImages(plan, reason))
  if (intent.kind !== 'push') return tell(intent.reason)
  const registry = openRegistry(ports, (await openPlainAccess(ports, state)).access, onePatience)
  const described = describePublish(ports, state)
  const { from } = state.inputs
  if (from === undefined || from.kind === 'daemon') {
    const images = await requestImages(ports, registry, state, previewPlatform)
    return previewTags({ ...described, registry, images })
  }
  try {
    const resolved = await resolveFrom(ports, registry, state, from)
    return await previewTags({ ...described, registry, images: promoteTo(state, resolved) })
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
    return tell('what input from names could not be read')
  }
}

/** Without an engine to ask. */
const previewPlatform = 'linux/amd64'

/** A build, or an image of the engine: docker is there and logged in. */
export async function preparePublish(
  ports: Ports,
  session: Session,
  state: RunState,
): Promise<PublishRequest> {
  const { inputs } = state
  const access = { configDir: session.configDir, insecureRegistries: session.engine.insecureRegistries }
  const registries = openRegistries(ports, access)
  const request = { ...describePublish(ports, state), ...registries, isCancelled: ports.isCancelled }
  if (inputs.from?.kind === 'daemon') {
    const made = await prepareDaemon(ports, session, state, registries.registry, inputs.from.image)
    return { ...request, ...made }
  }
  const images = await requestImages(ports, registries.registry, state, session.engine.platform)
  const prepare = () => prepareBuild(ports, session, describeBuild(state, images))
  return { ...request, images, builder: { prepare, load: inputs.build.load } }
}

/** A build that pushes nothing; undefined where nothing has changed. */
export async function prepareLocalBuild(
  ports: Ports,
  session: Session,
  state: RunState,
): Promise<{ readonly images: readonly ImageRequest[]; readonly build: Build | undefined }> {
  const access = { configDir: session.configDir, insecureRegistries: session.engine.insecureRegistries }
  const registry = openRegistry(ports, access)
  const images = await requestImages(ports, registry, state, session.engine.platform)
  if (images.every(({ source }) => source !== undefined)) return { images, build: undefined }
  return { images, build: await prepareBuild(ports, session, describeBuild(state, images)) }
}

/** The images of a step that builds; with only-changed those that need no build have a source. */
async function requestImages(
  ports: Ports,
  registry: RegistryClient,
  state: RunState,
  ownPlatform: string,
): Promise<readonly ImageRequest[]> {
  const { inputs, definition } = state
  const judged: readonly Judged[] = inputs.onlyChanged
    ? await judgeImages({ ...state, files: ports.files, registry, ownPlatform })
    : state.plans.map((plan) => ({ plan }))
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

/** What stands on an image that is not built gets it from its registry. */
function describeBuild(state: RunState, images: readonly ImageRequest[]): BuildPlan {
  const reused = images.flatMap(({ plan, source }) => {
    const [part] = source?.parts ?? []
    if (part === undefined) return []
    return [[plan.target, `docker-image://${formatReference(part.repository, part)}`] as const]
  })
  const plans = images.map(({ plan }) => plan)
  return { ...state, plans, targets: state.definition.targets, reused: new Map(reused) }
}

/** An image of the engine takes a build's place: it is pushed, or known to a registry already. */
async function prepareDaemon(
  ports: Ports,
  session: Session,
  { plans, inputs }: RunState,
  registry: RegistryClient,
  name: string,
): Promise<Pick<PublishRequest, 'images' | 'builder'>> {
  const { platforms } = inputs.build
  const image = await findDaemonImage(session.docker, name, platforms)
  const prepare = async () => prepareDaemonImage({ ...ports, docker: session.docker }, session.engine, image)
  const images = plans.map(async (plan) => {
    const known = image.digest === undefined ? await findKnownImage(registry, plan, image.id) : undefined
    const digest = image.digest ?? known?.digest
    return {
      plan,
      platforms,
      ownPlatform: image.platform ?? session.engine.platform,
      ...(digest === undefined ? {} : { digest }),
      ...(known === undefined ? {} : { source: known }),
    }
  })
  return { images: await Promise.all(images), builder: { prepare, load: false } }
}

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

const promoteTo = ({ plans, inputs }: RunState, { source, single }: Resolved): readonly ImageRequest[] =>
  plans.map((plan) => ({
    plan,
    platforms: inputs.build.platforms,
    ownPlatform: single ?? 'linux/amd64',
    source,
    digest: source.digest,
    isMerge: source.index !== undefined,
  }))

async function resolveFrom(
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

/** The logins straight in a private config file, for what needs no docker. */
async function openPlainAccess(ports: Ports, { plans, inputs, trigger }: RunState) {
  const logins = planLogins(plans, inputs, trigger)
  for (const secret of logins.flatMap(secretsOf)) ports.log.mask(secret)
  const written = await resolvePasswords(ports, logins)
  const configDir = await ports.files.makePrivateDir(ports.env.RUNNER_TEMP || tmpdir(), 'tagboat-')
  ports.remember('config', configDir)
  await fillPrivateConfig(ports.files, ports.env, configDir, logins, { written })
  // Loopback may always be plain; other exceptions are the engine's to tell, and there may be none.
  return { configDir, access: { configDir, insecureRegistries: [] } satisfies Access }
}

interface Access {
  readonly configDir: string
  readonly insecureRegistries: readonly string[]
}

const openRegistries = (ports: Ports, access: Access) => ({
  registry: openRegistry(ports, access),
  hasty: openRegistry(ports, access, hastyPatience),
})

function describePublish(ports: Ports, { trigger, inputs, workspace }: RunState) {
  const source = createSourceRepository(ports, { workspace, trigger, token: inputs.githubToken })
  return {
    ports,
    guards: inputs,
    facts: {
      source,
      trigger,
      guards: inputs,
      namesFor: (gitTag: string, target: string) =>
        namesFor(trigger, inputs.rules, gitTag, optionsFor(inputs, target)),
    },
    run: { isPullRequest: trigger.event.startsWith('pull_request'), revision: trigger.revision },
  }
}

/** Credentials from the private config; trust exactly where the engine has it. */
function openRegistry(ports: Ports, access: Access, patience?: Patience): RegistryClient {
  return createRegistryClient(ports, {
    dockerConfigDir: access.configDir,
    insecureRegistries: access.insecureRegistries,
    certsDir: '/etc/docker/certs.d',
    ...(patience && { patience }),
  })
}

/** The runner kills 7.5 s after it cancels. */
const hastyPatience: Patience = { attempts: 2, base: 200, longest: 500, longestAsked: 500 }

/** A dry run is for looking: what does not answer is unknown. */
const onePatience: Patience = { ...hastyPatience, attempts: 1 }
