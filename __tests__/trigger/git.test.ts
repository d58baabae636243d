import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createExec } from '../../src/ports/exec.ts'
import type { Exec } from '../../src/ports/ports.ts'
import { readCheckout } from '../../src/trigger/git.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { cloneRepository, initRepository, makeFolder } from '../helpers/git-repository.ts'

const root = makeFolder()
afterAll(root.remove)
const { PATH } = process.env
const exec = createExec({
  PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CEILING_DIRECTORIES: root.path,
})
const commitTime = '2026-01-02T03:04:05Z'

let count = 0
const newPath = () => join(root.path, `r${++count}`)

test('a branch that is checked out', async () => {
  const { folder, commit } = initRepository(newPath())
  const revision = commit('one')
  expect(await readCheckout(exec, folder)).toEqual({ revision, commitTime, branch: 'main' })
})

test.each(['tickets/DM-42', 'a,b', 'a;touch,pwned', '$(id)', '船'])('a branch called %s', async (branch) => {
  const { folder, commit, git } = initRepository(newPath())
  commit('one')
  git('checkout', '--quiet', '-b', branch)
  git('tag', 'v1', 'HEAD')
  expect(await readCheckout(exec, folder)).toMatchObject({ branch })
})

test('a folder within the working copy', async () => {
  const { folder, commit } = initRepository(newPath())
  const revision = commit('one')
  mkdirSync(join(folder, 'docker/app'), { recursive: true })
  expect(await readCheckout(exec, join(folder, 'docker/app'))).toMatchObject({ revision })
})

test('a detached HEAD has no branch', async () => {
  const { folder, commit, git } = initRepository(newPath())
  const revision = commit('one')
  git('tag', 'v1.2.3')
  commit('two')
  git('checkout', '--quiet', 'v1.2.3')
  expect(await readCheckout(exec, folder)).toEqual({ revision, commitTime })
})

test('a shallow clone knows its commit, and the default branch of its origin', async () => {
  const origin = initRepository(newPath())
  origin.commit('one')
  const revision = origin.commit('two')
  const { folder } = cloneRepository(`file://${origin.folder}`, newPath(), '--depth', '1')
  const expected = { revision, commitTime, branch: 'main', defaultBranch: 'main' }
  expect(await readCheckout(exec, folder)).toEqual(expected)
})

test('a merge commit is the revision', async () => {
  const { folder, commit, git } = initRepository(newPath())
  commit('one')
  git('checkout', '--quiet', '-b', 'topic')
  commit('two')
  git('checkout', '--quiet', 'main')
  commit('three')
  git('merge', '--quiet', '--no-ff', '-m', 'merge', 'topic')
  const revision = git('rev-parse', 'HEAD')
  expect(await readCheckout(exec, folder)).toMatchObject({ revision })
})

test('settings that change what git prints change nothing', async () => {
  const { folder, commit, git } = initRepository(newPath())
  const revision = commit('one')
  git('config', 'log.showSignature', 'true')
  git('config', 'log.decorate', 'short')
  git('config', 'color.ui', 'always')
  expect(await readCheckout(exec, folder)).toEqual({ revision, commitTime, branch: 'main' })
})

describe('a working copy of another user', () => {
  const make = () => {
    const { folder, commit } = initRepository(newPath())
    return { folder, revision: commit('one') }
  }
  /** git before 2.38 takes safe.directory from no command line, and words its refusal in its own way. */
  const older =
    (refusal: (folder: string) => string): Exec =>
    async (command, args, options) => {
      const isFound = args.includes('-C')
      if (!isFound) return exec(command, args.slice(2), options)
      const folder = args[args.indexOf('-C') + 1] ?? ''
      return { code: 128, stdout: '', stderr: refusal(folder.replace(/\/sub$/, '')) }
    }

  const isRoot = process.getuid?.() === 0
  const asRoot = isRoot ? test : test.skip
  asRoot('is read all the same', async () => {
    const { folder, revision } = make()
    chownSync(folder, 1234, 1234)
    chownSync(join(folder, '.git'), 1234, 1234)
    const plain = await exec('git', ['-C', folder, 'log'])
    expect(plain.stderr).toContain('dubious ownership')
    expect(await readCheckout(exec, folder)).toMatchObject({ revision, branch: 'main' })
  })

  test.each<[name: string, refusal: (folder: string) => string]>([
    ['2.34', (folder) => `fatal: unsafe repository ('${folder}' is owned by someone else)\n`],
    ['2.37', (folder) => `fatal: detected dubious ownership in repository at '${folder}'\n`],
    ['of another kind', (folder) => `fatal: detected dubious ownership in repository at '${folder}/.git'\n`],
  ])('is read by a git %s, from a folder within', async (_, refusal) => {
    const { folder, revision } = make()
    mkdirSync(join(folder, 'sub'))
    const found = await readCheckout(older(refusal), join(folder, 'sub'))
    expect(found).toEqual({ revision, commitTime, branch: 'main' })
  })
})

test.each<[name: string, make: () => string]>([
  [
    'no repository',
    () => {
      const folder = newPath()
      mkdirSync(folder)
      return folder
    },
  ],
  ['a folder that is not there', newPath],
  ['a repository without a commit', () => initRepository(newPath()).folder],
  [
    'a broken repository',
    () => {
      const folder = newPath()
      mkdirSync(join(folder, '.git'), { recursive: true })
      writeFileSync(join(folder, '.git/HEAD'), 'nonsense')
      chmodSync(join(folder, '.git'), 0o700)
      return folder
    },
  ],
])('%s is no checkout', async (_, make) => {
  expect(await readCheckout(exec, make())).toBeUndefined()
})

test('without git there is no checkout', async () => {
  const { exec: missing, calls } = createFakeExec(() => ({ code: 127, stderr: 'git: not found' }))
  expect(await readCheckout(missing, '/repo')).toBeUndefined()
  expect(calls).toHaveLength(1)
})
