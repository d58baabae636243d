/**
 * Starts, watches and kills processes by id, those of root through sudo if needed.
 * @import { Env } from './run.mjs'
 * @typedef {{ended: () => boolean}} Watched
 */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { isNativeError } from 'node:util/types'
import { asRoot, run, sleep, tail } from './run.mjs'

/**
 * Starts a program in its own session, so that a terminal's Ctrl-C reaches only the script, which then stops it in order.
 * @param {[string, string[]]} command
 * @param {{logFile: string, env?: Env}} options
 * @returns {Watched & {pid: number}}
 */
export function startDetached([program, args], { logFile, env = process.env }) {
  const log = openSync(logFile, 'a')
  const child = spawn(program, args, { detached: true, env, stdio: ['ignore', log, log] })
  closeSync(log)
  let failed = false
  child.on('error', () => {
    failed = true
  })
  child.unref()
  return { pid: child.pid ?? 0, ended: () => failed || child.exitCode !== null || child.signalCode !== null }
}

/**
 * Waits until `ready` returns a true value.
 * @param {() => unknown} ready may return a promise of a truth value
 * @param {{what: string, process: Watched, logFile: string, limit?: number}} options limit in ms
 * @throws {Error} with the log's last lines, if the process exits first or the time is up
 */
export async function waitUntil(ready, { what, process: started, logFile, limit = 60_000 }) {
  const end = Date.now() + limit
  while (!(await ready())) {
    const over = started.ended() ? 'ended' : Date.now() > end ? `does not answer after ${limit / 1000} s` : ''
    if (over) throw new Error(`${what} ${over}. Its log ends:\n${logTail(logFile)}`)
    await sleep(50)
  }
}

/** @param {string} logFile */
export function logTail(logFile) {
  return existsSync(logFile) ? tail(readFileSync(logFile, 'utf8'), 20) : '(no log)'
}

/** Whether a process runs. One that has ended and only waits for its parent does not. @param {number} pid */
export function isRunning(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}

/**
 * Stops processes by id: with SIGTERM, and with SIGKILL after `grace` ms.
 * @param {number[]} pids
 * @param {number} [grace]
 * @throws {Error} if one still runs after that
 */
export async function endProcesses(pids, grace = 10_000) {
  await signal(pids.filter(isRunning), 'TERM')
  const end = Date.now() + grace
  while (pids.some(isRunning) && Date.now() < end) await sleep(25)
  await signal(pids.filter(isRunning), 'KILL')
  while (pids.some(isRunning) && Date.now() < end + 5_000) await sleep(25)
  const left = pids.filter(isRunning)
  if (left.length > 0) throw new Error(`these processes do not end: ${left.join(', ')}`)
}

/** @param {number[]} pids @param {'TERM' | 'KILL'} name */
async function signal(pids, name) {
  const refused = pids.filter((pid) => !tell(pid, name))
  // The shell's builtin `kill`, since a small machine may have no other.
  const script = 'signal=$1; shift; kill -s "$signal" "$@"'
  if (refused.length > 0) await run(...asRoot('sh', ['-c', script, 'sh', name, ...refused.map(String)]))
}

/** False where the process is root's, and we are not. @param {number} pid @param {'TERM' | 'KILL'} name */
function tell(pid, name) {
  try {
    process.kill(pid, `SIG${name}`)
    return true
  } catch (error) {
    // Not `instanceof`, since jest has its own Error.
    return !(isNativeError(error) && 'code' in error && error.code === 'EPERM')
  }
}

/**
 * The processes whose command line or control group contains this text, which must be unique.
 * @param {string} text
 */
export function processesNaming(text) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  return pids
    .filter((pid) => ['cmdline', 'cgroup'].some((file) => readProc(pid, file).includes(text)))
    .map(Number)
}

/** @param {string} pid @param {string} file */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
