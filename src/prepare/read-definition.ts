import { type BakeDefinition, dependenciesOf, listOf, singleTarget } from '../bake/bake-target.ts'
import { makesImage } from '../bake/target-outputs.ts'
import { describeTarget } from '../definition/describe-target.ts'
import { readBake } from '../definition/read-bake.ts'
import { createBuildx } from '../docker/docker.ts'
import { buildsOf } from '../inputs/builds.ts'
import { imageNames } from '../inputs/from-input.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { findBadPlatforms } from '../inputs/platform-names.ts'
import { throwAll } from '../model/tagboat-error.ts'
import { childEnvironment } from '../ports/child-environment.ts'
import type { Env } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { checkOutputs, checkOverlaps } from '../reads/check-outputs.ts'
import { checkLayout, checkTargets, nameInBuilds } from '../reads/check-targets.ts'
import { createPathPolicy } from '../reads/path-policy.ts'
import { textsOfOverrides } from '../reads/target-paths.ts'
import { createBuildxProvider, type FoundBuildx } from '../setup/provide-buildx.ts'

/**
 * Reads what may be built: the targets of the bake files, or those that the inputs describe. Throws a TagboatError if this
 * or the build would read files outside the workspace, or write where it must not. `without`: in an untrusted run, matches
 * the variables that are hidden from bake files.
 */
export async function readDefinition(
  ports: Ports,
  inputs: Inputs,
  workspace: string,
  without?: (name: string) => boolean,
): Promise<BakeDefinition> {
  const { files, env, log, exec } = ports
  const { bake, from } = inputs
  const pathPolicy = createPathPolicy(files, workspace, inputs.build.allow)
  const check = { files, pathPolicy, workspace }
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
  const provide = createBuildxProvider(ports, inputs)
  const choose = async (found: FoundBuildx) => {
    const { version, path } = await provide(found)
    return { version, buildx: path === undefined ? buildx : createBuildx(exec, path, {}) }
  }
  // Exactly the variables that buildx gets, so that paths with variables are checked with the same values.
  const found = childEnvironment(env, without && { without })
  const definition = await readBake({ buildx, choose, files, log, env: found, pathPolicy }, workspace, bake)
  const texts = textsOfOverrides(bake.set)
  await checkTargets(check, definition.targets, texts)
  const chosen = definition.chosen.map((name) => [name, definition.targets.get(name) ?? {}] as const)
  // The outputs of a target that makes an image are ignored.
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
  const needed = new Set(chosen.flatMap((name) => [name, ...dependenciesOf({ targets, chosen }, name)]))
  return { targets: new Map([...targets].filter(([name]) => needed.has(name))), chosen }
}
