/** A builder with the remote driver, which uses the BuildKit of an engine. */
import { join } from 'node:path'
import { startBuildkitProxy } from '../../../scripts/lib/buildkit-proxy.mjs'
import { mustRun } from '../../../scripts/lib/run.mjs'
import { engines, newFolder } from './environment.ts'

/** The builder and engine of a step, to spread into its options. `name` is for names of images. */
export interface Where {
  readonly driver: 'docker' | 'remote'
  readonly name: string
  readonly engine: keyof typeof engines
  readonly env: Readonly<Record<string, string>>
}

/**
 * Makes one for the tests of a `describe`: forwards each connection to a port on loopback to `/grpc` of an engine's socket, by
 * default of the engine with the containerd image store. `env` is for a step on that engine, where the builder is the current one.
 * The rest are rows for tables: the engine's own builder with each image store, and the remote builder with each.
 */
export function useRemoteBuilder(socket = engines.store) {
  const config = newFolder('buildx')
  let proxy: Awaited<ReturnType<typeof startBuildkitProxy>> | undefined
  beforeAll(async () => {
    proxy = await startBuildkitProxy(socket)
    const args = ['buildx', 'create', '--use', '--name', 'outside', '--driver', 'remote', proxy.address]
    const { PATH } = process.env
    const env = { PATH, HOME: config, DOCKER_HOST: engines.store, BUILDX_CONFIG: join(config, 'buildx') }
    await mustRun('docker', args, { env })
  })
  afterAll(() => proxy?.stop())
  const env = { BUILDX_CONFIG: join(config, 'buildx') }
  const where = (name: string, driver: Where['driver'], engine: Where['engine']): Where => {
    return { name, driver, engine, env: driver === 'remote' ? { ...env, BUILDX_BUILDER: 'outside' } : {} }
  }
  return {
    env,
    store: where('store', 'docker', 'store'),
    legacy: where('legacy', 'docker', 'legacy'),
    remote: where('remote', 'remote', 'store'),
    besideLegacy: where('beside-legacy', 'remote', 'legacy'),
  }
}
