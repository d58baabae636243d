import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { encodeBasic } from '../../src/basic-auth.ts'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { newFolder } from './setup/environment.ts'
import { fileOf, runGitlab, runScript, scripts } from './setup/other-ci.ts'
import { commit, git, login, makeProject, simpleDockerfile, useRegistry } from './setup/project.ts'

const registry = useRegistry()

/** The tags of a repository, sorted; none if it does not exist. */
async function tagsOf(name: string): Promise<readonly string[]> {
  const authorization = `Basic ${encodeBasic({ user: login.username, password: login.password })}`
  const answer = await fetch(`http://${registry.host}/v2/${name}/tags/list`, { headers: { authorization } })
  const { tags } = (await answer.json()) as { tags?: string[] }
  return (tags ?? []).sort()
}

describe("the file for GitLab CI, with gitlab-ci-local and GitLab's variables", () => {
  const token = 'glcbt-64_0123456789abcdef'
  const accept = `basic ${encodeBasic({ user: 'gitlab-ci-token', password: token })}`
  const folder = newFolder('git-server')
  let server: GitServer
  beforeAll(async () => {
    server = await startGitServer({ root: folder, accept })
  })
  afterAll(() => server.stop())

  /** A project of GitLab, and its checkout. */
  function makeGitlab(name: string) {
    const bare = join(folder, name)
    // The engine of the tests takes the place of the service.
    execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', bare])
    const checkout = makeProject(simpleDockerfile, {
      '.gitlab-ci.yml': fileOf('.gitlab-ci.yml', registry.host).replace(/ {2}services:\n {4}- .*\n/, ''),
    })
    git(checkout, 'remote', 'add', 'origin', `https://gitlab.example/${name}.git`)
    return {
      checkout,
      push: () => git(checkout, 'push', '--quiet', '--tags', bare, 'HEAD:refs/heads/main'),
      run: (variables: Record<string, string>) =>
        runGitlab(
          {
            GITLAB_CI: 'true',
            CI_COMMIT_SHA: git(checkout, 'rev-parse', 'HEAD'),
            CI_DEFAULT_BRANCH: 'main',
            CI_JOB_TOKEN: token,
            CI_PROJECT_ID: '1',
            CI_PROJECT_PATH: name,
            CI_PROJECT_URL: `${server.url}/${name}`,
            CI_REGISTRY: registry.host,
            CI_REGISTRY_IMAGE: `${registry.host}/${name}`,
            CI_REGISTRY_USER: login.username,
            CI_REGISTRY_PASSWORD: login.password,
            CI_SERVER_URL: server.url,
            GITLAB_USER_LOGIN: 'kevin',
            ...variables,
          },
          { folder: checkout, env: {} },
        ),
    }
  }

  const done = { code: 0, output: expect.stringContaining('Done in') }
  const onBranch = { CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' }
  const merge = {
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_COMMIT_BRANCH: '',
    CI_MERGE_REQUEST_IID: '7',
    CI_MERGE_REQUEST_PROJECT_ID: '1',
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'feature/x',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  }

  it("publishes a branch with the job's login, and asks the git server with the job's token", async () => {
    const { checkout, push, run } = makeGitlab('acme/branch')
    push()
    expect(await run(onBranch)).toMatchObject(done)
    commit(checkout)
    push()
    const { code, output } = await run(onBranch)
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('GitLab CI: pipeline source push.'),
    })
    expect(await tagsOf('acme/branch')).toEqual(['latest', 'main'])
    expect(server.authorizations).toContainEqual([accept])
    for (const secret of [token, login.password]) expect(output).not.toContain(secret)
  })

  it('publishes a git tag and a merge request under their own names', async () => {
    const { push, run } = makeGitlab('acme/names')
    push()
    const tagged = await run({ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: '', CI_COMMIT_TAG: 'v1.2.3' })
    expect(tagged).toMatchObject(done)
    expect(await run({ ...merge, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '1' })).toMatchObject(done)
    expect(await tagsOf('acme/names')).toEqual(['1.2.3', 'feature-x', 'pr-7'])
  })

  it('builds a merge request from a fork, and never pushes it or logs in', async () => {
    const { checkout, push, run } = makeGitlab('acme/fork')
    push()
    commit(checkout)
    const { code, output } = await run({ ...merge, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2' })
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('build, not push') })
    expect(output).not.toContain('Logged in')
    expect(await tagsOf('acme/fork')).toEqual([])
  })
})

interface Row {
  readonly title: string
  readonly path: keyof typeof scripts
  readonly env: Record<string, string>
  readonly tags: readonly string[]
}

describe('the shell lines of the other files, with the variables of their CI systems', () => {
  const jenkins = { REGISTRY_USR: login.username, REGISTRY_PSW: login.password }
  const user = { REGISTRY_USER: login.username, REGISTRY_PASSWORD: login.password }
  const buildkite = {
    ...user,
    BUILDKITE_BRANCH: 'main',
    BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
    BUILDKITE_PULL_REQUEST: 'false',
    BUILDKITE_PULL_REQUEST_REPO: '',
    BUILDKITE_SOURCE: 'webhook',
    BUILDKITE_TAG: '',
  }
  const ofPull = { BUILDKITE_PULL_REQUEST: '7', BUILDKITE_BRANCH: 'fix' }

  it.each<Row>([
    {
      title: 'Jenkins publishes a git tag',
      path: 'Jenkinsfile',
      env: { ...jenkins, BRANCH_NAME: 'v1.2.3', TAG_NAME: 'v1.2.3' },
      tags: ['1.2.3'],
    },
    {
      title: 'Jenkins does not push the pull request of a fork',
      path: 'Jenkinsfile',
      env: { ...jenkins, BRANCH_NAME: 'PR-7', CHANGE_ID: '7', CHANGE_BRANCH: 'fix', CHANGE_FORK: 'eve' },
      tags: [],
    },
    {
      title: 'Buildkite publishes the default branch',
      path: '.buildkite/image.sh',
      env: buildkite,
      tags: ['latest', 'main'],
    },
    {
      title: 'Buildkite publishes a pull request',
      path: '.buildkite/image.sh',
      env: { ...buildkite, ...ofPull, BUILDKITE_PULL_REQUEST_REPO: 'git://github.com/acme/app.git' },
      tags: ['fix', 'pr-7'],
    },
    {
      title: 'Buildkite does not push the pull request of a fork',
      path: '.buildkite/image.sh',
      env: { ...buildkite, ...ofPull, BUILDKITE_PULL_REQUEST_REPO: 'git://github.com/eve/app.git' },
      tags: [],
    },
    {
      title: "Forgejo publishes a branch by the runner's variables",
      path: '.forgejo/workflows/image.yaml',
      env: {
        ...user,
        GITHUB_ACTIONS: 'true',
        FORGEJO_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_REF: 'refs/heads/topic',
        GITHUB_REPOSITORY: 'acme/app',
        GITHUB_SERVER_URL: 'https://forgejo.example',
      },
      tags: ['topic'],
    },
  ])('$title', async ({ title, path, env, tags }) => {
    const folder = makeProject()
    git(folder, 'remote', 'add', 'origin', folder)
    if (env.TAG_NAME) git(folder, 'tag', env.TAG_NAME)
    git(folder, 'checkout', '--quiet', '--detach')
    const name = `acme/${title.toLowerCase().replace(/[^a-z]+/g, '-')}`
    const script = scripts[path](fileOf(path, registry.host))
      .replaceAll('acme/app ', `${name} `)
      .replace(/acme\/app$/gm, name)
    const sha = { GITHUB_SHA: git(folder, 'rev-parse', 'HEAD') }
    const { code, output } = await runScript(script, {
      folder,
      env: { ...env, ...(env.GITHUB_ACTIONS && sha) },
    })
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(await tagsOf(name)).toEqual(tags)
    expect(output).not.toContain(login.password)
  })
})
