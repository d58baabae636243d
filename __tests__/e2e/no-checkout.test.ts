import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { writeFile } from './setup/many-images.ts'
import { commit, findSecret, git, makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'
import { reportedImages } from './setup/reported.ts'

const token = 'canary-of-the-token'
const time = '2021-02-03T04:05:06Z'

/** A Dockerfile that copies and prints the token if it can. */
const dockerfile = `FROM ${base}
COPY file /file
RUN --mount=type=secret,id=one busybox touch /stolen; \\
  for file in /run/secrets/*; do if [ -s "$file" ]; then busybox cat "$file" >> /stolen; busybox cat "$file"; fi; done
`

describe('a run without a checkout: {{defaultContext}}', () => {
  const registry = useRegistry()
  const project = makeProject(dockerfile, {
    file: 'first\n',
    'sub/Dockerfile': dockerfile,
    'sub/file': 'sub\n',
  })
  const first = git(project, 'rev-parse', 'HEAD')
  let server: GitServer
  let origin: string
  let second: string
  let merge: string
  let reviewed: string

  const change = (text: string) => {
    writeFile(project, 'file', text)
    git(project, 'add', '--all')
    commit(project)
    return git(project, 'rev-parse', 'HEAD')
  }

  beforeAll(async () => {
    const root = newFolder('remote')
    git(root, 'init', '--quiet', '--bare', 'acme/app.git')
    symlinkSync('app.git', join(root, 'acme/app'))
    origin = join(root, 'acme/app.git')
    // On GitHub a pull request's merge commit can be fetched by its id.
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    second = change('second\n')
    merge = change('merged\n')
    reviewed = change('reviewed\n')
    git(project, 'push', '--quiet', origin, `${reviewed}:refs/pull/8/merge`)
    git(project, 'push', '--quiet', origin, `${second}:refs/heads/main`, `${merge}:refs/pull/7/merge`)
    git(project, 'push', '--quiet', origin, `${second}:refs/tags/v1.2.0`, `${first}:refs/tags/v1.1.0`)
    const login = `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
    server = await startGitServer({
      root,
      intercept(request, response) {
        const sha = /^\/api\/v3\/repos\/acme\/app\/git\/commits\/([0-9a-f]{40})$/.exec(request.url ?? '')?.[1]
        if (sha !== undefined) {
          response.writeHead(200, { 'content-type': 'application/json' })
          response.end(JSON.stringify({ sha, committer: { date: time } }))
          return true
        }
        if (request.url?.startsWith('/api/')) {
          response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}')
          return true
        }
        const isIn = request.headers.authorization?.toLowerCase() === login.toLowerCase()
        if (!isIn) response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
        return !isIn
      },
    })
  })
  afterAll(() => server.stop())

  const run = (image: string, inputs: Record<string, string>, more: Partial<StepOptions> = {}) => {
    const workspace = join(newFolder('empty'), 'workspace')
    mkdirSync(workspace)
    const all = { context: '{{defaultContext}}', 'github-token': token, ...inputs }
    return step({
      workspace,
      sha: first,
      ...more,
      event: { head_commit: { timestamp: '2020-01-02T03:04:05Z' }, ...more.event },
      env: { GITHUB_SERVER_URL: server.url, GITHUB_API_URL: `${server.url}/api/v3`, ...more.env },
      inputs: registry.inputsFor(image, all),
    })
  }
  const pull = (head: number) => ({
    head_commit: undefined,
    action: 'opened',
    pull_request: {
      number: 7,
      head: { ref: 'topic', sha: merge, repo: { id: head } },
      base: { ref: 'main', repo: { id: 1 } },
    },
  })
  const published = (done: Awaited<ReturnType<typeof run>>) =>
    `${reportedImages(done)[0]?.name}@${reportedImages(done)[0]?.digest}`
  const fileIn = async (done: Awaited<ReturnType<typeof run>>, path = '/file') =>
    (await readFiles(dockerAt(registry.host), published(done), [path]))[path]

  it.each(['store', 'legacy'] as const)(
    'builds the event’s commit of a private repository after its branch has moved, engine %s',
    async (engine) => {
      const done = await run(`checkout/${engine}`, { secrets: 'one=a secret' }, { engine })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(await fileIn(done)).toBe('first\n')
      const { labels } = JSON.parse(done.main.outputs.json ?? '{}')
      expect(labels).toMatchObject({
        'org.opencontainers.image.revision': first,
        'org.opencontainers.image.created': '2020-01-02T03:04:05Z',
        'org.opencontainers.image.source': `${server.url}/acme/app`,
      })
      expect(findSecret(done, token)).toEqual([])
    },
  )

  it('builds a folder of a pull request’s merge commit, with the time from GitHub’s API', async () => {
    const done = await run(
      'checkout/pull',
      { context: '{{ defaultContext }}:sub', 'build-contexts': 'more={{defaultContext}}' },
      { eventName: 'pull_request', ref: 'refs/pull/7/merge', sha: merge, event: pull(1) },
    )
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(await fileIn(done)).toBe('sub\n')
    expect(JSON.parse(done.main.outputs.json ?? '{}').labels).toMatchObject({
      'org.opencontainers.image.revision': merge,
      'org.opencontainers.image.created': time,
    })
  })

  it('publishes a release without moving latest if git has a higher tag', async () => {
    const done = await run('checkout/release', {}, { ref: 'refs/tags/v1.1.0' })
    expect(done.main).toMatchObject({ code: 0 })
    expect(done.main.outputs['tag-names']).toBe('1.1.0')
  })

  it('does not move a branch’s tag to an older commit, according to the remote repository', async () => {
    expect((await run('checkout/guard', {}, { sha: second })).main.code).toBe(0)
    const older = await run('checkout/guard', {}, { sha: first })
    expect(older.main.code).toBe(0)
    expect(reportedImages(older)[0]?.tags.map(({ action }) => action)).toEqual(['kept', 'kept'])
  })

  it('builds several images, one of them from a folder', async () => {
    const builds = '- name: app\n- name: sub\n  context: "{{defaultContext}}:sub"\n'
    const done = await run('checkout/{{target}}', { builds })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(await fileIn(done)).toBe('first\n')
    const sub = `${reportedImages(done)[1]?.name}@${reportedImages(done)[1]?.digest}`
    expect(await readFiles(dockerAt(registry.host), sub, ['/file'])).toEqual({ '/file': 'sub\n' })
  })

  it('builds with only-changed, and reports the reason', async () => {
    const done = await run('checkout/changed', { 'only-changed': 'true' })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const again = await run('checkout/changed', { 'only-changed': 'true' })
    expect(reportedImages(again)[0]).toMatchObject({
      content: 'built',
      why: expect.stringContaining('Dockerfile'),
    })
  })

  it('needs neither a checkout nor an engine for a dry run', async () => {
    const env = { DOCKER_HOST: 'unix:///nowhere.sock' }
    const done = await run('checkout/dry', { 'dry-run': 'true' }, { env })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    expect(done.main.outputs['tag-names']).toBe('main\nlatest')
    const forgotten = await run('checkout/dry', { 'dry-run': 'true', context: '' }, { env })
    expect(forgotten.main.code).toBe(0)
    expect(forgotten.main.outputs['tag-names']).toBe('main\nlatest')
    expect(forgotten.main.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('This run would fail: The workspace') },
    ])
  })

  it('needs no checkout for a promotion', async () => {
    expect((await run('checkout/source', { tags: 'type=raw,value=one' })).main.code).toBe(0)
    const from = `${registry.host}/checkout/source:one`
    for (const dryRun of ['true', 'false']) {
      const done = await run('checkout/promoted', { context: '', from, 'dry-run': dryRun })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      expect(done.main.outputs['tag-names']).toBe('main\nlatest')
    }
  })

  it.each([
    [
      'pull_request_target',
      'builds the base branch with secrets, for a pull request of a fork',
      pull(2),
      'a secret',
    ],
    ['issue_comment', 'builds the default branch with secrets', {}, 'a secret'],
    [
      'pull_request_review',
      'builds the merge commit without secrets, for a pull request of a fork',
      pull(2),
      '',
    ],
  ])('on %s %s', async (eventName, _, event, stolen) => {
    const isReview = eventName === 'pull_request_review'
    const image = `events/${eventName}`
    // A commit that no other test has left in the builder's cache.
    const sha = isReview ? reviewed : first
    const inputs = { secrets: `one=a secret\nGIT_AUTH_TOKEN=${token}`, push: String(!isReview), load: 'true' }
    const more = { eventName, sha, event: { head_commit: undefined, ...event } }
    const done = await run(image, { ...inputs, tags: 'type=raw,value=one' }, more)
    if (isReview) {
      // Without the token this private repository cannot be fetched.
      expect(done.main.log).toContain('this build goes without')
      expect(done.errors.map(({ message }) => message).join()).toContain('[build-failed]')
    } else {
      expect(done.main.code).toBe(0)
      expect(await fileIn(done, '/stolen')).toContain(stolen)
    }
    expect(findSecret(done, token)).toEqual([])
  })

  it.each([
    ['{{defaultContext}}/sub', 'something else than :FOLDER'],
    ['{{default-context}}', 'an expression that does not exist'],
  ])('refuses %s', async (context, why) => {
    const done = await run('checkout/refused', { context })
    expect(done.errors.map(({ message }) => message).join()).toContain(why)
  })
})
