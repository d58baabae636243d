/** Builders that do not answer, on real sockets. */
import { join } from 'node:path'
import { freePort } from '../../scripts/lib/registry.mjs'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { engines, newFolder } from './setup/environment.ts'
import { login, makeProject, step, useRegistry } from './setup/project.ts'
import { startInParallel } from './setup/run-in-parallel.ts'
import { listen, toEngine } from './setup/sockets.ts'

type Engine = keyof typeof engines

/** A buildx configuration folder with remote builders by name and endpoint; the first is the current one. */
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

describe('a builder that does not answer', () => {
  const registry = useRegistry()
  const { inputsFor } = registry
  let silent: Awaited<ReturnType<typeof listen>>
  const endpoints: Record<string, string> = { 'a dead socket': 'unix:///nowhere/buildkit.sock' }
  const configs: Record<string, string> = {}
  const named = [
    { at: 'a dead socket', by: 'input builder' },
    { at: 'a closed port', by: 'input builder' },
    { at: 'a silent port', by: 'input builder' },
    { at: 'a silent port', by: 'BUILDX_BUILDER' },
  ]
  const current = [{ at: 'a dead socket' }, { at: 'a silent port' }]
  let endOfNamed: (row: (typeof named)[number]) => Promise<void>
  let endOfCurrent: (row: (typeof current)[number]) => Promise<void>
  beforeAll(async () => {
    const port = await freePort()
    endpoints['a closed port'] = `tcp://127.0.0.1:${await freePort()}`
    endpoints['a silent port'] = `tcp://127.0.0.1:${port}`
    for (const [name, endpoint] of Object.entries(endpoints))
      configs[name] = await makeBuilders({ far: endpoint })
    silent = await listen({ port })
    endOfNamed = startInParallel(named, named.length, useNamed)
    endOfCurrent = startInParallel(current, current.length, useCurrent)
  })
  afterAll(() => silent.stop())

  it.each(named)('fails the run before the build if $by selects it: $at', (row) => endOfNamed(row))

  async function useNamed({ at, by }: (typeof named)[number]): Promise<void> {
    const image = `builder/${at.replaceAll(' ', '-')}-${by.replaceAll(' ', '-').toLowerCase()}`
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
  }

  it.each(current)('is replaced with a warning if it is only the current builder: $at', (row) =>
    endOfCurrent(row),
  )

  async function useCurrent({ at }: (typeof current)[number]): Promise<void> {
    const image = `builder/current-${at.replaceAll(' ', '-')}`
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor(image),
      env: { BUILDX_CONFIG: configs[at] },
    })
    expect(done.errors).toEqual([])
    expect(done.main.log).toContain(`::warning::The current builder 'far' (${endpoints[at]}) does not answer`)
    expect(done.main.log).toContain(
      'Builder: default (driver docker, containerd image store), because the current',
    )
    expect(await headDigest(registry.host, image, 'main', login)).toMatch(/^sha256:/)
  }

  it('the error quotes docker if the engine of the builder’s container is gone', async () => {
    const home = newFolder('buildx')
    const proxy = await listen({ port: 0 }, (client) => toEngine(client, 'store'))
    const endpoint = `tcp://127.0.0.1:${proxy.port}`
    const env = { PATH: process.env.PATH, HOME: home, BUILDX_CONFIG: join(home, 'buildx') }
    const args = ['--name', 'away', '--driver', 'docker-container', endpoint]
    await mustRun('docker', ['buildx', 'create', ...args], { env: { ...env, DOCKER_HOST: engines.store } })
    await proxy.stop()
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor('builder/away', { builder: 'away' }),
      env: { BUILDX_CONFIG: env.BUILDX_CONFIG },
    })
    expect(done.errors[0]?.message).toContain(`The builder 'away' (${endpoint}) does not answer.`)
    expect(done.errors[0]?.message).toContain('Cannot connect to the Docker daemon')
    expect(done.main.log).not.toContain('docker buildx bake')
  })

  it('fails the run if no other builder supports the build', async () => {
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

  it('is not contacted if the build uses another builder', async () => {
    const port = await freePort()
    const config = await makeBuilders({ far: `tcp://127.0.0.1:${port}` })
    const other = await listen({ port })
    const done = await step({
      workspace: makeProject(),
      inputs: inputsFor('builder/other', { builder: 'default' }),
      env: { BUILDX_CONFIG: config },
    })
    expect(done.errors).toEqual([])
    expect(other.count()).toBe(0)
    await other.stop()
  })
})
