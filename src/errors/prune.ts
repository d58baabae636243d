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
