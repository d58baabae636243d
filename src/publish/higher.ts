import type { HigherRelease, ImageFacts, TagFacts } from '../model/facts.ts'
import { tagsOf } from '../plan/tag-references.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'
import type { FactRequest } from './fact-request.ts'

/** More than this many releases are not asked for one after another; the highest come first. */
const mostAsked = 20

/**
 * For a tag on a line of versions, where the image there does not say which version it is (or there is none): a git
 * tag that is higher, for which the same rule gives the same name, and whose full-version image is there.
 */
export async function findHigher(
  request: FactRequest,
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
  { namesFor }: FactRequest,
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
