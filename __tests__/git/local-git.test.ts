import { join } from 'node:path'
import { createLocalGit } from '../../src/git/local-git.ts'
import { openWorkspaceGit } from '../../src/git/run-git.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { cloneRepository, initRepository, makeFolder } from '../helpers/git-repository.ts'

const folder = makeFolder()
afterAll(folder.remove)

const origin = initRepository(join(folder.path, 'origin'))
const first = origin.commit('first')
origin.git('tag', 'v1')
const second = origin.commit('second')
const third = origin.commit('third')
origin.git('checkout', '--quiet', '-b', 'side', first)
const side = origin.commit('side')
origin.git('checkout', '--quiet', '--orphan', 'other')
const stranger = origin.commit('stranger')
origin.git('checkout', '--quiet', 'main')
const absent = 'f'.repeat(40)

const url = `file://${origin.folder}`
const full = cloneRepository(url, join(folder.path, 'full'))
full.git('checkout', '--quiet', '--detach', second)
const shallow = cloneRepository(url, join(folder.path, 'shallow'), '--depth=1', '--no-tags')
const two = cloneRepository(url, join(folder.path, 'two'), '--depth=2', '--no-single-branch', '--no-tags')
const exec = createExec(process.env)
const ports = { exec, files: createFiles(), env: {} }
const ask = (where: string) => createLocalGit(() => openWorkspaceGit(ports, where))

interface Case {
  title: string
  where: string
  commit: string
  ancestor: string
  expected: boolean | string
}

const cases: readonly Case[] = [
  {
    title: 'a newer commit is a descendant',
    where: full.folder,
    commit: third,
    ancestor: first,
    expected: true,
  },
  {
    title: 'an older commit is not a descendant',
    where: full.folder,
    commit: first,
    ancestor: third,
    expected: false,
  },
  {
    title: 'a commit of another branch is not a descendant',
    where: full.folder,
    commit: side,
    ancestor: second,
    expected: false,
  },
  {
    title: 'a commit of an unrelated history is not a descendant',
    where: full.folder,
    commit: stranger,
    ancestor: first,
    expected: false,
  },
  {
    title: 'the order of a missing commit is unknown',
    where: full.folder,
    commit: absent,
    ancestor: first,
    expected: 'the checkout does not have both commits',
  },
  {
    title: 'the order is unknown in a checkout of depth 1',
    where: shallow.folder,
    commit: third,
    ancestor: second,
    expected: 'the checkout does not have both commits',
  },
  {
    title: 'a shallow checkout can prove a descendant',
    where: two.folder,
    commit: third,
    ancestor: second,
    expected: true,
  },
  {
    title: 'a shallow checkout can prove the reverse order',
    where: two.folder,
    commit: second,
    ancestor: third,
    expected: false,
  },
  {
    title: 'a shallow checkout cannot prove that a commit is not a descendant',
    where: two.folder,
    commit: third,
    ancestor: side,
    expected: 'the checkout is shallow',
  },
  {
    title: 'the order is unknown without a checkout',
    where: folder.path,
    commit: third,
    ancestor: first,
    expected: 'the checkout does not have both commits',
  },
]

test.each(cases)('$title', async ({ where, commit, ancestor, expected }) => {
  const answer = await ask(where).isDescendant(commit, ancestor)
  expect(answer.known ? answer.value : answer.why).toBe(expected)
})

test('gitTags of a checkout has a doubt', async () => {
  expect(await ask(full.folder).gitTags()).toEqual({
    known: true,
    value: ['v1'],
    doubt: 'the git tags are those of the checkout, which may not have fetched all',
  })
})

test('gitTags is unknown in a checkout without git tags', async () => {
  expect(await ask(shallow.folder).gitTags()).toEqual({ known: false, why: 'the checkout has no git tags' })
})
