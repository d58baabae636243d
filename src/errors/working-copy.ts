import type { Problem } from '../model/tagboat-error.ts'

export const notAWorkingCopy = (folder: string): Problem => ({
  code: 'not-a-working-copy',
  what: `'${folder}' is not a git working copy with a commit.`,
  fix: 'Run tagboat in a git repository, after the first commit.',
})

export const gitMissing = (): Problem => ({
  code: 'git-missing',
  what: 'There is no git command on the PATH (directories in the workspace are ignored).',
  fix: 'Install git.',
})

export const unknownRefName = (): Problem => ({
  code: 'unknown-ref-name',
  what: 'HEAD is detached, and no git tag points to it.',
  fix: 'Check out a branch or a git tag, or name the ref with --ref.',
})
