import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckout as read, readCheckoutAt } from '../../src/git/checkout.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'

import { createFakeExec } from '../helpers/fake-exec.ts'
import {
  cloneRepository,
  initRepository,
  makeFolder,
  type TestRepository,
  useRepository,
} from '../helpers/git-repository.ts'
import { createFakeFiles } from '../helpers/ports.ts'

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
const ports = { exec, files: createFiles(), env: {} }
const readCheckout = (workspace: string, folder = workspace) => read(ports, workspace, folder)

let count = 0
const newPath = () => join(root.path, `r${++count}`)

test('reads the commit, time and branch of a checkout', async () => {
  const { folder, commit } = initRepository(newPath())
  const revision = commit('one')
  expect(await readCheckout(folder)).toEqual({ revision, commitTime, branch: 'main' })
})

test.each(['tickets/DM-42', 'a,b', 'a;touch,pwned', '$(id)', '船'])(
  'reads a branch named %s',
  async (branch) => {
    const { folder, commit, git } = initRepository(newPath())
    commit('one')
    git('checkout', '--quiet', '-b', branch)
    git('tag', 'v1', 'HEAD')
    expect(await readCheckout(folder)).toMatchObject({ branch })
  },
)

test('reads the checkout from a folder within it', async () => {
  const { folder, commit } = initRepository(newPath())
  const revision = commit('one')
  mkdirSync(join(folder, 'docker/app'), { recursive: true })
  expect(await readCheckout(folder, join(folder, 'docker/app'))).toMatchObject({ revision })
})

test('a detached HEAD has no branch', async () => {
  const { folder, commit, git } = initRepository(newPath())
  const revision = commit('one')
  git('tag', 'v1.2.3')
  commit('two')
  git('checkout', '--quiet', 'v1.2.3')
  expect(await readCheckout(folder)).toEqual({ revision, commitTime })
})

test('reads the commit of a shallow clone, and the default branch of its origin', async () => {
  const origin = initRepository(newPath())
  origin.commit('one')
  const revision = origin.commit('two')
  const { folder } = cloneRepository(`file://${origin.folder}`, newPath(), '--depth', '1')
  const expected = { revision, commitTime, branch: 'main', defaultBranch: 'main' }
  expect(await readCheckout(folder)).toEqual(expected)
})

test('reads a merge commit as the revision', async () => {
  const { folder, commit, git } = initRepository(newPath())
  commit('one')
  git('checkout', '--quiet', '-b', 'topic')
  commit('two')
  git('checkout', '--quiet', 'main')
  commit('three')
  git('merge', '--quiet', '--no-ff', '-m', 'merge', 'topic')
  const revision = git('rev-parse', 'HEAD')
  expect(await readCheckout(folder)).toMatchObject({ revision })
})

test('ignores settings that change the output of git', async () => {
  const { folder, commit, git } = initRepository(newPath())
  const revision = commit('one')
  git('config', 'log.showSignature', 'true')
  git('config', 'log.decorate', 'short')
  git('config', 'color.ui', 'always')
  expect(await readCheckout(folder)).toEqual({ revision, commitTime, branch: 'main' })
})

const asRoot = process.getuid?.() === 0 ? test : test.skip
asRoot('reads a checkout that belongs to another user', async () => {
  const { folder, commit } = initRepository(newPath())
  const revision = commit('one')
  chownSync(folder, 1234, 1234)
  chownSync(join(folder, '.git'), 1234, 1234)
  const plain = await exec('git', ['-C', folder, 'log'])
  expect(plain.stderr).toContain('dubious ownership')
  expect(await readCheckout(folder)).toMatchObject({ revision, branch: 'main' })
})

describe('a checkout below the workspace root', () => {
  /** A workspace, with a repository of its own if `hasOwn`, and a repository at another commit in its folder `app`. */
  const make = (hasOwn: boolean, ...options: readonly string[]) => {
    const workspace = newPath()
    if (hasOwn) initRepository(workspace).commit('the workspace')
    const nested = initRepository(join(workspace, 'app'), ...options)
    const revision = nested.commit('nested')
    return { workspace, nested, revision }
  }

  test.each([true, false])(
    'is found from its folders (the workspace is a checkout too: %s)',
    async (hasOwn) => {
      const { workspace, nested, revision } = make(hasOwn)
      mkdirSync(join(nested.folder, 'deep/er'), { recursive: true })
      const expected = { revision, commitTime, branch: 'main' }
      expect(await readCheckout(workspace, join(nested.folder, 'deep/er'))).toEqual(expected)
    },
  )

  test('is read with packed refs, packed objects and the default branch of its origin', async () => {
    const { workspace, nested, revision } = make(true)
    nested.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD')
    nested.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk')
    nested.git('pack-refs', '--all')
    nested.git('gc', '--quiet')
    const expected = { revision, commitTime, branch: 'main', defaultBranch: 'trunk' }
    expect(await readCheckout(workspace, nested.folder)).toEqual(expected)
  })

  test('is read with a detached HEAD', async () => {
    const { workspace, nested, revision } = make(true)
    nested.git('checkout', '--quiet', '--detach')
    expect(await readCheckout(workspace, nested.folder)).toEqual({ revision, commitTime })
  })

  test('is read with SHA-256 object ids', async () => {
    const { workspace, nested, revision } = make(true, '--object-format=sha256')
    expect(revision).toHaveLength(64)
    expect(await readCheckout(workspace, nested.folder)).toMatchObject({ revision, commitTime })
  })

  test('is read if its .git is a file, as in a worktree', async () => {
    const { workspace, nested } = make(true)
    nested.git('worktree', 'add', '--quiet', '-b', 'side', join(workspace, 'tree'))
    const revision = useRepository(join(workspace, 'tree')).commit('side')
    const expected = { revision, commitTime, branch: 'side' }
    expect(await readCheckout(workspace, join(workspace, 'tree'))).toEqual(expected)
  })

  test('is found by readCheckoutAt only at its root', async () => {
    const { workspace, nested, revision } = make(true)
    mkdirSync(join(nested.folder, 'deep'))
    mkdirSync(join(workspace, 'empty/.git'), { recursive: true })
    expect(await readCheckoutAt(ports, workspace, nested.folder)).toMatchObject({ revision })
    expect(await readCheckoutAt(ports, workspace, join(nested.folder, 'deep'))).toBeUndefined()
    expect(await readCheckoutAt(ports, workspace, join(workspace, 'empty'))).toBeUndefined()
  })

  test('has no commit time if its objects are missing', async () => {
    const { workspace, nested, revision } = make(true)
    rmSync(join(nested.folder, '.git/objects'), { recursive: true })
    expect(await readCheckout(workspace, nested.folder)).toEqual({ revision, branch: 'main' })
  })
})

test('reads a workspace that is a worktree', async () => {
  const { folder, commit, git } = initRepository(newPath())
  const revision = commit('one')
  const workspace = newPath()
  git('worktree', 'add', '--quiet', '-b', 'side', workspace)
  expect(await readCheckout(workspace)).toEqual({ revision, commitTime, branch: 'side' })
  expect(folder).not.toBe(workspace)
})

test('reads a workspace through a symbolic link', async () => {
  const { folder, commit } = initRepository(newPath())
  const revision = commit('one')
  const link = newPath()
  symlinkSync(folder, link)
  mkdirSync(join(folder, 'sub'))
  expect(await readCheckout(link, join(link, 'sub'))).toMatchObject({ revision, branch: 'main' })
})

describe('commands in the configuration of a repository', () => {
  const fired = () => existsSync(join(root.path, 'fired'))
  const command = `touch ${join(root.path, 'fired')} #`
  /** Commands that git could run while it reads a missing commit, or anything else. */
  const config = [
    ['core.sshCommand', command],
    ['core.fsmonitor', command],
    ['core.pager', command],
    ['log.showSignature', 'true'],
    ['gpg.program', command],
    ['remote.origin.url', 'ssh://none/x'],
    ['remote.origin.promisor', 'true'],
    ['extensions.partialClone', 'origin'],
    ['core.repositoryFormatVersion', '1'],
  ] as const

  const arm = ({ git }: TestRepository) => config.forEach(([key, value]) => void git('config', key, value))

  /** A repository whose HEAD is a commit that it lacks, so that git would fetch it. */
  const makeTrap = (folder: string, ...options: readonly string[]) => {
    const trap = initRepository(folder, ...options)
    arm(trap)
    const gitDir = options.includes('--bare') ? folder : join(folder, '.git')
    writeFileSync(join(gitDir, 'refs/heads/main'), `${'1'.repeat(40)}\n`)
    return trap
  }

  test.each<[name: string, make: (workspace: string) => string]>([
    ['a bare repository of plain files', (workspace) => makeTrap(join(workspace, 'app'), '--bare').folder],
    ['a .git folder in the tree', (workspace) => makeTrap(join(workspace, 'app')).folder],
    [
      'a .git file that names a folder of the tree',
      (workspace) => {
        const bare = makeTrap(join(workspace, 'hidden'), '--bare').folder
        mkdirSync(join(workspace, 'app'))
        writeFileSync(join(workspace, 'app/.git'), `gitdir: ${bare}\n`)
        return join(workspace, 'app')
      },
    ],
    [
      'a configuration that includes a file of the tree',
      (workspace) => {
        const { git, folder } = useRepository(workspace)
        writeFileSync(join(folder, 'config-of-the-tree'), `[core]\n\tsshCommand = ${command}\n`)
        arm(useRepository(workspace))
        git('config', '--unset', 'core.sshCommand')
        git('config', 'include.path', '../config-of-the-tree')
        writeFileSync(join(folder, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`)
        return folder
      },
    ],
  ])('are not run by %s', async (_, make) => {
    const workspace = newPath()
    initRepository(workspace).commit('one')
    const folder = make(workspace)
    await readCheckout(workspace, folder)
    expect(fired()).toBe(false)
  })

  test('are not run by a workspace that is itself a bare repository of plain files', async () => {
    const { folder } = makeTrap(newPath(), '--bare')
    expect(await readCheckout(folder)).toBeUndefined()
    expect(fired()).toBe(false)
  })

  test('are run if git searches for the repository itself, which proves that the trap works', async () => {
    const { folder } = makeTrap(newPath(), '--bare')
    execFileSync('sh', ['-c', `git -C ${folder} log -1 || true`], { env: { PATH }, stdio: 'ignore' })
    expect(fired()).toBe(true)
    rmSync(join(root.path, 'fired'))
  })
})

test.each<[name: string, make: () => string]>([
  [
    'a folder without a repository',
    () => {
      const folder = newPath()
      mkdirSync(folder)
      return folder
    },
  ],
  ['a folder that does not exist', newPath],
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
])('%s is not a checkout', async (_, make) => {
  expect(await readCheckout(make())).toBeUndefined()
})

test('there is no checkout if git is not installed', async () => {
  const { exec: missing } = createFakeExec(() => ({ code: 127, stderr: 'git: not found' }))
  const files = createFakeFiles({ '/repo/.git/HEAD': 'ref: refs/heads/main\n' })
  expect(await read({ exec: missing, files, env: {} }, '/repo', '/repo')).toBeUndefined()
})
