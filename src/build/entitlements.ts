import { dirname, resolve } from 'node:path'
import { gte } from 'semver'
import { isRemoteContext } from '../bake/context-address.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { isWithin } from '../is-within.ts'
import type { PushStrategies } from '../model/push-strategy.ts'
import type { Files } from '../ports/ports.ts'

/**
 * The `--allow` flags for bake, which asks for privileges since buildx 0.17 and for files outside its working directory since 0.19.
 * Exactly what the workflow names is allowed (`written` are the paths of input outputs). What a bake file names is not, because a pull
 * request can change it.
 */
export function planAllowances(
  inputs: BuildInputs,
  cacheTo: readonly string[],
  workspace: string,
  buildx: string,
  written: readonly string[] = [],
): readonly string[] {
  if (!gte(buildx, '0.17.0')) return []
  const privileges = [...inputs.allow, ...(inputs.network === 'host' ? ['network.host'] : [])]
  const flags = privileges.map((privilege) => `--allow=${privilege}`)
  if (gte(buildx, '0.19.0')) {
    if (inputs.ssh.some((item) => !item.includes('='))) flags.push('--allow=ssh')
    flags.push(...outside(workspace, readPaths(inputs)).map((path) => `--allow=fs.read=${path}`))
    flags.push(
      ...outside(workspace, [...localCaches(cacheTo, 'dest'), ...written]).map(
        (path) => `--allow=fs.write=${path}`,
      ),
    )
  }
  return [...new Set(flags)]
}

/** The `--allow` flag for the folder of OCI layouts, if the build exports any. */
export function allowLayouts(
  strategies: PushStrategies,
  folder: string,
  workspace: string,
  buildx: string,
): readonly string[] {
  const isLayout = [...strategies.values()].some(({ kind }) => kind === 'layout')
  if (!isLayout || !gte(buildx, '0.19.0')) return []
  return outside(workspace, [folder]).map((path) => `--allow=fs.write=${path}`)
}

function readPaths(inputs: BuildInputs): readonly string[] {
  const contexts = [inputs.context, ...inputs.buildContexts.map(({ value }) => value)]
  return [
    ...contexts.filter((context) => !isRemoteContext(context)),
    ...(inputs.file === '' || isRemoteContext(inputs.context) ? [] : [inputs.file]),
    ...inputs.secretFiles.map(({ value }) => value),
    ...inputs.ssh.flatMap((item) => /^[^=]*=(.+)$/.exec(item)?.[1]?.split(',') ?? []),
    ...localCaches(inputs.cacheFrom, 'src'),
  ]
}

function localCaches(caches: readonly string[], key: 'src' | 'dest'): readonly string[] {
  const local = caches.filter((cache) => /(^|,)type=local(,|$)/.test(cache))
  return local.flatMap((cache) => new RegExp(`(?:^|,)${key}=([^,]+)`).exec(cache)?.[1] ?? [])
}

function outside(workspace: string, paths: readonly string[]): readonly string[] {
  return paths.map((path) => resolve(workspace, path)).filter((path) => !isWithin(workspace, path))
}

/**
 * The paths outside the workspace that a build writes to, in the form for which buildx asks permission: for a path that does not exist
 * yet, the closest folder that does (buildx 0.36, `evaluateToExistingPaths`).
 */
export async function findWritePaths(
  files: Files,
  workspace: string,
  { outputs }: Pick<BuildInputs, 'outputs'>,
): Promise<readonly string[]> {
  return Promise.all(
    outside(
      workspace,
      outputs.map(({ dest }) => dest),
    ).map(async (path) => {
      let at = path
      while ((await files.realPath(at)) === undefined && at !== dirname(at)) at = dirname(at)
      return at
    }),
  )
}
