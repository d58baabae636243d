import { join } from 'node:path'
import type { BuilderCapabilities } from '../builder/builder-capabilities.ts'
import { type BuilderChoice, describeCapabilities } from '../builder/choose-builder.ts'
import type { BuildPlan, BuildPorts } from '../definition/build-plan.ts'
import { describeSecrets } from '../definition/describe-target.ts'
import { type Docker, outputOf } from '../docker/docker.ts'
import { prepareEmulation } from '../emulation/emulation.ts'
import { notNamed } from '../errors/build.ts'
import { isConnected } from '../inputs/builder-endpoint.ts'
import { buildsOf } from '../inputs/builds.ts'
import { at, type Json } from '../json.ts'
import type { BuildReport } from '../model/build-report.ts'
import type { PushStrategies, PushStrategy } from '../model/push-strategy.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Plan, references } from '../plan/plan.ts'
import type { Files } from '../ports/ports.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { defineBuild, findNeededTargets } from './bake-definition.ts'
import { chooseKeptVariables, hasSecrets, limitGitInfo, maskSecrets } from './build-environment.ts'
import { allowLayouts, findWritePaths, planAllowances } from './entitlements.ts'
import { keepsTimestamps } from './plan-output.ts'
import { prepareCaches } from './prepare-cache.ts'
import { type BuiltTarget, type OnPush, readMetadata, runBake } from './run-bake.ts'
import { driverOf, takeBuilder } from './take-builder.ts'
import { watchBuild } from './watch-build.ts'

/** The result of one run of the builder. */
export interface Built {
  /** By the target's name. */
  readonly targets: ReadonlyMap<string, BuiltTarget>
  /** The annotations that buildx got, with their level, by the target's name. */
  readonly annotations: ReadonlyMap<string, readonly string[]>
  /** buildx's metadata by the target's name. */
  readonly metadata: Json
  /** Milliseconds. */
  readonly duration: number
  /** Absent if the log names no step. */
  readonly report?: BuildReport
  /** Uploads the record of the build; absent without input build-record. Returns the artifact's name, or undefined after a warning. Never throws. */
  readonly uploadRecord?: () => Promise<string | undefined>
}

/** The builder of a build. */
export interface UsedBuilder {
  /** Undefined for buildx's default. */
  readonly name: string | undefined
  readonly driver: string
  /** Created for this job, and removed after it with its content. */
  readonly isTemporary: boolean
}

/** A build that is ready to run, once or several times. */
export interface Build {
  readonly capabilities: BuilderCapabilities
  /** Missing if the image is not built but exists in the engine. */
  readonly builder?: UsedBuilder
  /**
   * Builds, and pushes if a push strategy says so. Throws a TagboatError with the end of bake's log. `onPush` is called repeatedly while
   * the builder exports and pushes.
   */
  run(strategies: PushStrategies, onPush?: OnPush): Promise<Built>
  /** The folder for OCI layouts; missing if the builder can push by digest, or cannot export layouts. */
  readonly layout?: { readonly folder: string; remove(): Promise<void> }
}

/** Prepares a build: chooses the builder or creates a temporary one, and determines environment, entitlements and definition. */
export async function prepareBuild(
  ports: BuildPorts,
  session: DockerSession,
  given: BuildPlan,
): Promise<Build> {
  const { plans, trigger, workspace, reused } = given
  const inputs = given.inputs.build
  // A secret of a bake file may refer to one of its variables.
  const vars = given.inputs.bake?.vars.map(({ key, value }) => [key, value]) ?? []
  const gitInfo = await limitGitInfo(ports, workspace, given.targets.values())
  const watch = watchBuild(ports, given)
  const env = { ...Object.fromEntries(vars), ...describeSecrets(inputs).env, ...gitInfo, ...watch.env }
  await maskSecrets(ports, workspace, env, given.targets)
  const mayWrite = plans.some(({ intent }) => intent.kind === 'push')
  // What buildx draws itself cannot be masked, and its lines about a push are needed.
  const mayDraw = ports.drawsProgress?.() === true && !hasSecrets(given.targets)
  const { run, choice } = await prepareCaches(ports, session, given)
  const { targets } = run
  const isBake = run.inputs.bake !== undefined
  const keep = chooseKeptVariables(isBake, inputs, targets)
  const capabilities = describeCapabilities(driverOf(choice), session.engine)
  if (!mayWrite && keepsTimestamps(inputs, capabilities)) ports.log.notice(timestampsNotice)
  const allowances = buildsOf(run.inputs).map(async ({ build }) => {
    const written = await findWritePaths(ports.files, workspace, build)
    return planAllowances(build, mayWrite ? build.cacheTo : [], workspace, capabilities.buildx, written)
  })
  const allow = (await Promise.all(allowances)).flat()
  const extraArgs = await watch.extraArgs()
  const common = { targets, plans, reused, trigger, inputs, capabilities, ...(extraArgs && { extraArgs }) }
  // Creating a builder takes time, so check the definition before. An existing builder costs nothing until it builds.
  if (choice.kind === 'create')
    defineBuild({ ...common, strategies: withoutOutput(plans, reused), writesCache: true })
  const name = await takeBuilder(ports, session, run, choice)
  const needed = findNeededTargets({ targets, reused, strategies: withoutOutput(plans, reused) })
  const emulated = await prepareEmulation(ports, session, run, { choice, name, needed })
  const folder = join(session.configDir, 'layouts')
  const layout = { folder, remove: () => ports.files.remove(folder) }
  return {
    capabilities,
    builder: { name, driver: capabilities.driver, isTemporary: isTemporary(choice) },
    ...(capabilities.driver === 'docker' && capabilities.rich && { layout }),
    async run(strategies, onPush) {
      await prepareFolders(ports.files, folder, [...strategies.values()])
      // Write caches only in the build that publishes, not in one that only warms the cache.
      const writesCache = [...strategies.values()].some(({ kind }) => kind !== 'warm')
      const definition = defineBuild({ ...common, strategies, writesCache })
      const layouts = allowLayouts(strategies, folder, workspace, capabilities.buildx)
      const allowed = [...new Set([...allow, ...layouts])]
      const request = {
        definition,
        env,
        keep,
        builder: name,
        allow: allowed,
        workspace,
        scratch: session.configDir,
        ...(emulated && { emulated }),
        ...(onPush && { onPush }),
        drawsProgress: mayDraw && ![...strategies.values()].some(isPushed),
      }
      const started = ports.clock.now()
      const { metadata, report } = await watch.run(definition, (seen) =>
        runBake({ ...ports, buildx: session.buildx }, { ...request, ...seen }),
      )
      if (inputs.load) await nameLoaded(session.docker, plans, strategies)
      const built = definition.names.map((target) => [target, readMetadata(metadata, target)] as const)
      const { annotations } = definition
      const duration = ports.clock.now() - started
      return { targets: new Map(built), annotations, metadata, duration, ...(report && { report }) }
    },
  }
}

/** Whether the builder pushes to a registry. */
const isPushed = ({ kind }: PushStrategy): boolean => kind === 'digest' || kind === 'anchor'

/** The builder and its cache mounts end with the job. With some drivers only the connection does: other jobs use the BuildKit, too. */
const isTemporary = (choice: BuilderChoice): boolean =>
  choice.kind === 'create' && choice.described?.keep !== true && !isConnected(driverOf(choice))

/** buildx's metadata for output `metadata`. With `target`, only that target's metadata. */
export const metadataText = (metadata: Json, target?: string): string =>
  JSON.stringify((target === undefined ? metadata : at(metadata, target)) ?? {}, null, 2)

/** Creates the folders for layouts, empty. bake allows writing only into folders that exist. */
async function prepareFolders(
  files: Files,
  folder: string,
  strategies: readonly PushStrategy[],
): Promise<void> {
  const folders = strategies.flatMap((strategy) => (strategy.kind === 'layout' ? [strategy.folder] : []))
  if (folders.length === 0) return
  await files.remove(folder)
  await files.makeFolder(folder)
  for (const each of folders) await files.makeFolder(each)
}

/** Tags a loaded image with every planned reference. Bake gives it only the anchor's name. */
async function nameLoaded(docker: Docker, plans: readonly Plan[], strategies: PushStrategies): Promise<void> {
  for (const plan of plans) {
    const strategy = strategies.get(plan.target)
    if (strategy?.kind !== 'anchor') continue
    const [name] = strategy.names
    for (const other of references(plan)) {
      if (name === undefined || other === name) continue
      const result = await docker(['tag', name, other])
      if (result.code !== 0) throw new TagboatError(notNamed(other, outputOf(result)))
    }
  }
}

const timestampsNotice =
  'rewrite-timestamp is ignored for the loaded image: the engine cannot store an image with rewritten timestamps. A builder of another driver (input builder) can.'

/** A strategy without an output for every image to build. */
const withoutOutput = (plans: readonly Plan[], reused: BuildPlan['reused']): PushStrategies =>
  new Map(plans.flatMap(({ target }) => (reused.has(target) ? [] : [[target, { kind: 'warm' }]])))
