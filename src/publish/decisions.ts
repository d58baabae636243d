import { type Decision, decideTag } from '../decide/decide-tag.ts'
import { decideTags } from '../decide/decide-tags.ts'
import type { Facts, TagFacts } from '../model/facts.ts'
import { describeProblem, type Problem, throwAll } from '../model/tagboat-error.ts'
import type { Log } from '../ports/ports.ts'
import { gatherTag } from './gather-facts.ts'
import { askFor, type DecisionRequest, runOf } from './request.ts'

/**
 * Decides about every tag, before anything is built. Throws all refusals in one TagboatError. A remark that was printed
 * for one of the `earlier` decisions is not repeated.
 */
export function decideAll(
  facts: Facts,
  request: DecisionRequest,
  earlier: readonly Decision[] = [],
): readonly Decision[] {
  const { guards, ports } = request
  const decisions = decideTags(facts.tags, (target) => runOf(request, target), guards)
  const refused = decisions.flatMap((decision) => (decision.kind === 'refuse' ? [decision.problem] : []))
  throwAll([...facts.refusals, ...refused])
  announce(ports.log, decisions, new Set(earlier.map(remark)))
  return decisions
}

/** Reads one tag again, and git too, and decides again. `isStrict`: also asks what a strict order between two runs needs. */
export async function decideAgain(
  request: DecisionRequest,
  asked: Pick<TagFacts, 'target' | 'repository' | 'tag'>,
  isStrict = false,
): Promise<Decision> {
  request.facts.source.forget()
  const facts = await gatherTag(askFor(request), asked, isStrict)
  return decideTag(facts, runOf(request, facts.target), request.guards)
}

/** The log line for a decision; undefined if it needs none. */
export function remark(decision: Decision): string | undefined {
  if (decision.kind === 'keep') {
    const done = decision.facts.image === undefined ? 'is not created' : 'is kept'
    return `${decision.facts.ref} ${done}: ${decision.reason}.`
  }
  return decision.kind === 'create' || decision.kind === 'move' ? decision.warning : undefined
}

/** Logs a remark for each decision that needs one. Skips texts in `printed`, and adds the new ones to it. */
export function announce(
  log: Pick<Log, 'notice' | 'warning'>,
  decisions: readonly Decision[],
  printed: Set<string | undefined>,
): void {
  for (const decision of decisions) {
    const text = remark(decision)
    if (text === undefined || printed.has(text)) continue
    printed.add(text)
    if (decision.kind === 'keep' && decision.isConflict !== true) log.notice(text)
    else log.warning(text)
  }
}

/** Logs problems that occur beside an internal error, which cannot carry them. */
export function warn(log: Pick<Log, 'warning'>, problems: readonly Problem[]): void {
  for (const problem of problems) log.warning(describeProblem(problem))
}
