import type { Trigger } from '../../model/trigger.ts'
import { type Finding, type FoundTag, nothing, releaseOf } from '../finding.ts'
import type { RefEvent } from '../rule.ts'
import { followRef } from '../rule-context.ts'
import { findVersion, isPrerelease } from '../versions.ts'

/** `type=ref`: the name of the branch, git tag or pull request itself. */
export function findRefTag({ event }: { readonly event: RefEvent }, trigger: Trigger): Finding {
  switch (event) {
    case 'branch':
      return findBranch(trigger)
    case 'tag':
      return findGitTag(trigger)
    case 'pr':
      return findPull(trigger)
    case 'pr-branch':
      return findPullBranch(trigger)
  }
}

function findBranch({ ref }: Trigger): Finding {
  if (ref.kind !== 'branch') return nothing
  return { kind: 'tag', text: ref.name, follows: { kind: 'branch', branch: ref.name }, from: ['branch'] }
}

/** A git tag that reads as a version is a release; `latest` is not for a prerelease. */
function findGitTag({ ref }: Trigger): Finding {
  if (ref.kind !== 'tag') return nothing
  const found: Pick<FoundTag, 'kind' | 'text' | 'from'> = { kind: 'tag', text: ref.name, from: ['tag'] }
  const version = findVersion(ref.name)
  const follows = version?.isFixed ? releaseOf(version) : followRef(ref)
  return isPrerelease(ref.name) ? { ...found, follows } : { ...found, follows, latest: followRef(ref) }
}

function findPull({ ref }: Trigger): Finding {
  if (ref.kind !== 'pull') return nothing
  const follows = { kind: 'pull', number: ref.number } as const
  return { kind: 'tag', text: String(ref.number), follows, from: ['pr'] }
}

/**
 * The head branch of a pull request: as a push to it would name it. Not for a fork, whose branch names are a
 * stranger's; not for the default branch; not on `pull_request_target`, whose commit is the base's.
 */
function findPullBranch({ ref, event, pullRequest, defaultBranch }: Trigger): Finding {
  if (ref.kind !== 'pull' || event === 'pull_request_target') return nothing
  if (!pullRequest || pullRequest.fork || pullRequest.headRef === defaultBranch) return nothing
  const branch = pullRequest.headRef
  return {
    kind: 'tag',
    text: branch,
    follows: { kind: 'branch', branch, pull: ref.number },
    from: ['branch'],
    branch,
  }
}
