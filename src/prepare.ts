import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { prepareBuild } from './build/build.ts'
import { findDaemonImage, prepareDaemonImage } from './build/daemon.ts'
import { planLogins, resolvePasswords, secretsOf } from './build/login.ts'
import { fillPrivateConfig } from './build/private-config.ts'
import type { Session } from './build/session.ts'
import { TagboatError } from './errors/tagboat-error.ts'
import type { From } from './inputs/from.ts'
import { type Resolved, resolveImages } from './publish/from.ts'
import { resolveLayout } from './publish/from-layout.ts'
import { gatherBeside } from './publish/gather-beside.ts'
import { findKnownImage } from './publish/known-image.ts'
import { previewTags } from './publish/preview.ts'
import type { PublishRequest } from './publish/publish.ts'
import { createRegistryClient, type RegistryClient } from './registry/client.ts'
import type { Patience } from './registry/retry.ts'
import { planImages } from './report/plan-result.ts'
import type { ImageResult } from './report/result.ts'
import { createSourceRepository } from './repository/create.ts'
import type { Ports, RunState } from './run.ts'
import { namesFor } from './tags/compute.ts'

/** What would become of each tag: a dry run needs no docker. */
export async function preview(ports: Ports, state: RunState): Promise<readonly ImageResult[]> {
  const { plan } = state
  if (plan.intent.kind !== 'push') return planImages(plan, plan.intent.reason)
  const registry = openRegistry(ports, (await openPlainAccess(ports, state)).access, onePatience)
  const described = describePublish(ports, state)
  const { from } = state.inputs
  if (from === undefined || from.kind === 'daemon') return previewTags({ ...described, registry })
  try {
    const { source } = await resolveFrom(ports, registry, state, from)
    return await previewTags({
      ...described,
      registry,
      run: { ...described.run, digest: source.digest, isMerge: source.index !== undefined },
    })
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`)
    return planImages(plan, 'what input from names could not be read')
  }
}

/** A build, or an image of the engine: docker is there and logged in. */
export async function preparePublish(
  ports: Ports,
  session: Session,
  state: RunState,
): Promise<PublishRequest> {
  const { inputs } = state
  const access = { configDir: session.configDir, insecureRegistries: session.engine.insecureRegistries }
  const { platforms } = inputs.build
  const registries = openRegistries(ports, access)
  const described = describePublish(ports, state)
  const request = { ...described, ...registries, platforms, isCancelled: ports.isCancelled }
  if (inputs.from?.kind !== 'daemon') {
    const prepare = () => prepareBuild(ports, session, state)
    const content = { kind: 'build', prepare, load: inputs.build.load } as const
    return { ...request, ownPlatform: session.engine.platform, content }
  }
  const image = await findDaemonImage(session.docker, inputs.from.image, platforms)
  const known =
    image.digest === undefined ? await findKnownImage(registries.registry, state.plan, image.id) : undefined
  const digest = image.digest ?? known?.digest
  const prepare = async () => prepareDaemonImage({ ...ports, docker: session.docker }, session.engine, image)
  return {
    ...request,
    run: { ...described.run, ...(digest === undefined ? {} : { digest }) },
    ownPlatform: image.platform ?? session.engine.platform,
    content:
      known === undefined ? { kind: 'build', prepare, load: false } : { kind: 'existing', source: known },
  }
}

/** What is published as it is. */
type Existing = Extract<From, { kind: 'images' | 'layout' }>

/** Existing images: no docker is needed, on any runner. */
export async function preparePromotion(
  ports: Ports,
  state: RunState,
  from: Existing,
): Promise<PublishRequest> {
  const { platforms } = state.inputs.build
  const { access, configDir } = await openPlainAccess(ports, state)
  if (state.inputs.exportLogin) ports.exportVariable('DOCKER_CONFIG', configDir)
  const registries = openRegistries(ports, access)
  const described = describePublish(ports, state)
  const looking = resolveFrom(ports, registries.registry, state, from)
  const gathered = await gatherBeside(looking, { ...described, ...registries })
  const { source, single } = gathered.source
  return {
    ...described,
    ...registries,
    gathered: gathered.facts,
    run: { ...described.run, digest: source.digest, isMerge: source.index !== undefined },
    platforms,
    ownPlatform: single ?? 'linux/amd64',
    content: { kind: 'existing', source },
    isCancelled: ports.isCancelled,
  }
}

async function resolveFrom(
  ports: Ports,
  registry: RegistryClient,
  { inputs, plan, workspace }: RunState,
  from: Existing,
): Promise<Resolved> {
  const { platforms } = inputs.build
  if (from.kind === 'images') return resolveImages({ log: ports.log, registry }, from.images, plan, platforms)
  return { source: await resolveLayout(ports, resolve(workspace, from.folder), from, platforms) }
}

/** The logins straight in a private config file, for what needs no docker. */
async function openPlainAccess(ports: Ports, { plan, inputs, trigger }: RunState) {
  const logins = planLogins(plan, inputs, trigger)
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

function describePublish(ports: Ports, { trigger, inputs, plan, workspace }: RunState) {
  const source = createSourceRepository(ports, { workspace, trigger, token: inputs.githubToken })
  return {
    ports,
    plan,
    guards: inputs,
    facts: {
      source,
      trigger,
      guards: inputs,
      namesFor: (gitTag: string) => namesFor(trigger, inputs.rules, gitTag),
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
