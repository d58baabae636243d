import * as errors from '../errors/reads.ts'
import type { BakeInputs } from '../inputs/bake-inputs.ts'
import { throwAll } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { walkBakeFile } from './compose-graph.ts'
import type { Lookup } from './interpolate.ts'
import type { WalkPorts } from './walk.ts'
import * as walks from './walk.ts'

/** What buildx reads together with the bake files. */
export interface BakeReads {
  /** The files of the bake files' own making, `.env` too; relative to the workspace or absolute. */
  readonly named: ReadonlyMap<string, 'env' | 'compose'>
  /** The variables that paths in compose files have, as they were replaced: buildx must find the same. */
  readonly pinned: Readonly<Record<string, string | undefined>>
}

/**
 * Follows, before buildx starts, everything that `buildx bake --print` reads: the bake files, `.env` in the workspace, which
 * it reads for every kind of bake file, and what compose files name. buildx checks the paths of targets afterwards, and never
 * these (buildx, `bake/compose.go`). Throws a TagboatError with all that leads out of the workspace or is not certain.
 */
export async function checkBakeReads(ports: WalkPorts, env: Env, inputs: BakeInputs): Promise<BakeReads> {
  const walk = walks.startWalk()
  const pinned = new Map<string, string | undefined>()
  for (const path of inputs.files) {
    const barrier = await ports.reach.judge(path, 'workflow')
    if (barrier === 'outside') walk.problems.push(errors.readOutside('Input bake-files', path))
    if (barrier === 'special') walk.problems.push(errors.readSpecial('Input bake-files', path))
  }
  const dotEnv = await walks.readEnv(ports, walk, 'The .env file that buildx reads', '.env')
  throwAll(walk.problems)
  const lookup = walks.layer(findVariable(env, inputs, pinned), [dotEnv])
  for (const path of inputs.files) {
    if (/\.(?:hcl|json)$/i.test(path)) continue
    await walkBakeFile(ports, walk, path, lookup)
  }
  throwAll([...new Map(walk.problems.map((problem) => [problem.what, problem])).values()].slice(0, 10))
  return { named: walk.named, pinned: Object.fromEntries(pinned) }
}

/** Variables that compose sets itself, that buildx does not get, or that this run sets for git. */
const ownVariables = /^(?:INPUT|ACTIONS|GIT|COMPOSE|TAGBOAT)_/

/** buildx's environment, `env`, below input `vars`. */
function findVariable(env: Env, { vars }: BakeInputs, pinned: Map<string, string | undefined>): Lookup {
  const given = new Map(vars.map(({ key, value }) => [key, value]))
  // Without an environment, buildx finds variables in .env alone.
  const isHidden = (env.BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP ?? '') !== ''
  return (name) => {
    if (isHidden || ownVariables.test(name)) return 'unknown'
    const value = given.get(name) ?? (Object.hasOwn(env, name) ? env[name] : undefined)
    pinned.set(name, value)
    return { value }
  }
}
