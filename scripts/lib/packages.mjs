/**
 * Checks for the programs that a real engine and a real registry need, and installs missing ones on Debian and Ubuntu.
 * As a script: `node scripts/lib/packages.mjs [--yes] [nginx skopeo ...]`.
 * @import { DockerClient } from './docker-client.mjs'
 * @import { Say } from './run.mjs'
 */
import { createInterface } from 'node:readline/promises'
import { pathToFileURL } from 'node:url'
import { distribution, install } from './apt.mjs'
import { dockerClients, findClient, hasEngineProgram, OLDEST, onPath } from './docker-client.mjs'
import { SetupError } from './run.mjs'

/** The program that shows that a package is here. @type {Record<string, string>} */
const PROGRAMS = {
  containerd: 'containerd',
  runc: 'runc',
  iproute2: 'ip',
  git: 'git',
  'docker-registry': 'docker-registry',
  'apache2-utils': 'htpasswd',
  'busybox-static': 'busybox',
  nginx: 'nginx',
  openssl: 'openssl',
  skopeo: 'skopeo',
  oras: 'oras',
  cosign: 'cosign',
  'qemu-user-static': 'qemu-aarch64-static',
  'groff-base': 'groff',
}

/**
 * The Debian packages that are missing.
 * @param {{engine?: boolean | undefined, packages?: string[] | undefined}} [needs] `engine: false` where only the client is needed
 * @returns {Promise<string[]>}
 */
export async function missingPackages({ engine = true, packages = [] } = {}) {
  const missing = []
  if (engine && !(await hasEngineProgram())) missing.push('docker.io')
  // The engine and the client must come from the same suite, so they are installed together.
  if (!(await findClient()) || missing.length > 0) missing.push('docker-cli', 'docker-buildx')
  const programs = [...(engine ? ['containerd', 'runc', 'iproute2'] : []), ...packages]
  missing.push(...programs.filter((name) => onPath(PROGRAMS[name] ?? name).length === 0))
  return [...new Set(missing)]
}

/**
 * Installs missing packages: without a question if `yes` or CI=true is set, or without a terminal.
 * @param {{engine?: boolean, packages?: string[], yes?: boolean, say?: Say}} [options]
 *   `packages`: those needed besides Docker's
 * @returns {Promise<DockerClient>} the docker client to use;
 *   child processes need its `PATH`
 * @throws {SetupError} on another system, without root and sudo, after a "no", or when apt fails
 */
export async function ensurePackages({ engine, packages, yes = false, say = console.log } = {}) {
  const missing = await missingPackages({ engine, packages })
  if (missing.length > 0) {
    refuseElsewhere(missing)
    await askFor(missing, yes)
    await install(missing, say)
    const still = await missingPackages({ engine, packages })
    if (still.length > 0) throw new SetupError(`Installed, yet not found or too old: ${still.join(', ')}`)
  }
  const client = await findClient()
  if (!client) throw new SetupError(`No docker client with buildx ${OLDEST.buildx} or newer was found`)
  await sayClient(client, say)
  return client
}

/** @param {string[]} missing */
function refuseElsewhere(missing) {
  const { id, like } = distribution()
  if (/\b(debian|ubuntu)\b/.test(`${id} ${like}`)) return
  throw new SetupError(
    `Missing: ${missing.join(', ')} (named as on Debian). They can be installed by this script on Debian and Ubuntu only; here (${id || process.platform}), please install them yourself. Docker ${OLDEST.engine} and buildx ${OLDEST.buildx} are the oldest that serve.`,
  )
}

/** @param {string[]} missing @param {boolean} yes */
async function askFor(missing, yes) {
  if (yes || process.env.CI === 'true' || !process.stdin.isTTY) return
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`Missing: ${missing.join(', ')}. Install them with apt-get? [y/N] `)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw new SetupError('Nothing was installed')
}

/** @param {DockerClient} client @param {Say} say */
async function sayClient({ path, version, buildx }, say) {
  say(`docker client: ${path} ${version}, buildx ${buildx}`)
  for (const other of await dockerClients()) {
    if (other.path === path) continue
    const why = other.good
      ? 'later on the PATH, not used'
      : 'not used: too old, or without a new enough buildx'
    say(`  also here: ${other.path} ${other.version || '?'} (${why})`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2)
  const packages = [
    'docker-registry',
    'apache2-utils',
    'busybox-static',
    ...args.filter((arg) => !arg.startsWith('-')),
  ]
  ensurePackages({ packages, yes: args.includes('--yes') }).catch((error) => {
    console.error(error instanceof SetupError ? error.message : error)
    process.exitCode = 1
  })
}
