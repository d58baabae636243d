import { includesTree } from '../../src/git/find-repository.ts'
import { createFakeFiles } from '../helpers/ports.ts'

const gitDir = '/w/.git'

test.each<[name: string, files: Record<string, string>, expected: boolean]>([
  ['no include', { '/w/.git/config': '[core]\n\tbare = false\n' }, false],
  ['a file of the tree', { '/w/.git/config': '[include]\n\tpath = ../.gitconfig\n' }, true],
  ['a path on the line of its section', { '/w/.git/config': '[include] path = ../.gitconfig\n' }, true],
  ['an include in capitals', { '/w/.git/config': '[INCLUDE]\nPATH=../.gitconfig\n' }, true],
  ['an absolute path in quotation marks', { '/w/.git/config': '[include]\npath = "/w/.gitconfig"\n' }, true],
  [
    'a path with an escape and a comment',
    { '/w/.git/config': '[include]\npath = "../.git\\config" # ours\n' },
    true,
  ],
  ['a path over two lines', { '/w/.git/config': '[include]\npath = ../\\\n.gitconfig\n' }, true],
  [
    'an include with a condition',
    { '/w/.git/config': '[includeIf "gitdir:/w/.git"]\n\tpath = ../.gitconfig\n' },
    true,
  ],
  [
    'the credentials file that actions/checkout includes',
    {
      '/w/.git/config': '[includeIf "gitdir:/w/.git"]\n\tpath = /temp/git-credentials.config\n',
      '/temp/git-credentials.config': '[http]\n',
    },
    false,
  ],
  [
    'an include through a file outside',
    { '/w/.git/config': '[include]\npath = /x/one\n', '/x/one': '[include]\npath = /w/.gitconfig\n' },
    true,
  ],
  [
    'an include through another file in the .git folder',
    { '/w/.git/config': '[include]\npath = more\n', '/w/.git/more': '[include]\npath = ../.gitconfig\n' },
    true,
  ],
  [
    'a circular include',
    { '/w/.git/config': '[include]\npath = more\n', '/w/.git/more': '[include]\npath = config\n' },
    false,
  ],
  ['an include in config.worktree', { '/w/.git/config.worktree': '[include]\npath = ../.gitconfig\n' }, true],
  ['a path in another section', { '/w/.git/config': '[include]\n[core]\npath = ../.gitconfig\n' }, false],
  ['a file of the tree that does not exist', { '/w/.git/config': '[include]\npath = ../missing\n' }, false],
])('includesTree: %s', async (_, files, expected) => {
  const all = createFakeFiles({ '/w/.gitconfig': '[core]\n', ...files })
  expect(await includesTree(all, '/w', gitDir)).toBe(expected)
})
