/**
 * A proxy in front of a registry that delays every request by a given time, and measures it.
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 */
import { Agent, createServer, request } from 'node:http'
import { sleep } from '../lib/run.mjs'
import { onTeardown } from '../lib/teardown.mjs'

/**
 * @typedef {{
 *   method: string, path: string, agent: string, start: number, end: number, status: number, bytes: number,
 * }} Measured
 *   `agent` is the User-Agent; `start` and `end` in ms of performance.now(), the delay included, `end` is NaN while it
 *   lasts; `bytes` of both bodies
 * @typedef {{
 *   host: string, delay: (ms: number) => void, take: () => Promise<Measured[]>, stop: () => Promise<void>,
 * }} Meter
 *   `take` waits until no request is in flight, and returns the measurements since the last call
 * @typedef {{
 *   to: {hostname: string, port: string, agent: Agent}, delay: number, measured: Measured[],
 * }} State
 */

/** A connection that a client never closes must not block the measurement. */
const LONGEST_WAIT = 2_000

/**
 * @param {{upstream: string}} options the registry's `host:port`
 * @returns {Promise<Meter>}
 */
export async function startMeter({ upstream }) {
  const { hostname, port } = new URL(`http://${upstream}`)
  // Connections to the registry are kept alive: a new one for each request would be overhead of the meter.
  const agent = new Agent({ keepAlive: true })
  /** @type {State} */
  const meter = { to: { hostname, port, agent }, delay: 0, measured: [] }
  const server = createServer((incoming, outgoing) => {
    handle(meter, incoming, outgoing).catch(() => outgoing.destroy())
  })
  // A client's keep-alive connection must not be closed just as it is reused.
  server.keepAliveTimeout = 60_000
  await new Promise((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', () => resolve(undefined))
  })
  const stop = () => {
    forget()
    agent.destroy()
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve(undefined)))
  }
  const forget = onTeardown('meter', stop)
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : 0
  /** @param {number} ms */
  const delay = (ms) => {
    meter.delay = ms
  }
  return { host: `localhost:${bound}`, delay, take: () => take(meter), stop }
}

/** @param {State} meter */
async function take(meter) {
  const isUnderWay = () => meter.measured.some(({ end }) => Number.isNaN(end))
  for (let waited = 0; isUnderWay() && waited < LONGEST_WAIT; waited += 10) await sleep(10)
  return meter.measured.splice(0)
}

/** @param {State} meter @param {IncomingMessage} incoming @param {ServerResponse} outgoing */
async function handle(meter, incoming, outgoing) {
  const { method = 'GET', url: path = '/', headers } = incoming
  const agent = String(headers['user-agent'] ?? '')
  const seen = { method, path, agent, start: performance.now(), end: Number.NaN, status: 0, bytes: 0 }
  meter.measured.push(seen)
  /** @param {Buffer} chunk */
  const count = (chunk) => {
    seen.bytes += chunk.length
  }
  outgoing.on('close', () => {
    seen.end = performance.now()
    seen.status = outgoing.statusCode
  })
  if (meter.delay > 0) await sleep(meter.delay)
  // The Host header stays the meter's, so that a registry's `Location` leads back through it.
  const sent = request({ ...meter.to, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.on('data', count).pipe(outgoing)
  })
  sent.on('error', () => outgoing.destroy())
  outgoing.on('close', () => sent.destroy())
  incoming.on('data', count).pipe(sent)
}
