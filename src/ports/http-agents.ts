import { lookup } from 'node:dns/promises'
import type { Agent } from 'node:http'
import { createRequire } from 'node:module'
import { createSecureContext, rootCertificates } from 'node:tls'
import { getProxyUrl } from '@actions/http-client/lib/proxy'
import { memoize } from '../memoize.ts'
import type { Resolve, Tls } from './http.ts'

// Node has getBuiltinModule from 20.16 on; the command also runs on older ones.
const load = createRequire(import.meta.url)

// Not imported: for an import statement Node reads every property of these modules, which loads its own copy of undici (27 ms).
export const http = process.getBuiltinModule?.('node:http') ?? load('node:http')
export const https = process.getBuiltinModule?.('node:https') ?? load('node:https')

/** The addresses of a host, from the operating system. */
export const resolveHost: Resolve = async (host) => {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

export function createAgents(): (url: URL, tls: Tls | undefined) => Promise<Agent> {
  const untrusted: Tls = { ca: [], bundled: true, client: [], verify: true }
  const agentsOf = memoize(
    (tls: Tls) => tls,
    (tls) =>
      memoize(
        (url: URL) => url.origin,
        (url) => createAgent(url, tls),
      ),
  )
  return (url, tls = untrusted) => agentsOf(tls)(url)
}

async function createAgent(url: URL, tls: Tls): Promise<Agent> {
  const agent = await openAgent(url)
  if (url.protocol !== 'https:') return agent
  const ca = tls.bundled ? [...rootCertificates, ...tls.ca] : [...tls.ca]
  const client = { cert: tls.client.map(({ cert }) => cert), key: tls.client.map(({ key }) => key) }
  const secureContext = createSecureContext({ ca, ...(tls.client.length > 0 ? client : {}) })
  // On the agent and not on the request: a proxy's tunnel looks for them only there.
  if (!('options' in agent) || typeof agent.options !== 'object' || !agent.options)
    throw new Error('An agent without options.')
  Object.assign(agent.options, { secureContext, rejectUnauthorized: tls.verify })
  return agent
}

/** A direct connection, or one through the proxy of the environment. Only a proxy needs the toolkit's client, which loads undici. */
async function openAgent(url: URL): Promise<Agent> {
  if (getProxyUrl(url)) {
    const { HttpClient } = await import('@actions/http-client')
    return new HttpClient('tagboat', [], { keepAlive: true }).getAgent(url.href)
  }
  const options = { keepAlive: true, maxSockets: 100 }
  return url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
}
