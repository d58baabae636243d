import { resolve } from 'node:path'
import type { BakeTarget } from '../bake/bake-target.ts'
import { stringAt } from '../json.ts'
import type { Env, Files, Log } from '../ports/ports.ts'
import { readSpecs, type Spec } from './specs.ts'

/**
 * A build that prints its secrets must not print them into our log. `workspace` is absolute; `env` is what the build gets,
 * with the variables of bake files and the values of input secrets, which win over the runner's.
 */
export async function maskSecrets(
  { files, log, env }: { readonly files: Files; readonly log: Log; readonly env: Env },
  workspace: string,
  given: Env,
  targets: ReadonlyMap<string, BakeTarget>,
): Promise<void> {
  const sources = [...targets.values()].flatMap((target) => readSpecs(target, 'secret')).map(findSource)
  const paths = [...new Set(sources.flatMap(({ path }) => path ?? []))]
  const names = [...new Set(sources.flatMap(({ variable }) => variable ?? []))]
  const texts = await Promise.all(paths.map((path) => files.read(resolve(workspace, path))))
  for (const secret of [...names.map((name) => given[name] ?? env[name]), ...texts]) log.mask(secret ?? '')
}

export interface SecretSource {
  readonly variable?: string
  readonly path?: string
}

/** BuildKit's rule: `type=env,src=` names a variable too, and an `id` alone is a variable's name, else a file's. */
export function findSource(spec: Spec): SecretSource {
  const path = stringAt(spec, 'src') ?? stringAt(spec, 'source')
  const variable = stringAt(spec, 'env') ?? (spec.type === 'env' ? path : undefined)
  if (variable !== undefined) return { variable }
  if (path !== undefined) return { path }
  const id = stringAt(spec, 'id')
  return id === undefined ? {} : { variable: id, path: id }
}
