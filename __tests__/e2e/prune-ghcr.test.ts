/** Prune in GitHub's container registry: a stand-in for its REST API and its name, in front of a real registry. */
import { fileURLToPath } from 'node:url'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { type GhcrServer, startGhcr } from '../helpers/ghcr-server.ts'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { newFolder } from './setup/environment.ts'
import { git, makeProject, type StepOptions, step } from './setup/project.ts'
import { createPusher, type Descriptor, marksOf } from './setup/pruned-images.ts'
import { startTunnel } from './setup/tunnel.ts'

const action = fileURLToPath(new URL('../../prune', import.meta.url))

let registry: Awaited<ReturnType<typeof startRegistry>>
let server: GitServer
let ghcr: GhcrServer
let tunnel: Awaited<ReturnType<typeof startTunnel>>
let workspace: string
let source: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry') })
  ghcr = await startGhcr(newFolder('ghcr'), registry.host)
  tunnel = await startTunnel(ghcr.port)
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  workspace = makeProject()
  git(workspace, 'push', '--quiet', `${root}/acme/app`, 'HEAD:refs/heads/main')
  server = await startGitServer({ root })
  source = 'https://github.com/acme/app'
})
beforeEach(() => {
  ghcr.become({})
  ghcr.requests.length = 0
})
afterAll(async () => {
  await Promise.all([server.stop(), ghcr.stop(), tunnel.stop()])
  await teardown()
})

const run = (path: string, options: Partial<StepOptions> = {}) =>
  step({
    action,
    workspace,
    eventName: 'delete',
    event: { ref: 'topic', ref_type: 'branch' },
    ...options,
    inputs: {
      images: `ghcr.io/${path}`,
      registry: 'ghcr.io',
      username: 'ada',
      password: 'ghs_password',
      'github-token': 'ghs_token',
      ...options.inputs,
    },
    env: {
      // The packages API is asked for the registry of its own server only.
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: ghcr.url,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${server.url}/.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/',
      HTTPS_PROXY: tunnel.url,
      NODE_EXTRA_CA_CERTS: ghcr.caFile,
    },
  })

/** Puts images into the registry behind, and records each as GitHub does. */
function pusher(path: string) {
  const to = createPusher(registry.host, path)
  const record = async (made: Promise<Descriptor>, tag?: string) => {
    const one = await made
    ghcr.record(path, one.digest, tag)
    return one
  }
  return {
    has: to.has,
    image: (content: string, tag?: string, more?: object) => record(to.image(content, tag, more), tag),
    index: (children: readonly Descriptor[], marks: object, tag?: string) =>
      record(to.index(children, marks, tag), tag),
    tag: async (image: Descriptor, tag: string) => {
      await to.tag(image, tag)
      ghcr.record(path, image.digest, tag)
    },
  }
}

test('versions go by id, shared parts and other tags stay, and the dry run shows how to restore', async () => {
  const to = pusher('acme/app/web')
  const [shared, own] = [await to.image('shared'), await to.image('own')]
  const latest = await to.index([shared], marksOf(source, 'main'), 'latest')
  const topic = await to.index([shared, own], marksOf(source, 'topic'), 'topic')
  const planned = await run('acme/app/web', { inputs: { 'dry-run': 'true' } })
  expect(planned.main).toMatchObject({ code: 0, annotations: [] })
  expect(planned.main.log).toMatch(
    /To restore sha256:\w+ within 30 days: gh api --method POST orgs\/acme\/packages\/container\/app%2Fweb\/versions\/\d+\/restore/,
  )
  expect(ghcr.requests.filter((one) => !one.startsWith('GET'))).toEqual([])
  const done = await run('acme/app/web')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(ghcr.tagsOf('acme/app/web')).toEqual(['latest'])
  expect(ghcr.digestsOf('acme/app/web').toSorted()).toEqual([shared.digest, latest.digest].toSorted())
  expect([await to.has(topic.digest), await to.has(own.digest)]).toEqual([false, false])
})

test('one tag of a version with several moves to a version of its own, although a new version is listed late', async () => {
  const to = pusher('acme/several')
  const image = await to.index([await to.image('a')], marksOf(source, 'topic'), 'topic')
  await to.tag(image, '1.2.3')
  ghcr.become({ lag: 1, ownerType: 'User' })
  const done = await run('acme/several')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(ghcr.tagsOf('acme/several')).toEqual(['1.2.3'])
  expect(ghcr.digestsOf('acme/several')).toHaveLength(2)
  expect(await to.has('1.2.3')).toBe(true)
  expect(await to.has('topic')).toBe(false)
})

test('a version that another job gives a tag just before its deletion stays with everything below it', async () => {
  const to = pusher('acme/promoted')
  await to.index([await to.image('a')], marksOf(source, 'main'), 'main')
  const child = await to.image('b')
  const topic = await to.index([child], marksOf(source, 'topic'), 'topic')
  ghcr.become({
    before: (request) => {
      const isPromoted = ghcr.tagsOf('acme/promoted').includes('1.2.3')
      if (/^GET .*\/versions\/\d+$/.test(request) && !isPromoted)
        ghcr.record('acme/promoted', topic.digest, '1.2.3')
    },
  })
  const done = await run('acme/promoted')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.log).toContain('Kept ghcr.io/acme/promoted:topic: tag 1.2.3 names the same image now.')
  expect(ghcr.tagsOf('acme/promoted')).toEqual(['1.2.3', 'main', 'topic'])
  expect([await to.has(topic.digest), await to.has(child.digest)]).toEqual([true, true])
})

test('the last version with a tag stays, and with delete-package the package goes', async () => {
  const to = pusher('acme/last')
  await to.index([await to.image('a')], marksOf(source, 'topic'), 'topic')
  const planned = await run('acme/last', { inputs: { 'dry-run': 'true' } })
  expect(planned.main.log).toContain('Every tag of the package would go, so the last of them is kept')
  const done = await run('acme/last')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.log).toContain('GitHub does not delete the last version of a package that has a tag')
  expect(ghcr.tagsOf('acme/last')).toEqual(['topic'])
  const deleting = await run('acme/last', { inputs: { 'delete-package': 'true' } })
  expect(deleting.main).toMatchObject({ code: 0, annotations: [] })
  expect(ghcr.digestsOf('acme/last')).toEqual([])
  // The package takes the platform along.
  expect(deleting.main.log).toContain(
    'Deleted one manifest that nothing needs any more.\nAlready gone: one manifest.',
  )
  expect(deleting.main.log).not.toMatch(/Left sha256|was not checked|\/versions\//)
  expect(deleting.main.log).toContain('gh api --method POST orgs/acme/packages/container/last/restore')
})

test('a version of the last hour loses its tag and stays', async () => {
  const to = pusher('acme/fresh')
  await to.index([await to.image('m')], marksOf(source, 'main'), 'main')
  ghcr.become({ age: 0 })
  const image = await to.index([await to.image('a')], marksOf(source, 'topic'), 'topic')
  const done = await run('acme/fresh')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(ghcr.tagsOf('acme/fresh')).toEqual(['main'])
  expect(await to.has(image.digest)).toBe(true)
})

test.each([
  { title: 'a popular public version stays', rules: 'popular', code: 0, said: 'more than 5000 downloads' },
  { title: 'a token without the role Admin', rules: 'admin', code: 1, said: 'Manage Actions access' },
  { title: 'an exceeded rate limit', rules: 'limit', code: 1, said: 'secondary rate limit' },
] as const)('$title, and every tag is left as it was', async ({ rules, code, said }) => {
  const path = `acme/refused-${rules}`
  const to = pusher(path)
  await to.index([await to.image('m')], marksOf(source, 'main'), 'main')
  const { digest } = await to.index([await to.image('a')], marksOf(source, 'topic'), 'topic')
  const chosen = { popular: { popular: [digest] }, admin: { isAdmin: false }, limit: { deletions: 0 } }
  ghcr.become(chosen[rules])
  const done = await run(path)
  expect(done.main.code).toBe(code)
  expect(done.main.log).toContain(said)
  expect(ghcr.tagsOf(path)).toEqual(['main', 'topic'])
  expect(await to.has(digest)).toBe(true)
})

test('on a schedule, old versions without a tag go with untagged: true, unless something needs them', async () => {
  const to = pusher('acme/untagged')
  const part = await to.image('part')
  await to.index([part], marksOf(source, 'main'), 'main')
  const list = await to.index([part, await to.image('only')], { by: 'hand' })
  ghcr.become({ age: 24 * 30 })
  const old = await to.index([part, await to.image('old')], { by: 'hand', at: 'an earlier time' })
  const done = await run('acme/untagged', {
    eventName: 'schedule',
    event: {},
    inputs: { untagged: 'true' },
  })
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect([await to.has(old.digest), await to.has(list.digest), await to.has(part.digest)]).toEqual([
    false,
    true,
    true,
  ])
  expect(ghcr.digestsOf('acme/untagged')).toHaveLength(4)
})
