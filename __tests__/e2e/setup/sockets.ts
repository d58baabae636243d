/** Small servers in front of an engine or in place of one. */
import { createServer, connect as open, type Socket } from 'node:net'
import { engines } from './environment.ts'

type Where = string | { readonly port: number; readonly host?: string }

/** Listens on a socket's path or a port (0: a free one); `answer` gets each connection. `stop` closes open connections. */
export async function listen(where: Where, answer: (client: Socket) => void = () => {}) {
  const sockets = new Set<Socket>()
  let count = 0
  const server = createServer((client) => {
    count += 1
    sockets.add(client)
    client.on('error', () => client.destroy())
    client.on('close', () => sockets.delete(client))
    answer(client)
  })
  const at = typeof where === 'string' ? { path: where } : { host: '127.0.0.1', ...where }
  await new Promise<void>((resolve) => server.listen(at, resolve))
  const address = server.address()
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { port: typeof address === 'object' && address ? address.port : 0, count: () => count, stop }
}

/** Forwards a connection to an engine. */
export function toEngine(client: Socket, engine: keyof typeof engines): void {
  const socket = open(engines[engine].replace('unix://', ''))
  for (const each of [client, socket]) each.on('error', () => [client, socket].map((one) => one.destroy()))
  client.pipe(socket).pipe(client)
}
