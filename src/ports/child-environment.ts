import { delimiter, dirname, isAbsolute } from 'node:path'
import type { Env, ExecOptions } from './ports.ts'

/** The variables that buildx reads for caches of `type=gha` (Docker's documentation, "GitHub Actions cache", Authentication). */
export const cacheVariables: readonly string[] = [
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
]

/** The variables for a credential helper that logs in with the job's identity ("OpenID Connect" in GitHub's documentation). */
export const identityVariables: readonly string[] = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
]

/**
 * The environment of every child process; docs/security.md has a table of all children. It lacks the action's inputs, the
 * runner's tokens except those in `keep`, and variables that `without` matches. PATH has no directory of the workspace,
 * and git is configured not to run commands of a repository.
 */
export function childEnvironment(
  env: Env,
  { keep = [], without = () => false }: Pick<ExecOptions, 'keep' | 'without'> = {},
): Env {
  const workspace = env.GITHUB_WORKSPACE ?? ''
  const isKept = (name: string) => (!isPrivate(name) || keep.includes(name)) && !without(name)
  const kept = Object.entries(env).filter(([name]) => isKept(name))
  const cleaned = kept.map(([name, value]) => [name, isPath(name) ? cleanPath(value, workspace) : value])
  const rest: Env = Object.fromEntries(cleaned)
  return { ...rest, ...guardGit(rest, workspace) }
}

/**
 * Whether a variable is an input of the action, which may be a password, a token for the runner's services, or the client certificate of
 * a builder, which buildx reads from a file (builder/builder-certificates.ts).
 */
const isPrivate = (name: string): boolean => /^(INPUT_|ACTIONS_|BUILDER_NODE_\d+_AUTH_TLS_)/.test(name)

/** Windows writes `Path`. */
const isPath = (name: string): boolean => name.toUpperCase() === 'PATH'

function cleanPath(path: string | undefined, workspace: string): string | undefined {
  return path && trustedDirectories(path, workspace).join(delimiter)
}

/**
 * Settings for git in a child process or its children: no bare repository found by searching (safe.bareRepository, git
 * 2.38), no hook and no file system monitor, no protocol that is a command, no fetch of missing objects
 * (GIT_NO_LAZY_FETCH, git 2.44), no prompt, and no repository above the workspace. Older versions of git ignore some of
 * these, so run-git.ts also names the repository, and git-info.ts turns off git in buildx where it could find another one.
 */
const settings: readonly GitSetting[] = [
  ['safe.bareRepository', 'explicit'],
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['protocol.ext.allow', 'never'],
]

function guardGit(env: Env, workspace: string): Env {
  const above = workspace === '' ? [] : [dirname(workspace)]
  const ceilings = [...(env.GIT_CEILING_DIRECTORIES?.split(delimiter) ?? []), ...above]
  return {
    ...addGitConfig(env, settings),
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...(ceilings.length > 0 && { GIT_CEILING_DIRECTORIES: ceilings.join(delimiter) }),
  }
}

/** A key of git's configuration and its value. */
export type GitSetting = readonly [key: string, value: string]

/**
 * The variables that append settings to git's configuration in `env` (git-config,
 * GIT_CONFIG_COUNT; git 2.31 and newer, an older git ignores them).
 */
export function addGitConfig(env: Env, settings: readonly GitSetting[]): Record<string, string> {
  const first = /^\d+$/.test(env.GIT_CONFIG_COUNT ?? '') ? Number(env.GIT_CONFIG_COUNT) : 0
  const pairs = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ])
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(first + settings.length) }
}

/** The directories of a PATH from which programs may be started: absolute ones outside the workspace. */
export function trustedDirectories(path: string, workspace: string): readonly string[] {
  const directories = path.split(delimiter).filter((directory) => isAbsolute(directory))
  return directories.map(trimEnd).filter((directory) => !isWithin(directory, workspace))
}

const trimEnd = (directory: string): string => directory.replace(/(?<=.)[/\\]+$/, '')

/** A path with two dots could lead anywhere, so it counts as within. */
function isWithin(directory: string, workspace: string): boolean {
  const [inner, outer] = [partsOf(directory), partsOf(workspace)]
  if (outer.length === 0) return false
  return inner.includes('..') || outer.every((part, index) => part === inner[index])
}

const partsOf = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
