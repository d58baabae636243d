import type { ImageFacts, Rival, TagFacts } from '../model/facts.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import type { Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import { isDefaultBranch, type Trigger } from '../model/trigger.ts'

/** A moving tag whose name comes from the ref: another ref may have a name that gives the same tag. */
export const isContestable = ({ follows, fromRef }: PlannedTag): boolean =>
  fromRef !== undefined && ['branch', 'pull', 'run'].includes(follows.kind)

export interface RivalRequest {
  readonly trigger: Trigger
  readonly source: Pick<SourceRepository, 'branches'>
  /**
   * The tags that these rules name after another branch, at the commit of its image, for an image of the step in a
   * repository.
   */
  readonly namesForBranch: (
    branch: string,
    target: string,
    image: Pick<ImageFacts, 'revision' | 'head'>,
    repository: Repository,
  ) => ReadonlySet<string>
}

/**
 * The other branch that a tag belongs to: the image there was built for it, and these rules give it this very tag, at
 * that image's commit (`{{branch}}-{{sha}}`), or it was the image's first tag (`{{branch}}-{{date 'YYYYMMDD'}}`). An
 * image that was reused or promoted was built under other tags, and has no rival. The default branch yields to nobody:
 * a contributor's `#main` could otherwise take `main` of an image that is new. The remote is asked only in a conflict.
 */
export async function findRival(
  { trigger, source, namesForBranch }: RivalRequest,
  { target, repository, tag }: Pick<TagFacts, 'target' | 'repository' | 'tag'>,
  image: Pick<ImageFacts, 'branch' | 'revision' | 'head' | 'version'> | undefined,
): Promise<Rival | undefined> {
  const { branch, version } = image ?? {}
  if (image === undefined || branch === undefined || branch === '' || branch === tag.fromRef?.branch)
    return undefined
  if (!isContestable(tag) || isDefaultBranch(trigger)) return undefined
  if (version !== tag.name && !namesForBranch(branch, target, image, repository).has(tag.name))
    return undefined
  const branches = await source.branches()
  return { branch, exists: branches.known ? branches.value.includes(branch) : { why: branches.why } }
}
