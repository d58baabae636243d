import type { RawInputs } from '../inputs/reader.ts'
import type { Env } from '../ports/ports.ts'
import { presetOf, readInput } from './flags.ts'

/** The inputs of a run: what the command fixes, then the flags, then GitHub's token from the environment, then the defaults. */
export function rawInputs(
  env: Env,
  flags: ReadonlyMap<string, readonly string[]>,
  fixed: Readonly<Record<string, string>>,
): RawInputs {
  const token = env.GH_TOKEN || env.GITHUB_TOKEN || ''
  const text = (name: string) =>
    fixed[name] ??
    readInput(flags, name) ??
    (name === 'github-token' && token !== '' ? token : presetOf(name))
  // As the runner trims values.
  return (name) => text(name).trim()
}
