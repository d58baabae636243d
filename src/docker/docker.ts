import type { Exec, ExecOptions, ExecResult } from '../ports/ports.ts'

/** Runs `docker` or buildx with a list of arguments, in a fixed environment (the private configuration). */
export type Docker = (args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

export function createDocker(exec: Exec, env: Readonly<Record<string, string | undefined>>): Docker {
  return (args, options = {}) => exec('docker', args, { ...options, env: { ...env, ...options.env } })
}

/**
 * Runs buildx. If the path of the plugin is known, it runs directly, which saves about 0.1 s of docker's own start each time; it reads the
 * same configuration and contexts. Otherwise `docker buildx` runs.
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

/** The output of a command for an error: standard error, or standard output if that is empty. */
export const outputOf = (result: ExecResult): string => result.stderr.trim() || result.stdout.trim()
