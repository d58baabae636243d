/** The settings of temporary builders, and their access to a registry on loopback. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { startRegistry } from '../../scripts/lib/registry.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { formatBuildkitdConfig } from '../../src/builder/buildkitd-config.ts'
import { engines, newFolder } from './setup/environment.ts'
import { login, makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'
import { listen, toEngine } from './setup/sockets.ts'

interface Instance {
  readonly Driver: string
  readonly Nodes: readonly {
    readonly DriverOpts: Record<string, string> | null
    readonly Files: Record<string, string> | null
  }[]
}

/**
 * Runs a step that needs a temporary builder, and reads the configuration that buildx stores while the builder exists. Its image
 * cannot be pulled here, so the step fails, and the post step removes the builder.
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
      // buildx is still writing the file.
    }
  }
  const looking = setInterval(look, 5)
  const done = await step({ engine: 'legacy', ...options, env: { HOME: home, ...options.env } })
  clearInterval(looking)
  const left = existsSync(instances) ? readdirSync(instances) : []
  const text = Buffer.from(made?.node?.Files?.['buildkitd.toml'] ?? '', 'base64').toString()
  return { done, made, left, config: text }
}

test('buildx reads the generated configuration with unusual registry names and mirrors', async () => {
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
  // buildx rewrites the tables in its own order.
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

  it('uses the host network and plain HTTP for a registry on loopback', async () => {
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

  it('does not use the host network for other registries', async () => {
    const { done, made } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: { images: 'registry.test/app', push: 'false', ...provenance },
    })
    expect(done.main.log).toContain('(driver docker-container) is created for this job')
    expect(made).toBeDefined()
    expect(made?.node?.DriverOpts ?? {}).toEqual({})
  })

  it('is not created if its engine is on another machine and the registry on loopback', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    const own = addresses.find(({ internal, family }) => !internal && family === 'IPv4')
    const proxy = await listen({ port: 0, host: '0.0.0.0' }, (client) => toEngine(client, 'legacy'))
    const engine = `tcp://${own?.address}:${proxy.port}`
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
      await proxy.stop()
    }
  })

  it('is not created for a refused build: load with attestations on the legacy image store', async () => {
    const { done, made } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: { images: `${registry.host}/temporary/load`, load: 'true', ...provenance },
    })
    expect(done.errors[0]?.message).toContain('Input load cannot load an image with attestations')
    expect([made, done.main.state.builder]).toEqual([undefined, undefined])
    expect(done.main.log).not.toContain('is created for this job')
  })

  it('is not needed by a dry run, whose notice names the requirements of load', async () => {
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

describe('a temporary builder with a local image', () => {
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

  it('stays with keep-builder: jobs that start together share it, and the next run uses it again', async () => {
    const home = newFolder('home')
    const inputs = (image: string) =>
      registry.inputsFor(`kept/${image}`, { 'keep-builder': 'true', provenance: 'mode=max' })
    const run = (image: string) =>
      step({ workspace: makeProject(), engine: 'legacy', inputs: inputs(image), env: { HOME: home } })
    const containers = () => standIn.docker('ps', '--no-trunc', '--quiet', '--filter', 'name=tagboat-kept-')
    const together = await Promise.all([run('one'), run('two')])
    const first = await containers()
    const next = await run('three')
    const steps = [...together, next]
    expect(steps.flatMap(({ errors }) => errors)).toEqual([])
    const matches = steps.map(({ main }) =>
      /Builder: (tagboat-kept-\w+) \(driver docker-container, network=host\) is (\w+)/.exec(main.log),
    )
    expect(new Set(matches.map((found) => found?.[1])).size).toBe(1)
    expect(matches.map((found) => found?.[2]).sort()).toEqual(['created', 'kept', 'kept'])
    expect(matches[2]?.[2]).toBe('kept')
    expect(steps.map(({ main }) => main.state.builder)).toEqual([undefined, undefined, undefined])
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await containers()).toBe(first)
    // A container that was removed by hand is started again.
    await standIn.docker('rm', '--force', first)
    const again = await run('four')
    expect(again.errors).toEqual([])
    expect(await containers()).not.toBe(first)
    const name = matches[0]?.[1] ?? ''
    const env = { ...process.env, HOME: home, DOCKER_HOST: engines.legacy }
    await mustRun('docker', ['buildx', 'rm', '--force', name], { env })
  })

  it('has the options and the configuration of the inputs', async () => {
    const { done, made, left, config } = await stepWithBuilder({
      workspace: makeProject(),
      inputs: registry.inputsFor('temporary/options', {
        'driver-opts': 'memory=512m\n"env.NO_PROXY=localhost,127.0.0.1"',
        'buildkitd-flags': '--debug',
        'buildkitd-config-inline':
          '[worker.oci]\n  max-parallelism = 2\n[registry."docker.io"]\n  mirrors = ["mirror.test"]',
      }),
    })
    expect(done.errors).toEqual([])
    expect(made?.node?.DriverOpts).toEqual({
      memory: '512m',
      network: 'host',
      'env.NO_PROXY': 'localhost,127.0.0.1',
    })
    expect(made?.node).toMatchObject({ Flags: expect.arrayContaining(['--debug']) })
    expect(config).toContain('max-parallelism = 2')
    expect(config).toContain('mirrors = ["mirror.test"]')
    expect(config).toContain(`[registry."${registry.host}"]`)
    expect(left).toEqual([])
  })
})
