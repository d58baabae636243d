import { resolve } from 'node:path'
import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import { isRemoteContext } from '../bake/context-address.ts'
import { isTrue, readSecretSource, readSpecs, settingOf, specsOf } from '../bake/specs.ts'
import { findRepository } from '../git/find-repository.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { warnUnmasked } from '../masking/maskable.ts'
import { cacheVariables } from '../ports/child-environment.ts'
import type { Env, Files, Log } from '../ports/ports.ts'

/**
 * The variables that limit how buildx asks git about the contexts for provenance. buildx runs git in each context, with whatever
 * repository configuration applies there, and configuration can name commands. So git is switched off unless every context belongs to
 * the workspace's own repository: not with a nested repository, outside the workspace, or without a repository. Passing git a safe
 * configuration in the environment does not work, since buildx 0.33 removes it. `git status`, which runs filters and enters submodules,
 * is always switched off.
 */
export async function limitGitInfo(
  ports: { readonly files: Files; readonly log: Log; readonly env: Env },
  workspace: string,
  targets: Iterable<BakeTarget>,
): Promise<Readonly<Record<string, string>>> {
  if (isTrue(ports.env.BUILDX_GIT_CHECK_DIRTY)) {
    ports.log.notice(
      'BUILDX_GIT_CHECK_DIRTY is ignored, because git status could run commands from the checkout.',
    )
  }
  const named = await Promise.all(
    [...targets].map(async (target) => {
      const context = textOf(target, 'context')
      const folder = resolve(workspace, context)
      // A folder in the checkout can have a name that looks like an address.
      return !isRemoteContext(context) || (await ports.files.isDirectory(folder)) ? [folder] : []
    }),
  )
  const folders = named.flat()
  const found = await Promise.all(
    [...new Set(folders)].map((folder) => findRepository(ports.files, workspace, folder)),
  )
  const isSafe = found.every(({ isSafeForGit }) => isSafeForGit)
  return { BUILDX_GIT_CHECK_DIRTY: 'false', ...(isSafe ? {} : switchedOff) }
}

const switchedOff = { BUILDX_GIT_INFO: 'false', BUILDX_GIT_LABELS: 'false' }

/**
 * Masks the secrets of all targets in the log, in case a build prints them. `workspace` is absolute. `buildEnv` are the build's own
 * variables: those of bake files and the values of input secrets, which take precedence over the runner's.
 */
export async function maskSecrets(
  { files, log, env }: { readonly files: Files; readonly log: Log; readonly env: Env },
  workspace: string,
  buildEnv: Env,
  targets: ReadonlyMap<string, BakeTarget>,
): Promise<void> {
  const sources = [...targets.values()].flatMap((target) => readSpecs(target, 'secret')).map(readSecretSource)
  const paths = [...new Set(sources.flatMap(({ path }) => path ?? []))]
  const texts = new Map(
    await Promise.all(paths.map(async (path) => [path, await files.read(resolve(workspace, path))] as const)),
  )
  const secrets = sources.flatMap(({ id, variable, path }) => {
    const values = [
      ...(variable === undefined ? [] : [buildEnv[variable] ?? env[variable]]),
      ...(path === undefined ? [] : [texts.get(path)]),
    ]
    return values.map((value) => ({ name: `secret '${id}'`, value: value ?? '' }))
  })
  for (const { value } of secrets) log.mask(value)
  warnUnmasked(log, secrets)
}

/** Whether a target gets a secret, which its output could show. */
export const hasSecrets = (targets: ReadonlyMap<string, BakeTarget>): boolean =>
  [...targets.values()].some((target) => specsOf(target, 'secret').length > 0)

/**
 * Chooses which of the runner's own variables (`ACTIONS_*`) a build gets: those of GitHub's cache if the build uses `type=gha`, and
 * those that the workflow names in `secret-envs`. A bake file may come from a pull request. If one of its secrets refers to a variable
 * of the cache, the build gets none of them, because a secret takes its value from buildx's environment. The same applies if one of its
 * caches has its own address, because buildx would send the token there.
 */
export function chooseKeptVariables(
  isBake: boolean,
  { secretEnvs }: Pick<BuildInputs, 'secretEnvs'>,
  targets: ReadonlyMap<string, BakeTarget>,
): readonly string[] {
  const all = [...targets.values()]
  const caches = all.flatMap((target) => [...specsOf(target, 'cache-from'), ...specsOf(target, 'cache-to')])
  const hasGithubCache = caches.some((cache) => settingOf(cache, 'type') === 'gha')
  const kept = hasGithubCache ? cacheVariables : []
  if (!isBake) return [...kept, ...secretEnvs.map(({ value }) => value)]
  // Searching the whole text catches every notation of a secret.
  const secrets = all.flatMap((target) => specsOf(target, 'secret'))
  const isAsked = cacheVariables.some((name) => secrets.some((secret) => secret.includes(name)))
  return isAsked || caches.some(isElsewhere) ? [] : kept
}

/** buildx adds the runner's token to any cache of `type=gha` without one, whatever its address (`buildflags/cache.go`). */
const isElsewhere = (cache: string): boolean =>
  settingOf(cache, 'type') === 'gha' &&
  settingOf(cache, 'token') === undefined &&
  ['url', 'url_v2'].some((key) => settingOf(cache, key) !== undefined)
