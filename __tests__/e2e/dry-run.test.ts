import { startFaultProxy } from '../../scripts/lib/fault-proxy.mjs'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { newFolder } from './setup/environment.ts'
import { commit, filesBelow, findSecret, login, makeProject, step } from './setup/project.ts'

describe('a dry run', () => {
  it('needs no engine, no network and no docker command', async () => {
    const done = await step({
      workspace: makeProject(),
      ref: 'refs/tags/v2.0.0',
      inputs: {
        images: 'ghcr.io/Acme/App\nacme/app',
        'dry-run': 'true',
        registry: 'ghcr.io',
        username: 'a',
        password: 'b',
      },
      env: {
        DOCKER_HOST: 'unix:///nowhere.sock',
        PATH: newFolder('empty'),
        HTTPS_PROXY: 'http://127.0.0.1:1',
      },
    })
    expect(done.main).toMatchObject({
      code: 0,
      outputs: {
        tags: 'ghcr.io/acme/app:2.0.0\nacme/app:2.0.0',
        'tag-names': '2.0.0',
        version: '2.0.0',
        digest: '',
        pushed: 'false',
        images: 'ghcr.io/acme/app\nacme/app',
      },
    })
    expect(done.main.log).toMatch(/^ghcr\.io\/acme\/app {2}2\.0\.0$/m)
    expect(done.main.log).toMatch(/^acme\/app {10}2\.0\.0$/m)
    expect(done.main.summary).toContain('Dry run')
    expect(filesBelow(done.temp)).toEqual([])
    expect(JSON.parse(done.main.outputs.result ?? '').images[0].tags[0].action).toBe('unknown')
  })

  it('reports the action of each tag, and sends only GET and HEAD requests', async () => {
    const registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
    const proxy = await startFaultProxy({ upstream: registry.host })
    const host = proxy.host.replace('127.0.0.1', 'localhost')
    const workspace = makeProject()
    const inputs = {
      images: `${host}/dry/app`,
      registry: host,
      ...login,
      tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}',
    }
    expect((await step({ workspace, ref: 'refs/tags/v1.0.0', inputs })).main.code).toBe(0)
    commit(workspace)
    proxy.requests.length = 0
    const env = { DOCKER_HOST: 'unix:///nowhere.sock' }
    const dry = await step({
      workspace,
      ref: 'refs/tags/v1.0.1',
      inputs: { ...inputs, 'dry-run': 'true' },
      env,
    })
    const actions = JSON.parse(dry.main.outputs.result ?? '').images[0].tags.map(
      ({ ref, action }: { ref: string; action: string }) => [ref, action],
    )
    expect(Object.fromEntries(actions)).toEqual({
      [`${host}/dry/app:1.0.1`]: 'created',
      [`${host}/dry/app:1`]: 'moved',
      [`${host}/dry/app:latest`]: 'moved',
    })
    const refused = await step({
      workspace,
      ref: 'refs/tags/v1.0.0',
      inputs: { ...inputs, 'dry-run': 'true' },
      env,
    })
    expect(refused.main.outputs.result).toContain('refused')
    expect([...new Set(proxy.requests.map(({ method }) => method))].sort()).toEqual(['GET', 'HEAD'])
    expect(findSecret(dry, login.password)).toEqual([])
    await proxy.stop()
    await registry.stop()
  })

  it.each([
    { server: 'https://github.com', image: 'ghcr.io/acme/app' },
    { server: 'https://octo.ghe.com', image: 'containers.octo.ghe.com/acme/app' },
    { server: 'https://git.example.com', image: 'containers.git.example.com/acme/app' },
  ])('names the container registry of $server', async ({ server, image }) => {
    const env = { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: 'Acme/App' }
    const done = await step({ workspace: makeProject(), inputs: { 'dry-run': 'true' }, env })
    expect(done.main.outputs.images).toBe(image)
  })

  it('reports that a closed pull request publishes nothing', async () => {
    const event = { action: 'closed', pull_request: { number: 7, head: { ref: 'x', sha: 'b'.repeat(40) } } }
    const done = await step({ workspace: makeProject(), eventName: 'pull_request', event, inputs: {} })
    expect(done.main).toMatchObject({ code: 0, outputs: { pushed: 'false', tags: '' } })
    expect(done.main.log).toContain('the pull request was closed')
  })
})
