/** Builders that do not answer, by real sockets; and what a builder that Tagboat makes is made of. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, connect as open, type Server, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { freePort, startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { formatBuildkitdConfig } from '../../src/build/buildkitd-config.ts'
import { engines, newFolder } from './setup/environment.ts'
import { login, makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'

type Engine = keyof typeof engines

/** A folder of buildx with remote builders by name and endpoint; the first is the current one. */
async function makeBuilders(builders: Record<string, string>, engine: Engine = 'store'): Promise<string> {
  const home = newFolder('buildx')
  const config = join(home, 'buildx')
  const env = { PATH: process.env.PATH, HOME: home, DOCKER_HOST: engines[engine], BUILDX_CONFIG: config }
  for (const [index, [name, endpoint]] of Object.entries(builders).entries()) {
    const use = index === 0 ? ['--use'] : []
    await mustRun('docker', ['buildx', 'create', ...use, '--name', name, '--driver', 'remote', endpoint], {
      env,
    })
  }
  return config
}

/** Takes connections and never says a word; counts them. */
async function startSilent(port: number) {
  let count = 0
  const server: Server = createServer((client) => {
    count += 1
    client.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { count: () => count, stop: () => void server.close() }
}

/** Passes a connection on to an engine. */
function toEngine(client: Socket, engine: Engine): void {
  const socket = open(engines[engine].replace('unix://', ''))
  for (const each of [client, socket]) each.on('error', () => [client, socket].map((one) => one.destroy()))
  client.pipe(socket).pipe(client)
}

describe('a builder that does not answer', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  let silent: Awaited<ReturnType<typeof startSilent>>
  const endpoints: Record<string, string> = { 'a dead socket': 'unix:///nowhere/buildkit.sock' }
  const configs: Record<string, string> = {}
  beforeAll(async () => {
    const port = await freePort()
    endpoints['a closed port'] = `tcp://127.0.0.1:${await freePort()}`
    endpoints['a silent port'] = `tcp://127.0.0.1:${port}`
    for (const [name, endpoint] of Object.entries(endpoints))
      configs[name] = await makeBuilders({ far: endpoint })
    silent = await startSilent(port)
  })
  afterAll(() => silent.stop())

  it.each([
    { at: 'a dead socket', by: 'input builder' },
    { at: 'a closed port', by: 'input builder' },
    { at: 'a silent port', by: 'input builder' },
    { at: 'a silent port', by: 'BUILDX_BUILDER' },
  ])('at $at, named by $by: the run fails before the build', async ({ at, by }) => {
    const image = `builder/${at.replaceAll(' ', '-')}`
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor(image, by === 'input builder' ? { builder: 'far' } : {}),
      env: { BUILDX_CONFIG: configs[at], ...(by === 'BUILDX_BUILDER' && { BUILDX_BUILDER: 'far' }) },
    })
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`The builder 'far' (${endpoints[at]}) does not answer.`)
    expect(done.errors[0]?.message).toContain('[builder-unreachable]')
    expect(done.main.log).not.toContain('docker buildx bake')
    expect(await listTags(registry.host, image, login)).toEqual([])
  })

  it.each(['a dead socket', 'a silent port'])(
    'at %s, only the current one: another is used, and a warning says so',
    async (at) => {
      const image = `builder/current-${at.replaceAll(' ', '-')}`
      const done = await step({
        workspace: makeProject(),
        inputs: inputsFor(image),
        env: { BUILDX_CONFIG: configs[at] },
      })
      expect(done.errors).toEqual([])
      expect(done.main.log).toContain(
        `::warning::The current builder 'far' (${endpoints[at]}) does not answer`,
      )
      expect(done.main.log).toContain(
        'Builder: default (driver docker, containerd image store), since the current',
      )
      expect(await headDigest(registry.host, image, 'main', login)).toMatch(/^sha256:/)
    },
  )

  it('a container whose engine went away: the error has docker’s own words', async () => {
    const home = newFolder('buildx')
    const port = await freePort()
    const server = createServer((client) => toEngine(client, 'store'))
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const env = { PATH: process.env.PATH, HOME: home, BUILDX_CONFIG: join(home, 'buildx') }
    const args = ['--name', 'away', '--driver', 'docker-container', `tcp://127.0.0.1:${port}`]
    await mustRun('docker', ['buildx', 'create', ...args], { env: { ...env, DOCKER_HOST: engines.store } })
    await new Promise((resolve) => server.close(resolve))
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor('builder/away', { builder: 'away' }),
      env: { BUILDX_CONFIG: env.BUILDX_CONFIG },
    })
    expect(done.errors[0]?.message).toContain(`The builder 'away' (tcp://127.0.0.1:${port}) does not answer.`)
    expect(done.errors[0]?.message).toContain('Cannot connect to the Docker daemon')
    expect(done.main.log).not.toContain('docker buildx bake')
  })

  it('is an error where no other can do the work', async () => {
    const config = await makeBuilders({ far: 'unix:///nowhere/buildkit.sock' }, 'legacy')
    const done = await step({
      workspace: makeProject(),
      engine: 'legacy',
      inputs: inputsFor('builder/none', { provenance: 'mode=max' }),
      env: { BUILDX_CONFIG: config },
    })
    expect(done.errors[0]?.message).toContain('[builder-unreachable]')
    expect(done.main.log).not.toContain('is created for this job')
  })

  it('is not even asked where the build uses another', async () => {
    const before = silent.count()
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor('builder/other', { builder: 'default' }),
      env: { BUILDX_CONFIG: configs['a silent port'] },
    })
    expect(done.errors).toEqual([])
    expect(silent.count()).toBe(before)
  })
})

interface Instance {
  readonly Driver: string
  readonly Nodes: readonly {
    readonly DriverOpts: Record<string, string> | null
    readonly Files: Record<string, string> | null
  }[]
}

/**
 * Runs a step that needs a temporary builder, and reads what buildx stored of it while it existed. Its image cannot be pulled
 * here, so the step ends with an error, and the post step removes the builder.
 */
async function stepWithBuilder(options: StepOptions) {
  const home = newFolder('home')
  const instances = join(home, '.docker', 'buildx', 'instances')
  let made: { readonly name: string; readonly node: Instance['Nodes'][number] | undefined } | undefined
  const look = () => {
    const [name] = existsSync(instances)
      ? readdirSync(instances).filter((entry) => entry.startsWith('tagboat-'))
      : []
    if (name === undefined || made !== undefined) return
    try {
      const instance: Instance = JSON.parse(readFileSync(join(instances, name), 'utf8'))
      made = { name, node: instance.Nodes[0] }
    } catch {
      // It is being written.
    }
  }
  const looking = setInterval(look, 5)
  const done = await step({ engine: 'legacy', ...options, env: { HOME: home, ...options.env } })
  clearInterval(looking)
  const left = existsSync(instances) ? readdirSync(instances) : []
  const text = Buffer.from(made?.node?.Files?.['buildkitd.toml'] ?? '', 'base64').toString()
  return { done, made, left, config: text }
}

test('buildx reads the configuration that we write, whatever is in it', async () => {
  const home = newFolder('buildx')
  const env = { PATH: process.env.PATH, HOME: home, DOCKER_HOST: engines.store }
  const odd = 'a"]\n[worker.oci]\nenabled = false\u007f\\u0000'
  const text = formatBuildkitdConfig([
    { host: 'docker.io', mirrors: ['mirror.test:5000/hub', odd] },
    { host: '127.0.0.1:5000', insecure: 'http' },
    { host: '[::1]:5000', insecure: 'http' },
    { host: 'registry.test', insecure: 'https' },
    { host: 'unknown.test:8443', insecure: 'unknown' },
    { host: odd, insecure: 'unknown' },
  ])
  const file = join(home, 'buildkitd.toml')
  writeFileSync(file, text)
  const args = ['--name', 'odd', '--driver', 'docker-container', '--buildkitd-config', file]
  await mustRun('docker', ['buildx', 'create', ...args], { env })
  const path = join(home, '.docker', 'buildx', 'instances', 'odd')
  const instance: Instance = JSON.parse(readFileSync(path, 'utf8'))
  const config = Buffer.from(instance.Nodes[0]?.Files?.['buildkitd.toml'] ?? '', 'base64').toString()
  // buildx writes its tree of tables anew, in an order of its own.
  const tables = config.split(/^(?=\s*\[)/m).map((table) => table.replace(/\s+/g, ' ').trim())
  expect(tables).toEqual(
    expect.arrayContaining([
      '[registry."127.0.0.1:5000"] http = true',
      '[registry."registry.test"] insecure = true',
      '[registry."unknown.test:8443"] http = true insecure = true',
    ]),
  )
  expect(config.match(/^\s*\[/gm)).toHaveLength(5)
  expect(config).not.toMatch(/^\s*\[worker/m)
  expect(config).toContain('"mirror.test:5000/hub"')
})

describe('a temporary builder', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry({ dir: newFolder('registry') })
  })
  afterAll(() => registry.stop())
  const provenance = { provenance: 'mode=max' }

  it('shares the machine’s network for a registry on loopback, and knows that it has no TLS', async () => {
    const { done, made, left, config } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: { images: `${registry.host}/temporary/app`, ...provenance },
    })
    expect(done.main.log).toContain('(driver docker-container, network=host) is created for this job')
    expect(made?.node?.DriverOpts).toEqual({ network: 'host' })
    expect(config).toContain(`[registry."${registry.host}"]\n`)
    expect(config).toMatch(/http = true\n/)
    expect(config).not.toContain('insecure')
    expect(left).toEqual([])
  })

  it('does not share it for a registry elsewhere', async () => {
    const { done, made } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: { images: 'registry.test/app', push: 'false', ...provenance },
    })
    expect(done.main.log).toContain('(driver docker-container) is created for this job')
    expect(made).toBeDefined()
    expect(made?.node?.DriverOpts ?? {}).toEqual({})
  })

  it('is not made where its engine is on another machine, and the registry on this one', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    const own = addresses.find(({ internal, family }) => !internal && family === 'IPv4')
    const server = createServer((client) => toEngine(client, 'legacy'))
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const engine = `tcp://${own?.address}:${port}`
    try {
      const { done, made } = await stepWithBuilder({
        workspace: makeProject(),
        inputs: { images: `${registry.host}/temporary/far`, ...provenance },
        env: { DOCKER_HOST: engine },
      })
      expect(done.errors[0]?.message).toContain(`[builder-registry]`)
      expect(done.errors[0]?.message).toContain(`cannot reach ${registry.host} (images)`)
      expect(done.errors[0]?.message).toContain(`the engine at ${engine} runs on another machine`)
      expect(made).toBeUndefined()
    } finally {
      server.close()
    }
  })

  it('is not made for a build that is refused: load with attestations on the legacy image store', async () => {
    const { done, made } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: { images: `${registry.host}/temporary/load`, load: 'true', ...provenance },
    })
    expect(done.errors[0]?.message).toContain('Input load cannot load an image with attestations')
    expect([made, done.main.state.builder]).toEqual([undefined, undefined])
    expect(done.main.log).not.toContain('is created for this job')
  })

  it('a dry run notes that it does not know the image store', async () => {
    const inputs = {
      images: `${registry.host}/temporary/load`,
      load: 'true',
      'dry-run': 'true',
      ...provenance,
    }
    const done = await step({ workspace: makeProject(), engine: 'legacy', inputs })
    expect(done.errors).toEqual([])
    expect(done.main.log).toContain(
      '::notice::Input load with several platforms or attestations needs an engine',
    )
  })
})

/**
 * An image under the name of BuildKit's, whose program passes every connection on to the second driver of the tests, at a port
 * of the machine's loopback: a container that does not share the machine's network does not get there.
 */
function useStandIn() {
  const remote = useRemoteBuilder()
  const env = { ...process.env, DOCKER_HOST: engines.legacy }
  const image = 'moby/buildkit:buildx-stable-1'
  beforeAll(async () => {
    const outside = JSON.parse(readFileSync(join(remote.env.BUILDX_CONFIG, 'instances', 'outside'), 'utf8'))
    const port = new URL(outside.Nodes[0].Endpoint).port
    const version = '[ "$1" = --version ] && exec busybox echo buildkitd moby v0.20.0 0\n'
    const folder = makeProject(
      'FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\nCOPY buildkitd buildctl /bin/\nRUN busybox chmod 755 /bin/buildkitd /bin/buildctl\nENTRYPOINT ["/bin/buildkitd"]\n',
      {
        buildkitd: `#!/bin/sh\n${version}exec busybox sleep 3600\n`,
        buildctl: `#!/bin/sh\n[ "$1" = dial-stdio ] || exit 0\nexec busybox nc 127.0.0.1 ${port}\n`,
      },
    )
    await mustRun('docker', ['build', '--quiet', '--tag', image, folder], { env })
  })
  afterAll(() => mustRun('docker', ['image', 'rm', '--force', image], { env }))
  return { docker: async (...args: string[]) => (await mustRun('docker', args, { env })).trim() }
}

describe('a temporary builder whose image is there', () => {
  const registry = useRegistry()
  const standIn = useStandIn()

  it('publishes to a registry on loopback, and is removed afterwards', async () => {
    const done = await step({
      workspace: makeProject(),
      engine: 'legacy',
      inputs: registry.inputsFor('temporary/published', { provenance: 'mode=max' }),
    })
    expect(done.errors).toEqual([])
    expect(done.main.log).toContain('(driver docker-container, network=host) is created for this job')
    const digest = await headDigest(registry.host, 'temporary/published', 'main', login)
    expect(done.main.outputs.digest).toBe(digest)
    expect(done.post?.log).toContain(`Removed builder ${done.main.state.builder}.`)
    expect(await standIn.docker('ps', '--all', '--quiet', '--filter', 'name=buildx_buildkit_tagboat')).toBe(
      '',
    )
  })
})
