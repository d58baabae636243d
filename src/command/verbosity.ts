import type { Env } from '../ports/ports.ts'
import type { Verbosity } from '../ports/terminal-log.ts'
import type { RunInvocation } from './context.ts'
import { isSwitchedOn } from './flags.ts'

/** Flags --quiet and --verbose; with both, quiet. */
export function readVerbosity({ flags }: Pick<RunInvocation, 'flags'>): Verbosity {
  if (isSwitchedOn(flags, 'quiet')) return 'quiet'
  return isSwitchedOn(flags, 'verbose') ? 'verbose' : 'normal'
}

/** BUILDKIT_PROGRESS chooses buildx's display ("Environment variables", docker's documentation of builds); `plain` is lines. */
export const mayDraw = ({ BUILDKIT_PROGRESS = '' }: Env): boolean =>
  ['', 'auto', 'tty'].includes(BUILDKIT_PROGRESS)
