import { compareVersions, parseVersion } from '../tags/versions.ts'
import type { Decision, Guards, Run } from './decide-tag.ts'

/**
 * Whether a strict order says that a tag belongs to this run's content and not to what another run put there meanwhile: a higher
 * version, a descendant, the tip of the branch, a push over a pull request. Of two runs at most one has it, so that they cannot
 * move a tag to and fro. The same commit, equal versions, diverged or unknown ancestry, promotions, `overwrite: true` and
 * `forward-only: false` have no strict order: the last write stands. `decision` is over what the tag holds now.
 */
export function winsStrictly(decision: Decision, run: Run, guards: Guards): boolean {
  // Nothing is there: no content loses.
  if (decision.kind === 'create') return true
  const isPromotion = run.digest !== undefined && run.isMerge !== true
  if (decision.kind !== 'move' || isPromotion || !guards.forwardOnly) return false
  const { tag, image, ancestry, unknown } = decision.facts
  switch (tag.follows.kind) {
    case 'line': {
      const { scheme, version } = tag.follows
      const there = image?.version
      if (there === undefined || parseVersion(scheme, there) === undefined || unknown !== undefined)
        return false
      return compareVersions(scheme, there, version) < 0
    }
    case 'branch':
    case 'pull':
      if (ancestry?.kind === 'tip' || (ancestry?.kind === 'ahead' && ancestry.isDescendant === true))
        return true
      return replacesPull(decision, run)
    default:
      return false
  }
}

/** A push publishes the branch; what a pull request put under the branch's tag gives way to it. */
function replacesPull({ facts }: Decision, run: Run): boolean {
  const { tag, image, ancestry } = facts
  const isOfPull = image?.event?.startsWith('pull_request') === true
  const isOwn = tag.fromRef?.branch !== undefined && image?.branch === tag.fromRef.branch
  return !run.isPullRequest && isOfPull && isOwn && ancestry?.kind === 'ahead'
}
