import type { Exec, ExecOptions, ExecResult } from '../ports/ports.ts'

/** Runs `docker` with arguments as an array, in an environment that is set up once (the private config). */
export type Docker = (args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

export function createDocker(exec: Exec, env: Readonly<Record<string, string | undefined>>): Docker {
  return (args, options = {}) => exec('docker', args, { ...options, env: { ...env, ...options.env } })
}

/** What a command said, for an error: standard error, or standard output where that is empty. */
export const said = (result: ExecResult): string => result.stderr.trim() || result.stdout.trim()
