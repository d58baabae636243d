import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSocketServer, type Socket } from 'node:net'
import { HttpFailure, type HttpRequest } from '../../src/ports/http.ts'
import { resolveHost } from '../../src/ports/http-agents.ts'
import { createHttp } from '../../src/ports/node-http.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function listen(server: Server | ReturnType<typeof createSocketServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => void server.close() })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

const serve = (listener: RequestListener) => {
  const server = createServer(listener)
  open.push({ close: () => server.closeAllConnections() })
  return listen(server)
}

/** A server of raw sockets, which can fail in any way. */
const serveSockets = (onSocket: (socket: Socket, count: number) => void) => {
  let count = 0
  const sockets: Socket[] = []
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
    },
  })
  return listen(
    createSocketServer((socket) => {
      count += 1
      sockets.push(socket.on('error', () => undefined))
      onSocket(socket, count)
    }),
  )
}

const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} })

async function read(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('createHttp', () => {
  test('returns the status, headers in lower case and the body', async () => {
    const url = await serve((request, response) => {
      response
        .writeHead(207, { 'X-Name': 'a', 'Set-Cookie': ['x=1', 'y=2'] })
        .end(`${request.method} ${request.url}`)
    })
    const response = await createHttp()(get(`${url}/path?q=1`))
    expect(response).toMatchObject({ status: 207, headers: { 'x-name': 'a', 'set-cookie': 'x=1, y=2' } })
    expect(await read(response.body)).toBe('GET /path?q=1')
  })

  test.each<{ name: string; body: NonNullable<HttpRequest['body']>; length: string | undefined }>([
    { name: 'bytes', body: Buffer.from('h\u00e4llo'), length: '6' },
    {
      name: 'a stream',
      body: async function* () {
        yield Buffer.from('h\u00e4')
        yield Buffer.from('llo')
      },
      length: undefined,
    },
  ])('sends $name', async ({ body, length }) => {
    const url = await serve((request, response) => {
      const received = request.headers['content-length'] ?? 'none'
      response.writeHead(200, { received })
      request.pipe(response)
    })
    const response = await createHttp()({ ...get(url), method: 'PUT', body })
    expect(await read(response.body)).toBe('h\u00e4llo')
    expect(response.headers.received).toBe(length ?? 'none')
  })

  test('follows no redirect', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: '/x' }).end())
    expect((await createHttp()(get(url))).status).toBe(302)
  })

  test('reuses a connection, even after a discarded body', async () => {
    const sockets = new Set<unknown>()
    const url = await serve((request, response) => {
      sockets.add(request.socket)
      response.end('x'.repeat(1000))
    })
    const http = createHttp()
    for (let count = 0; count < 3; count += 1) {
      const response = await http(get(url))
      response.discard()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(sockets.size).toBe(1)
  })

  test('resends at once if a reused connection was closed', async () => {
    const url = await serveSockets((socket, count) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
        if (count === 1) socket.once('data', () => socket.destroy())
      })
    })
    const http = createHttp()
    for (const _ of [1, 2]) expect(await read((await http(get(url))).body)).toBe('ok')
  })

  test.each<{ name: string; onSocket: (socket: Socket) => void; code: string }>([
    { name: 'a broken connection', onSocket: (socket) => socket.destroy(), code: 'ECONNRESET' },
    {
      name: 'an answer that is not HTTP',
      onSocket: (socket) => socket.end('SSH-2.0\r\n'),
      code: 'HPE_INVALID_CONSTANT',
    },
    { name: 'a silent server', onSocket: () => undefined, code: 'IDLE_TIMEOUT' },
  ])('throws an HttpFailure for $name', async ({ onSocket, code }) => {
    const url = await serveSockets(onSocket)
    const failure = createHttp({ connect: 5_000, idle: 100 })(get(url))
    await expect(failure).rejects.toBeInstanceOf(HttpFailure)
    await expect(failure).rejects.toMatchObject({ code })
  })

  test.each<{ name: string; end: (socket: Socket) => void; code: string }>([
    { name: 'cut', end: (socket) => socket.destroy(), code: 'ECONNRESET' },
    { name: 'silent', end: () => undefined, code: 'IDLE_TIMEOUT' },
  ])('throws an HttpFailure while it reads an answer that is $name half-way', async ({ end, code }) => {
    const url = await serveSockets((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')
        setTimeout(() => end(socket), 20)
      })
    })
    const response = await createHttp({ connect: 5_000, idle: 100 })(get(url))
    await expect(read(response.body)).rejects.toMatchObject({ name: 'HttpFailure', code })
  })

  describe('time limits', () => {
    const trickle = (socket: Socket, text: string) => {
      const timer = setInterval(() => socket.write(text), 20)
      socket.once('close', () => clearInterval(timer))
    }
    const head = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
    const limits = { connect: 5_000, idle: 5_000, head: 300, body: 300, window: 300, least: 10_000 }

    test.each<{ name: string; text: string }>([
      { name: 'a head that arrives byte by byte', text: 'a' },
      { name: 'endless interim answers', text: 'HTTP/1.1 102 Processing\r\n\r\n' },
    ])('end $name', async ({ text }) => {
      const url = await serveSockets((socket) => {
        if (text === 'a') socket.write('HTTP/1.1 200 OK\r\nx: ')
        trickle(socket, text)
      })
      await expect(createHttp(limits)(get(url))).rejects.toMatchObject({ code: 'HEAD_TIMEOUT' })
    })

    test.each<{ name: string; isLarge: boolean; code: string }>([
      { name: 'a small body', isLarge: false, code: 'BODY_TIMEOUT' },
      { name: 'a blob', isLarge: true, code: 'TOO_SLOW' },
    ])('end $name that arrives byte by byte', async ({ isLarge, code }) => {
      const url = await serveSockets((socket) => {
        socket.write(head)
        trickle(socket, '1\r\nx\r\n')
      })
      const response = await createHttp(limits)({ ...get(url), isLarge })
      await expect(read(response.body)).rejects.toMatchObject({ name: 'HttpFailure', code })
    })

    test('let a blob take longer than a small body if it is fast enough', async () => {
      const url = await serveSockets((socket) => {
        socket.write(head)
        const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`
        trickle(socket, chunk)
        setTimeout(() => socket.end('0\r\n\r\n'), 800)
      })
      const response = await createHttp(limits)({ ...get(url), isLarge: true })
      expect((await read(response.body)).length).toBeGreaterThan(40_000)
    })

    test('end an upload that its server reads too slowly', async () => {
      const url = await serveSockets((socket) => {
        // Only the buffers of the system accept bytes.
        socket.pause()
      })
      async function* body() {
        for (;;) yield new Uint8Array(64 * 1024)
      }
      const sending = createHttp({ ...limits, idle: 400 })({ ...get(url), method: 'PUT', body })
      await expect(sending).rejects.toMatchObject({
        code: expect.stringMatching(/^(TOO_SLOW|IDLE_TIMEOUT)$/),
      })
    })

    test('end a discarded body that never ends', async () => {
      let isOpen = true
      const url = await serveSockets((socket) => {
        socket.once('close', () => {
          isOpen = false
        })
        socket.write(head)
        const send = (error?: Error | null) => {
          if (!error) socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`, send)
        }
        send()
      })
      const response = await createHttp(limits)(get(url))
      response.discard()
      for (let waited = 0; isOpen && waited < 5_000; waited += 20)
        await new Promise((resolve) => setTimeout(resolve, 20))
      expect(isOpen).toBe(false)
    })
  })

  test('throws CONNECT_TIMEOUT for a TLS handshake that does not end', async () => {
    const url = await serveSockets(() => undefined)
    const failure = createHttp({ connect: 100, idle: 5_000 })(get(url.replace('http:', 'https:')))
    await expect(failure).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' })
  })

  test('throws EPROTO or an SSL error for plain HTTP in place of TLS', async () => {
    const url = await serve((_request, response) => response.end())
    await expect(createHttp()(get(url.replace('http:', 'https:')))).rejects.toMatchObject({
      code: expect.stringMatching(/^(EPROTO|ERR_SSL_)/),
    })
  })

  test('throws ECONNREFUSED if no server listens', async () => {
    const url = await serveSockets(() => undefined)
    for (const one of open.splice(0)) one.close()
    await expect(createHttp()(get(url))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

test('resolveHost returns the addresses of a host, and none for an unknown host', async () => {
  expect(await resolveHost('127.0.0.1')).toEqual(['127.0.0.1'])
  expect(await resolveHost('absent.invalid')).toEqual([])
})

test('a proxy that cannot be reached leaves no timer that keeps the process running', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  process.env.https_proxy = 'http://127.0.0.1:1'
  try {
    const http = createHttp()
    await expect(http({ method: 'GET', url: 'https://registry.example/v2/', headers: {} })).rejects.toThrow()
    expect(timers()).toBeLessThanOrEqual(before)
  } finally {
    delete process.env.https_proxy
  }
})
