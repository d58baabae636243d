/** Prunes that are killed, or overtaken by other runs, at a real registry. */
import { fileURLToPath } from 'node:url'
import { type FaultProxy, startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { type GitServer, startGitServer } from '../helpers/git-server.ts'
import { newFolder } from './setup/environment.ts'
import { copyEveryTag } from './setup/oras.ts'
import { git, makeProject, type StepOptions, step } from './setup/project.ts'
import { createPusher, marksOf } from './setup/pruned-images.ts'

const action = fileURLToPath(new URL('../../prune', import.meta.url))

let registry: Awaited<ReturnType<typeof startRegistry>>
let proxy: FaultProxy
let server: GitServer
let workspace: string
let remote: string
let source: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry') })
  proxy = await startFaultProxy({ upstream: registry.host })
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  workspace = makeProject()
  remote = `${root}/acme/app`
  git(workspace, 'push', '--quiet', remote, 'HEAD:refs/heads/main')
  server = await startGitServer({ root })
  source = `${server.url}/acme/app`
})
afterEach(() => proxy.decide(() => undefined))
afterAll(async () => {
  await Promise.all([server.stop(), proxy.stop()])
  await teardown()
})

/** A sweep through the proxy. */
const sweep = (image: string, options: Partial<StepOptions> = {}) =>
  step({
    ...{ action, workspace, eventName: 'schedule', event: {}, ...options },
    inputs: { images: `${proxy.host}/${image}`, 'github-token': 'ghs_token' },
    env: { GITHUB_SERVER_URL: server.url },
  })

/** `main` and two branches that are gone share a platform; branch `three`, which is gone, has the image of a release. */
async function fill(name: string) {
  const to = createPusher(registry.host, name)
  const shared = await to.image('shared')
  await to.index([shared], marksOf(source, 'main'), 'main')
  const one = await to.index([shared, await to.image('one')], marksOf(source, 'one'), 'one')
  const two = await to.index([shared, await to.image('two')], marksOf(source, 'two'), 'two')
  const released = await to.index([await to.image('released')], marksOf(source, 'three'), 'three')
  await to.tag(released, '1.2.3')
  return { to, shared, one, two, released }
}

/**
 * Kills the next sweep at its deletion number `at`: before the registry gets it, or when its answer is on the way. Returns the
 * digest of that deletion, if there is one.
 */
async function killAt(image: string, at: number, isLate: boolean) {
  let kill = () => {}
  let count = 0
  let killed: string | undefined
  proxy.decide(async ({ method, path }) => {
    const target = path.split('/').at(-1) ?? ''
    // A deletion by tag is refused, since this registry deletes digests only; one of an unknown digest is a question.
    if (method !== 'DELETE' || !target.startsWith('sha256:')) return undefined
    if (!(await createPusher(registry.host, image).has(target)) || ++count !== at) return undefined
    killed = target
    kill()
    return isLate ? undefined : { stall: true }
  })
  const done = await sweep(image, {
    onStart: (child) => {
      kill = () => void child.kill('SIGKILL')
    },
  })
  expect(done.main.code).toBe(killed === undefined ? 0 : 1)
  return killed
}

test('after each kill of a sweep every tag can be copied completely, and the sweeps after it do the rest', async () => {
  const { to, shared, one, two, released } = await fill('killed')
  const kill = async (at: number, isLate: boolean) => ({
    killed: await killAt('killed', at, isLate),
    tags: await copyEveryTag(registry.host, 'killed'),
  })
  // The tag of a release's image moves to an empty index, which is still there.
  const moved = await kill(1, false)
  expect(moved.tags).toEqual(['1.2.3', 'main', 'one', 'three', 'two'])
  expect(await headDigest(registry.host, 'killed', 'three')).toBe(moved.killed)
  // The next sweep deletes that, but not the next image.
  const second = await kill(2, false)
  expect(second.tags).toEqual(['1.2.3', 'main', 'one', 'two'])
  expect([one.digest, two.digest]).toContain(second.killed)
  // One image goes; the deletion of the other arrives, but its answer does not.
  const third = await kill(2, true)
  expect(third.tags.slice(0, 2)).toEqual(['1.2.3', 'main'])
  expect(await kill(9, false)).toEqual({ killed: undefined, tags: ['1.2.3', 'main'] })
  for (const { digest } of [shared, released]) expect(await to.has(digest)).toBe(true)
})

test('a branch that is created again between plan and deletion keeps its tag and image, and the others go', async () => {
  await fill('again')
  let isPushed = false
  proxy.decide(({ method, path }) => {
    // The plan reads images, after the refs.
    if (isPushed || method !== 'GET' || !path.includes('/manifests/')) return undefined
    isPushed = true
    git(workspace, 'push', '--quiet', remote, 'HEAD:refs/heads/two')
    return undefined
  })
  const done = await sweep('again')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.log).toContain(`Kept ${proxy.host}/again:two: branch 'two' exists.`)
  expect(await copyEveryTag(registry.host, 'again')).toEqual(['1.2.3', 'main', 'two'])
  git(workspace, 'push', '--quiet', remote, ':refs/heads/two')
})

test('a tag that a late build moves between plan and deletion stays, with its new image', async () => {
  const { to, shared } = await fill('late')
  let isMoved = false
  proxy.decide(async ({ method, path }) => {
    if (isMoved || method !== 'GET' || !path.includes('/manifests/')) return undefined
    isMoved = true
    await to.index([shared, await to.image('late')], marksOf(source, 'one', { build: 'late' }), 'one')
    return undefined
  })
  const done = await sweep('late')
  expect(done.main).toMatchObject({ code: 0, annotations: [] })
  expect(done.main.log).toContain('it has moved to')
  expect(await copyEveryTag(registry.host, 'late')).toEqual(['1.2.3', 'main', 'one'])
})

test('without a checkout, an image whose registry refuses does not stop the prune of another, and the step fails', async () => {
  await fill('second')
  const body = JSON.stringify({ errors: [{ code: 'DENIED', message: 'not yours' }] })
  proxy.decide(({ path }) => (path.startsWith('/v2/first/') ? { status: 403, body } : undefined))
  const done = await step({
    ...{ action, workspace: newFolder('empty'), eventName: 'schedule', event: {}, sha: '1'.repeat(40) },
    inputs: {
      images: `${proxy.host}/first\n${registry.host}/second`,
      'github-token': 'ghs_token',
    },
    env: { GITHUB_SERVER_URL: server.url },
  })
  expect(done.main.code).toBe(1)
  expect(done.errors.map(({ message }) => message).join()).toContain(`${proxy.host}/first`)
  expect(done.main.outputs.removed?.split('\n')).toHaveLength(3)
  expect(await copyEveryTag(registry.host, 'second')).toEqual(['1.2.3', 'main'])
})
