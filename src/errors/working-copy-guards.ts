import type { Problem } from '../model/tagboat-error.ts'

const join = (names: readonly string[]): string => names.join(', ')

/** `a.ts, b.ts and 3 more` */
const listChanges = (first: readonly string[], count: number): string =>
  first.length === 0
    ? 'since the run began'
    : count > first.length
      ? `${join(first)} and ${count - first.length} more`
      : join(first)

/** Every planned tag is a release, and the working copy has uncommitted changes. */
export const dirtyRelease = (tags: readonly string[]): Problem => ({
  code: 'dirty-release',
  what: `The working copy has uncommitted changes, and every tag of this run is a release or latest: ${join(tags)}.`,
  fix: 'Commit the changes and tag the commit. To publish them under the name of a branch, use --ref BRANCH.',
})

const allowDirty =
  'To publish them under names that end in -dirty, use --allow-dirty, or {{user}} in the image name or tag.'

/** `refs` are not in a personal channel; `first` are the first of the changed paths. */
export const dirtyTree = (refs: readonly string[], first: readonly string[], count: number): Problem => ({
  code: 'dirty-tree',
  what: `The working copy has uncommitted changes (${listChanges(first, count)}), and ${join(refs)} would hold them.`,
  fix: `Commit the changes, or stash them with git stash --include-untracked. ${allowDirty}`,
})

/** The same for an image of the engine. */
export const dirtyImage = (image: string, refs: readonly string[]): Problem => ({
  code: 'dirty-tree',
  what: `${image} was built from uncommitted changes, and ${join(refs)} would hold them.`,
  fix: `Commit the changes and build again. ${allowDirty}`,
})

/** An existing image was built from uncommitted changes; `tags` would no longer say so. */
export const dirtySource = (text: string, revision: string, tags: readonly string[]): Problem => ({
  code: 'dirty-source',
  what: `${text} was built from uncommitted changes (revision ${revision}), and would be published as ${join(tags)}.`,
  fix: 'Commit the changes, build again, and publish that image. An image of uncommitted changes may only have tags that end in -dirty.',
})

/** Names that only a release or the default branch has, outside CI. `isAsked`: the user was asked and did not agree. */
export const unconfirmed = (refs: readonly string[], isAsked: boolean): Problem => ({
  code: 'unconfirmed',
  what: `${join(refs)} would be published from this machine, ${isAsked ? 'and this was not confirmed' : 'which needs a confirmation'}.`,
  fix: 'These are releases, latest or names of the default branch, which CI usually publishes. Confirm them with --allow-release.',
})

export const tagNotPushed = (tag: string, remote: string): Problem => ({
  code: 'tag-not-pushed',
  what: `The git tag '${tag}' of this release does not exist on ${remote}.`,
  fix: `Push it first: git push ${remote} refs/tags/${tag}`,
})

/** `here` and `there` are ids of commits or tag objects. */
export const tagDiffers = (tag: string, remote: string, here: string, there: string): Problem => ({
  code: 'tag-differs',
  what: `The git tag '${tag}' is ${here.slice(0, 12)} here, and ${there.slice(0, 12)} on ${remote}.`,
  fix: `Fetch the tag of ${remote} and build that commit: git fetch --force ${remote} tag ${tag}. Do not move a pushed tag; release under a new version.`,
})

export const tagMissing = (tag: string): Problem => ({
  code: 'tag-missing',
  what: `The git tag '${tag}' of this release does not exist in this working copy.`,
  fix: `Fetch it with git fetch origin tag ${tag}, or create and push it: git tag ${tag} && git push origin refs/tags/${tag}`,
})

export const commitNotPushed = (commit: string, branch: string | undefined, remote: string): Problem => ({
  code: 'commit-not-pushed',
  what: `Commit ${commit.slice(0, 12)} of this release is on no branch of ${remote}.`,
  fix: `Push it first: git push ${remote} ${branch === undefined ? 'HEAD:refs/heads/BRANCH' : branch}`,
})

/** `why` is the end of a sentence. */
export const remoteUnknown = (remote: string, why: string): Problem => ({
  code: 'remote-unknown',
  what: `It is unknown whether ${remote} has the commit of this release, because ${why}.`,
  fix: `A release must be on the remote repository. Check 'git ls-remote ${remote}', and add the remote with git remote add ${remote} URL if it is missing.`,
})
