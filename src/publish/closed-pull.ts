import { type Decision, isChange } from '../decide/decide-tag.ts'
import { announce, remark } from './decisions.ts'
import type { DecisionRequest } from './request.ts'

/**
 * Decides that the tags of a closed pull request stay as they are. A late run would bring back the tag that a prune has removed. Asked
 * after the build, just before a tag moves. If the answer is unknown, the tags move.
 */
export async function leaveClosed(
  request: Pick<DecisionRequest, 'ports' | 'findPull'>,
  decisions: readonly Decision[],
): Promise<readonly Decision[]> {
  const { findPull, ports } = request
  if (findPull === undefined || !decisions.some(isOfPull)) return decisions
  const answer = await findPull()
  if (!answer.known) {
    ports.log.info(`Whether the pull request is still open is unknown, so its tags move: ${answer.why}.`)
    return decisions
  }
  const { number, isOpen } = answer.value
  if (isOpen) return decisions
  const reason = `pull request ${number} was closed meanwhile`
  const left = decisions.map((decision): Decision => {
    if (!isOfPull(decision)) return decision
    return { kind: 'keep', facts: decision.facts, reason, isLeft: true }
  })
  announce(ports.log, left, new Set(decisions.map(remark)))
  return left
}

/** Whether a decision changes a tag that follows the pull request or, in its run, its branch. */
export const isOfPull = (decision: Decision): boolean => {
  const { follows } = decision.facts.tag
  const isItsOwn = follows.kind === 'pull' || (follows.kind === 'branch' && follows.pull !== undefined)
  return isItsOwn && isChange(decision)
}
