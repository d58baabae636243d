import type { Git } from './run-git.ts'

/** How many changed files a message lists. */
const mostListed = 5

/** What git reports about changes that no commit has. */
export interface Uncommitted {
  /** The first changed paths, relative to the repository. */
  readonly first: readonly string[]
  readonly count: number
}

/**
 * Lists changes that are not committed, as `git status` does: changed, staged and untracked files, also of submodules. Untracked
 * files count because a build context contains them; ignored files do not count, because releases are built beside them (caches,
 * dependencies). `undefined` for a clean working tree. A `git status` that fails counts as a change, because the tree may be dirty.
 */
export async function findUncommitted(git: Git): Promise<Uncommitted | undefined> {
  // Without optional locks, because another git may be working in this repository.
  const { code, stdout, stderr } = await git([
    '--no-optional-locks',
    ...['status', '--porcelain=v1', '-z', '--untracked-files=normal', '--ignore-submodules=none'],
  ])
  if (code !== 0) return { first: [`(git status failed: ${lastLine(stderr)})`], count: 1 }
  const paths = readPaths(stdout)
  return paths.length === 0 ? undefined : { first: paths.slice(0, mostListed), count: paths.length }
}

/** The paths of `git status -z`: `XY PATH`, and for a rename or copy the old path as an entry of its own (git-status, "Porcelain Format"). */
function readPaths(output: string): readonly string[] {
  const paths: string[] = []
  let isOldName = false
  for (const entry of output.split('\0')) {
    if (!isOldName && entry.length > 3) paths.push(entry.slice(3).replace(/\p{Cc}/gu, '?'))
    isOldName = !isOldName && /^(?:[RC].|.[RC]) /.test(entry)
  }
  return paths
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) || 'no answer'
