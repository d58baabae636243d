import type { BakeTarget } from '../bake/bake-target.ts'
import type { BuilderChoice } from '../builder/choose-builder.ts'
import { findPlatforms, type KnownBuilder } from '../builder/known-builders.ts'
import { type ForeignRun, findForeignRuns, foreignPlatforms } from '../content/foreign-runs.ts'
import type { BuildPlan, BuildPorts } from '../definition/build-plan.ts'
import { type Emulated, emulationOff } from '../errors/emulation.ts'
import { binfmtArchitecture } from '../model/binfmt.ts'
import { describeProblem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env, Log } from '../ports/ports.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { readPinnedImage } from '../setup/pins.ts'
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
  const isHere = runs.length > 0 && registersHere(builder, run.inputs.emulation.image, ports.env)
  const known = isHere ? await session.findEmulated() : new Set<string>()
  const listed = runs.filter(({ architecture }) => known.has(architecture))
  if (listed.length > 0)
    log.info(`The kernel emulates ${listOf(listed)} already, so no emulation is registered.`)
  const open = runs.filter((one) => !listed.includes(one))
  const lacking = open.length === 0 ? [] : await findLacking(session, builder, open)
  const served = open.filter((one) => !lacking.includes(one))
  if (served.length > 0)
    log.info(`The builder executes ${listOf(served)} already, so no emulation is registered.`)
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
export async function findLacking(
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
  if (registersHere(builder, image, ports.env)) return register(ports, session, run, builder, lacking)
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

/**
 * Whether QEMU would be registered in the kernel of this run's engine. Then that kernel is asked before the builder, since it answers at
 * once, and the builder's list may be twenty seconds old (BuildKit, util/archutil, CacheMaxAge).
 */
function registersHere(builder: KnownBuilder | undefined, image: string | undefined, env: Env): boolean {
  if (builder?.driver === 'docker') return contextOf(builder) === undefined
  const isContainer = builder === undefined || builder.driver === 'docker-container'
  return isContainer && image !== undefined && isOnThisEngine(builder, env)
}

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
  for (const { platform, doubt } of lacking)
    if (doubt !== undefined) log.info(`A RUN may execute on ${platform}, because ${doubt}.`)
  const platforms = lacking.map(({ platform }) => platform)
  try {
    const image = run.inputs.emulation.image ?? (await readPinnedImage(files, ports.actionFolder, 'binfmt'))
    const { docker } = session
    const used = await registerQemu({ docker, log }, { image, platforms, ...(context && { context }) })
    log.info(`Registered QEMU for ${platforms.join(', ')} (image ${used}).`)
    return used
  } catch (error) {
    // A build that may need no emulation must not depend on it.
    if (!(error instanceof TagboatError) || lacking.some((one) => one.run !== undefined)) throw error
    for (const problem of error.problems) log.warning(describeProblem(problem))
    return undefined
  }
}

const listOf = (runs: readonly ForeignRun[]): string => runs.map(({ platform }) => platform).join(', ')

/** A builder of driver docker has the name of its docker context; undefined for this run's own context. */
function contextOf(builder: KnownBuilder | undefined): string | undefined {
  if (builder?.driver !== 'docker') return undefined
  const { name } = builder
  return name === '' || name === 'default' ? undefined : name
}
