import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkspaceGit } from '../../src/git/run-git.ts'
import { findUncommitted } from '../../src/git/uncommitted.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { initRepository, makeFolder, type TestRepository } from '../helpers/git-repository.ts'

const folder = makeFolder()
afterAll(folder.remove)

let count = 0
function makeRepository(): TestRepository {
  const path = join(folder.path, `r${count++}`)
  const repository = initRepository(path)
  writeFileSync(join(path, 'a.txt'), 'a\n')
  writeFileSync(join(path, '.gitignore'), 'ignored\n')
  repository.git('add', '--all')
  repository.commit('first')
  return repository
}

async function find({ folder: workspace }: TestRepository) {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', GITHUB_WORKSPACE: workspace }
  const git = await openWorkspaceGit({ exec: createExec(env), files: createFiles(), env }, workspace)
  if (git === undefined) throw new Error('No repository.')
  return findUncommitted(git)
}

test.each<{ title: string; change: (repository: TestRepository) => void; expected: object | undefined }>([
  { title: 'a clean working copy has no changes', change: () => undefined, expected: undefined },
  {
    title: 'a changed file is a change',
    change: ({ folder: at }) => writeFileSync(join(at, 'a.txt'), 'b\n'),
    expected: { first: ['a.txt'], count: 1 },
  },
  {
    title: 'a staged file is a change',
    change: ({ folder: at, git }) => {
      writeFileSync(join(at, 'b.txt'), 'b\n')
      git('add', 'b.txt')
    },
    expected: { first: ['b.txt'], count: 1 },
  },
  {
    title: 'a deleted file is a change',
    change: ({ folder: at }) => rmSync(join(at, 'a.txt')),
    expected: { first: ['a.txt'], count: 1 },
  },
  {
    title: 'a renamed file is one change, under its new name',
    change: ({ folder: at, git }) => {
      renameSync(join(at, 'a.txt'), join(at, 'c.txt'))
      git('add', '--all')
    },
    expected: { first: ['c.txt'], count: 1 },
  },
  {
    title: 'an untracked file is a change, because a build context contains it',
    change: ({ folder: at }) => writeFileSync(join(at, 'new file'), ''),
    expected: { first: ['new file'], count: 1 },
  },
  {
    title: 'an ignored file is not a change',
    change: ({ folder: at }) => writeFileSync(join(at, 'ignored'), ''),
    expected: undefined,
  },
  {
    title: 'status.showUntrackedFiles of the user does not hide an untracked file',
    change: ({ folder: at, git }) => {
      git('config', 'status.showUntrackedFiles', 'no')
      writeFileSync(join(at, 'new'), '')
    },
    expected: { first: ['new'], count: 1 },
  },
  {
    title: 'of many changes the first five are listed',
    change: ({ folder: at }) => {
      for (const name of ['1', '2', '3', '4', '5', '6', '7']) writeFileSync(join(at, name), '')
    },
    expected: { first: ['1', '2', '3', '4', '5'], count: 7 },
  },
  {
    title: 'control characters in a name are replaced',
    change: ({ folder: at }) => writeFileSync(join(at, 'a\n::error::b\u001b[2J'), ''),
    expected: { first: ['a?::error::b?[2J'], count: 1 },
  },
  {
    title: 'a changed file in a submodule is a change, even if .gitmodules ignores it',
    change: ({ folder: at, git }) => {
      mkdirSync(join(at, 'sub'))
      const sub = initRepository(join(at, 'sub'))
      sub.commit('first')
      writeFileSync(join(at, '.gitmodules'), '[submodule "sub"]\npath = sub\nurl = ./sub\nignore = all\n')
      git('add', '--all')
      git('commit', '--quiet', '-m', 'a submodule')
      writeFileSync(join(at, 'sub', 'new'), '')
    },
    expected: { first: ['sub'], count: 1 },
  },
])('$title', async ({ change, expected }) => {
  const repository = makeRepository()
  change(repository)
  expect(await find(repository)).toEqual(expected)
})

test('a git status that fails counts as a change', async () => {
  const git = async () => ({ code: 128, stdout: '', stderr: 'fatal: index file corrupt\n' })
  expect(await findUncommitted(git)).toEqual({
    first: ['(git status failed: fatal: index file corrupt)'],
    count: 1,
  })
})
