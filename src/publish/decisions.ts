import type { Decision } from '../decide/decide-tag.ts'
import { describeProblem, type Problem } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'

/** What the log says about a decision; undefined where there is nothing to say. */
export function remark(decision: Decision): string | undefined {
  if (decision.kind === 'keep') return `${decision.facts.ref} is kept: ${decision.reason}.`
  return decision.kind === 'create' || decision.kind === 'move' ? decision.warning : undefined
}

/** Prints what there is to say, each text once; `said` has the texts that are printed already, and gets the new ones. */
export function announce(
  log: Pick<Log, 'notice' | 'warning'>,
  decisions: readonly Decision[],
  said: Set<string | undefined>,
): void {
  for (const decision of decisions) {
    const text = remark(decision)
    if (text === undefined || said.has(text)) continue
    said.add(text)
    if (decision.kind === 'keep' && decision.isConflict !== true) log.notice(text)
    else log.warning(text)
  }
}

/** Prints problems beside a fault of ours, which has no place for them. */
export function warn(log: Pick<Log, 'warning'>, problems: readonly Problem[]): void {
  for (const problem of problems) log.warning(describeProblem(problem))
}
