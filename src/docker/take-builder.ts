import { builderSkipped } from '../errors/engine.ts'
import type { BuildPlan, BuildPorts } from './build-plan.ts'
import * as builders from './choose-builder.ts'
import type { DockerSession } from './docker-session.ts'
import { createBuilder, planTemporaryBuilder } from './temporary-builder.ts'
import { findRegistries } from './used-registries.ts'

/** The driver of the chosen builder. */
export const driverOf = (choice: builders.BuilderChoice): string =>
  choice.kind === 'use' ? choice.builder.driver : 'docker-container'

/** Chooses the builder of a build; `more`: features that it needs besides those that its definition shows. Other builders are inspected only if the requested or current one is unsuitable. */
export async function chooseForBuild(
  ports: BuildPorts,
  session: DockerSession,
  { inputs, targets }: BuildPlan,
  more: readonly string[] = [],
): Promise<builders.BuilderChoice> {
  const { engine } = session
  const needs = [...builders.findNeeds(inputs, [...targets.values()], true), ...more]
  const requested = builders.requestedBuilder(inputs.build, ports.env)
  const isKnown = builders.isBuilderKnown(session.builders, requested, needs, engine)
  const known = isKnown ? session.builders : [...session.builders, ...(await session.findOthers())]
  return builders.chooseBuilder(known, requested, needs, engine)
}

/** Makes the chosen builder available, creating a temporary one if needed. Returns its name, undefined for buildx's default. */
export async function takeBuilder(
  ports: BuildPorts,
  session: DockerSession,
  run: BuildPlan,
  choice: builders.BuilderChoice,
): Promise<string | undefined> {
  const { engine, buildx, docker, buildxConfig } = session
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
  const registries = await findRegistries(ports.files, run, engine.platform)
  const schemeOf = run.schemeOf ?? (() => undefined)
  const settings = await planTemporaryBuilder(
    { ...ports, docker },
    { engine, registries, schemeOf, buildxConfig },
  )
  // The suffix of the private directory makes the builder's name unique.
  const name = `tagboat-${session.configDir.slice(-6).toLowerCase()}`
  const network = settings.hostNetwork ? ', network=host' : ''
  ports.log.info(
    `Builder: ${name} (driver docker-container${network}) is created for this job, because ${choice.why}.`,
  )
  ports.remember('builder', name)
  await createBuilder({ buildx, files: ports.files }, name, settings, session.configDir)
  return name
}
