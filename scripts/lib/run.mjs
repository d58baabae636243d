/** Runs commands of the scripts, always with an array of arguments and without a shell. */
import { spawn, spawnSync } from 'node:child_process'

/**
 * @typedef {Record<string, string | undefined>} Env a child's whole environment; an undefined variable is left out
 * @typedef {{input?: string, env?: Env, cwd?: string, timeout?: number}} RunOptions timeout in ms
 * @typedef {{code: number, stdout: string, stderr: string}} Ended
 * @typedef {(line: string) => void} Say prints a line of progress
 */

/** A problem that the user can fix, shown without a stack trace. */
export class SetupError extends Error {}

/** What a script prints of what it caught. @param {unknown} error */
export function describeError(error) {
  if (error instanceof SetupError) return error.message
  return error instanceof Error ? error.stack : String(error)
}

/**
 * Runs a command to completion. Never throws for an exit code; the code is 127 if the command cannot be started.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args = [], { input = '', env = process.env, cwd, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, timeout, stdio: ['pipe', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: `${stderr}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }))
    // A command that exits without reading its input closes the pipe, which is not an error.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * Like `run`, but throws an error with the last lines of output if the command fails.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its standard output
 * @throws {SetupError}
 */
export async function mustRun(command, args = [], options = {}) {
  const { code, stdout, stderr } = await run(command, args, options)
  if (code === 0) return stdout
  const said = tail(`${stdout}\n${stderr}`, 15)
  throw new SetupError(`"${command} ${args.join(' ')}" failed with exit code ${code}:\n${said}`)
}

/**
 * The command as root: unchanged for root, with sudo for other users.
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 * @throws {SetupError} if the user is not root and sudo is missing
 */
export function asRoot(command, args) {
  if (process.getuid?.() === 0) return [command, args]
  if (spawnSync('sudo', ['--version']).status === 0) return ['sudo', [command, ...args]]
  throw new SetupError(`"${command}" needs root, and sudo is not installed: run this as root`)
}

/**
 * `mustRun` as root.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function mustRunAsRoot(command, args = [], options = {}) {
  return mustRun(...asRoot(command, args), options)
}

/** The last `count` lines that are not blank. @param {string} text @param {number} count */
export function tail(text, count) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(-count).join('\n')
}

/** @param {number} ms @returns {Promise<void>} */
export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
