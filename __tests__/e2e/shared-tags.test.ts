/** Two refs with the same tag: which one owns it, which one may not take it, and when it becomes free. */
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { copyImage } from './setup/copied-image.ts'
import { newFolder } from './setup/environment.ts'
import {
  commit,
  git,
  login,
  makeProject,
  type Step,
  type StepOptions,
  simpleDockerfile,
  step,
  useRegistry,
} from './setup/project.ts'
import { reportedImages } from './setup/reported.ts'

const actionsOf = (done: Step): Record<string, string> =>
  Object.fromEntries(
    reportedImages(done).flatMap(({ tags }) =>
      tags.map(({ ref, action }) => [ref.split(':').at(-1), action]),
    ),
  )

/** Where only the decision matters: nothing is built or published. */
const preview = { 'dry-run': 'true' }

const warningsOf = (done: Step): string[] =>
  done.main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)

describe('two refs with one tag', () => {
  const registry = useRegistry()
  /** One server for all tests, since images name its address. */
  const remote = { root: newFolder('remote'), isDown: false }
  let server: GitServer
  /** A remote with branches `main` and `release/1.x` and a checkout of `main`. Each test copies both, and images of the branches. */
  const start = { root: remote.root, workspace: makeProject() }
  let workspace = start.workspace
  let origin = `${start.root}/acme/app`
  beforeAll(async () => {
    git(start.root, 'init', '--quiet', '--bare', 'acme/app')
    server = await startGitServer({
      get root() {
        return remote.root
      },
      intercept: (_, response) => remote.isDown && response.destroy() !== undefined,
    })
    const branches = [
      ['main', 'given/main'],
      ['release/1.x', 'given/release'],
    ] as const
    for (const [branch, image] of branches)
      expect((await push(branch, image)).main).toMatchObject({ code: 0, annotations: [] })
    git(start.workspace, 'reset', '--quiet', '--hard', 'HEAD~1')
  })
  beforeEach(() => {
    Object.assign(remote, { root: newFolder('remote'), isDown: false })
    origin = `${remote.root}/acme/app`
    workspace = newFolder('project')
    cpSync(start.root, remote.root, { recursive: true })
    cpSync(start.workspace, workspace, { recursive: true })
  })
  afterAll(() => server.stop())

  const digest = (image: string, tag: string) => headDigest(registry.host, image, tag, login)

  /** The image that a push of `main` published, as tags of another image. */
  const givenMain = (image: string, ...tags: string[]) =>
    copyImage(registry.host, ['given/main', 'main'], image, tags)
  /** The same of branch `release/1.x`, whose tag is `release-1.x`. */
  const givenRelease = (image: string) =>
    copyImage(registry.host, ['given/release', 'release-1.x'], image, ['release-1.x'])

  /** A new commit on the branch, pushed to the remote, and the run that it starts. */
  function push(branch: string, image: string, options: Partial<StepOptions> = {}): Promise<Step> {
    commit(workspace)
    git(workspace, 'push', '--quiet', '--force', origin, `HEAD:refs/heads/${branch}`)
    return run(image, { ref: `refs/heads/${branch}`, ...options })
  }

  function run(image: string, { inputs, ...options }: Partial<StepOptions> = {}): Promise<Step> {
    return step({
      workspace,
      env: { GITHUB_SERVER_URL: server.url },
      inputs: registry.inputsFor(image, inputs),
      ...options,
    })
  }

  /** Like `push`, as a pull request from the branch. */
  function pull(branch: string, image: string, options: Partial<StepOptions> = {}): Promise<Step> {
    commit(workspace)
    git(workspace, 'push', '--quiet', '--force', origin, `HEAD:refs/heads/${branch}`)
    const pull_request = {
      number: 7,
      head: { ref: branch, sha: git(workspace, 'rev-parse', 'HEAD'), repo: { id: 1 } },
      base: { ref: 'main', repo: { id: 1 } },
    }
    const event = { action: 'synchronize', pull_request }
    return run(image, { eventName: 'pull_request', ref: 'refs/pull/7/merge', event, ...options })
  }

  it('release-1.x does not take the tag of release/1.x until that branch is deleted', async () => {
    const image = 'shared/release'
    const owner = await givenRelease(image)

    const second = await push('release-1.x', image)
    expect([second.main.code, actionsOf(second)]).toEqual([0, { 'release-1.x': 'kept' }])
    expect(warningsOf(second)).toEqual([expect.stringContaining("branch 'release/1.x' has the same tag")])
    expect(await digest(image, 'release-1.x')).toBe(owner)

    const own = await push('release/1.x', image, { inputs: preview })
    expect(actionsOf(own)).toEqual({ 'release-1.x': 'moved' })
    git(workspace, 'push', '--quiet', origin, ':refs/heads/release/1.x')
    const free = await push('release-1.x', image)
    expect(free.main).toMatchObject({ code: 0, annotations: [] })
    expect(actionsOf(free)).toEqual({ 'release-1.x': 'moved' })
  })

  // One row publishes; the others differ only in the name, so they preview the decision.
  it.each([
    ['#main', {}],
    ['@main', preview],
    ['@/main', preview],
  ])('branch %s does not take main through a push or a pull request', async (branch, inputs) => {
    const image = `shared/main-${branch.length}${branch.startsWith('#') ? 'h' : 'a'}`
    const owner = await givenMain(image, 'main')

    const pushed = await push(branch, image, { inputs })
    expect([pushed.main.code, actionsOf(pushed)]).toEqual([0, { main: 'kept' }])
    const renamed = expect.stringContaining(`Branch '${branch}' is published as 'main'`)
    const taken = "branch 'main' has the same tag"
    const isPreview = inputs === preview
    expect(warningsOf(pushed)).toEqual(isPreview ? [renamed] : [renamed, expect.stringContaining(taken)])
    expect(pushed.main.log).toContain(taken)

    const pulled = await pull(branch, image, { inputs })
    expect([pulled.main.code, actionsOf(pulled)]).toEqual([0, { 'pr-7': 'created', main: 'kept' }])
    expect(warningsOf(pulled)).toEqual([expect.stringContaining(`Branch '${branch}'`)])
    expect(pulled.main.log).toContain('a push event published it, and a pull request does not replace that')
    expect(await digest(image, 'main')).toBe(owner)
  })

  it('the default branch takes main from a branch that published it first', async () => {
    const image = 'shared/first'
    expect(actionsOf(await push('#main', image))).toEqual({ main: 'created' })
    const main = await push('main', image)
    expect(main.main).toMatchObject({ code: 0, annotations: [] })
    expect(actionsOf(main)).toEqual({ main: 'moved', latest: 'created' })
    expect(actionsOf(await push('#main', image, { inputs: preview }))).toEqual({ main: 'kept' })
    expect(await digest(image, 'main')).toBe(main.main.outputs.digest)
  })

  it('a branch does not take another branch’s tag of a different item of builds', async () => {
    const image = 'shared/variants'
    const inputs = {
      builds: '- name: full\n- name: slim\n  suffix: -slim',
      tags: 'type=edge\ntype=ref,event=branch\ntype=raw,value=latest,enable={{is_default_branch}}',
    }
    const main = await push('main', image, { inputs })
    expect(main.main).toMatchObject({ code: 0, annotations: [] })
    const slim = reportedImages(main).find(({ target }) => target === 'slim')?.digest
    const slims = () =>
      Promise.all(['edge-slim', 'main-slim', 'latest-slim'].map((tag) => digest(image, tag)))
    expect(await slims()).toEqual([slim, slim, slim])

    // Its first tag is edge-slim, so only the rules of the item slim show that main-slim belongs to main.
    const other = await push('main-slim', image, { inputs })
    expect([other.main.code, actionsOf(other)]).toEqual([
      0,
      { 'main-slim': 'kept', 'main-slim-slim': 'created' },
    ])
    expect(warningsOf(other)).toEqual([expect.stringContaining("branch 'main' has the same tag")])
    const latest = await push('latest-slim', image, { inputs: { ...inputs, ...preview } })
    expect(actionsOf(latest)).toEqual({
      'branch-latest-slim': 'created',
      'branch-latest-slim-slim': 'created',
    })
    expect(await slims()).toEqual([slim, slim, slim])
  })

  it('a pull request never replaces the image of a push, even after the branch of that push is deleted', async () => {
    const image = 'shared/pull'
    const owner = await givenRelease(image)
    git(workspace, 'push', '--quiet', origin, ':refs/heads/release/1.x')
    const pulled = await pull('release-1.x', image)
    expect(actionsOf(pulled)).toEqual({ 'pr-7': 'created', 'release-1.x': 'kept' })
    expect(await digest(image, 'release-1.x')).toBe(owner)
    expect(actionsOf(await push('release-1.x', image, { inputs: preview }))).toEqual({
      'release-1.x': 'moved',
    })
  })

  it('the first of two branches with only pull requests keeps the tag while it exists', async () => {
    const image = 'shared/pulls'
    const first = await pull('fix/a', image)
    expect(actionsOf(first)).toEqual({ 'pr-7': 'created', 'fix-a': 'created' })
    expect(await digest(image, 'fix-a')).toBe(first.main.outputs.digest)
    expect(actionsOf(await pull('fix-a', image, { inputs: preview }))).toMatchObject({ 'fix-a': 'kept' })
    git(workspace, 'push', '--quiet', origin, ':refs/heads/fix/a')
    expect(actionsOf(await pull('fix-a', image, { inputs: preview }))).toMatchObject({ 'fix-a': 'moved' })
  })

  it('a pull request of a fork gets no tag from the name of its branch', async () => {
    const image = 'shared/fork'
    const head = { ref: 'release/1.x', sha: git(workspace, 'rev-parse', 'HEAD'), repo: { id: 2 } }
    const pull_request = { number: 7, head, base: { ref: 'main', repo: { id: 1 } } }
    const forked = await run(image, {
      eventName: 'pull_request',
      ref: 'refs/pull/7/merge',
      event: { action: 'opened', pull_request },
      inputs: { push: 'true', tags: 'type=raw,value=release-1.x' },
    })
    expect(actionsOf(forked)).toEqual({ 'release-1.x': 'created' })
    // Branch release/1.x of the repository itself exists.
    const pushed = await push('release-1.x', image, { inputs: preview })
    expect(actionsOf(pushed)).toEqual({ 'release-1.x': 'moved' })
  })

  it('a renamed default branch moves latest, edge and the tag with its name', async () => {
    const image = 'shared/renamed'
    const inputs = {
      tags: 'type=ref,event=branch\ntype=edge\ntype=raw,value=latest,enable={{is_default_branch}}',
    }
    const on = (name: string) => ({
      inputs,
      event: { repository: { default_branch: name, private: false, full_name: 'acme/app' } },
    })
    expect((await push('#trunk', image, on('#trunk'))).main.code).toBe(0)
    git(workspace, 'push', '--quiet', origin, 'HEAD:refs/heads/trunk', ':refs/heads/#trunk')
    const renamed = await push('trunk', image, { ...on('trunk'), inputs: { ...inputs, ...preview } })
    expect(renamed.main).toMatchObject({ code: 0, annotations: [] })
    expect(actionsOf(renamed)).toEqual({ edge: 'moved', trunk: 'moved', latest: 'moved' })
  })

  it('the tag moves with a warning if the branches cannot be listed', async () => {
    const image = 'shared/unknown'
    await givenRelease(image)
    remote.isDown = true
    const done = await push('release-1.x', image)
    expect(actionsOf(done)).toEqual({ 'release-1.x': 'moved' })
    expect(warningsOf(done)).toEqual([
      expect.stringContaining("whether branch 'release/1.x', which published it, still exists is unknown"),
    ])
  })

  it('an image reused by only-changed does not prevent a tag from moving', async () => {
    const image = 'shared/reused'
    const inputs = { 'only-changed': 'true' }
    const main = await push('main', image, { inputs })
    const reused = await push('topic/x', image, { inputs })
    expect(reused.main.outputs.digest).toBe(main.main.outputs.digest)
    writeFileSync(join(workspace, 'Dockerfile'), `${simpleDockerfile}LABEL better=yes\n`)
    git(workspace, 'add', '--all')
    const pulled = await pull('topic/x', image, { inputs: { ...inputs, ...preview } })
    expect(actionsOf(pulled)).toEqual({ 'pr-7': 'created', 'topic-x': 'moved' })
    expect(actionsOf(await push('main', image, { inputs: { ...inputs, ...preview } }))).toMatchObject({
      main: 'moved',
    })
  })

  // One row publishes; the others differ only in the name, so they preview the decision.
  it.each([
    { branch: 'latest', tag: 'branch-latest', isPublished: true },
    { branch: '9.9.9', tag: 'branch-9.9.9', isPublished: false },
    { branch: 'pr-7', tag: 'branch-pr-7', isPublished: false },
  ])(
    'type=raw,value={{branch}} publishes branch $branch as $tag instead of a release',
    async ({ branch, tag, isPublished }) => {
      const image = `shared/raw-${branch}`
      const inputs = {
        tags: 'type=raw,value={{branch}}\ntype=raw,value=latest,enable={{is_default_branch}}',
        flavor: 'latest=false',
      }
      const previewed = { inputs: { ...inputs, ...preview } }
      const main = await givenMain(image, 'main', 'latest')
      const done = await push(branch, image, isPublished ? { inputs } : previewed)
      expect([done.main.code, actionsOf(done)]).toEqual([0, { [tag]: 'created' }])
      expect(warningsOf(done)).toEqual([
        `Branch '${branch}' is published as '${tag}': '${branch}' is a reserved name.`,
      ])
      if (!isPublished) return
      expect(actionsOf(await push(branch, image, previewed))).toEqual({ [tag]: 'moved' })
      expect(await listTags(registry.host, image, login)).toEqual([tag, 'latest', 'main'].sort())
      expect(await digest(image, 'latest')).toBe(main)
    },
  )

  it('a branch does not take another branch’s commit tag through a push or a pull request', async () => {
    const image = 'shared/commit'
    const inputs = {
      tags: 'type=ref,event=branch\ntype=ref,event=pr-branch\ntype=raw,value={{branch}}-{{sha}}',
    }
    const tag = `main-${git(workspace, 'rev-parse', 'HEAD').slice(0, 7)}`
    const main = await run(image, { inputs: { ...inputs, ...preview } })
    expect(actionsOf(main)).toMatchObject({ [tag]: 'created' })
    const owner = await givenMain(image, 'main', tag)
    const pushed = await push(tag, image, { inputs })
    expect(actionsOf(pushed)).toMatchObject({ [tag]: 'kept' })
    expect(warningsOf(pushed)).toContainEqual(expect.stringContaining("branch 'main' has the same tag"))
    expect(await digest(image, tag)).toBe(owner)
    const pulled = await pull(tag, image, { inputs: { ...inputs, ...preview } })
    expect(actionsOf(pulled)).toMatchObject({ [tag]: 'kept' })
  })

  it('a branch does not take a literal tag of another branch through a push or a pull request', async () => {
    const image = 'shared/written'
    const lines = 'type=ref,event=branch\ntype=ref,event=pr-branch\ntype=raw,value=prod,enable='
    const inputs = { tags: `${lines}false` }
    const main = await run(image, { inputs: { tags: `${lines}true`, ...preview } })
    expect(actionsOf(main)).toEqual({ main: 'created', prod: 'created' })
    const owner = await givenMain(image, 'main', 'prod')
    expect(actionsOf(await push('prod', image, { inputs }))).toEqual({ prod: 'kept' })
    expect(await digest(image, 'prod')).toBe(owner)
    expect(actionsOf(await pull('prod', image, { inputs: { ...inputs, ...preview } }))).toEqual({
      prod: 'kept',
    })
  })

  it('an image does not inherit the branch label of its base image, on the legacy image store', async () => {
    const options = { engine: 'legacy' } as const
    const from = `FROM ${registry.host}/given/release:release-1.x\nLABEL child=yes\n`
    writeFileSync(join(workspace, 'Dockerfile'), from)
    git(workspace, 'add', '--all')
    const inputs = { tags: 'type=raw,value=release-1.x' }
    commit(workspace)
    const child = await run('shared/child', { ...options, inputs, ref: 'refs/tags/nightly-7' })
    expect(actionsOf(child)).toEqual({ 'release-1.x': 'created' })
    const pushed = await push('release-1.x', 'shared/child', { ...options, inputs: preview })
    expect(actionsOf(pushed)).toEqual({ 'release-1.x': 'moved' })
  })

  it('an image does not inherit the version label of its base image, which would block latest for releases', async () => {
    const engine = 'legacy'
    const release = (tag: string, image: string, inputs = {}) =>
      run(image, { engine, ref: `refs/tags/${tag}`, inputs: { flavor: 'latest=true', ...inputs } })
    expect((await release('v9.0.0', 'shared/versioned')).main.code).toBe(0)
    const from = `FROM ${registry.host}/shared/versioned:9.0.0\nLABEL child=yes\n`
    writeFileSync(join(workspace, 'Dockerfile'), from)
    git(workspace, 'add', '--all')
    expect(actionsOf(await push('main', 'shared/unversioned', { engine }))).toMatchObject({
      latest: 'created',
    })
    commit(workspace)
    const released = await release('v1.0.0', 'shared/unversioned', preview)
    expect(actionsOf(released)).toEqual({ '1.0.0': 'created', latest: 'moved' })
  })
})
