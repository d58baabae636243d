import { createServer } from 'node:http'
import { connect } from 'node:net'

/** A proxy that connects every tunnel to one server, for any requested host. */
export async function startTunnel(port: number) {
  const asked: string[] = []
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    sockets.add(socket)
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    socket.on('error', () => upstream.destroy())
    upstream.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  }
  return {
    asked,
    stop,
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
  }
}
