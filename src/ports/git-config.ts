import type { Env } from './ports.ts'

/** A key of git's configuration and its value. */
export type GitSetting = readonly [key: string, value: string]

/**
 * The variables that add settings to git's configuration, after those that `env` already carries (git-config,
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
