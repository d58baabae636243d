import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import type { Env } from '../../src/ports/ports.ts'
import type { TriggerFlags } from '../../src/trigger/planned-event.ts'
import { readWorkingCopy, type WorkingCopyRun } from '../../src/trigger/working-copy.ts'
import {
  cloneRepository,
  initRepository,
  makeFolder,
  type TestRepository,
  useRepository,
} from '../helpers/git-repository.ts'
import { createFakeClock } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const root = makeFolder()
afterAll(root.remove)
const files = createFiles()
const exec = createExec({
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CEILING_DIRECTORIES: root.path,
})
const now = Date.parse('2026-05-06T07:08:09Z')
let made = 0
const newPath = () => join(root.path, String(made++))

/** Copied for each test, because every start of git takes time. */
const template = makeTemplate()

function makeTemplate(): TestRepository {
  const repository = initRepository(newPath())
  repository.commit('one')
  repository.git('remote', 'add', 'origin', 'git@github.com:acme/app.git')
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
  return repository
}

/** A repository on `main` with one commit and the remote acme/app of GitHub, whose default branch is `main`. */
function makeClone(url?: string): TestRepository {
  const folder = newPath()
  cpSync(template.folder, folder, { recursive: true })
  const config = join(folder, '.git', 'config')
  if (url !== undefined) {
    writeFileSync(config, readFileSync(config, 'utf8').replace('git@github.com:acme/app.git', url))
  }
  return useRepository(folder)
}

interface Setting {
  readonly flags?: TriggerFlags
  readonly use?: WorkingCopyRun['use']
  readonly env?: Env
  readonly context?: string
}

function read(folder: string, { flags = {}, use = 'plan', env = {}, context = folder }: Setting = {}) {
  const ports = { exec, files, clock: createFakeClock(now), env }
  return readWorkingCopy(ports, { workspace: folder, folder: context, flags, use })
}

test('the branch, the commit, the remote, the default branch and the user come from the working copy', async () => {
  const { folder, git } = makeClone()
  git('config', 'user.name', 'Kevin Smith')
  const revision = git('rev-parse', 'HEAD')
  const { trigger, notes, warnings, credentials } = await read(folder)
  expect(trigger).toEqual({
    event: 'local',
    cause: { kind: 'local' },
    ref: { kind: 'branch', name: 'main' },
    sha: revision,
    revision,
    commitTime: '2026-01-02T03:04:05Z',
    time: '2026-05-06T07:08:09Z',
    defaultBranch: 'main',
    repository: { owner: 'acme', name: 'app', url: 'https://github.com/acme/app', remote: 'origin' },
    actor: 'kevin-smith',
    serverUrl: 'https://github.com',
  })
  expect({ notes, warnings, credentials }).toEqual({
    notes: ['Ref: branch main, which is checked out.'],
    warnings: [],
    credentials: undefined,
  })
})

interface Row extends Setting {
  readonly title: string
  readonly prepare: (repository: TestRepository) => void
  readonly ref: object
  readonly note?: string
}

test.each<Row>([
  {
    title: 'a git tag beside the branch does not count, and the log names it',
    prepare: ({ git }) => git('tag', 'v1.2.3'),
    ref: { kind: 'branch', name: 'main' },
    note: 'Ref: branch main, which is checked out. HEAD also has the git tag v1.2.3: --ref v1.2.3 chooses it.',
  },
  {
    title: 'a git tag that is checked out',
    prepare: ({ git }) => {
      git('tag', '-a', 'v1.2.3', '-m', 'x')
      git('checkout', '--quiet', 'v1.2.3')
    },
    ref: { kind: 'tag', name: 'v1.2.3' },
    note: 'Ref: git tag v1.2.3, which HEAD is at.',
  },
  {
    title: 'the highest of several git tags',
    prepare: ({ git }) => {
      for (const name of ['v1', 'v1.9.0', 'v1.10.0']) git('tag', name)
      git('checkout', '--quiet', '--detach')
    },
    ref: { kind: 'tag', name: 'v1.10.0' },
    note: 'Ref: git tag v1.10.0, which HEAD is at, the highest of 3 git tags there.',
  },
  {
    title: 'a git tag of another commit does not count',
    prepare: ({ git, commit }) => {
      git('tag', 'v1.0.0')
      commit('two')
      git('tag', 'v1.1.0')
      git('checkout', '--quiet', '--detach')
    },
    ref: { kind: 'tag', name: 'v1.1.0' },
  },
  {
    title: 'settings that hide refs from git log change nothing',
    prepare: ({ git }) => {
      git('config', 'log.excludeDecoration', 'refs/tags/')
      git('tag', 'v1.2.3')
      git('checkout', '--quiet', '--detach')
    },
    ref: { kind: 'tag', name: 'v1.2.3' },
  },
  {
    title: 'a branch with slashes',
    prepare: ({ git }) => git('switch', '--quiet', '-c', 'feature/x,y'),
    ref: { kind: 'branch', name: 'feature/x,y' },
  },
  {
    title: '--ref names a branch',
    prepare: ({ git }) => git('branch', 'feature/x'),
    flags: { ref: 'feature/x' },
    ref: { kind: 'branch', name: 'feature/x' },
    note: 'Ref: branch feature/x, by --ref.',
  },
  {
    title: '--ref names a branch of the remote',
    prepare: ({ git }) => git('update-ref', 'refs/remotes/origin/v2', 'HEAD'),
    flags: { ref: 'v2' },
    ref: { kind: 'branch', name: 'v2' },
    note: 'Ref: branch v2, by --ref.',
  },
  {
    title: '--ref names a git tag at this commit',
    prepare: ({ git }) => git('tag', 'one'),
    flags: { ref: 'one' },
    use: 'build',
    ref: { kind: 'tag', name: 'one' },
    note: 'Ref: git tag one, by --ref.',
  },
  {
    title: '--ref with a version that does not exist is a git tag',
    prepare: () => undefined,
    flags: { ref: 'v1.2.3' },
    ref: { kind: 'tag', name: 'v1.2.3' },
    note: 'Ref: git tag v1.2.3, by --ref; no such git tag exists here.',
  },
  {
    title: '--ref with another name that does not exist is a branch',
    prepare: () => undefined,
    flags: { ref: 'feature/x' },
    ref: { kind: 'branch', name: 'feature/x' },
    note: 'Ref: branch feature/x, by --ref; no such branch is known here.',
  },
  {
    title: 'a full ref name is exact',
    prepare: ({ git }) => git('tag', 'release'),
    flags: { ref: 'refs/heads/release' },
    ref: { kind: 'branch', name: 'release' },
  },
  {
    title: 'a release takes the git tag beside the branch',
    prepare: ({ git }) => git('tag', 'v1.2.3'),
    flags: { event: 'release' },
    ref: { kind: 'tag', name: 'v1.2.3' },
  },
  {
    title: 'a schedule runs on the default branch',
    prepare: ({ git }) => git('switch', '--quiet', '-c', 'feature'),
    flags: { event: 'schedule' },
    ref: { kind: 'branch', name: 'main' },
    note: 'Ref: branch main, on which a schedule runs.',
  },
  {
    title: 'a detached HEAD without a git tag is enough for a command that does not use the names of the ref',
    prepare: ({ git }) => git('checkout', '--quiet', '--detach'),
    use: 'local',
    ref: { kind: 'other', name: 'HEAD' },
  },
])('the ref: $title', async ({ prepare, ref, note, ...setting }) => {
  const repository = makeClone()
  prepare(repository)
  const { trigger, notes } = await read(repository.folder, setting)
  expect(trigger.ref).toEqual(ref)
  if (note !== undefined) expect(notes).toEqual([note])
})

test('a plan for a git tag of another commit is about that commit', async () => {
  const { folder, git, commit } = makeClone()
  git('tag', '-a', 'v1.0.0', '-m', 'x')
  const old = git('rev-parse', 'HEAD')
  commit('two')
  const { trigger, notes } = await read(folder, { flags: { ref: 'v1.0.0' } })
  expect(trigger).toMatchObject({ sha: old, revision: old })
  expect(notes).toEqual([`Ref: git tag v1.0.0, by --ref, at commit ${old.slice(0, 12)}.`])
})

test('a pull request has the branch that is checked out and its commit', async () => {
  const { folder, git } = makeClone()
  git('switch', '--quiet', '-c', 'feature/x')
  const { trigger } = await read(folder, { flags: { pr: 7 } })
  expect(trigger).toMatchObject({
    event: 'pull_request',
    ref: { kind: 'pull', number: 7 },
    pullRequest: {
      number: 7,
      headRef: 'feature/x',
      headSha: git('rev-parse', 'HEAD'),
      baseRef: 'main',
      fork: false,
    },
  })
})

test.each<{ title: string; flags: TriggerFlags; expected: object }>([
  {
    title: 'the default branch is not the head of a pull request',
    flags: { pr: 7 },
    expected: { headRef: '' },
  },
  {
    title: '--ref names the head',
    flags: { pr: 7, ref: 'refs/heads/feature/x' },
    expected: { headRef: 'feature/x' },
  },
  {
    title: 'a fork gets no secrets',
    flags: { pr: 7, fork: true },
    expected: { fork: true, mayHoldSecrets: true },
  },
])('a pull request: $title', async ({ flags, expected }) => {
  const { trigger } = await read(makeClone().folder, { flags })
  expect(trigger.pullRequest).toMatchObject(expected)
})

test.each<{ title: string; prepare: (repository: TestRepository) => void; setting?: Setting; code: string }>([
  {
    title: 'a detached HEAD without a git tag',
    prepare: ({ git }) => git('checkout', '--quiet', '--detach'),
    code: 'unknown-ref-name',
  },
  {
    title: 'a name that is both a branch and a git tag',
    prepare: ({ git }) => {
      git('branch', 'one')
      git('tag', 'one')
    },
    setting: { flags: { ref: 'one' } },
    code: 'ambiguous-ref',
  },
  {
    title: 'a build for a git tag of another commit',
    prepare: ({ git, commit }) => {
      git('tag', 'v1.0.0')
      commit('two')
    },
    setting: { flags: { ref: 'v1.0.0' }, use: 'build' },
    code: 'tag-elsewhere',
  },
  {
    title: 'a release without a git tag',
    prepare: () => undefined,
    setting: { flags: { event: 'release' } },
    code: 'release-without-tag',
  },
  {
    title: 'a release of a branch',
    prepare: () => undefined,
    setting: { flags: { event: 'release', ref: 'main' } },
    code: 'release-without-tag',
  },
])('an error: $title', async ({ prepare, setting, code }) => {
  const repository = makeClone()
  prepare(repository)
  expect(await problemsIn(() => read(repository.folder, setting))).toMatchObject([{ code }])
})

test('a folder without a repository is an error', async () => {
  const folder = await files.makePrivateDir(root.path, 'plain-')
  expect(await problemsIn(() => read(folder))).toMatchObject([{ code: 'not-a-working-copy' }])
})

test('a repository without a commit is an error', async () => {
  const { folder } = initRepository(newPath())
  expect(await problemsIn(() => read(folder))).toMatchObject([{ code: 'not-a-working-copy' }])
})

test('a machine without git is an error that names git', async () => {
  const { folder } = makeClone()
  const run: WorkingCopyRun = { flags: {}, use: 'build', workspace: folder, folder }
  const ports = { exec: createExec({ PATH: '/nonexistent' }), files, env: {}, clock: createFakeClock(now) }
  expect(await problemsIn(() => readWorkingCopy(ports, run))).toMatchObject([{ code: 'git-missing' }])
})

test('a promotion needs no working copy, and its trigger names no commit and no repository', async () => {
  const folder = await files.makePrivateDir(root.path, 'plain-')
  const { trigger, notes, credentials } = await read(folder, { use: 'promote', env: { USER: 'ks' } })
  expect(trigger).toEqual({
    event: 'local',
    cause: { kind: 'local' },
    ref: { kind: 'other', name: 'HEAD' },
    sha: '',
    revision: '',
    commitTime: '2026-05-06T07:08:09Z',
    time: '2026-05-06T07:08:09Z',
    repository: { owner: '', name: '', url: '' },
    actor: 'ks',
    serverUrl: 'https://github.com',
    otherServer: { kind: 'other' },
  })
  expect({ notes, credentials }).toEqual({ notes: undefined, credentials: { githubToken: '' } })
})

describe('kinds of working copies', () => {
  test('a shallow clone is read like a complete one', async () => {
    const origin = makeClone()
    const head = origin.commit('two')
    const { folder } = cloneRepository(`file://${origin.folder}`, newPath(), '--depth=1')
    const { trigger } = await read(folder)
    expect(trigger).toMatchObject({
      revision: head,
      defaultBranch: 'main',
      ref: { kind: 'branch', name: 'main' },
    })
  })

  test('a worktree has its own branch and the remote of its repository', async () => {
    const { git } = makeClone()
    const folder = newPath()
    git('worktree', 'add', '--quiet', '-b', 'feature', folder)
    const { trigger } = await read(folder)
    expect(trigger).toMatchObject({ ref: { name: 'feature' }, repository: { owner: 'acme', name: 'app' } })
  })

  test('a submodule is a working copy of its own', async () => {
    const library = makeClone()
    const outer = makeClone('git@github.com:acme/outer.git')
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.folder, 'lib')
    const folder = join(outer.folder, 'lib')
    const { trigger } = await read(folder)
    expect(trigger.revision).toBe(library.git('rev-parse', 'HEAD'))
    expect(trigger.repository).toMatchObject({ owner: '', remote: 'origin' })
  })

  test('the revision is that of the checkout that the build context is in', async () => {
    const { folder, git } = makeClone()
    const inner = initRepository(join(folder, 'inner'))
    const revision = inner.commit('other')
    const { trigger } = await read(folder, { context: inner.folder })
    expect(trigger).toMatchObject({ sha: git('rev-parse', 'HEAD'), revision })
  })

  test('a configuration that includes a file of the tree is not used, and the branch is known all the same', async () => {
    const { folder, git } = makeClone()
    writeFileSync(join(folder, 'evil'), '[remote "origin"]\nurl = https://evil.example/a/b\n')
    git('config', 'include.path', '../evil')
    const { trigger } = await read(folder)
    expect(trigger).toMatchObject({ ref: { name: 'main' }, repository: { owner: '', name: '', url: '' } })
  })
})

describe('the remote', () => {
  test.each<{ title: string; prepare: (repository: TestRepository) => void; expected: object }>([
    {
      title: 'without a remote the repository is unknown',
      prepare: ({ git }) => git('remote', 'remove', 'origin'),
      expected: { owner: '', name: '', url: '' },
    },
    {
      title: 'the only remote counts, whatever its name is',
      prepare: ({ git }) => git('remote', 'rename', 'origin', 'github'),
      expected: { owner: 'acme', name: 'app', url: 'https://github.com/acme/app', remote: 'github' },
    },
    {
      title: 'origin counts among several',
      prepare: ({ git }) => git('remote', 'add', 'upstream', 'git@github.com:up/app.git'),
      expected: { owner: 'acme', name: 'app', url: 'https://github.com/acme/app', remote: 'origin' },
    },
    {
      title: 'without origin the remote of the branch counts',
      prepare: ({ git }) => {
        git('remote', 'rename', 'origin', 'mine')
        git('remote', 'add', 'upstream', 'git@github.com:up/app.git')
        git('config', 'branch.main.remote', 'upstream')
      },
      expected: { owner: 'up', name: 'app', url: 'https://github.com/up/app', remote: 'upstream' },
    },
    {
      title: 'several remotes without origin leave the repository unknown',
      prepare: ({ git }) => {
        git('remote', 'rename', 'origin', 'mine')
        git('remote', 'add', 'upstream', 'git@github.com:up/app.git')
        git('config', '--unset', 'branch.main.remote')
      },
      expected: { owner: '', name: '', url: '' },
    },
    {
      title: "git's insteadOf is applied",
      prepare: ({ git }) => {
        git('config', 'url.git@github.com:.insteadOf', 'gh:')
        git('remote', 'set-url', 'origin', 'gh:acme/short')
      },
      expected: { owner: 'acme', name: 'short', url: 'https://github.com/acme/short', remote: 'origin' },
    },
    {
      title: 'a local path names no repository',
      prepare: ({ git }) => git('remote', 'set-url', 'origin', '/srv/git/app.git'),
      expected: { owner: '', name: '', url: '', remote: 'origin' },
    },
  ])('$title', async ({ prepare, expected }) => {
    const repository = makeClone()
    repository.git('config', 'branch.main.remote', 'origin')
    prepare(repository)
    const { trigger } = await read(repository.folder)
    expect(trigger.repository).toEqual(expected)
  })

  test.each([
    { url: 'https://github.com/acme/app', server: undefined, credentials: undefined },
    { url: 'https://acme.ghe.com/acme/app', server: undefined, credentials: undefined },
    {
      url: 'https://git.corp.example/acme/app',
      server: { kind: 'other' },
      credentials: { githubToken: '' },
    },
    { url: 'git@gitlab.com:acme/app.git', server: { kind: 'gitlab' }, credentials: { githubToken: '' } },
    {
      url: 'https://github.com.evil.example/acme/app',
      server: { kind: 'other' },
      credentials: { githubToken: '' },
    },
    { url: '/srv/git/app', server: { kind: 'other' }, credentials: { githubToken: '' } },
    {
      url: 'git@ghes.example:acme/app.git',
      env: { GH_HOST: 'ghes.example', GH_TOKEN: 'one', GH_ENTERPRISE_TOKEN: 'two' },
      server: undefined,
      credentials: { githubToken: 'two' },
    },
    {
      url: 'git@ghes.example:acme/app.git',
      env: { GH_HOST: 'ghes.example', GH_TOKEN: 'one' },
      server: undefined,
      credentials: { githubToken: '' },
    },
    {
      url: 'http://ghes.example/acme/app.git',
      env: { GH_HOST: 'ghes.example', GH_ENTERPRISE_TOKEN: 'two' },
      server: undefined,
      credentials: { githubToken: '' },
    },
  ])("GitHub's token reaches the server of $url only if it is GitHub's: $credentials", async (row) => {
    const { trigger, credentials } = await read(makeClone(row.url).folder, { env: row.env ?? {} })
    expect({ server: trigger.otherServer, credentials }).toEqual({
      server: row.server,
      credentials: row.credentials,
    })
  })

  test('in GitLab CI a planned run has the image of the project', async () => {
    const env = { GITLAB_CI: 'true', CI_REGISTRY_IMAGE: 'registry.example/acme/app' }
    const { trigger } = await read(makeClone('https://gitlab.example/acme/app').folder, { env })
    expect(trigger.otherServer).toEqual({ kind: 'gitlab', defaultImage: 'registry.example/acme/app' })
  })

  test('the password of a remote URL is in no part of the trigger, the notes or the warnings', async () => {
    const { folder } = makeClone('https://kevin:s3cr3t-pass@git.example/acme/app.git')
    expect(JSON.stringify(await read(folder))).not.toContain('s3cr3t-pass')
  })
})

describe('the default branch', () => {
  test('--default-branch comes before that of the remote', async () => {
    const { trigger } = await read(makeClone().folder, { flags: { defaultBranch: 'trunk' } })
    expect(trigger.defaultBranch).toBe('trunk')
  })

  test('a note says how to set an unknown default branch', async () => {
    const { folder, git } = makeClone()
    git('symbolic-ref', '--delete', 'refs/remotes/origin/HEAD')
    const { trigger, notes } = await read(folder)
    expect(trigger.defaultBranch).toBeUndefined()
    expect(notes).toEqual([
      'Ref: branch main, which is checked out.',
      'The default branch is unknown, so no tag follows it (latest). Pass --default-branch, or run: git remote set-head origin --auto',
    ])
  })
})

test.each([
  { flags: { user: 'Mona Lisa' }, settings: { 'user.name': 'Kevin' }, expected: 'mona-lisa' },
  { flags: {}, settings: { 'github.user': 'KevinS', 'user.name': 'Kevin Smith' }, expected: 'KevinS' },
  { flags: {}, settings: {}, expected: 'ks' },
])('the user is $expected with the flags $flags and the settings $settings', async (row) => {
  const { folder, git } = makeClone()
  for (const [key, value] of Object.entries(row.settings)) git('config', key, value)
  const { trigger } = await read(folder, { flags: row.flags, env: { USER: 'ks' } })
  expect(trigger.actor).toBe(row.expected)
})
