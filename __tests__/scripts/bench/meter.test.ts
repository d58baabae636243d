import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startMeter } from '../../../scripts/bench/meter.mjs'

/** Stands for a registry: echoes the body of a request. */
const upstream = createServer((incoming, outgoing) => {
  if (incoming.url === '/cut') incoming.socket.destroy()
  else incoming.pipe(outgoing.writeHead(201, { location: `http://${incoming.headers.host}/next` }))
})

let meter: Awaited<ReturnType<typeof startMeter>>

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  meter = await startMeter({ upstream: `127.0.0.1:${(upstream.address() as AddressInfo).port}` })
})
afterAll(async () => {
  await meter.stop()
  upstream.closeAllConnections()
  upstream.close()
})

function put(path: string, body: string): Promise<{ location: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`http://${meter.host}${path}`, { method: 'PUT', headers: { 'user-agent': 'test' } })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => resolve({ location: answer.headers.location, body: text }))
    })
    sent.end(body)
  })
}

describe('startMeter', () => {
  it('forwards a request and rewrites its redirect', async () => {
    expect(await put('/v2/a', 'four')).toEqual({ location: `http://${meter.host}/next`, body: 'four' })
    expect(await meter.take()).toMatchObject([
      { method: 'PUT', path: '/v2/a', agent: 'test', status: 201, bytes: 8 },
    ])
    expect(await meter.take()).toEqual([])
  })

  it('delays parallel requests without queueing, and measures the delay', async () => {
    meter.delay(60)
    const started = performance.now()
    await Promise.all([put('/1', ''), put('/2', ''), put('/3', '')])
    expect(performance.now() - started).toBeGreaterThanOrEqual(59)
    meter.delay(0)
    const measured = await meter.take()
    expect(measured).toHaveLength(3)
    expect(Math.min(...measured.map(({ start, end }) => end - start))).toBeGreaterThanOrEqual(59)
    // All began before the first one ended, so they ran in parallel.
    const firstEnd = Math.min(...measured.map(({ end }) => end))
    expect(Math.max(...measured.map(({ start }) => start))).toBeLessThan(firstEnd)
  })

  it('ends a request whose connection the registry closes', async () => {
    await expect(put('/cut', '')).rejects.toThrow()
    expect(await meter.take()).toMatchObject([{ path: '/cut' }])
  })
})
