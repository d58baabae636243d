import type { Ancestry } from '../model/facts.ts'
import type { Follows } from '../model/planned-tag.ts'
import type { SourceAnswer, SourceRepository } from '../model/source-repository.ts'
import type { PushRange } from '../model/trigger.ts'

export interface AncestryQuestion {
  readonly follows: Extract<Follows, { kind: 'branch' | 'pull' }>
  /** The commit of this run; for a pull request the head, not the merge commit. */
  readonly ourCommit: string
  /** The commit of the image under the tag; for a pull request the head, too. */
  readonly theirCommit: string
  /** If our commit is not behind, also ask whether it descends from theirs: they could have diverged. */
  readonly isStrict?: boolean
}

/**
 * How this run's commit relates to the published one, on the branch or pull request that the tag follows, with as few
 * questions as possible. The tip comes before the history, because a forced push may have made it an ancestor of what is
 * published.
 */
export async function findAncestry(source: SourceRepository, question: AncestryQuestion): Promise<Ancestry> {
  const { ourCommit, theirCommit } = question
  // The same commit was built again; the newer build counts as ahead.
  if (theirCommit === ourCommit) return { kind: 'ahead' }
  if (source.knownFromPush(theirCommit, ourCommit) === false) return ahead(source, question)
  const tip = await askTip(source, question.follows)
  if (tip.known && tip.value === ourCommit) return { kind: 'tip' }
  // That also holds after a forced push that dropped our commit, when neither descends from the other.
  if (tip.known && tip.value === theirCommit) return { kind: 'behind' }
  const descends = await source.isDescendant(theirCommit, ourCommit)
  if (descends.known) return descends.value ? { kind: 'behind' } : ahead(source, question)
  return { kind: 'unknown', why: tip.known ? descends.why : `${tip.why}; ${descends.why}` }
}

function askTip(
  source: SourceRepository,
  follows: AncestryQuestion['follows'],
): Promise<SourceAnswer<string>> {
  return follows.kind === 'pull' ? source.pullHead(follows.number) : source.branchTip(follows.branch)
}

/** Our commit is not behind. Whether it descends from theirs is asked only in strict mode. */
async function ahead(source: SourceRepository, question: AncestryQuestion): Promise<Ancestry> {
  if (question.isStrict !== true) return { kind: 'ahead' }
  const answer = await source.isDescendant(question.ourCommit, question.theirCommit)
  return { kind: 'ahead', isDescendant: answer.known && answer.value }
}

/**
 * Whether `commit` is a descendant of `ancestor` (or the same), if the push event shows it: its commits and its `before`
 * are ancestors of its `after`. A forced push shows nothing, because its `before` may be on a history that was dropped.
 */
export function relateInPush(
  push: PushRange | undefined,
  commit: string,
  ancestor: string,
): boolean | undefined {
  if (commit === ancestor) return true
  if (push === undefined || push.forced) return undefined
  const older = (id: string) => id === push.before || push.commits.includes(id)
  if (ancestor === push.after && older(commit)) return false
  if (commit === push.after && older(ancestor)) return true
  return undefined
}
