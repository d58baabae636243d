import { type BakeDefinition, listOf, singleTarget } from '../bake/bake-target.ts'
import { standingOn } from '../bake/graph.ts'
import { makesImage } from '../bake/writes-image.ts'
import { describeTarget } from '../docker/describe-target.ts'
import { createBuildx } from '../docker/docker.ts'
import { readBake } from '../docker/read-bake.ts'
import { buildsOf } from '../inputs/builds.ts'
import { imageNames } from '../inputs/from-input.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { findBadPlatforms } from '../inputs/platform-names.ts'
import { throwAll } from '../model/tagboat-error.ts'
import { childEnvironment } from '../ports/child-environment.ts'
import type { Env } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { checkOutputs } from '../reads/check-outputs.ts'
import { checkOverlaps } from '../reads/check-overlap.ts'
import { checkLayout, checkTargets, nameInBuilds } from '../reads/check-targets.ts'
import { createReach } from '../reads/reach.ts'
import { writtenIn } from '../reads/target-paths.ts'

/**
 * What may be built: the targets of the bake files, or the one that the inputs describe. Throws a TagboatError where
 * reading or building it would read files that are not this run's to read, or write where it must not. `without`, which an
 * untrusted run has, matches the variables that bake
 * files do not find.
 */
export async function readDefinition(
  ports: Ports,
  inputs: Inputs,
  workspace: string,
  without?: (name: string) => boolean,
): Promise<BakeDefinition> {
  const { files, env, log, exec } = ports
  const { bake, from } = inputs
  const reach = createReach(files, workspace, inputs.build.allow)
  const check = { files, reach, workspace }
  const isUntrusted = without !== undefined
  const names = imageNames(from)
  if (names.length > 0) return { targets: new Map(names.map((name) => [name, {}])), chosen: names }
  if (bake === undefined) {
    const definition = describeInputs(inputs, workspace, env)
    const inBuilds = inputs.builds && nameInBuilds
    if (from === undefined) await checkTargets(check, definition.targets, undefined, inBuilds)
    await checkOutputs(check, definition.targets, { isUntrusted })
    await checkOverlaps(check, definition.targets, definition.targets)
    if (from?.kind === 'layout') await checkLayout(check, from.folder)
    return definition
  }
  const buildx = createBuildx(exec, undefined, {})
  // The very variables that buildx finds, no others: a value that a path takes reaches buildx.
  const found = childEnvironment(env, without && { without })
  const definition = await readBake({ buildx, files, log, env: found, reach }, workspace, bake)
  const texts = writtenIn(bake.set)
  await checkTargets(check, definition.targets, texts)
  const chosen = definition.chosen.map((name) => [name, definition.targets.get(name) ?? {}] as const)
  // Of an image, outputs are not taken over.
  const writing = new Map(chosen.filter(([, target]) => !makesImage(target)))
  await checkOutputs(check, writing, { texts, isUntrusted })
  await checkOverlaps(check, writing, definition.targets)
  throwAll(
    [...definition.targets].flatMap(([name, target]) => findBadPlatforms(name, listOf(target, 'platforms'))),
  )
  return definition
}

/** The targets that the inputs describe: the chosen ones, and those that they depend on. */
function describeInputs(inputs: Inputs, workspace: string, env: Env): BakeDefinition {
  const targets = new Map(
    buildsOf(inputs).map(({ name, build }) => [name, describeTarget(build, workspace, env)] as const),
  )
  const chosen = inputs.builds?.chosen ?? [singleTarget]
  const needed = new Set(chosen.flatMap((name) => [name, ...standingOn({ targets, chosen }, name)]))
  return { targets: new Map([...targets].filter(([name]) => needed.has(name))), chosen }
}
