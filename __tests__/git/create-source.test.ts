import { createSourceRepository } from '../../src/git/create-source.ts'
import type { Github, GithubAnswer, GithubOptions } from '../../src/ports/github-client.ts'
import type { Env, Exec, ExecResult } from '../../src/ports/ports.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const token = 'ghs_0123456789abcdefghij'
const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
const a = 'a'.repeat(40)
const b = 'b'.repeat(40)
const c = 'c'.repeat(40)

interface RuleContext {
  /** Results of git by subcommand; any other subcommand fails. */
  git?: Readonly<Record<string, ExecResult>>
  /** GitHub's answers by part of the path; any other path is a 404. */
  github?: Readonly<Record<string, GithubAnswer>>
  token?: string
  env?: Env
  trigger?: Parameters<typeof makeTrigger>[0]
}

const ok = (stdout: string): ExecResult => ({ code: 0, stdout, stderr: '' })
const failed: ExecResult = { code: 128, stdout: '', stderr: 'fatal: no way' }
const found = (body: unknown): GithubAnswer => ({ kind: 'found', body })

function arrange(context: RuleContext = {}) {
  const asked: string[] = []
  const argv: string[] = []
  const connected: GithubOptions[] = []
  const exec: Exec = async (command, args) => {
    argv.push([command, ...args].join(' '))
    const verb = args[0] ?? ''
    asked.push(`git ${verb} ${args.at(-1)}`)
    return context.git?.[verb] ?? failed
  }
  const github: Github = {
    async get(route, parameters) {
      const path = Object.values(parameters).slice(2).join(' ')
      asked.push(`github ${route.split('/')[4]} ${path}`)
      return (
        context.github?.[String(Object.values(parameters)[2])] ?? {
          kind: 'refused',
          status: 404,
          message: 'Not Found',
        }
      )
    },
    remove: async () => {
      throw new Error('Nothing is deleted here.')
    },
  }
  const log = createFakeLog()
  const files = createFakeFiles({ '/w/.git/HEAD': 'ref: refs/heads/main\n' })
  const connectGithub = (options: GithubOptions) => {
    connected.push(options)
    return github
  }
  const source = createSourceRepository(
    { exec, files, env: context.env ?? {}, log, connectGithub },
    { workspace: '/w', trigger: makeTrigger(context.trigger), token: context.token ?? token },
  )
  return { source, asked, argv, log, connected }
}

const push = { before: a, after: c, forced: false, commits: [b, c] }

test('the push event answers for its commits without another request', async () => {
  const { source, asked } = arrange({ trigger: { push } })
  expect(await source.isDescendant(b, c)).toEqual({ known: true, value: false })
  expect(await source.isDescendant(c, a)).toEqual({ known: true, value: true })
  expect(source.knownFromPush(a, b)).toBeUndefined()
  expect(asked).toEqual([])
})

test('the checkout is asked before GitHub', async () => {
  const { source, asked } = arrange({ git: { 'merge-base': ok('') } })
  expect(await source.isDescendant(b, a)).toEqual({ known: true, value: true })
  expect(asked).toEqual([`git merge-base ${b}`])
})

test('GitHub is asked if the checkout does not know', async () => {
  const { source, asked } = arrange({ github: { [`${a}...${b}`]: found({ status: 'diverged' }) } })
  expect(await source.isDescendant(b, a)).toEqual({ known: true, value: false })
  expect(asked).toEqual([`git merge-base ${b}`, `github compare ${a}...${b} 1`])
})

test('a 404 of GitHub can mean that two commits have no common ancestor', async () => {
  const message = `No common ancestor between ${a} and ${b}. - https://docs.github.com/rest`
  const { source } = arrange({ github: { [`${a}...${b}`]: { kind: 'refused', status: 404, message } } })
  expect(await source.isDescendant(b, a)).toEqual({ known: true, value: false })
})

test.each(['main', '', '--upload-pack=evil', 'a'.repeat(39), 'A'.repeat(40)])(
  'git does not get an invalid commit id: %j',
  async (text) => {
    const { source, argv } = arrange()
    expect(await source.isDescendant(text, a)).toEqual({
      known: false,
      why: 'one of them is not a commit id',
    })
    expect(argv).toEqual([])
  },
)

test('the tip of a branch comes from GitHub, or else from git', async () => {
  const first = arrange({ github: { 'heads/main': found({ object: { sha: a } }) } })
  expect(await first.source.branchTip('main')).toEqual({ known: true, value: a })
  expect(first.asked).toEqual(['github git heads/main'])
  const second = arrange({ git: { 'ls-remote': ok(`${b}\trefs/heads/main\n`) } })
  expect(await second.source.branchTip('main')).toEqual({ known: true, value: b })
  expect(second.asked).toEqual(['github git heads/main', 'git ls-remote refs/heads/main'])
})

test('the head of a pull request comes from GitHub, or else from git', async () => {
  const first = arrange({ github: { 7: found({ head: { sha: a } }) } })
  expect(await first.source.pullHead(7)).toEqual({ known: true, value: a })
  const second = arrange({ git: { 'ls-remote': ok(`${b}\trefs/pull/7/head\n`) } })
  expect(await second.source.pullHead(7)).toEqual({ known: true, value: b })
})

test('an unknown tip has the reasons of GitHub and of git', async () => {
  const { source } = arrange()
  expect(await source.branchTip('main')).toEqual({
    known: false,
    why: "GitHub knows no branch 'main'; git ls-remote https://github.com/acme/app failed: no way",
  })
})

test('without a token GitHub is not asked, and git sends no credential', async () => {
  const { source, asked, log, connected } = arrange({
    token: '',
    git: { 'ls-remote': ok(`${b}\trefs/heads/main\n`) },
  })
  expect(await source.branchTip('main')).toEqual({ known: true, value: b })
  expect(await source.tagSignature('v1')).toEqual({
    known: false,
    why: 'GitHub cannot be asked without github-token',
  })
  expect(asked).toEqual(['git ls-remote refs/heads/main'])
  expect(connected).toEqual([])
  expect(log.masks).toEqual([])
})

test('git tags come from the remote repository, or else from the checkout with a doubt', async () => {
  const first = arrange({ git: { 'ls-remote': ok(`${a}\trefs/tags/v1\n${b}\trefs/tags/x/y\n`) } })
  expect(await first.source.gitTags()).toEqual({ known: true, value: ['v1', 'x/y'] })
  const second = arrange({ git: { 'for-each-ref': ok('v1\nv2\n') } })
  expect(await second.source.gitTags()).toMatchObject({
    known: true,
    value: ['v1', 'v2'],
    doubt: expect.any(String),
  })
})

test('a repository without git tags has none', async () => {
  const { source } = arrange({ git: { 'ls-remote': ok('') } })
  expect(await source.gitTags()).toEqual({ known: true, value: [] })
})

test('branches come from the remote repository', async () => {
  const { source } = arrange({ git: { 'ls-remote': ok(`${a}\trefs/heads/main\n${b}\trefs/heads/x/y\n`) } })
  expect(await source.branches()).toEqual({ known: true, value: ['main', 'x/y'] })
})

test('an answer is cached until forget() is called', async () => {
  const { source, asked } = arrange({ github: { 'heads/main': found({ object: { sha: a } }) } })
  await Promise.all([source.branchTip('main'), source.branchTip('main'), source.branchTip('main')])
  expect(asked).toHaveLength(1)
  source.forget()
  await source.branchTip('main')
  expect(asked).toHaveLength(2)
})

test('the token is masked in both forms, and appears in no argument and no answer', async () => {
  const { source, argv, log } = arrange()
  const answers = [
    await source.branchTip('main'),
    await source.pullHead(7),
    await source.isDescendant(a, b),
    await source.gitTags(),
    await source.branches(),
    await source.tagSignature('v1'),
  ]
  expect(log.masks).toEqual([token, basic])
  expect(argv.length).toBeGreaterThan(5)
  for (const text of [...argv, ...log.lines, JSON.stringify(answers)]) {
    expect(text).not.toContain(token)
    expect(text).not.toContain(basic)
  }
})

test.each([
  [
    'the runner’s GITHUB_API_URL',
    { GITHUB_API_URL: 'https://api.example' },
    'https://github.com',
    'https://api.example',
  ],
  ['github.com', {}, 'https://github.com', 'https://api.github.com'],
  ['a tenant of ghe.com', {}, 'https://octo.ghe.com', 'https://api.octo.ghe.com'],
  ['an Enterprise Server', {}, 'https://git.corp.example', 'https://git.corp.example/api/v3'],
])('the address of the API is that of %s', (_, env, serverUrl, expected) => {
  expect(arrange({ env, trigger: { serverUrl } }).connected).toEqual([{ apiUrl: expected, token }])
})

test('outside GitHub the remote comes from the checkout', async () => {
  const repository = { owner: '', name: '', url: 'https://github.com/' }
  const git = { remote: ok('https://gitea.example/acme/app\n') }
  const { source, argv, connected } = arrange({ trigger: { repository }, git })
  await source.branches()
  expect(argv).toEqual(['git remote get-url -- origin', 'git ls-remote --quiet --refs --heads -- origin'])
  expect(connected).toEqual([])
})

test('git does not get a remote that the checkout lacks, because a folder may have that name', async () => {
  const repository = { owner: '', name: '', url: 'https://github.com/' }
  const { source, argv } = arrange({ trigger: { repository } })
  expect(await source.branches()).toEqual({ known: false, why: 'the checkout has no remote origin' })
  expect(argv).toEqual(['git remote get-url -- origin'])
})

describe('outside GitHub', () => {
  const gitlab = { kind: 'gitlab' } as const
  const repository = { owner: 'acme', name: 'app', url: 'https://gitlab.example/acme/app' }
  const refs = { 'ls-remote': ok(`${a}\trefs/heads/main\n${b}\trefs/merge-requests/7/head\n`) }
  const env = { GITLAB_CI: 'true', CI_JOB_TOKEN: 'glcbt-64_0123456789' }

  test('the API of GitHub is not asked about another server, so that no token is sent there', async () => {
    const { source, connected } = arrange({ trigger: { otherServer: gitlab, repository }, git: refs })
    expect(await source.branchTip('main')).toEqual({ known: true, value: a })
    expect(connected).toEqual([])
  })

  test("the head of GitLab's merge request has a ref of its own", async () => {
    const { source, asked } = arrange({ trigger: { otherServer: gitlab, repository }, token: '', git: refs })
    expect(await source.pullHead(7)).toEqual({ known: true, value: b })
    expect(asked.at(-1)).toBe('git ls-remote refs/merge-requests/7/head')
  })

  test("git asks GitLab with the job's token, which is on no command line and is masked", async () => {
    const trigger = { otherServer: gitlab, repository }
    const { source, argv, log } = arrange({ trigger, token: '', env, git: refs })
    expect(await source.branchTip('main')).toEqual({ known: true, value: a })
    expect(argv).toEqual(['git ls-remote --quiet --refs -- https://gitlab.example/acme/app refs/heads/main'])
    const basicJob = Buffer.from(`gitlab-ci-token:${env.CI_JOB_TOKEN}`).toString('base64')
    expect(log.masks).toEqual([env.CI_JOB_TOKEN, basicJob])
  })

  test("a job's token is not used for a server that is not GitLab's", () => {
    const { log } = arrange({ token: '', env })
    expect(log.masks).toEqual([])
  })

  test('a working copy asks its own remote, with the login of the user', async () => {
    const git = { ...refs, remote: ok('git@github.com:acme/app.git\n') }
    const { source, argv } = arrange({
      trigger: { repository: { ...repository, remote: 'upstream' } },
      token: '',
      git,
    })
    expect(await source.branchTip('main')).toEqual({ known: true, value: a })
    expect(argv).toEqual([
      'git remote get-url -- upstream',
      'git ls-remote --quiet --refs -- upstream refs/heads/main',
    ])
  })
})
