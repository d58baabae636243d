import { join } from 'node:path'
import { checkPushed } from '../../src/command/pushed-commit.ts'
import type { PlannedTag } from '../../src/model/planned-tag.ts'
import { parseRef } from '../../src/model/trigger.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import {
  cloneRepository,
  initRepository,
  makeFolder,
  type TestRepository,
  useRepository,
} from '../helpers/git-repository.ts'

const folder = makeFolder()
afterAll(folder.remove)

let count = 0
/** A clone with a branch `main` whose first commit the remote has. */
function makeClone(): TestRepository {
  const path = join(folder.path, `r${count++}`)
  const remote = initRepository(`${path}-remote`)
  remote.commit('first')
  remote.git('config', 'receive.denyCurrentBranch', 'ignore')
  return cloneRepository(`${path}-remote`, path)
}

const release = {
  name: '1.2.3',
  priority: 1,
  follows: { kind: 'release', scheme: 'semver', version: '1.2.3' },
} as const
const branch = { name: 'main', priority: 1, follows: { kind: 'branch', branch: 'main' } } as const

function check(
  { folder: workspace, git }: TestRepository,
  ref: string,
  tags: readonly PlannedTag[] = [release],
) {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', GITHUB_WORKSPACE: workspace }
  const ports = { exec: createExec(env), files: createFiles(), env }
  return checkPushed(ports, {
    trigger: {
      ref: parseRef(ref),
      revision: git('rev-parse', 'HEAD'),
      repository: { owner: 'acme', name: 'app', url: '' },
    },
    tags,
    workspace,
  })
}

test.each<{
  title: string
  prepare: (clone: TestRepository) => void
  ref: string
  code?: string
  fix?: string
}>([
  {
    title: 'a release of a pushed git tag is allowed',
    prepare: ({ git }) => {
      git('tag', 'v1.2.3')
      git('push', '--quiet', 'origin', 'v1.2.3')
    },
    ref: 'refs/tags/v1.2.3',
  },
  {
    title: 'a release of a pushed annotated git tag is allowed',
    prepare: ({ git }) => {
      git('tag', '-a', '-m', 'release', 'v1.2.3')
      git('push', '--quiet', 'origin', 'v1.2.3')
    },
    ref: 'refs/tags/v1.2.3',
  },
  {
    title: 'a release of a git tag that was not pushed is refused',
    prepare: ({ git }) => void git('tag', 'v1.2.3'),
    ref: 'refs/tags/v1.2.3',
    code: 'tag-not-pushed',
    fix: 'git push origin refs/tags/v1.2.3',
  },
  {
    title: 'a release of a git tag that does not exist is refused',
    prepare: () => undefined,
    ref: 'refs/tags/v1.2.3',
    code: 'tag-missing',
    fix: 'git tag v1.2.3',
  },
  {
    title: 'a release of a git tag that was moved after its push is refused',
    prepare: ({ git, commit }) => {
      git('tag', 'v1.2.3')
      git('push', '--quiet', 'origin', 'v1.2.3')
      commit('second')
      git('tag', '--force', 'v1.2.3')
    },
    ref: 'refs/tags/v1.2.3',
    code: 'tag-differs',
    fix: 'git fetch --force origin tag v1.2.3',
  },
  {
    title: 'a release of a git tag that names another commit than HEAD is refused',
    prepare: ({ git, commit }) => {
      git('tag', 'v1.2.3')
      git('push', '--quiet', 'origin', 'v1.2.3')
      commit('second')
    },
    ref: 'refs/tags/v1.2.3',
    code: 'tag-elsewhere',
    fix: 'git checkout v1.2.3',
  },
  {
    title: 'a release from a branch is allowed if the commit is the tip of a remote branch',
    prepare: () => undefined,
    ref: 'refs/heads/main',
  },
  {
    title: 'a release from a branch is allowed if a remote branch contains the commit',
    prepare: ({ git, commit }) => {
      commit('second')
      git('push', '--quiet', 'origin', 'main')
      git('checkout', '--quiet', 'HEAD~1')
    },
    ref: 'refs/heads/main',
  },
  {
    title: 'a release of a commit that was not pushed is refused',
    prepare: ({ commit }) => void commit('second'),
    ref: 'refs/heads/main',
    code: 'commit-not-pushed',
    fix: 'git push origin main',
  },
  {
    title: 'a release of a commit that only an outdated tracking ref contains is refused',
    prepare: ({ git, commit, folder: at }) => {
      commit('second')
      git('push', '--quiet', 'origin', 'main')
      useRepository(`${at}-remote`).git('update-ref', 'refs/heads/main', git('rev-parse', 'HEAD~1'))
    },
    ref: 'refs/heads/main',
    code: 'commit-not-pushed',
    fix: 'git push origin main',
  },
  {
    title: 'a release without a remote is refused',
    prepare: ({ git }) => void git('remote', 'remove', 'origin'),
    ref: 'refs/heads/main',
    code: 'remote-unknown',
    fix: 'git remote add origin URL',
  },
  {
    title: 'a release with a remote that cannot be reached is refused',
    prepare: ({ git }) => void git('remote', 'set-url', 'origin', '/nonexistent/remote.git'),
    ref: 'refs/heads/main',
    code: 'remote-unknown',
    fix: 'git ls-remote origin',
  },
])('$title', async ({ prepare, ref, code, fix }) => {
  const clone = makeClone()
  prepare(clone)
  const problems = await check(clone, ref)
  expect(problems.map((problem) => problem.code)).toEqual(code === undefined ? [] : [code])
  if (fix !== undefined) expect(problems[0]?.fix).toContain(fix)
})

const latest = { ...branch, name: 'latest' } as const

test('the remote is not asked for a branch and its latest', async () => {
  const clone = makeClone()
  clone.git('remote', 'remove', 'origin')
  expect(await check(clone, 'refs/heads/main', [branch, latest])).toEqual([])
})
