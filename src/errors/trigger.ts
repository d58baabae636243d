import type { Problem } from '../model/tagboat-error.ts'

export function badEventFile(path: string): Problem {
  return {
    code: 'event-file',
    what: `The event file '${path}' (GITHUB_EVENT_PATH) is no JSON.`,
    fix: 'The runner writes it; a step before this one may have changed it.',
  }
}

export function unknownRef(event: string): Problem {
  return {
    code: 'ref-unknown',
    what: `Neither the environment (GITHUB_REF, GITHUB_SHA) nor git tells which ref this run (event '${event}') is about.`,
    fix: 'Run it in a GitHub workflow, or in a git working copy with a commit and a branch checked out.',
  }
}
