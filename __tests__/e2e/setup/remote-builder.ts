/** A builder with the remote driver: the engine's own BuildKit, as a builder that is not the engine. */
import { createServer, connect as open } from 'node:net'
import { join } from 'node:path'
import { mustRun } from '../../../scripts/lib/run.mjs'
import { engines, newFolder } from './environment.ts'

const upgrade = 'POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'

/** Where a step builds, and which engine it loads into: spread it into the step. `name` is for names of images. */
export interface Where {
  readonly driver: 'docker' | 'remote'
  readonly name: string
  readonly engine: keyof typeof engines
  readonly env: Readonly<Record<string, string>>
}

/**
 * Makes one for the tests of a `describe`: each connection to a port on loopback becomes one to `/grpc` of an engine's socket, by
 * default of the one with the containerd image store. `env` is for a step on that engine, where the builder is the current one. The
 * rest are rows for tables: the engine's own builder with each image store, and the remote builder beside each.
 */
export function useRemoteBuilder(socket = engines.store) {
  const config = newFolder('buildx')
  const server = createServer((client) => {
    const engine = open(socket.replace('unix://', ''))
    client.on('error', () => engine.destroy())
    engine.on('error', () => client.destroy())
    let head = Buffer.alloc(0)
    const onData = (data: Buffer) => {
      head = Buffer.concat([head, data])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      engine.off('data', onData)
      client.write(head.subarray(end + 4))
      engine.pipe(client)
      client.pipe(engine)
    }
    engine.on('data', onData)
    engine.write(upgrade)
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const args = [
      'buildx',
      'create',
      '--use',
      '--name',
      'outside',
      '--driver',
      'remote',
      `tcp://127.0.0.1:${port}`,
    ]
    const { PATH } = process.env
    const env = { PATH, HOME: config, DOCKER_HOST: engines.store, BUILDX_CONFIG: join(config, 'buildx') }
    await mustRun('docker', args, { env })
  })
  afterAll(() => void server.close())
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
