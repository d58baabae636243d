/** Exposes the BuildKit inside a Docker Engine to gRPC clients over TCP, such as a remote builder. */
import { createServer, connect as open } from 'node:net'

/** dockerd serves BuildKit on connections that request this upgrade (moby, api/server/router/grpc). */
const UPGRADE = 'POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'

/**
 * Forwards each connection to `/grpc` of the engine.
 * @param {string} host the engine's socket, `unix:///...`
 * @returns {Promise<{address: string, stop: () => void}>} `address` is for `docker buildx create --driver remote`
 */
export async function startBuildkitProxy(host) {
  const server = createServer((client) => {
    const engine = open(host.replace('unix://', ''))
    client.on('error', () => engine.destroy())
    engine.on('error', () => client.destroy())
    let head = Buffer.alloc(0)
    /** @param {Buffer} data */
    const onData = (data) => {
      head = Buffer.concat([head, data])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      engine.off('data', onData)
      client.write(head.subarray(end + 4))
      engine.pipe(client)
      client.pipe(engine)
    }
    engine.on('data', onData)
    engine.write(UPGRADE)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port')
  return { address: `tcp://127.0.0.1:${address.port}`, stop: () => void server.close() }
}
