/** A push between prune's check and its deletion, in a real registry. */
import { fileURLToPath } from 'node:url'
import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { listTags, registryRequest } from '../../scripts/lib/registry-client.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { startGitServer } from '../helpers/git-server.ts'
import { newFolder } from './setup/environment.ts'
import { git, makeProject, step } from './setup/project.ts'
import { createPusher, marksOf } from './setup/pruned-images.ts'

const action = fileURLToPath(new URL('../../prune', import.meta.url))
let registry: Awaited<ReturnType<typeof startRegistry>>
let server: Awaited<ReturnType<typeof startGitServer>>
let workspace: string

beforeAll(async () => {
  registry = await startRegistry({ dir: newFolder('registry') })
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  workspace = makeProject()
  git(workspace, 'push', '--quiet', `${root}/acme/app`, 'HEAD:refs/heads/main')
  server = await startGitServer({ root })
})
afterAll(async () => {
  await server.stop()
  await teardown()
})

/** Prunes branch `topic` of an image. `push` is called before the deletion of a digest. */
async function prune(image: string, digest: string, push: () => Promise<unknown>) {
  let isPushed = false
  const proxy = await startFaultProxy({
    upstream: registry.host,
    decide: async ({ method, path }) => {
      if (method !== 'DELETE' || !path.endsWith(digest) || isPushed) return undefined
      isPushed = true
      await push()
      return undefined
    },
  })
  const { main } = await step({
    action,
    workspace,
    eventName: 'delete',
    event: { ref: 'topic', ref_type: 'branch' },
    inputs: { images: `${proxy.host}/${image}`, 'github-token': 'ghs_token' },
    env: { GITHUB_SERVER_URL: server.url },
  })
  await proxy.stop()
  return main
}

test('a platform that another job lists in its image, just before prune deletes it, is put back', async () => {
  const to = createPusher(registry.host, 'app')
  const own = await to.image('own')
  await to.index([own], marksOf(`${server.url}/acme/app`, 'topic'), 'topic')
  const main = await prune('app', own.digest, () => to.index([own], {}, 'late'))
  expect([main.code, await listTags(registry.host, 'app')]).toEqual([0, ['late']])
  expect(main.log).toContain(`Left ${own.digest}: another job began to use it, so it was put back.`)
  const headers = { accept: own.mediaType }
  const read = await registryRequest(registry.host, `/v2/app/manifests/${own.digest}`, { headers })
  expect(read.status).toBe(200)
})

test('a tag of a branch that another job moves to an image just before prune deletes it is reported as lost', async () => {
  const to = createPusher(registry.host, 'moved')
  const source = `${server.url}/acme/app`
  await to.index([await to.image('m')], marksOf(source, 'main'), 'main')
  const topic = await to.index([await to.image('own')], marksOf(source, 'topic'), 'topic')
  const main = await prune('moved', topic.digest, () => to.tag(topic, 'main'))
  expect([main.code, await listTags(registry.host, 'moved')]).toEqual([1, []])
  expect(JSON.stringify(main.annotations)).toMatch(/A tag of a ref that exists was lost .*moved:main/)
})

test('a run that reuses an image which prune deletes meanwhile fails, and the next run builds it', async () => {
  const image = 'reused'
  let doomed: readonly string[] = []
  const proxy = await startFaultProxy({
    upstream: registry.host,
    decide: async ({ method, path }) => {
      if (method !== 'PUT' || !path.endsWith('/living')) return undefined
      const digests = doomed
      doomed = []
      for (const digest of digests)
        await registryRequest(registry.host, `/v2/${image}/manifests/${digest}`, { method: 'DELETE' })
      return undefined
    },
  })
  const inputs = { images: `${proxy.host}/${image}`, 'only-changed': 'true' }
  const publish = (branch: string) => step({ workspace, ref: `refs/heads/${branch}`, inputs })
  await publish('main')
  const headers = { accept: 'application/vnd.oci.image.index.v1+json' }
  const read = await registryRequest(registry.host, `/v2/${image}/manifests/main`, { headers })
  const { manifests }: { manifests: { digest: string }[] } = JSON.parse(read.body.toString())
  doomed = [read.headers['docker-content-digest'], ...manifests.map(({ digest }) => digest)].map(String)
  const failed = (await publish('living')).main
  expect([failed.code, await listTags(registry.host, image)]).toEqual([1, []])
  expect(failed.log).toContain('a prune or a cleanup may have deleted it. Run the job again.')
  const again = (await publish('living')).main
  expect([again.code, await listTags(registry.host, image)]).toEqual([0, ['living']])
  await proxy.stop()
})
