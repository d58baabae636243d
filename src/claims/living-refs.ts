import { refsUnknown } from '../errors/prune.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import type { SourceRepository } from '../model/source-repository.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type NamedTag, type RuleNames, tryNames } from './rule-names.ts'

/** The branches, with their commits, and the git tags that exist. */
export interface LivingRefs {
  readonly branches: ReadonlyMap<string, string>
  readonly gitTags: readonly string[]
}

/** Reads the refs of the remote repository. Throws a TagboatError without them: every tag might belong to one. */
export async function readLivingRefs(source: SourceRepository): Promise<LivingRefs> {
  const [tips, gitTags] = await Promise.all([source.branchTips(), source.gitTags()])
  if (!tips.known) throw new TagboatError(refsUnknown('branches', tips.why))
  if (!gitTags.known) throw new TagboatError(refsUnknown('git tags', gitTags.why))
  if (gitTags.doubt !== undefined) throw new TagboatError(refsUnknown('git tags', gitTags.doubt))
  const prefix = 'refs/heads/'
  return {
    branches: new Map([...tips.value].map(([ref, sha]) => [ref.slice(prefix.length), sha])),
    gitTags: gitTags.value,
  }
}

/** The tags of a repository that the rules give refs that exist, each with such a ref, for messages. */
export function nameLiving(
  names: RuleNames,
  { branches, gitTags }: LivingRefs,
  repository: Repository,
): ReadonlyMap<string, string> {
  const key = keyOf(repository)
  const found = new Map<string, string>()
  const add = (ref: string, tags: Iterable<string>) => {
    for (const tag of tags) if (!found.has(tag)) found.set(tag, ref)
  }
  const here = (tags: readonly NamedTag[]) =>
    tags.flatMap(({ repository: other, tag }) => (keyOf(other) === key ? [tag.name] : []))
  const commitOf = (revision: string) => ({ revision, head: revision })
  for (const [branch, revision] of branches)
    add(`branch '${branch}'`, here(tryNames(() => names.forBranch(branch, commitOf(revision)))))
  // Names that a branch could have, such as latest, after those that one has: messages name the first.
  for (const [branch, revision] of branches)
    add(`branch '${branch}'`, names.namesForBranch(branch, repository, commitOf(revision)))
  add('scheduled runs', here(tryNames(() => names.forSchedule())))
  for (const gitTag of gitTags) {
    add(`git tag '${gitTag}'`, here(tryNames(() => names.forGitTag(gitTag))))
  }
  return found
}
