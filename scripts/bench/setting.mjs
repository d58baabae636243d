/**
 * The temporary environment of the measurements: an engine, registries with a password behind meters, a project.
 * @import { Login } from '../lib/registry-client.mjs'
 * @import { Env, Say } from '../lib/run.mjs'
 * @import { Meter } from './meter.mjs'
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkOut, makeRepository } from '../demo/repository.mjs'
import { startEngine } from '../lib/engine.mjs'
import { ensurePackages } from '../lib/packages.mjs'
import { startRegistry } from '../lib/registry.mjs'
import { mustRun, SetupError } from '../lib/run.mjs'
import { startMeter } from './meter.mjs'

const PACKAGES = ['docker-registry', 'apache2-utils', 'busybox-static', 'git']
/** The tools that a promotion is compared with, besides Docker. */
const PEERS = ['skopeo', 'oras']

/**
 * @typedef {{registry: string, meter: Meter}} Store
 *   `registry` is the host behind the meter, for requests that are not measured
 * @typedef {{
 *   dir: string, root: string, node: string, docker: string, env: Env,
 *   auth: Login, store: Store, second: Store,
 *   project: {workspace: string, sha: string, event: object},
 * }} Setting
 *   `root` holds the action.yml that is measured; `env` is that of a user who has logged in to the meters' hosts with
 *   `docker`; `second` is another registry, as the destination of a promotion
 */

/**
 * @param {{dir: string, root: string, yes: boolean, peers: boolean, say: Say}} options
 *   `peers`: whether to install the tools that a promotion is compared with, too
 * @returns {Promise<Setting>}
 */
export async function makeSetting({ dir, root, yes, peers, say }) {
  const node = findNode24()
  const client = await ensurePackages({ packages: [...PACKAGES, ...(peers ? PEERS : [])], yes, say })
  const engine = await startEngine({ dir: join(dir, 'e'), name: 'bench' })
  const auth = { username: 'bench', password: randomBytes(18).toString('base64url') }
  const store = await startStore(join(dir, 'registry'), auth)
  const second = await startStore(join(dir, 'second'), auth)
  const env = { PATH: client.PATH, HOME: join(dir, 'home'), DOCKER_HOST: engine.host }
  mkdirSync(env.HOME)
  const setting = { dir, root, node, docker: client.path, env, auth, store, second }
  await logIn(setting, store)
  await logIn(setting, second)
  return { ...setting, project: await makeProject(dir) }
}

/** @param {string} dir @param {Login} login @returns {Promise<Store>} */
async function startStore(dir, { username, password }) {
  const registry = await startRegistry({ dir, users: { [username]: password } })
  return { registry: registry.host, meter: await startMeter({ upstream: registry.host }) }
}

/** A runner runs the action with Node 24 (`runs.using: node24`), which comes with `npm install`. */
function findNode24() {
  const path = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))
  if (!existsSync(path)) throw new SetupError('Node 24 is not here: run "npm ci" first')
  return path
}

/**
 * Logs in as a user, or docker/login-action, does before a bare `docker buildx build --push`. skopeo and oras use this login too.
 * @param {Omit<Setting, 'project'>} setting
 * @param {Store} store
 */
async function logIn({ docker, env, auth }, { meter }) {
  const args = ['login', '--username', auth.username, '--password-stdin', meter.host]
  await mustRun(docker, args, { env, input: auth.password })
  await meter.take()
}

/** @param {string} dir @returns {Promise<Setting['project']>} */
async function makeProject(dir) {
  const repository = join(dir, 'repository')
  await makeRepository(repository)
  const workspace = join(dir, 'workspace')
  const push = await checkOut(repository, workspace, { ref: 'refs/heads/main', name: 'main' })
  // Attestations differ between public and private repositories; buildx's own default is that of private ones.
  push.event.repository.private = true
  // The image is not run, and a RUN step would be one more step to cache.
  writeFileSync(
    join(workspace, 'Dockerfile'),
    'FROM scratch\nCOPY busybox /bin/busybox\nCOPY hello.txt /hello.txt\n',
  )
  return { workspace, ...push }
}
