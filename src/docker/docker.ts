import type { Exec, ExecOptions, ExecResult } from '../ports/ports.ts'

/** Runs `docker` with arguments as an array, in an environment that is set up once (the private config). */
export type Docker = (args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

export function createDocker(exec: Exec, env: Readonly<Record<string, string | undefined>>): Docker {
  return (args, options = {}) => exec('docker', args, { ...options, env: { ...env, ...options.env } })
}

/**
 * Runs buildx: the plugin by itself where docker told where it is, which saves docker's own start each time (about a
 * tenth of a second); it reads the same configuration and contexts. `docker buildx` else.
 */
export function createBuildx(
  exec: Exec,
  plugin: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Docker {
  const [command, first] = plugin === undefined ? ['docker', ['buildx']] : [plugin, []]
  return (args, options = {}) =>
    exec(command, [...first, ...args], { ...options, env: { ...env, ...options.env } })
}

/** What a command said, for an error: standard error, or standard output where that is empty. */
export const outputOf = (result: ExecResult): string => result.stderr.trim() || result.stdout.trim()
