import { type BakeDefinition, listOf, singleTarget } from '../bake/bake-target.ts'
import { readBake } from '../bake/read-bake.ts'
import { describeTarget } from '../build/describe-target.ts'
import { createBuildx } from '../build/docker.ts'
import { throwAll } from '../errors/tagboat-error.ts'
import { findBadPlatforms } from '../inputs/check-platform.ts'
import { imageNames } from '../inputs/from.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { childEnvironment } from '../ports/child-environment.ts'
import { checkLayout, checkTargets } from '../reads/check-targets.ts'
import { createReach } from '../reads/reach.ts'
import { writtenIn } from '../reads/target-paths.ts'
import type { Ports } from '../run.ts'

/**
 * What may be built: the targets of the bake files, or the one that the inputs describe. Throws a TagboatError where
 * reading or building it would read files that are not this run's to read. `without` matches the variables that bake
 * files do not find.
 */
export async function readDefinition(
  ports: Ports,
  { bake, build, from }: Inputs,
  workspace: string,
  without: (name: string) => boolean = () => false,
): Promise<BakeDefinition> {
  const { files, env, log, exec } = ports
  const reach = createReach(files, workspace, build.allow)
  const check = { files, reach, workspace }
  const names = imageNames(from)
  if (names.length > 0) return { targets: new Map(names.map((name) => [name, {}])), chosen: names }
  if (bake === undefined) {
    const targets = new Map([[singleTarget, describeTarget(build, workspace, env)]])
    if (from === undefined) await checkTargets(check, targets)
    if (from?.kind === 'layout') await checkLayout(check, from.folder)
    return { targets, chosen: [singleTarget] }
  }
  const buildx = createBuildx(exec, undefined, {})
  // The very variables that buildx finds, no others: a value that a path takes reaches buildx.
  const found = childEnvironment(env, { without })
  const definition = await readBake({ buildx, files, log, env: found, reach }, workspace, bake)
  await checkTargets(check, definition.targets, writtenIn(bake.set))
  throwAll(
    [...definition.targets].flatMap(([name, target]) => findBadPlatforms(name, listOf(target, 'platforms'))),
  )
  return definition
}
