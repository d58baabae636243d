import type { Ancestry } from '../model/facts.ts'
import type { Follows } from '../model/planned-tag.ts'
import type { Answer, SourceRepository } from '../model/source-repository.ts'
import type { PushRange } from '../model/trigger.ts'

export interface AncestryQuestion {
  readonly follows: Extract<Follows, { kind: 'branch' | 'pull' }>
  /** The commit of this run; for a pull request the head, not the merge commit. */
  readonly ourCommit: string
  /** The commit of the image that the tag names now; for a pull request likewise the head. */
  readonly theirCommit: string
  /** Also asks whether our commit descends from theirs, where it is not behind: they could have diverged. */
  readonly isStrict?: boolean
}

/**
 * How this run's commit stands to the line that a tag follows, with as few questions as will do. The tip is asked
 * before the history: a forced push may have made it an ancestor of what is published.
 */
export async function findAncestry(source: SourceRepository, question: AncestryQuestion): Promise<Ancestry> {
  const { ourCommit, theirCommit } = question
  // The same commit built once more: what is newer is the build.
  if (theirCommit === ourCommit) return { kind: 'ahead' }
  if (source.toldByPush(theirCommit, ourCommit) === false) return ahead(source, question)
  const tip = await askTip(source, question.follows)
  if (tip.known && tip.value === ourCommit) return { kind: 'tip' }
  // Also where a forced push dropped our commit, so that neither descends from the other.
  if (tip.known && tip.value === theirCommit) return { kind: 'behind' }
  const descends = await source.isDescendant(theirCommit, ourCommit)
  if (descends.known) return descends.value ? { kind: 'behind' } : ahead(source, question)
  return { kind: 'unknown', why: tip.known ? descends.why : `${tip.why}; ${descends.why}` }
}

function askTip(source: SourceRepository, follows: AncestryQuestion['follows']): Promise<Answer<string>> {
  return follows.kind === 'pull' ? source.pullHead(follows.number) : source.branchTip(follows.branch)
}

/** Not behind. Whether that is because our commit came after theirs is asked only where it matters. */
async function ahead(source: SourceRepository, question: AncestryQuestion): Promise<Ancestry> {
  if (question.isStrict !== true) return { kind: 'ahead' }
  const answer = await source.isDescendant(question.ourCommit, question.theirCommit)
  return { kind: 'ahead', isDescendant: answer.known && answer.value }
}

/**
 * Whether `commit` is a descendant of `ancestor` (or the same), as far as a push event tells: what it brought, and
 * where the branch was, are ancestors of where the branch is. Nothing is taken from a forced push: its `before` may
 * be on a line that was dropped.
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
