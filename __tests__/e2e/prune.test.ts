/** What prune removes from a real registry, and what it leaves. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { type GithubApiServer, startGithubApi } from '../helpers/github-api.ts'
import { tagboat } from './setup/command.ts'
import { newFolder } from './setup/environment.ts'
import { git, makeProject, type StepOptions, step } from './setup/project.ts'
import { createPusher, marksOf } from './setup/pruned-images.ts'

const action = fileURLToPath(new URL('../../prune', import.meta.url))

let registry: Awaited<ReturnType<typeof startRegistry>>
let server: GitServer
let github: GithubApiServer
let workspace: string
let source: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry') })
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  workspace = makeProject()
  git(workspace, 'push', '--quiet', `${root}/acme/app`, 'HEAD:refs/heads/main', 'HEAD:refs/heads/other')
  server = await startGitServer({ root })
  github = await startGithubApi()
  source = `${server.url}/acme/app`
})
afterAll(async () => {
  await Promise.all([server.stop(), github.stop()])
  await teardown()
})

const run = (image: string, options: Partial<StepOptions> = {}) =>
  step({
    action,
    workspace,
    eventName: 'delete',
    event: { ref: 'topic', ref_type: 'branch' },
    ...options,
    inputs: { images: `${registry.host}/${image}`, 'github-token': 'ghs_token', ...options.inputs },
    env: { GITHUB_SERVER_URL: server.url, GITHUB_API_URL: github.url },
  })
const push = (image: string) => createPusher(registry.host, image)
const tagsOf = async (image: string) => (await listTags(registry.host, image)).toSorted()

/** A branch image that shares a platform with `latest`, is signed, and has a list of referrers; and a release that is on a branch, too. */
async function fill(name: string) {
  const to = push(name)
  const [shared, own] = [await to.image('shared'), await to.image('own')]
  const latest = await to.index([shared], marksOf(source, 'main'), 'latest')
  const topic = await to.index([shared, own], marksOf(source, 'topic'), 'topic')
  const hex = topic.digest.slice('sha256:'.length)
  const signature = await to.image('signature', `sha256-${hex}.sig`)
  const referrer = await to.image('sbom', undefined, {
    subject: topic,
    artifactType: 'application/spdx+json',
  })
  const list = await to.index([referrer], {}, `sha256-${hex}`)
  return { to, shared, own, latest, topic, signature, referrer, list }
}

test('the deletion of a branch removes its image, its own parts and attachments, and leaves what latest needs', async () => {
  const { to, shared, own, latest, topic, signature, referrer, list } = await fill('whole')
  const planned = await run('whole', { inputs: { 'dry-run': 'true' } })
  expect(planned.main).toMatchObject({ code: 0, annotations: [] })
  expect(planned.main.log).toContain(`Would remove ${registry.host}/whole:topic: branch 'topic' is gone.`)
  expect(await tagsOf('whole')).toHaveLength(4)
  const done = await run('whole')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.outputs.removed).toBe(`${registry.host}/whole:topic`)
  expect(done.main.summary).toContain("Branch 'topic' is gone: one tag removed")
  const { manifests } = JSON.parse(done.main.outputs.result ?? '')
  expect(manifests.map(({ state }: { state: string }) => state)).toEqual(Array(5).fill('deleted'))
  expect(await tagsOf('whole')).toEqual(['latest'])
  for (const { digest } of [shared, latest]) expect(await to.has(digest)).toBe(true)
  for (const { digest } of [topic, own, signature, referrer, list]) expect(await to.has(digest)).toBe(false)
  const again = await run('whole')
  expect(again.main).toMatchObject({ code: 0, annotations: [] })
  expect(again.main.outputs.removed).toBe('')
})

test('the images that a build published are recognized by what it wrote', async () => {
  const inputs = { images: `${registry.host}/built` }
  const env = { GITHUB_SERVER_URL: server.url }
  const old = makeProject()
  const committed = { ...process.env, GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z' }
  execFileSync(
    'git',
    [
      '-C',
      old,
      '-c',
      'user.name=a',
      '-c',
      'user.email=a',
      '-c',
      'commit.gpgsign=false',
      'commit',
      '--quiet',
      '--allow-empty',
      '--amend',
      '--no-edit',
    ],
    { env: committed },
  )
  const pushed = await step({ workspace: old, inputs, env, ref: 'refs/heads/topic' })
  expect(pushed.main).toMatchObject({ code: 0 })
  expect(await tagsOf('built')).toEqual(['topic'])
  const done = await run('built')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.outputs.removed).toBe(`${registry.host}/built:topic`)
  // Its commit, and so its label `created`, is old: its provenance says when it was built.
  expect(done.main.log).toContain('without a tag: uploaded within the last hour')
  expect(await push('built').has(pushed.main.outputs.digest ?? '')).toBe(true)
})

test('of a digest with a release tag and a branch tag only the branch tag goes, and a signature stays', async () => {
  const to = push('released')
  const image = await to.index([await to.image('content')], marksOf(source, 'topic'), 'topic')
  await to.tag(image, '1.2.3')
  const signature = `sha256-${image.digest.slice('sha256:'.length)}.sig`
  await to.image('signature', signature)
  const done = await run('released')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(await tagsOf('released')).toEqual(['1.2.3', signature])
  expect(await to.has(image.digest)).toBe(true)
})

test('images of other repositories, tags of living refs and names that input keep matches stay', async () => {
  const to = push('others')
  await to.index([await to.image('a')], marksOf('https://github.com/other/app', 'topic'), 'topic')
  await to.index([await to.image('b')], marksOf(source, 'other'), 'other')
  const done = await run('others')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.log).toContain('its image does not say that this repository published it')
  const kept = push('kept')
  await kept.index([await kept.image('a')], marksOf(source, 'topic'), 'topic')
  const keeping = await run('kept', { inputs: { keep: 'to*' } })
  expect(keeping.main.log).toContain('input keep matches it')
  const existing = await run('others', { event: { ref: 'other', ref_type: 'branch' } })
  expect(existing.main.log).toContain("Nothing to prune: branch 'other' exists")
  expect([await tagsOf('others'), await tagsOf('kept')]).toEqual([['other', 'topic'], ['topic']])
})

const pull = (number: number, state: string, head = 'topic') => ({
  number,
  state,
  closed_at: state === 'closed' ? '2026-01-02T00:00:00Z' : null,
  head: { ref: head, sha: '2'.repeat(40), repo: { id: 1 } },
  base: { ref: 'main', repo: { id: 1 } },
})

test('a closed pull request loses its tag, and the branch that still exists keeps its own', async () => {
  const to = push('closed')
  const image = await to.index([await to.image('a')], marksOf(source, 'other'), 'pr-12')
  await to.tag(image, 'other')
  const event = { action: 'closed', number: 12, pull_request: pull(12, 'closed', 'other') }
  const done = await run('closed', { eventName: 'pull_request', ref: 'refs/pull/12/merge', event })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(await tagsOf('closed')).toEqual(['other'])
  expect(await to.has(image.digest)).toBe(true)
})

test('a sweep finds the tags of branches and pull requests that are gone, and keeps all others', async () => {
  const to = push('swept')
  const index = async (content: string, branch: string, tag: string) =>
    to.index([await to.image(content)], marksOf(source, branch), tag)
  await index('a', 'topic', 'topic')
  await index('b', 'fix/a', 'fix-a')
  await index('c', 'main', 'main')
  await index('d', 'gone', 'pr-7')
  await index('e', 'gone', 'pr-8')
  await index('f', 'topic', '1.4.0')
  await index('g', 'topic', 'by-hand')
  await to.image('h', 'unlabelled')
  const states: Record<string, object> = { 7: pull(7, 'closed', 'gone'), 8: pull(8, 'open', 'gone') }
  github.become({ answer: (path) => states[path.split('/').at(-1) ?? ''] })
  const done = await run('swept', { eventName: 'schedule', event: {} })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(await tagsOf('swept')).toEqual(['1.4.0', 'by-hand', 'main', 'pr-8', 'unlabelled'])
  expect(done.main.log).toContain(`Removed ${registry.host}/swept:pr-7: pull request 7 is closed.`)
})

test('tags with a date of a deleted branch go, except those that another branch may have', async () => {
  const to = push('dated')
  const index = async (content: string, branch: string, tag: string) =>
    to.index([await to.image(content)], marksOf(source, branch), tag)
  await index('a', 'topic', 'topic-20240229')
  await index('b', 'topic', 'topic-20240230')
  await index('c', 'topic', 'other-20240229')
  await index('d', 'main', 'main-20240229')
  const inputs = { images: `${registry.host}/dated`, tags: "type=raw,value={{branch}}-{{date 'YYYYMMDD'}}" }
  const done = await run('dated', { inputs })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.outputs.removed).toBe(`${registry.host}/dated:topic-20240229`)
  expect(await tagsOf('dated')).toEqual(['main-20240229', 'other-20240229', 'topic-20240230'])
})

test('a login that may not delete fails, and names the tags that are left', async () => {
  const closed = await startRegistry({ dir: newFolder('registry'), delete: false })
  const to = createPusher(closed.host, 'app')
  const young = { 'org.opencontainers.image.created': new Date().toISOString() }
  await to.index([await to.image('a')], marksOf(source, 'topic', young), 'topic')
  const done = await run('any', { inputs: { images: `${closed.host}/app` } })
  expect(done.main.log).not.toContain('without a tag')
  expect(done.main.code).toBe(1)
  expect(done.errors.map(({ message }) => message).join()).toContain('[prune-incomplete]')
  expect(await listTags(closed.host, 'app')).toEqual(['topic'])
  await closed.stop()
})

test('the command prune shows what would go, and deletes with --yes', async () => {
  const to = push('command')
  await to.index([await to.image('a')], marksOf(source, 'topic'), 'topic')
  git(workspace, 'remote', 'add', 'origin', source)
  const home = newFolder('home')
  const env = { HOME: home, GH_TOKEN: 'ghp_ada', GITHUB_API_URL: github.url }
  const options = { folder: workspace, env }
  const args = ['prune', '--images', `${registry.host}/command`]
  const before = github.requests.length
  await to.tag(await to.index([await to.image('c')], marksOf(source, 'gone'), 'pr-7'), 'pr-7')
  const unknown = await tagboat([...args, '--pr', '7'], options)
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('[prune-pull]') })
  const shown = await tagboat(args, options)
  expect(shown.code).toBe(0)
  expect(shown.stdout).toContain(`Would remove ${registry.host}/command:topic: branch 'topic' is gone.`)
  expect(shown.stderr).toContain('Nothing was deleted: --yes deletes.')
  expect(await tagsOf('command')).toEqual(['pr-7', 'topic'])
  const both = await tagboat([...args, '--pr', '7', '--ref', 'topic'], options)
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('[conflicting-flags]') })
  const keeping = await tagboat([...args, '--keep', '*'], options)
  expect(keeping.stdout).toContain(`Kept ${registry.host}/command:topic: --keep matches it.`)
  const done = await tagboat([...args, '--yes', '--json', '--ref', 'topic'], options)
  // The remote is not a server of GitHub.
  expect(github.requests).toHaveLength(before)
  expect(done.code).toBe(0)
  expect(JSON.parse(done.stdout).tags).toEqual([
    { ref: `${registry.host}/command:topic`, state: 'removed', why: "branch 'topic' is gone" },
    {
      ref: `${registry.host}/command:pr-7`,
      state: 'kept',
      why: "the rules do not give it to branch 'topic'",
    },
  ])
})

test('a run that ends after its pull request was closed neither brings its tag back nor moves it', async () => {
  const late = (image: string, state: string, label: string) => {
    github.become({ answer: (path) => (path.endsWith('/pulls/7') ? pull(7, state) : undefined) })
    return step({
      workspace,
      ...{
        eventName: 'pull_request',
        ref: 'refs/pull/7/merge',
        event: { action: 'opened', pull_request: pull(7, 'open') },
      },
      inputs: { images: `${registry.host}/${image}`, labels: `run=${label}`, 'github-token': 'ghs_token' },
      env: { GITHUB_SERVER_URL: server.url, GITHUB_API_URL: github.url },
    })
  }
  const gone = await late('late', 'closed', 'a')
  expect(gone.main).toMatchObject({ code: 0, outputs: { tags: '' } })
  expect(gone.main.log).toContain(
    `${registry.host}/late:pr-7 is not created: pull request 7 was closed meanwhile.`,
  )
  expect(await tagsOf('late')).toEqual([])
  expect((await late('late', 'open', 'b')).main).toMatchObject({ code: 0, annotations: [] })
  const before = await headDigest(registry.host, 'late', 'pr-7')
  const kept = await late('late', 'closed', 'c')
  expect(kept.main.log).toContain('late:pr-7 is kept: pull request 7 was closed meanwhile.')
  expect([kept.main.code, before !== '', await headDigest(registry.host, 'late', 'pr-7')]).toEqual([
    0,
    true,
    before,
  ])
})

/** 5,000 in the soak test. */
const many = Number(process.env.TAGBOAT_TAGS ?? 40)

test(`a sweep of ${many} tags removes the one that is gone`, async () => {
  const to = push('many')
  const image = await to.index([await to.image('a')], marksOf(source, 'main'), 'main')
  // One after another: the registry fails if the same manifest is put twice at once.
  for (let at = 0; at < many; at++) await to.tag(image, `kept-${at}`)
  await to.index([await to.image('b')], marksOf(source, 'topic'), 'topic')
  const started = Date.now()
  const done = await run('many', { eventName: 'schedule', event: {} })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.outputs.removed).toBe(`${registry.host}/many:topic`)
  expect(await tagsOf('many')).toHaveLength(many + 1)
  expect(Date.now() - started).toBeLessThan(60_000)
  if (many > 50) expect(done.main.log).toContain(`Kept ${many} tags`)
}, 600_000)
