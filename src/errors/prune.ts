import type { Problem } from '../model/tagboat-error.ts'

/** Without the refs that exist, every tag might belong to one. */
export function refsUnknown(what: 'branches' | 'git tags', why: string): Problem {
  return {
    code: 'prune-refs',
    what: `The ${what} of the repository could not be read, so no tag is removed: ${why}.`,
    fix: 'Check that git ls-remote works. On GitHub give the job permissions: contents: read, and leave github-token at its default. A repository on another server needs a checkout with its remote.',
  }
}

/** Another event says nothing about a ref that is gone. */
export function pruneEvent(event: string): Problem {
  return {
    code: 'prune-event',
    what: `Event '${event}' does not start a prune: no ref is gone because of it.`,
    fix: 'Run prune on delete, on pull_request with types: [closed], on a schedule, or by hand (workflow_dispatch).',
  }
}

/** The tags of a pull request can depend on its branch, which only GitHub knows. */
export function pullUnknown(number: number, why: string): Problem {
  return {
    code: 'prune-pull',
    what: `Pull request ${number} could not be read, so none of its tags is removed: ${why}.`,
    fix: 'Check the number, and set GH_TOKEN to a token of GitHub that may read pull requests. On another server write --ref BRANCH instead.',
  }
}

/** What could not be deleted, though it should go. */
export function pruneIncomplete(refs: readonly string[], original: string): Problem {
  return {
    code: 'prune-incomplete',
    what: `${refs.length === 1 ? `${refs[0]} is` : `${refs.length} tags are`} still published: the registry refused to delete.`,
    fix: 'The reason is below. The next run retries.',
    original,
  }
}

/** GitHub's API for packages did not list the versions. */
export function packagesUnreadable(path: string, why: string): Problem {
  return {
    code: 'prune-packages',
    what: `The versions of package ${path} could not be listed: ${why}.`,
    fix: 'Give the job permissions: packages: write, and this repository the role Admin under "Manage Actions access" in the settings of the package. Another token must be a classic one with read:packages and delete:packages. A package that does not exist yet gives the same answer.',
  }
}

/** The list of a package that changes all the time has gaps. */
export function packageChanging(path: string): Problem {
  return {
    code: 'prune-packages',
    what: `The versions of package ${path} could not be listed: versions were deleted each time while the list was read.`,
    fix: 'Another job deletes versions of this package. Let it end, and run prune again; the schedule does that, too.',
  }
}

/** Prune has to know all versions, since any may need another. */
export function tooManyVersions(path: string, most: number): Problem {
  return {
    code: 'prune-packages',
    what: `Package ${path} has more than ${most} versions, which are too many to list.`,
    fix: 'Delete versions on the page of the package, or publish to a new package.',
  }
}

/** ECR's list of images. `why`: the end of a sentence. */
export function imagesUnlisted(name: string, why: string): Problem {
  return {
    code: 'prune-list',
    what: `The images of ${name} could not be listed: ${why}.`,
    fix: 'Give the role of the job ecr:DescribeImages, and run the job again.',
  }
}

/** `image`: a reference with the digest. Another job's image may be incomplete. */
export function restoreFailed(image: string, why: string): Problem {
  return {
    code: 'prune-restore',
    what: `Another job began to use ${image} while prune deleted it, and it could not be put back: ${why}.`,
    fix: 'Publish the image that lists it again.',
  }
}

/** `tags`: references. */
export function tagsLost(tags: readonly string[]): Problem {
  return {
    code: 'prune-lost',
    what: `${tags.length === 1 ? 'A tag of a ref that exists was' : `${tags.length} tags of refs that exist were`} lost while prune deleted images: ${tags.join(', ')}. Another job moved ${tags.length === 1 ? 'it' : 'them'} to such an image in the last moment, or deleted ${tags.length === 1 ? 'it' : 'them'}.`,
    fix: 'Run the workflow that publishes these tags again.',
  }
}
