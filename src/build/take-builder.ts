import { platformsOf } from '../bake/bake-target.ts'
import { addCertificates } from '../builder/builder-certificates.ts'
import { type BuilderSpec, nameKept, specify } from '../builder/builder-spec.ts'
import * as builders from '../builder/choose-builder.ts'
import { type CreateRequest, createBuilder, imageOf } from '../builder/create-builder.ts'
import { findKeptGroup, takeKept } from '../builder/kept-builder.ts'
import { planTemporaryBuilder } from '../builder/temporary-builder.ts'
import { findRegistries } from '../builder/used-registries.ts'
import type { BuildPlan, BuildPorts } from '../definition/build-plan.ts'
import { builderNotDescribed, engineNeedsContext, ownBuilderTooWeak } from '../errors/builder.ts'
import { builderNotCreated, builderSkipped } from '../errors/engine.ts'
import type { BuilderDescription } from '../inputs/builder-inputs.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { DockerSession } from '../session/docker-session.ts'

/** The driver of the chosen builder. */
export const driverOf = (choice: builders.BuilderChoice): string =>
  choice.kind === 'use' ? choice.builder.driver : (choice.described?.driver ?? 'docker-container')

/**
 * Chooses the builder of a build. `more`: features that it needs besides those that its definition shows. Other builders are inspected only
 * if the requested or current one is unsuitable.
 */
export async function chooseForBuild(
  ports: BuildPorts,
  session: DockerSession,
  { inputs, targets, plans }: BuildPlan,
  more: readonly string[] = [],
): Promise<builders.BuilderChoice> {
  const { engine } = session
  const mayPush = plans.some(({ intent }) => intent.kind === 'push')
  const needs = [...builders.findNeeds(inputs, [...targets.values()], mayPush), ...more]
  const described = inputs.describedBuilder
  if (described?.driver === 'docker') return useEngine(session, needs)
  if (described !== undefined) return { kind: 'create', why: 'the inputs describe it', described }
  const requested = builders.requestedBuilder(inputs.build, ports.env)
  const isKnown = builders.isBuilderKnown(session.builders, requested, needs, engine)
  const known = isKnown ? session.builders : [...session.builders, ...(await session.findOthers())]
  return builders.chooseBuilder(known, requested, needs, engine)
}

/** `driver: docker`: the builder inside the engine has the name of its docker context. */
async function useEngine(
  { docker, engine }: DockerSession,
  needs: readonly string[],
): Promise<builders.BuilderChoice> {
  const shown = await docker(['context', 'show'], { timeout: 10_000 })
  const name = shown.stdout.trim() || 'default'
  const builder = { name, driver: 'docker', current: false, broken: false }
  if (builders.isWeak(builder, needs, engine)) throw new TagboatError(ownBuilderTooWeak(needs))
  return { kind: 'use', builder, why: 'input driver is docker' }
}

/** Makes the chosen builder available, creating one if needed. Returns its name, undefined for buildx's default. */
export async function takeBuilder(
  ports: BuildPorts,
  session: DockerSession,
  run: BuildPlan,
  choice: builders.BuilderChoice,
): Promise<string | undefined> {
  const { engine } = session
  if (choice.kind === 'use') {
    const { name, driver } = choice.builder
    if (choice.skipped) ports.log.warning(builderSkipped(choice.skipped, name))
    const store =
      driver === 'docker' ? `, ${engine.containerdStore ? 'containerd' : 'legacy'} image store` : ''
    ports.log.info(
      `Builder: ${name || 'buildx’s own'} (driver ${driver}${store}), because ${choice.why}; buildx ${engine.buildx}, engine ${engine.version}.`,
    )
    return name || undefined
  }
  const spec = await planSpec(ports, session, run, choice.described)
  const scope = choice.described?.keep ? findKeptGroup(run.trigger, run.isUntrusted ?? false) : undefined
  if (scope !== undefined) return keepBuilder(ports, session, spec, nameKept(spec, scope))
  if (choice.described?.keep)
    ports.log.notice(
      'keep-builder is ignored: code of a fork or of an untrusted commit, and an event that outsiders can start, get a temporary builder.',
    )
  // The suffix of the private directory makes the builder's name unique.
  const name = `tagboat-${session.configDir.slice(-6).toLowerCase()}`
  ports.log.info(`Builder: ${name} (${describeSpec(spec)}) is created for this job, because ${choice.why}.`)
  ports.remember('builder', name)
  const complete = await addCertificates(ports, spec, session.configDir)
  await createBuilder(
    { ...ports, buildx: session.buildx },
    makeRequest(session, name, complete, choice.described !== undefined),
  )
  return name
}

/** The settings of a new builder: those of the inputs, and what it needs to reach the registries of the build. */
async function planSpec(
  ports: BuildPorts,
  { engine, docker, buildxConfig }: DockerSession,
  run: BuildPlan,
  described: BuilderDescription | undefined,
): Promise<BuilderSpec> {
  const registries = await findRegistries(ports.files, run, engine.platform)
  const schemeOf = run.schemeOf ?? (() => undefined)
  const settings = await planTemporaryBuilder(
    { ...ports, docker },
    { engine, registries, schemeOf, buildxConfig, described },
  )
  const platforms = [...run.targets.values()].flatMap((target) => platformsOf(target))
  return specify(described, settings, { allow: run.inputs.build.allow, platforms })
}

/** The post step does not remove a kept builder, so its name is not remembered. */
async function keepBuilder(
  ports: BuildPorts,
  session: DockerSession,
  spec: BuilderSpec,
  name: string,
): Promise<string> {
  const request = makeRequest(session, name, spec, true)
  const isOld = await takeKept({ ...ports, buildx: session.buildx }, request, session.buildxConfig)
  const how = isOld ? 'is kept from an earlier run' : 'is created and stays after the job'
  ports.log.info(`Builder: ${name} (${describeSpec(spec)}) ${how}, because keep-builder is true.`)
  return name
}

function makeRequest(
  { configDir }: DockerSession,
  name: string,
  spec: BuilderSpec,
  isDescribed: boolean,
): CreateRequest {
  const [first] = spec.nodes
  const image = spec.driver === 'docker-container' && first ? imageOf(first) : undefined
  const explain = (original: string) => {
    if (/TLS data loaded from environment/.test(original)) return engineNeedsContext(original)
    const described = { driver: spec.driver, endpoint: first?.endpoint ?? '', image }
    return isDescribed ? builderNotDescribed(described, original) : builderNotCreated(original)
  }
  return { name, spec, scratch: configDir, explain }
}

/** `driver docker-container, network=host`; with several nodes their number, `driver remote, 2 nodes`. */
function describeSpec({ driver, nodes }: BuilderSpec): string {
  const hasHost = nodes.some(({ driverOpts }) =>
    driverOpts.some(({ key, value }) => `${key}=${value}` === 'network=host'),
  )
  return `driver ${driver}${hasHost ? ', network=host' : ''}${nodes.length > 1 ? `, ${nodes.length} nodes` : ''}`
}
