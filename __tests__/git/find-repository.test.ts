import { includesTree } from '../../src/git/find-repository.ts'
import { createFakeFiles } from '../helpers/ports.ts'

const gitDir = '/w/.git'

test.each<[name: string, files: Record<string, string>, expected: boolean]>([
  ['nothing is included', { '/w/.git/config': '[core]\n\tbare = false\n' }, false],
  ['a file of the tree', { '/w/.git/config': '[include]\n\tpath = ../.gitconfig\n' }, true],
  ['on the line of its section', { '/w/.git/config': '[include] path = ../.gitconfig\n' }, true],
  ['in capitals', { '/w/.git/config': '[INCLUDE]\nPATH=../.gitconfig\n' }, true],
  [
    'by its absolute path, in quotation marks',
    { '/w/.git/config': '[include]\npath = "/w/.gitconfig"\n' },
    true,
  ],
  [
    'with an escape and a comment',
    { '/w/.git/config': '[include]\npath = "../.git\\config" # ours\n' },
    true,
  ],
  ['over two lines', { '/w/.git/config': '[include]\npath = ../\\\n.gitconfig\n' }, true],
  ['under a condition', { '/w/.git/config': '[includeIf "gitdir:/w/.git"]\n\tpath = ../.gitconfig\n' }, true],
  [
    'what actions/checkout includes for its credentials',
    {
      '/w/.git/config': '[includeIf "gitdir:/w/.git"]\n\tpath = /temp/git-credentials.config\n',
      '/temp/git-credentials.config': '[http]\n',
    },
    false,
  ],
  [
    'through a file elsewhere',
    { '/w/.git/config': '[include]\npath = /x/one\n', '/x/one': '[include]\npath = /w/.gitconfig\n' },
    true,
  ],
  [
    'through a file beside it, in the repository',
    { '/w/.git/config': '[include]\npath = more\n', '/w/.git/more': '[include]\npath = ../.gitconfig\n' },
    true,
  ],
  [
    'in a circle',
    { '/w/.git/config': '[include]\npath = more\n', '/w/.git/more': '[include]\npath = config\n' },
    false,
  ],
  ['for the worktree alone', { '/w/.git/config.worktree': '[include]\npath = ../.gitconfig\n' }, true],
  ['a path in another section', { '/w/.git/config': '[include]\n[core]\npath = ../.gitconfig\n' }, false],
  ['a file of the tree that is not there', { '/w/.git/config': '[include]\npath = ../missing\n' }, false],
])('%s', async (_, files, expected) => {
  const all = createFakeFiles({ '/w/.gitconfig': '[core]\n', ...files })
  expect(await includesTree(all, '/w', gitDir)).toBe(expected)
})
