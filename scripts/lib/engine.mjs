/**
 * A throw-away Docker Engine: dockerd and containerd with their own folders, socket, bridge and control group, so that several
 * run at the same time and beside an existing engine.
 * @import { Env } from './run.mjs'
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { addBridge, removeBridge } from './bridge.mjs'
import { findClient, onPath } from './docker-client.mjs'
import { mountsBelow, prepareControlGroups, removeControlGroup, storageDriver } from './kernel.mjs'
import { endProcesses, processesNaming, startDetached, waitUntil } from './processes.mjs'
import { asRoot, mustRunAsRoot, run, SetupError } from './run.mjs'
import { onTeardown } from './teardown.mjs'

/** A socket's path has at most 107 bytes; containerd's is the longest below `dir`. */
const LONGEST_DIR = 70

/**
 * @typedef {{host: string, pid: number, logFile: string, stop: () => Promise<void>}} Engine `host` is for DOCKER_HOST
 * @typedef {{dir: string, name: string, bridge: string, group: string, pids: number[], stopped: boolean}} Parts of an engine
 * @typedef {{snapshotter: boolean, insecureRegistries: string[], limit: number}} Options `limit` in ms
 */

/**
 * Starts an engine and waits until it answers. `stop` stops it, or else the teardown.
 * @param {{dir: string, name?: string} & Partial<Options>} options
 *   `dir` is created here and removed on stop; `snapshotter`: the containerd image store (default), or the legacy store
 * @returns {Promise<Engine>}
 * @throws {Error} with the log's last lines, if it does not start
 */
export async function startEngine({
  dir,
  name = 'engine',
  snapshotter = true,
  insecureRegistries = [],
  limit = 60_000,
}) {
  if (dir.length > LONGEST_DIR)
    throw new SetupError(`"${dir}" is too long for sockets below it: use a shorter folder`)
  const id = randomBytes(4).toString('hex')
  /** @type {Parts} */
  const engine = { dir, name, bridge: `tb-${id}`, group: `tagboat-${id}`, pids: [], stopped: false }
  const starting = bringUp(engine, { snapshotter, insecureRegistries, limit })
  /** @type {Promise<void> | undefined} */
  let stopping
  const stop = () => {
    engine.stopped = true
    // A start in progress stops at its next step.
    stopping ??= starting.catch(() => {}).then(() => stopEngine(engine))
    return stopping
  }
  const forget = onTeardown(`engine ${name}`, () => stop())
  const stopAndForget = () => stop().then(forget)
  await starting.catch(async (error) => {
    await stopAndForget()
    throw error
  })
  const pid = engine.pids.at(-1) ?? 0
  return { host: `unix://${dir}/docker.sock`, pid, logFile: join(dir, 'dockerd.log'), stop: stopAndForget }
}

/** @param {Parts} engine @param {Options} options */
async function bringUp(engine, options) {
  mkdirSync(engine.dir, { recursive: true })
  await prepareControlGroups()
  await addBridge(engine.bridge)
  await startContainerd(engine, options)
  await startDockerd(engine, options)
}

/**
 * Starts a program of the engine, and waits until it is ready or the engine is being stopped.
 * @param {Parts} engine
 * @param {string} name
 * @param {string[]} args
 * @param {{ready: () => unknown, limit: number}} options
 */
async function startProgram(engine, name, args, { ready, limit }) {
  if (engine.stopped) throw new Error(`engine "${engine.name}" was stopped while it started`)
  const logFile = join(engine.dir, `${name}.log`)
  const started = startDetached(asRoot(program(name), args), { logFile })
  engine.pids.push(started.pid)
  const process = { ended: () => engine.stopped || started.ended() }
  await waitUntil(ready, { what: `${name} of engine "${engine.name}"`, process, logFile, limit })
}

/**
 * Starts a separate containerd: dockerd would otherwise share that of the machine's own engine.
 * @param {Parts} engine
 * @param {Options} options
 */
async function startContainerd(engine, { limit }) {
  const { dir } = engine
  const config = join(dir, 'containerd.toml')
  writeFileSync(config, containerdConfig(dir))
  const ready = () => existsSync(`${dir}/c.sock`)
  await startProgram(engine, 'containerd', ['--config', config], { ready, limit })
}

/** @param {string} dir */
function containerdConfig(dir) {
  return [
    'version = 2',
    `root = "${dir}/containerd"`,
    `state = "${dir}/c"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]',
    '[grpc]',
    `address = "${dir}/c.sock"`,
    '[ttrpc]',
    `address = "${dir}/c.sock.ttrpc"`,
    '',
  ].join('\n')
}

/** @param {Parts} engine @param {Options} options */
async function startDockerd(engine, { snapshotter, insecureRegistries, limit }) {
  const { dir } = engine
  const file = join(dir, 'daemon.json')
  const driver = await storageDriver(dir, snapshotter)
  const config = dockerdConfig(engine, { snapshotter, insecureRegistries, driver })
  writeFileSync(file, JSON.stringify(config, null, 2))
  const ready = () => answersPing(`${dir}/docker.sock`)
  await startProgram(engine, 'dockerd', ['--config-file', file], { ready, limit })
}

/**
 * Changes nothing outside `dir`: no firewall rule, no forwarding, no system folder.
 * @param {Parts} engine
 * @param {Omit<Options, 'limit'> & {driver: string}} options
 */
function dockerdConfig({ dir, bridge, group }, { snapshotter, insecureRegistries, driver }) {
  return {
    hosts: [`unix://${dir}/docker.sock`],
    group: String(process.getgid?.() ?? 0),
    'data-root': `${dir}/data`,
    'exec-root': `${dir}/exec`,
    pidfile: `${dir}/docker.pid`,
    containerd: `${dir}/c.sock`,
    bridge,
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'ip-masq': false,
    // Without systemd, which may be missing, a separate control group can be found and removed afterwards.
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'cgroup-parent': `/${group}`,
    'shutdown-timeout': 3,
    features: { 'containerd-snapshotter': snapshotter },
    'insecure-registries': insecureRegistries,
    ...(driver && { 'storage-driver': driver }),
  }
}

/** @param {string} name */
function program(name) {
  const [path] = onPath(name)
  if (!path) throw new SetupError(`"${name}" is not installed: run "node scripts/lib/packages.mjs" first`)
  return path
}

/** Stops the parts in order of dependency; each step cleans up after the previous one. @param {Parts} engine */
async function stopEngine({ dir, bridge, group, pids }) {
  // Containers first, since one that ignores SIGTERM would delay dockerd for ten seconds.
  await endProcesses(processesNaming(group), 0)
  for (const pid of pids.toReversed()) await endProcesses([pid])
  // Shims have containerd's socket on their command line; remaining containers and builds are in the control group.
  await endProcesses([...processesNaming(`${dir}/`), ...processesNaming(group)], 3_000)
  for (const mount of mountsBelow(dir).toReversed()) await run(...asRoot('umount', ['--lazy', mount]))
  await removeBridge(bridge)
  await removeControlGroup(group)
  await mustRunAsRoot('rm', ['-rf', '--one-file-system', dir])
}

/** Whether an engine answers on this socket. @param {string} socketPath @returns {Promise<boolean>} */
function answersPing(socketPath) {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', timeout: 2_000 }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200))
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => resolve(false)).end()
  })
}

/**
 * The version of the engine that a plain `docker` command reaches, '' if none answers.
 * @param {{env?: Env}} [options] e.g. with DOCKER_HOST
 */
export async function engineAnswers({ env = process.env } = {}) {
  const client = await findClient()
  if (!client) return ''
  const args = ['version', '--format', '{{.Server.Version}}']
  const { code, stdout } = await run(client.path, args, { env, timeout: 10_000 })
  return code === 0 ? stdout.trim() : ''
}
