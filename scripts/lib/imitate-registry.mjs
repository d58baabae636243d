/**
 * Imitates a vendor's registry: a proxy with its quirks in front of a real registry.
 * @import { Answered, Decide, Fault, FaultProxy } from './fault-proxy.mjs'
 */
import { createServer } from 'node:http'
import { startFaultProxy } from './fault-proxy.mjs'
import { quirks } from './registry-quirks.mjs'
import { onTeardown } from './teardown.mjs'

/**
 * Starts a profile's imitation in front of a registry.
 * @param {{quirks: string[]}} profile
 * @param {string} upstream the registry's `host:port`
 * @returns {Promise<FaultProxy & {elsewhere: {count: number}, changed: Set<string>}>} `decide` sets a fault that
 *   precedes the quirks; `elsewhere` counts the requests to the other host that a registry may redirect to; `changed` lists the quirks that
 *   changed an answer
 */
export async function startProfile(profile, upstream) {
  const { host, elsewhere } = await startElsewhere()
  /** @type {Set<string>} */
  const changed = new Set()
  const made = profile.quirks.map((name) => {
    const quirk = quirks[name]
    if (quirk === undefined) throw new Error(`There is no quirk "${name}".`)
    return record(quirk.make({ upstream, elsewhere: host }), () => changed.add(name))
  })
  /** @param {Decide} first @returns {Decide} */
  const withQuirks = (first) => async (request) => {
    /** @type {Fault[]} */
    const faults = []
    for (const decide of [first, ...made]) {
      const fault = await decide(request)
      if (fault?.status !== undefined || fault?.cut || fault?.stall) return fault
      if (fault) faults.push(fault)
    }
    return faults.length === 0 ? undefined : merge(faults)
  }
  const proxy = await startFaultProxy({ upstream, decide: withQuirks(() => undefined) })
  return { ...proxy, elsewhere, changed, decide: (first) => proxy.decide(withQuirks(first)) }
}

/** Calls `note` when a quirk changes an answer. @param {Decide} decide @param {() => void} note @returns {Decide} */
const record = (decide, note) => async (request) => {
  const fault = await decide(request)
  if (fault?.status !== undefined) note()
  const change = fault?.change
  if (change === undefined) return fault
  return {
    ...fault,
    change: (answer, sent) => {
      const part = change(answer, sent)
      if (part !== undefined) note()
      return part
    },
  }
}

/** Of several that pass a request on, each changes the answer. @param {Fault[]} faults @returns {Fault} */
function merge(faults) {
  /** @type {NonNullable<Fault['change']>} */
  const change = (answer, sent) => {
    /** @type {Partial<Answered> & Pick<Answered, 'headers'>} */
    const changed = { headers: {} }
    for (const fault of faults) {
      const now = { ...answer, ...changed, headers: { ...answer.headers, ...changed.headers } }
      const { headers, ...rest } = fault.change?.(now, sent) ?? {}
      Object.assign(changed, rest)
      Object.assign(changed.headers, headers)
    }
    return changed
  }
  return { ...Object.assign({}, ...faults), change }
}

/** A host that answers 429 to every request. */
async function startElsewhere() {
  const elsewhere = { count: 0 }
  const server = createServer((_request, response) => {
    elsewhere.count += 1
    response.writeHead(429, { 'retry-after': '60' }).end()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  onTeardown('the other host', () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { host: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, elsewhere }
}
