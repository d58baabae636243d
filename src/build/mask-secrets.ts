import { resolve } from 'node:path'
import type { BakeTarget } from '../bake/bake-target.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import type { Env, Files, Log } from '../ports/ports.ts'
import { settingOf, specsOf } from './specs.ts'

/** A build that prints its secrets must not print them into our log; `workspace` is absolute. */
export async function maskSecrets(
  { files, log, env }: { readonly files: Files; readonly log: Log; readonly env: Env },
  workspace: string,
  inputs: BuildInputs,
  targets: ReadonlyMap<string, BakeTarget>,
): Promise<void> {
  const specs = [...targets.values()].flatMap((target) => specsOf(target, 'secret'))
  const paths = specs.flatMap((spec) => settingOf(spec, 'src') ?? settingOf(spec, 'source') ?? [])
  const inFiles = inputs.secretFiles.map(({ value }) => value)
  const texts = await Promise.all([...inFiles, ...paths].map((path) => files.read(resolve(workspace, path))))
  const names = specs.flatMap((spec) => settingOf(spec, 'env') ?? [])
  const values = [...inputs.secrets.map(({ value }) => value), ...names.map((name) => env[name])]
  for (const secret of [...values, ...inputs.secretEnvs.map(({ value }) => env[value]), ...texts])
    log.mask(secret ?? '')
}
