/** Finds the docker client to use, and checks the versions of client and engine. */
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { run } from './run.mjs'

/** The oldest versions that Tagboat supports: of the engine, and of buildx, which must accept its bake definitions. */
export const OLDEST = { engine: '23.0', buildx: '0.13' }

/**
 * The first x.y[.z] in a text, as numbers.
 * @param {string} text `Docker version 28.5.2+dfsg1, build ...`, `github.com/docker/buildx 0.29.1 ...`
 * @returns {number[] | undefined}
 */
export function versionIn(text) {
  const match = /(?:^|[^\d.])v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)
  return match ? match.slice(1).map((part) => Number(part ?? 0)) : undefined
}

/**
 * Whether the version found in `text` is `oldest` or newer. A text without a version is not.
 * @param {string} text
 * @param {string} oldest
 */
export function isAtLeast(text, oldest) {
  const found = versionIn(text)
  const wanted = versionIn(oldest)
  if (!found || !wanted) return false
  for (const [index, part] of wanted.entries()) {
    if (found[index] !== part) return (found[index] ?? 0) > part
  }
  return true
}

/**
 * Every file of this name on the PATH, in order, and in the system folders that a user's PATH may lack.
 * @param {string} name
 * @param {string} [path]
 */
export function onPath(name, path = process.env.PATH ?? '') {
  const folders = [...path.split(delimiter), '/usr/bin', '/usr/sbin'].filter(
    (folder) => folder && existsSync(folder),
  )
  // If /bin is a link to /usr/bin, a program would be found twice.
  const distinct = folders.filter((folder, index) => {
    return folders.findIndex((other) => realpathSync(other) === realpathSync(folder)) === index
  })
  return distinct.map((folder) => join(folder, name)).filter(existsSync)
}

/**
 * The docker clients of this machine, in the order of the PATH.
 * @returns {Promise<{path: string, version: string, buildx: string, good: boolean}[]>} a version is '' if unknown
 */
export async function dockerClients() {
  return Promise.all(
    onPath('docker').map(async (path) => {
      const client = await run(path, ['--version'], { timeout: 10_000 })
      const plugin = await run(path, ['buildx', 'version'], { timeout: 10_000 })
      const version = client.code === 0 ? (versionIn(client.stdout)?.join('.') ?? '') : ''
      const buildx = plugin.code === 0 ? (versionIn(plugin.stdout)?.join('.') ?? '') : ''
      return {
        path,
        version,
        buildx,
        good: isAtLeast(version, OLDEST.engine) && isAtLeast(buildx, OLDEST.buildx),
      }
    }),
  )
}

/** @typedef {{path: string, version: string, buildx: string, PATH: string}} DockerClient `PATH` is for its children */

/**
 * The first supported client on the PATH. If an older one precedes it, child processes need the returned PATH.
 * @returns {Promise<DockerClient | undefined>}
 */
export async function findClient() {
  const clients = await dockerClients()
  const client = clients.find(({ good }) => good)
  if (!client) return undefined
  const PATH = process.env.PATH ?? ''
  return { ...client, PATH: client === clients[0] ? PATH : `${dirname(client.path)}${delimiter}${PATH}` }
}

/** Whether a supported `dockerd` is installed. A machine's `docker` may use an engine on another machine. */
export async function hasEngineProgram() {
  const [dockerd] = onPath('dockerd')
  return dockerd !== undefined && isAtLeast((await run(dockerd, ['--version'])).stdout, OLDEST.engine)
}
