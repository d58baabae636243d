import type { Change } from '../decide/decide.ts'
import type { PlannedTag } from '../model/planned-tag.ts'

/** The more specific a tag, the fewer people follow it. */
const order: readonly PlannedTag['follows']['kind'][] = ['release', 'commit', 'pull', 'branch', 'line', 'run']

/**
 * The one tag of a repository under which the builder pushes, where it cannot push by digest: one that does not
 * exist yet, so that nobody's tag moves before everything is in place; else the most specific moving one, and a
 * released one last. Of `1`, `1.2` and `1.2.3` the longest is the most specific.
 */
export function chooseAnchor(changes: readonly Change[]): Change | undefined {
  const rank = ({ kind, facts }: Change) => {
    const { follows } = facts.tag
    const specific = order.indexOf(follows.kind)
    if (kind === 'create') return specific
    return 10 + (follows.kind === 'release' ? order.length : specific)
  }
  const dots = ({ facts }: Change) => facts.tag.name.split('.').length
  return [...changes].sort((a, b) => rank(a) - rank(b) || dots(b) - dots(a))[0]
}
