/** A throw-away registry: Debian's docker-registry (distribution 2.8) on a free port of 127.0.0.1, with its own configuration file. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { onPath } from './docker-client.mjs'
import { endProcesses, startDetached, waitUntil } from './processes.mjs'
import { registryRequest } from './registry-client.mjs'
import { mustRun, SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

const ATTEMPTS = 5

/**
 * @typedef {{realm: string, service: string, issuer: string, rootcertbundle: string}} TokenAuth
 * @typedef {{
 *   dir: string,
 *   users?: Record<string, string>,
 *   token?: TokenAuth,
 *   delete?: boolean,
 *   http?: Record<string, unknown>,
 *   config?: Record<string, unknown>,
 *   hostname?: 'localhost' | '127.0.0.1',
 *   port?: number,
 * }} RegistryOptions
 * @typedef {RegistryOptions & {port: number, auth: object | undefined}} Served
 * @typedef {{host: string, port: number, pid: number, logFile: string, dataDir: string, stop: () => Promise<void>}} Registry
 */

/**
 * Starts a registry and waits until it answers. `stop` stops it, or else the teardown.
 * @param {RegistryOptions} options `dir` is made by this and removed on stop; `users` (name: password) asks for Basic,
 *   `token` for Bearer, none of them is open; `http` and `config` add to those parts of the registry's file; `port`: a free one by default
 * @returns {Promise<Registry>} `logFile` has a line per request
 * @throws {Error} with the log's last lines, if it does not start
 */
export async function startRegistry(options) {
  const [program] = onPath('docker-registry')
  if (!program)
    throw new SetupError('"docker-registry" is not installed: run "node scripts/lib/packages.mjs" first')
  mkdirSync(options.dir, { recursive: true })
  const auth = await authConfig(options)
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    try {
      return await serve(program, { ...options, port, auth })
    } catch (error) {
      // Another process may have taken the port since it was found free.
      const taken = error instanceof Error && error.message.includes('address already in use')
      if (!taken || options.port !== undefined || attempt === ATTEMPTS) throw error
    }
  }
}

/** @param {string} program @param {Served} options @returns {Promise<Registry>} */
async function serve(program, options) {
  const { dir, port, hostname = 'localhost' } = options
  const file = join(dir, 'config.yml')
  const logFile = join(dir, 'registry.log')
  rmSync(logFile, { force: true })
  // JSON is valid YAML.
  writeFileSync(file, JSON.stringify(registryConfig(options), null, 2))
  const started = startDetached([program, ['serve', file]], { logFile })
  const stop = stopper(started.pid, dir)
  onTeardown(`registry on port ${port}`, stop)
  const wait = { what: 'docker-registry', process: started, logFile, limit: 20_000 }
  try {
    await waitUntil(() => answers(port, logFile), wait)
  } catch (error) {
    await endProcesses([started.pid])
    throw error
  }
  return { host: `${hostname}:${port}`, port, pid: started.pid, logFile, dataDir: join(dir, 'data'), stop }
}

/** @param {number} pid @param {string} dir */
function stopper(pid, dir) {
  /** @type {Promise<void> | undefined} */
  let stopping
  return () => {
    stopping ??= endProcesses([pid], 3_000).then(() => rmSync(dir, { recursive: true, force: true }))
    return stopping
  }
}

/**
 * Whether the registry answers a request and logs it, since another process on the port would answer too.
 * @param {number} port
 * @param {string} logFile
 */
async function answers(port, logFile) {
  const name = `ready-${randomUUID()}`
  const headers = { 'User-Agent': name }
  const answer = await registryRequest(`127.0.0.1:${port}`, '/v2/', { headers }).catch(() => undefined)
  return answer !== undefined && readFileSync(logFile, 'utf8').includes(name)
}

/** @param {Served} options */
function registryConfig({ dir, port, auth, delete: deletion = true, http = {}, config = {} }) {
  return {
    version: 0.1,
    // The access log alone: the other lines of each request cost processor time.
    log: { level: 'error', accesslog: { disabled: false } },
    storage: {
      filesystem: { rootdirectory: join(dir, 'data') },
      delete: { enabled: deletion },
      // Otherwise it logs a line about itself at a random time.
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: `127.0.0.1:${port}`, ...http },
    ...(auth && { auth }),
    ...config,
  }
}

/**
 * Passes passwords through a pipe, since every user of the machine can read a command line.
 * @param {RegistryOptions} options
 */
async function authConfig({ dir, users, token }) {
  if (token) return { token }
  if (!users) return undefined
  const lines = []
  for (const [name, password] of Object.entries(users)) {
    lines.push((await mustRun('htpasswd', ['-niB', '-C', '4', name], { input: password })).trim())
  }
  const path = join(dir, 'htpasswd')
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  return { htpasswd: { realm: 'tagboat-throw-away', path } }
}

/** A port of 127.0.0.1 that was free a moment ago. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
