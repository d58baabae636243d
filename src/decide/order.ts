import { compareVersions, parseVersion } from '../tags/versions.ts'
import type { Decision, Guards, Run } from './decide-tag.ts'

/**
 * Whether a strict order gives a tag to this run rather than to another run that has written it meanwhile: a higher version,
 * a descendant, the tip of the branch, or a push over a pull request. At most one of two runs wins, so that they cannot move
 * a tag back and forth. The same commit, equal versions, diverged or unknown ancestry, promotions, `overwrite: true` and
 * `forward-only: false` have no strict order: the last write stands. `decision`: about the tag's present image.
 */
export function winsStrictly(decision: Decision, run: Run, guards: Guards): boolean {
  // The tag does not exist, so no content loses.
  if (decision.kind === 'create') return true
  const isPromotion = run.digest !== undefined && run.isMerge !== true
  if (decision.kind !== 'move' || isPromotion || !guards.forwardOnly) return false
  const { tag, image, ancestry, unknown } = decision.facts
  switch (tag.follows.kind) {
    case 'line': {
      const { scheme, version } = tag.follows
      const existing = image?.version
      if (existing === undefined || parseVersion(scheme, existing) === undefined || unknown !== undefined)
        return false
      return compareVersions(scheme, existing, version) < 0
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

/** The image of a push takes precedence over that of a pull request under the branch's tag. */
function replacesPull({ facts }: Decision, run: Run): boolean {
  const { tag, image, ancestry } = facts
  const isOfPull = image?.event?.startsWith('pull_request') === true
  const isOwn = tag.fromRef?.branch !== undefined && image?.branch === tag.fromRef.branch
  return !run.isPullRequest && isOfPull && isOwn && ancestry?.kind === 'ahead'
}
