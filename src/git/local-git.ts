import type { SourceAnswer } from '../model/source-repository.ts'
import { known, unknown } from './answer.ts'
import type { Git } from './run-git.ts'

/** Git's result in a folder without a repository. */
const absent = { code: 128, stdout: '', stderr: 'fatal: not a git repository' }

/** Questions to the checkout, without the network. */
export interface LocalGit {
  isDescendant(commit: string, ancestor: string): Promise<SourceAnswer<boolean>>
  gitTags(): Promise<SourceAnswer<readonly string[]>>
}

/** `open` returns git in the workspace's own repository; undefined without one. */
export function createLocalGit(open: () => Promise<Git | undefined>): LocalGit {
  const git = async (...args: readonly string[]) => (await open())?.(args) ?? absent
  /** Undefined if git lacks one of the commits (git-merge-base, --is-ancestor: 0 yes, 1 no, else an error). */
  const isAncestor = async (older: string, newer: string) => {
    const { code } = await git('merge-base', '--is-ancestor', older, newer)
    return code === 0 ? true : code === 1 ? false : undefined
  }
  const isShallow = async () => (await git('rev-parse', '--is-shallow-repository')).stdout.trim() !== 'false'
  return {
    async isDescendant(commit, ancestor) {
      const isOlder = await isAncestor(ancestor, commit)
      if (isOlder === undefined) return unknown('the checkout does not have both commits')
      if (isOlder) return known(true)
      // A shallow history can show that a commit is an ancestor, but not that it is none.
      if (!(await isShallow()) || (await isAncestor(commit, ancestor)) === true) return known(false)
      return unknown('the checkout is shallow')
    },
    async gitTags() {
      const { code, stdout } = await git('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/tags/')
      const tags = stdout.split('\n').filter((name) => name !== '')
      if (code !== 0 || tags.length === 0) return unknown('the checkout has no git tags')
      return known(tags, 'the git tags are those of the checkout, which may not have fetched all')
    },
  }
}
