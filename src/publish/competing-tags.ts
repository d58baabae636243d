import type { Guards } from '../decide/decide-tag.ts'
import type { HigherRelease, ImageFacts, Rival, TagFacts } from '../model/facts.ts'
import type { PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import type { Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import { isDefaultBranch, type Trigger } from '../model/trigger.ts'
import { tagsOf } from '../plan/pairs.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'

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

export interface HigherRequest {
  readonly registry: {
    headManifest(
      repository: Repository,
      target: { readonly tag: string },
    ): Promise<{ readonly digest: string } | undefined>
  }
  readonly source: Pick<SourceRepository, 'gitTags'>

  readonly guards: Pick<Guards, 'forwardOnly' | 'onlyChanged'>
  /** The tags that these rules give another git tag, for an image of the step. */
  readonly namesFor: (gitTag: string, target: string) => PlannedTags
}

/** More than this many releases are not asked for one after another; the highest come first. */
const mostAsked = 20

/**
 * For a tag on a line of versions, where the image there does not say which version it is (or there is none): a git
 * tag that is higher, for which the same rule gives the same name, and whose full-version image is there.
 */
export async function findHigher(
  request: HigherRequest,
  { target, repository, tag }: Pick<TagFacts, 'target' | 'repository' | 'tag'>,
  image: ImageFacts | undefined,
): Promise<Pick<TagFacts, 'higher' | 'unknown'>> {
  const { follows } = tag
  if (follows.kind !== 'line') return {}
  // A reused image says which version it was built for, and may have been published as a later one since.
  const isTold = image?.version !== undefined && parseVersion(follows.scheme, image.version) !== undefined
  if (isTold && !request.guards.onlyChanged) return {}
  const gitTags = await request.source.gitTags()
  if (!gitTags.known) return { unknown: `the git tags could not be read (${gitTags.why})` }
  for (const release of findReleases(request, { target, repository, tag }, gitTags.value).slice(
    0,
    mostAsked,
  )) {
    if ((await request.registry.headManifest(repository, { tag: release.name })) !== undefined) {
      return { higher: { gitTag: release.gitTag, version: release.version } }
    }
  }
  return gitTags.doubt === undefined ? {} : { unknown: gitTags.doubt }
}

/** Git tags that would take this tag's name with a higher version, the highest first, each with its full tag. */
function findReleases(
  { namesFor }: HigherRequest,
  { target, repository, tag: { name, follows } }: Pick<TagFacts, 'target' | 'repository' | 'tag'>,
  gitTags: readonly string[],
): readonly (HigherRelease & { readonly name: string })[] {
  if (follows.kind !== 'line') return []
  const higher = gitTags.flatMap((gitTag) => {
    const tags = tagsOf(namesFor(gitTag, target), repository)
    const same = tags.find((tag) => tag.name === name && tag.follows.kind === 'line')
    const full = tags.find((tag) => tag.follows.kind === 'release')
    if (same?.follows.kind !== 'line' || full === undefined) return []
    if (compareVersions(follows.scheme, same.follows.version, follows.version) <= 0) return []
    return [{ gitTag, version: same.follows.version, name: full.name }]
  })
  return higher.sort((a, b) => compareVersions(follows.scheme, b.version, a.version))
}
