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

afterAll(teardown)

test('a platform that another job lists in its image, just before prune deletes it, is put back', async () => {
  const registry = await startRegistry({ dir: newFolder('registry') })
  const root = newFolder('remote')
  git(root, 'init', '--quiet', '--bare', 'acme/app')
  const workspace = makeProject()
  git(workspace, 'push', '--quiet', `${root}/acme/app`, 'HEAD:refs/heads/main')
  const server = await startGitServer({ root })
  const to = createPusher(registry.host, 'app')
  const own = await to.image('own')
  await to.index([own], marksOf(`${server.url}/acme/app`, 'topic'), 'topic')
  const proxy = await startFaultProxy({
    upstream: registry.host,
    decide: async ({ method, path }) => {
      if (method === 'DELETE' && path.endsWith(own.digest)) await to.index([own], {}, 'late')
      return undefined
    },
  })
  const { main } = await step({
    action: fileURLToPath(new URL('../../prune', import.meta.url)),
    workspace,
    eventName: 'delete',
    event: { ref: 'topic', ref_type: 'branch' },
    inputs: { images: `${proxy.host}/app`, 'github-token': 'ghs_token' },
    env: { GITHUB_SERVER_URL: server.url },
  })
  expect([main.code, await listTags(registry.host, 'app')]).toEqual([0, ['late']])
  expect(main.log).toContain(`Left ${own.digest}: another job began to use it, so it was put back.`)
  const headers = { accept: own.mediaType }
  const read = await registryRequest(registry.host, `/v2/app/manifests/${own.digest}`, { headers })
  expect(read.status).toBe(200)
  await Promise.all([proxy.stop(), server.stop()])
})
