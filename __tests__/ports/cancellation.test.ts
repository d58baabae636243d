import { getEventListeners } from 'node:events'
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import {
  createCancellation,
  hurryClock,
  hurryHttp,
  stopHttp,
  unlessCancelled,
} from '../../src/ports/cancellation.ts'
import { clock } from '../../src/ports/create-ports.ts'
import type { HttpRequest, HttpResponse } from '../../src/ports/http.ts'
import { createHttp } from '../../src/ports/node-http.ts'

const times = { request: 150, end: 400, kill: 50, wait: 60 }
let server: Server
let url: string
let arrived: () => void = () => undefined

/** `/hang` never answers, `/half` starts an answer and never ends it, `/slow` takes 80 ms. */
beforeAll(async () => {
  server = createServer((request, response) => {
    arrived()
    if (request.url === '/half') response.writeHead(200).write('begun')
    else if (request.url === '/slow') setTimeout(() => response.end('late'), 80)
    else if (request.url !== '/hang') response.end('there')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const get = (path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: `${url}${path}`,
  headers: {},
  ...more,
})

/** Sends a request, cancels once it has arrived, and returns its text or error code. */
async function cancelDuring(kind: 'work' | 'hurried', path: string, more: Partial<HttpRequest> = {}) {
  const cancellation = createCancellation(times)
  const http = (kind === 'work' ? stopHttp : hurryHttp)(createHttp(), cancellation)
  let started = 0
  arrived = () => {
    started = Date.now()
    setTimeout(cancellation.cancel, 10)
  }
  const end = http(get(path, more)).then(async (answer) => {
    let text = ''
    for await (const chunk of answer.body) text += Buffer.from(chunk).toString()
    return text
  })
  const outcome = await end.catch((error: { code?: string }) => error.code)
  return { outcome, took: Date.now() - started }
}

test.each([
  {
    what: 'a request without an answer',
    kind: 'work',
    path: '/hang',
    outcome: 'CANCELLED',
    least: 0,
    most: 100,
  },
  { what: 'half an answer', kind: 'work', path: '/half', outcome: 'CANCELLED', least: 0, most: 100 },
  { what: 'a slow answer', kind: 'work', path: '/slow', outcome: 'CANCELLED', least: 0, most: 75 },
  {
    what: 'a slow write',
    kind: 'work',
    path: '/slow',
    mustEnd: true,
    outcome: 'late',
    least: 70,
    most: 1_000,
  },
  {
    what: 'a write without an answer',
    kind: 'work',
    path: '/hang',
    mustEnd: true,
    outcome: 'NO_TIME',
    least: 140,
    most: 1_000,
  },
  { what: 'a slow answer', kind: 'hurried', path: '/slow', outcome: 'late', least: 70, most: 1_000 },
  {
    what: 'a request without an answer',
    kind: 'hurried',
    path: '/hang',
    outcome: 'NO_TIME',
    least: 140,
    most: 1_000,
  },
  { what: 'half an answer', kind: 'hurried', path: '/half', outcome: 'NO_TIME', least: 140, most: 1_000 },
] as const)('a cancellation during $what of $kind requests results in $outcome', async (row) => {
  const { outcome, took } = await cancelDuring(row.kind, row.path, 'mustEnd' in row ? { mustEnd: true } : {})
  expect(outcome).toBe(row.outcome)
  expect(took).toBeGreaterThanOrEqual(row.least)
  expect(took).toBeLessThan(row.most + 500)
})

test('after a cancellation stopHttp sends nothing, and hurryHttp sends until the time is up', async () => {
  let time = 0
  const cancellation = createCancellation(times, () => time)
  const sent: HttpRequest[] = []
  const http = async (request: HttpRequest) => {
    sent.push(request)
    return { status: 200, headers: {}, body: (async function* () {})(), discard: () => undefined }
  }
  cancellation.cancel()
  await expect(stopHttp(http, cancellation)(get('/'))).rejects.toMatchObject({
    problems: [{ code: 'cancelled-early' }],
  })
  await expect(stopHttp(http, cancellation)(get('/', { mustEnd: true }))).rejects.toThrow('cancelled')
  expect(sent).toEqual([])
  await hurryHttp(http, cancellation)(get('/'))
  expect(sent).toHaveLength(1)
  expect(cancellation.left()).toBe(400)
  time = 1_000
  cancellation.cancel()
  expect(cancellation.left()).toBe(0)
})

test.each<[how: string, end: (answer: HttpResponse) => unknown]>([
  ['its answer was read', async ({ body }) => buffer(body)],
  ['its answer was discarded', ({ discard }) => discard()],
])('a request removes its abort listener once %s', async (_, end) => {
  const cancellation = createCancellation(times)
  const http = hurryHttp(createHttp(), cancellation)
  const answer = await http(get('/'))
  expect(getEventListeners(cancellation.signal, 'abort')).toHaveLength(2)
  await end(answer)
  expect(getEventListeners(cancellation.signal, 'abort')).toHaveLength(1)
})

test('a request that fails removes its abort listener', async () => {
  const cancellation = createCancellation(times)
  const http = hurryHttp(async () => Promise.reject(new Error('no route')), cancellation)
  await expect(http(get('/'))).rejects.toThrow('no route')
  // The promise `cancelled` keeps its own.
  expect(getEventListeners(cancellation.signal, 'abort')).toHaveLength(1)
})

test('a cancellation ends a wait, and shortens later ones', async () => {
  const cancellation = createCancellation(times)
  const hurried = hurryClock(clock, cancellation)
  const started = Date.now()
  setTimeout(cancellation.cancel, 20)
  await hurried.sleep(60_000)
  await hurried.sleep(60_000)
  expect(Date.now() - started).toBeLessThan(2_000)
  expect(Date.now() - started).toBeGreaterThanOrEqual(70)
})

test('unlessCancelled stops waiting for work that cannot be aborted', async () => {
  const cancellation = createCancellation(times)
  expect(await unlessCancelled(cancellation, Promise.resolve('found'), 'nothing')).toBe('found')
  setTimeout(cancellation.cancel, 20)
  expect(await unlessCancelled(cancellation, new Promise<string>(() => undefined), 'nothing')).toBe('nothing')
})
