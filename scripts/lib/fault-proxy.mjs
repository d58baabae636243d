/**
 * A proxy in front of a registry that injects faults and records every request.
 * @import { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
 */
import { createServer, request } from 'node:http'
import { sleep } from './run.mjs'
import { onTeardown } from './teardown.mjs'

/**
 * @typedef {{method: string, path: string, headers: IncomingHttpHeaders, count: number}} ProxiedRequest
 *   `count`: the number of requests with this method and path, including this one
 * @typedef {{
 *   delay?: number,
 *   status?: number, headers?: Record<string, string>, body?: string | Buffer,
 *   cut?: boolean | 'answer' | {answer: number} | {request: number}, stall?: boolean,
 *   to?: string, limit?: number, change?: (answer: Answered, body: Buffer) => Partial<Answered> | undefined,
 * }} Fault
 *   `delay` in ms, before all else; `status` answers without the registry; `cut` closes the connection at once, in the middle of a
 *   fake answer, or after this many bytes of the real answer's or the request's body; `stall` never answers; `body` without `status`
 *   replaces the registry's body; `to` forwards the request to another `host:port`; `limit` in bytes: a longer body is answered with
 *   413, as by a web server; `change` gets the head of the real answer and a manifest's content, and returns replacements: a status
 *   with its body, and headers, of which undefined ones are removed
 * @typedef {{status: number, headers: Record<string, string | string[] | undefined>, body?: string}} Answered
 * @typedef {(request: ProxiedRequest) => Fault | undefined | Promise<Fault | undefined>} Decide
 * @typedef {ProxiedRequest & {status: number}} AnsweredRequest `status` is 0 without an answer
 * @typedef {{
 *   host: string, port: number, requests: AnsweredRequest[], decide: (callback: Decide) => void, stop: () => Promise<void>,
 * }} FaultProxy
 *   `requests` in order of arrival; `decide` replaces the callback
 * @typedef {{upstream: string, decide: Decide, requests: AnsweredRequest[], counts: Map<string, number>}} State
 */

/**
 * @param {{
 *   upstream: string,
 *   decide?: Decide,
 *   port?: number,
 *   address?: string,
 * }} options `upstream` is the registry's `host:port`, `address` this machine's to listen on
 * @returns {Promise<FaultProxy>}
 */
export async function startFaultProxy({
  upstream,
  decide = () => undefined,
  port = 0,
  address = '127.0.0.1',
}) {
  /** @type {State} */
  const proxy = { upstream, decide, requests: [], counts: new Map() }
  const server = createServer((incoming, outgoing) => {
    handle(proxy, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise((resolve, reject) =>
    server.on('error', reject).listen(port, address, () => resolve(undefined)),
  )
  const stop = () => {
    forget()
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve(undefined)))
  }
  const forget = onTeardown('fault proxy', stop)
  const own = server.address()
  const bound = typeof own === 'object' && own ? own.port : 0
  const name = address === '127.0.0.1' ? 'localhost' : address
  /** @param {Decide} callback */
  const setDecide = (callback) => {
    proxy.decide = callback
  }
  return { host: `${name}:${bound}`, port: bound, requests: proxy.requests, decide: setDecide, stop }
}

/** @param {State} proxy @param {IncomingMessage} incoming @param {ServerResponse} outgoing */
async function handle(proxy, incoming, outgoing) {
  const { method = 'GET', url: path = '/', headers } = incoming
  const count = (proxy.counts.get(`${method} ${path}`) ?? 0) + 1
  proxy.counts.set(`${method} ${path}`, count)
  const seen = { method, path, headers, count, status: 0 }
  proxy.requests.push(seen)
  outgoing.on('finish', () => {
    seen.status = outgoing.statusCode
  })
  const fault = (await proxy.decide(seen)) ?? {}
  if (fault.delay) await sleep(fault.delay)
  if (fault.stall) return
  if (fault.cut === true) {
    incoming.socket.destroy()
    return
  }
  if (fault.status !== undefined) {
    // An unread body would be parsed as the next request of this connection.
    incoming.resume()
    outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? '')
    return
  }
  if (fault.limit !== undefined && Number(headers['content-length'] ?? 0) > fault.limit) {
    incoming.resume()
    outgoing.writeHead(413, tooLarge.headers).end(tooLarge.body)
    return
  }
  pass(fault.to ?? proxy.upstream, fault, incoming, outgoing)
}

/** The page of nginx: https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size */
const tooLarge = {
  headers: { 'content-type': 'text/html' },
  body: '<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>nginx</body>\r\n</html>\r\n',
}

/**
 * Keeps the proxy's Host header, so that a registry's `Location` leads back through the proxy.
 * @param {string} upstream
 * @param {Fault} fault
 * @param {IncomingMessage} incoming
 * @param {ServerResponse} outgoing
 */
function pass(upstream, { headers: extra, body: given, cut, limit, change }, incoming, outgoing) {
  const { hostname, port } = new URL(`http://${upstream}`)
  const { method, url: path, headers } = incoming
  /** @type {Buffer[]} */
  const received = []
  // Manifests are buffered; blobs are streamed.
  if (change && path?.includes('/manifests/')) incoming.on('data', (chunk) => received.push(chunk))
  const sent = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
    const status = answer.statusCode ?? 502
    const changed = change?.({ status, headers: answer.headers }, Buffer.concat(received)) ?? {}
    const own = { ...answer.headers, ...extra, ...changed.headers }
    for (const name of Object.keys(own)) if (own[name] === undefined) delete own[name]
    const body = changed.body ?? given
    if (body === undefined && cut !== 'answer') {
      outgoing.writeHead(changed.status ?? status, own)
      if (typeof cut === 'object' && 'answer' in cut) endAfter(answer, cut.answer, () => outgoing.destroy())
      answer.pipe(outgoing)
      return
    }
    answer.resume()
    const content = body ?? '{'
    // Announces more bytes than it sends, and closes the connection.
    const length = cut === 'answer' ? Buffer.byteLength(content) + 100 : Buffer.byteLength(content)
    delete own['transfer-encoding']
    outgoing.writeHead(changed.status ?? status, { ...own, 'content-length': String(length) })
    if (cut === 'answer') outgoing.write(content, () => outgoing.destroy())
    else outgoing.end(method === 'HEAD' ? undefined : content)
  })
  let isRefused = false
  sent.on('error', () => isRefused || outgoing.destroy())
  outgoing.on('close', () => sent.destroy())
  // Counts a body of unknown length as it arrives.
  if (limit !== undefined)
    endAfter(incoming, limit + 1, () => {
      if (isRefused) return
      isRefused = true
      incoming.unpipe(sent)
      incoming.resume()
      outgoing.writeHead(413, tooLarge.headers).end(tooLarge.body)
      sent.destroy()
    })
  if (typeof cut === 'object' && 'request' in cut) {
    endAfter(incoming, cut.request, () => incoming.socket.destroy())
  }
  incoming.pipe(sent)
}

/**
 * Stops forwarding a stream after this many bytes.
 * @param {IncomingMessage} stream
 * @param {number} bytes
 * @param {() => void} end
 */
function endAfter(stream, bytes, end) {
  let got = 0
  stream.on('data', (chunk) => {
    got += chunk.length
    if (got >= bytes) end()
  })
}
