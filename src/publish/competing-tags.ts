import type { Guards } from '../decide/decide-tag.ts'
import type { HigherRelease, ImageFacts, Rival, TagFacts } from '../model/facts.ts'
import type { PlannedTag, PlannedTags } from '../model/planned-tag.ts'
import type { Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import { isDefaultBranch, type Trigger } from '../model/trigger.ts'
import { tagsOf } from '../plan/tag-references.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'

/** A moving tag that is named after the ref: a ref with another name may give the same tag. */
export const isContestable = ({ follows, fromRef }: PlannedTag): boolean =>
  fromRef !== undefined && ['branch', 'pull', 'run'].includes(follows.kind)

export interface RivalRequest {
  readonly trigger: Trigger
  readonly source: Pick<SourceRepository, 'branches'>
  /** The tags that the same rules give an image in a repository for another branch, at the commit of the image there. */
  readonly namesForBranch: (
    branch: string,
    target: string,
    image: Pick<ImageFacts, 'revision' | 'head'>,
    repository: Repository,
  ) => ReadonlySet<string>
}

/**
 * Finds the other branch that a tag belongs to. The image under the tag was built for that branch, and the rules give the
 * branch this tag: at the commit of the image (`{{branch}}-{{sha}}`), or as the image's first tag
 * (`{{branch}}-{{date 'YYYYMMDD'}}`). An image that was reused or promoted was built under other tags, and has no rival.
 * The default branch has none either: otherwise a branch `#main` could take `main` from a new image. Asks the remote
 * repository only in a conflict.
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
  /** The tags that the same rules give an image for another git tag. */
  readonly namesFor: (gitTag: string, target: string) => PlannedTags
}

/** How many releases are looked up, one after another, the highest first. */
const mostReleases = 20

/**
 * For a tag on a line of versions whose image names no version, or that does not exist: finds a git tag with a higher
 * version, which gives the same tag by the same rule, and whose full version is published.
 */
export async function findHigher(
  request: HigherRequest,
  { target, repository, tag }: Pick<TagFacts, 'target' | 'repository' | 'tag'>,
  image: ImageFacts | undefined,
): Promise<Pick<TagFacts, 'higher' | 'unknown'>> {
  const { follows } = tag
  if (follows.kind !== 'line') return {}
  // A reused image names the version that it was built for, and may have been published under a later one since.
  const isVersionKnown =
    image?.version !== undefined && parseVersion(follows.scheme, image.version) !== undefined
  if (isVersionKnown && !request.guards.onlyChanged) return {}
  const gitTags = await request.source.gitTags()
  if (!gitTags.known) return { unknown: `the git tags could not be read (${gitTags.why})` }
  for (const release of findReleases(request, { target, repository, tag }, gitTags.value).slice(
    0,
    mostReleases,
  )) {
    if ((await request.registry.headManifest(repository, { tag: release.name })) !== undefined) {
      return { higher: { gitTag: release.gitTag, version: release.version } }
    }
  }
  return gitTags.doubt === undefined ? {} : { unknown: gitTags.doubt }
}

/** Git tags that give this tag with a higher version, the highest first, each with its full version's tag. */
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
