import { resolve } from 'node:path'
import type { BakeTarget } from '../bake/bake-target.ts'
import { findSource } from '../bake/secret-source.ts'
import { readSpecs } from '../bake/specs.ts'
import { warnUnmasked } from '../masking/maskable.ts'
import type { Env, Files, Log } from '../ports/ports.ts'

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
  const texts = new Map(
    await Promise.all(paths.map(async (path) => [path, await files.read(resolve(workspace, path))] as const)),
  )
  const secrets = sources.flatMap(({ id, variable, path }) => {
    const values = [
      ...(variable === undefined ? [] : [given[variable] ?? env[variable]]),
      ...(path === undefined ? [] : [texts.get(path)]),
    ]
    return values.map((value) => ({ name: `secret '${id}'`, value: value ?? '' }))
  })
  for (const { value } of secrets) log.mask(value)
  warnUnmasked(log, secrets)
}
