import { type BakeDefinition, singleTarget } from '../bake/bake-target.ts'
import { readBake } from '../bake/read-bake.ts'
import { describeTarget } from '../build/describe-target.ts'
import { createBuildx } from '../build/docker.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Ports } from '../run.ts'

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
