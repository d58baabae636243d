import type { RunId } from '../digests/digest-note.ts'
import type { Env } from '../ports/ports.ts'

/** This run and its attempt, from the runner's variables; undefined outside a runner. */
export function readRunId({
  GITHUB_RUN_ID: run = '',
  GITHUB_RUN_ATTEMPT: attempt = '',
}: Env): RunId | undefined {
  const isKnown = /^\d{1,20}$/.test(run) && /^[1-9]\d{0,5}$/.test(attempt)
  return isKnown ? { run, attempt: Number(attempt) } : undefined
}
