/** Builders that the inputs describe: endpoints, nodes, options of the driver, and builders that stay after the job. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { startBuildkitProxy } from '../../scripts/lib/buildkit-proxy.mjs'
import { makeCertificates, makeSigningKey } from '../../scripts/lib/certificates.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { base, engines, newFolder } from './setup/environment.ts'
import { filesBelow, login, makeProject, step, useRegistry } from './setup/project.ts'

interface Instance {
  readonly Driver: string
  readonly Nodes: readonly {
    readonly Name: string
    readonly Endpoint: string
    readonly Platforms: readonly { readonly architecture: string }[] | null
    readonly DriverOpts: Record<string, string> | null
  }[]
}

const instancesOf = (home: string) => join(home, '.docker', 'buildx', 'instances')
const listBuilders = (home: string) => (existsSync(instancesOf(home)) ? readdirSync(instancesOf(home)) : [])

/** Runs a step, and reads what buildx stores about its builder while the build runs. */
async function stepWithBuilder(options: Parameters<typeof step>[0]) {
  const home = newFolder('home')
  let seen: Instance | undefined
  const onOutput = () => {
    const [name] = listBuilders(home)
    if (name === undefined) return
    try {
      seen = JSON.parse(readFileSync(join(instancesOf(home), name), 'utf8'))
    } catch {
      // buildx is still writing the file.
    }
  }
  const done = await step({ ...options, onOutput, env: { HOME: home, ...options.env } })
  return { done, seen, left: listBuilders(home) }
}

describe('a builder that the inputs describe', () => {
  const registry = useRegistry()
  const proxies: Awaited<ReturnType<typeof startBuildkitProxy>>[] = []
  beforeAll(async () => {
    proxies.push(await startBuildkitProxy(engines.store), await startBuildkitProxy(engines.legacy))
  })
  afterAll(() => {
    for (const proxy of proxies) proxy.stop()
  })

  it('builds and pushes on the BuildKit at endpoint: tcp://, and is removed from buildx afterwards', async () => {
    const endpoint = proxies[0]?.address ?? ''
    const { done, seen, left } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: registry.inputsFor('described/remote', { endpoint }),
    })
    expect(done.errors).toEqual([])
    expect(done.main.log).toContain('(driver remote) is created for this job, because the inputs describe it')
    expect(done.main.log).toContain('Pushing: by digest')
    expect(seen).toMatchObject({ Driver: 'remote', Nodes: [{ Endpoint: endpoint }] })
    expect(left).toEqual([])
    expect(done.post?.log).toContain(`Removed builder ${done.main.state.builder}.`)
    expect(done.main.outputs.digest).toBe(await headDigest(registry.host, 'described/remote', 'main', login))
  })

  it('builds each platform on the node that has it', async () => {
    const other = process.arch === 'arm64' ? 'amd64' : 'arm64'
    const { done, seen, left } = await stepWithBuilder({
      workspace: makeProject('FROM scratch\nCOPY Dockerfile /\n'),
      inputs: registry.inputsFor('described/nodes', {
        driver: 'remote',
        endpoint: proxies[0]?.address ?? '',
        outputs: 'type=local,dest=out',
        append: `- name: other\n  endpoint: ${proxies[1]?.address}\n  platforms: linux/${other}`,
        platforms: 'linux/amd64,linux/arm64',
      }),
    })
    expect(done.errors).toEqual([])
    expect(done.main.log).toContain('(driver remote, 2 nodes) is created for this job')
    expect(seen?.Nodes[1]).toMatchObject({
      Name: 'other',
      Endpoint: proxies[1]?.address,
      Platforms: [{ architecture: other }],
    })
    // One node would export both platforms in one step.
    expect(done.main.log.match(/exporting to client directory/g)).toHaveLength(2)
    expect(left).toEqual([])
  })

  it('connects with the certificates of the environment, which no file keeps after the step', async () => {
    const folder = newFolder('certificates')
    const { caFile, certFile, keyFile } = await makeCertificates(folder)
    const client = await makeSigningKey(join(folder, 'client'))
    const { port } = new URL(proxies[0]?.address ?? '')
    const authorized: boolean[] = []
    const options = {
      key: readFileSync(keyFile),
      cert: readFileSync(certFile),
      ca: readFileSync(client.certFile),
      requestCert: true,
      ALPNProtocols: ['h2'],
    }
    const server = createServer(options, (socket) => {
      authorized.push(socket.authorized)
      const behind = connect(Number(port), '127.0.0.1')
      for (const each of [socket, behind])
        each.on('error', () => [socket, behind].map((one) => one.destroy()))
      socket.pipe(behind).pipe(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const endpoint = `tcp://localhost:${typeof address === 'object' ? address?.port : ''}`
    const { done, seen, left } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: registry.inputsFor('described/tls', { endpoint }),
      env: {
        BUILDER_NODE_0_AUTH_TLS_CACERT: readFileSync(caFile, 'utf8'),
        BUILDER_NODE_0_AUTH_TLS_CERT: readFileSync(client.certFile, 'utf8'),
        BUILDER_NODE_0_AUTH_TLS_KEY: client.key,
      },
    })
    server.close()
    expect(done.errors).toEqual([])
    expect(authorized.length).toBeGreaterThan(0)
    expect(authorized).not.toContain(false)
    expect(Object.keys(seen?.Nodes[0]?.DriverOpts ?? {}).sort()).toEqual(['cacert', 'cert', 'key'])
    const [, line = ''] = client.key.split('\n')
    const holdsKey = (file: string) => readFileSync(file, 'latin1').includes(line)
    expect([...filesBelow(done.home), ...filesBelow(done.temp)].filter(holdsKey)).toEqual([])
    expect([done.main.log.includes(line), left]).toEqual([false, []])
  })

  it('is removed by the post step after the main step was killed during the build', async () => {
    const home = newFolder('home')
    let child: { kill(signal: NodeJS.Signals): boolean } | undefined
    const done = await step({
      workspace: makeProject(`FROM ${base}\nRUN sleep 4\n`),
      inputs: registry.inputsFor('described/killed', { endpoint: proxies[0]?.address ?? '' }),
      env: { HOME: home },
      onStart: (started) => {
        child ??= started
      },
      onOutput: (text) => {
        if (text.includes('RUN sleep 4')) child?.kill('SIGKILL')
      },
    })
    expect(done.main.log).toContain('is created for this job')
    expect(done.post?.log).toContain(`Removed builder ${done.main.state.builder}.`)
    expect(listBuilders(home)).toEqual([])
  })

  it('is the engine’s own with driver: docker, although another builder is the current one', async () => {
    const home = newFolder('home')
    const folder = join(home, '.docker', 'buildx')
    mkdirSync(join(folder, 'instances'), { recursive: true })
    const node = { Name: 'far0', Endpoint: 'unix:///nowhere/buildkitd.sock', Platforms: null, Flags: null }
    const far = { Name: 'far', Driver: 'remote', Nodes: [{ ...node, DriverOpts: null, Files: null }] }
    writeFileSync(join(folder, 'instances', 'far'), JSON.stringify({ ...far, Dynamic: false }))
    writeFileSync(join(folder, 'current'), JSON.stringify({ Key: engines.store, Name: 'far', Global: false }))
    const done = await step({
      workspace: makeProject(),
      inputs: registry.inputsFor('described/docker', { driver: 'docker' }),
      env: { HOME: home },
    })
    expect(done.errors).toEqual([])
    expect(done.main.log).toContain(
      'Builder: default (driver docker, containerd image store), because input driver is docker',
    )
  })
})
