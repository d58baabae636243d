import type { BakeTarget } from '../bake/bake-target.ts'
import { type Emulated, emulationOff } from '../errors/emulation.ts'
import { binfmtArchitecture } from '../model/binfmt.ts'
import { describeProblem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env, Log } from '../ports/ports.ts'
import { readPinnedImage } from '../setup/pins.ts'
import type { BuildPlan, BuildPorts } from './build-plan.ts'
import type { BuilderChoice } from './choose-builder.ts'
import type { DockerSession } from './docker-session.ts'
import { type ForeignRun, findForeignRuns, foreignPlatforms } from './foreign-runs.ts'
import { findEmulated, sharesKernel } from './kernel-emulators.ts'
import { findPlatforms, type KnownBuilder } from './known-builders.ts'
import { registerQemu } from './register-qemu.ts'

interface EmulationRequest {
  readonly choice: BuilderChoice
  /** The name of the builder, which exists by now; undefined for buildx's default. */
  readonly name: string | undefined
  /** The names of the targets that it builds. */
  readonly needed: ReadonlySet<string>
}

/**
 * Registers QEMU for the platforms that the build requests, on which a RUN executes, and that the builder lacks. It happens once before
 * the build, for all targets together. A build that requests the engine's own architecture alone causes no command and no log line. The
 * workflow's inputs decide what is registered and from which image; a Dockerfile only decides whether. Returns the platforms that may be
 * emulated, for the explanation of a failed build. Throws a TagboatError if QEMU is needed and cannot be registered, or must not be.
 */
export async function prepareEmulation(
  ports: BuildPorts,
  session: DockerSession,
  run: BuildPlan,
  { choice, name, needed }: EmulationRequest,
): Promise<Emulated | undefined> {
  const { log, files } = ports
  const targets = [...needed].flatMap((name): BakeTarget[] => [run.targets.get(name) ?? {}])
  const own = session.engine.platform
  const foreign = foreignPlatforms(targets, own)
  if (foreign.length === 0) return undefined
  const runs = await findForeignRuns(files, run.workspace, targets, own)
  const idle = foreign.filter((platform) => runs.every((one) => one.platform !== platform))
  if (idle.length > 0) log.info(`No RUN executes on ${idle.join(', ')}, so no emulation is needed.`)
  const builder = builderOf(choice, name)
  const lacking = runs.length === 0 ? [] : await findLacking(session, builder, runs)
  const served = runs.filter((one) => !lacking.includes(one)).map(({ platform }) => platform)
  if (served.length > 0)
    log.info(`The builder executes ${served.join(', ')} already, so no emulation is registered.`)
  const image = lacking.length === 0 ? undefined : await emulate(ports, session, run, builder, lacking)
  return { platforms: foreign, ...(image !== undefined && { image }) }
}

/** The builder, whose platforms may have to be asked for; undefined for a temporary one with Tagboat's own settings. */
function builderOf(choice: BuilderChoice, name = ''): KnownBuilder | undefined {
  if (choice.kind === 'use') return choice.builder
  const { described } = choice
  if (described === undefined) return undefined
  const endpoint = described.nodes
    .map((node) => node.endpoint)
    .filter((one) => one !== '')
    .join(',')
  return { name, driver: described.driver, endpoint, current: false, broken: false }
}

/** The RUNs on platforms of which the builder executes no variant. */
async function findLacking(
  session: DockerSession,
  builder: KnownBuilder | undefined,
  runs: readonly ForeignRun[],
): Promise<readonly ForeignRun[]> {
  const known = builder === undefined ? [] : await findPlatforms(session, builder)
  const served = new Set(known.map(binfmtArchitecture))
  return runs.filter(({ architecture }) => !served.has(architecture))
}

/** Does what the builder's driver allows. Returns the image from which QEMU was registered. */
async function emulate(
  ports: BuildPorts,
  session: DockerSession,
  run: BuildPlan,
  builder: KnownBuilder | undefined,
  lacking: readonly ForeignRun[],
): Promise<string | undefined> {
  const { mode, image } = run.inputs.emulation
  const driver = builder?.driver ?? 'docker-container'
  const list = lacking.map(({ platform }) => platform)
  if (driver === 'docker') {
    if (mode === 'never') return refuse(ports.log, lacking)
    return register(ports, session, run, builder, lacking)
  }
  const isOnEngine = driver === 'docker-container' && isOnThisEngine(builder, ports.env)
  if (image !== undefined && isOnEngine) return register(ports, session, run, builder, lacking)
  const certain = lacking.filter(({ run }) => run !== undefined).map(({ platform }) => platform)
  const unused = image === undefined ? '' : ' Input qemu-image is not used, because it is not on this engine.'
  if (certain.length > 0 || unused !== '')
    ports.log.info(describeOwn(driver, (certain.length > 0 ? certain : list).join(', ')) + unused)
  return undefined
}

/** What happens on a builder that gets no QEMU from this run. */
const describeOwn = (driver: string, platforms: string): string =>
  driver === 'docker-container'
    ? `The builder (driver ${driver}) emulates ${platforms} with the QEMU in its BuildKit image.`
    : `The builder (driver ${driver}) must execute ${platforms} itself, for example with the QEMU in its BuildKit image.`

/** Whether the containers of a docker-container builder run on this run's engine. */
function isOnThisEngine(builder: KnownBuilder | undefined, env: Env): boolean {
  return ['', 'default', env.DOCKER_HOST ?? 'unix:///var/run/docker.sock'].includes(builder?.endpoint ?? '')
}

/** Refuses the build if a RUN certainly needs emulation; otherwise the build shows it. */
function refuse(log: Log, lacking: readonly ForeignRun[]): undefined {
  throwAll(lacking.flatMap(({ platform, run }) => (run === undefined ? [] : [emulationOff(platform, run)])))
  for (const { platform, doubt } of lacking) {
    log.info(
      `Whether a RUN executes on ${platform} is unknown, because ${doubt}. Nothing is registered: input emulation is never.`,
    )
  }
}

async function register(
  ports: BuildPorts,
  session: DockerSession,
  run: BuildPlan,
  builder: KnownBuilder | undefined,
  lacking: readonly ForeignRun[],
): Promise<string | undefined> {
  const { log, files } = ports
  const context = contextOf(builder)
  const listed = context === undefined ? await findListed(ports, session, lacking) : []
  if (listed.length > 0) log.info(`The kernel emulates ${listed.join(', ')} already.`)
  const missing = lacking.filter(({ platform }) => !listed.includes(platform))
  if (missing.length === 0) return undefined
  for (const { platform, doubt } of missing)
    if (doubt !== undefined) log.info(`A RUN may execute on ${platform}, because ${doubt}.`)
  const platforms = missing.map(({ platform }) => platform)
  try {
    const image = run.inputs.emulation.image ?? (await readPinnedImage(files, ports.actionFolder, 'binfmt'))
    const { docker } = session
    const used = await registerQemu({ docker, log }, { image, platforms, ...(context && { context }) })
    log.info(`Registered QEMU for ${platforms.join(', ')} (image ${used}).`)
    return used
  } catch (error) {
    // A build that may need no emulation must not depend on it.
    if (!(error instanceof TagboatError) || missing.some((one) => one.run !== undefined)) throw error
    for (const problem of error.problems) log.warning(describeProblem(problem))
    return undefined
  }
}

/**
 * The platforms that the kernel emulates, if it is this machine's. The builder's list may be twenty seconds old (BuildKit,
 * util/archutil, CacheMaxAge); the kernel's is not.
 */
async function findListed(
  ports: BuildPorts,
  { docker, engine }: DockerSession,
  lacking: readonly ForeignRun[],
): Promise<readonly string[]> {
  if (!(await sharesKernel({ ...ports, docker }, engine))) return []
  const known = await findEmulated(
    ports.files,
    lacking.map(({ architecture }) => architecture),
  )
  return lacking.filter(({ architecture }) => known.has(architecture)).map(({ platform }) => platform)
}

/** A builder of driver docker has the name of its docker context; undefined for this run's own context. */
function contextOf(builder: KnownBuilder | undefined): string | undefined {
  if (builder?.driver !== 'docker') return undefined
  const { name } = builder
  return name === '' || name === 'default' ? undefined : name
}
