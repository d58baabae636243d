import { resolve } from 'node:path'
import { type BakeTarget, textOf } from '../bake/bake-target.ts'
import { isRemoteContext } from '../bake/context-address.ts'
import { readSecretSource, readSpecs, settingOf, specsOf } from '../bake/specs.ts'
import { findRepository } from '../git/find-repository.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'
import { warnUnmasked } from '../masking/warn-unmasked.ts'
import { cacheVariables } from '../ports/child-environment.ts'
import type { Env, Files, Log } from '../ports/ports.ts'

/**
 * What decides whether buildx asks git about the contexts, for provenance. Its git starts in each context and runs with
 * whatever configuration it finds from there, so it is switched off unless that is the workspace's own: with an
 * embedded or nested repository around any context, outside the workspace, and without a repository at all. Settings
 * in the environment would not do: buildx 0.33 and newer keep them from git. `git status`, which runs filters and
 * enters submodules, is switched off in any case.
 */
export async function limitGitInfo(
  ports: { readonly files: Files; readonly log: Log; readonly env: Env },
  workspace: string,
  targets: Iterable<BakeTarget>,
): Promise<Readonly<Record<string, string>>> {
  if (/^(1|t|true)$/i.test(ports.env.BUILDX_GIT_CHECK_DIRTY ?? '')) {
    ports.log.notice(
      'BUILDX_GIT_CHECK_DIRTY is ignored: git status could run commands that the checkout brings.',
    )
  }
  const named = await Promise.all(
    [...targets].map(async (target) => {
      const context = textOf(target, 'context')
      const folder = resolve(workspace, context)
      // A tree can have a folder that is called like an address.
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
 * A build that prints its secrets must not print them into our log. `workspace` is absolute; `env` is what the build gets,
 * with the variables of bake files and the values of input secrets, which win over the runner's.
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

/**
 * Which of the runner's own variables a build gets: those of its caches, where it has one of `type=gha`, and those that
 * the workflow's own `secret-envs` name. A bake file may be a stranger's: where one of its secrets asks for a cache's
 * variable by name, the build gets none, since a secret's value is whatever buildx finds in its own environment. The
 * same holds where one of its caches names its own address: buildx sends the token there.
 */
export function chooseKeptVariables(
  { isBake, writesCache }: { readonly isBake: boolean; readonly writesCache: boolean },
  { secretEnvs }: Pick<BuildInputs, 'secretEnvs'>,
  targets: ReadonlyMap<string, BakeTarget>,
): readonly string[] {
  const all = [...targets.values()]
  const fields = writesCache ? ['cache-from', 'cache-to'] : ['cache-from']
  const caches = all.flatMap((target) => fields.flatMap((field) => specsOf(target, field)))
  const hasGithubCache = caches.some((cache) => settingOf(cache, 'type') === 'gha')
  const kept = hasGithubCache ? cacheVariables : []
  if (!isBake) return [...kept, ...secretEnvs.map(({ value }) => value)]
  // A part of the text, not a setting in it: no way of writing a secret gets past this.
  const secrets = all.flatMap((target) => specsOf(target, 'secret'))
  const isAsked = cacheVariables.some((name) => secrets.some((secret) => secret.includes(name)))
  return isAsked || caches.some(isElsewhere) ? [] : kept
}

/** buildx adds the runner's token to any cache of `type=gha` without one, wherever it is (`buildflags/cache.go`). */
const isElsewhere = (cache: string): boolean =>
  settingOf(cache, 'type') === 'gha' &&
  settingOf(cache, 'token') === undefined &&
  ['url', 'url_v2'].some((key) => settingOf(cache, key) !== undefined)
