/** Commands for the scripts: always an array of arguments, never a shell. */
import { spawn, spawnSync } from 'node:child_process'

/**
 * @typedef {Record<string, string | undefined>} Env a child's whole environment; an undefined variable is left out
 * @typedef {{input?: string, env?: Env, cwd?: string, timeout?: number}} RunOptions timeout in ms
 * @typedef {{code: number, stdout: string, stderr: string}} Ended
 * @typedef {(line: string) => void} Say prints a line of progress
 */

/** A mistake or a lack that a person can mend: shown without a stack. */
export class SetupError extends Error {}

/** What a script prints of what it caught. @param {unknown} error */
export function describeError(error) {
  if (error instanceof SetupError) return error.message
  return error instanceof Error ? error.stack : String(error)
}

/**
 * Runs a command to its end. Never throws for an exit code; a command that cannot be started answers code 127.
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
    // A command that ends without reading its input closes the pipe: no fault of ours.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * As `run`, but a failure is an error that shows the last lines the command wrote.
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
 * The command as root: itself for root, through sudo for others.
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 * @throws {SetupError} when the person is not root and there is no sudo
 */
export function asRoot(command, args) {
  if (process.getuid?.() === 0) return [command, args]
  if (spawnSync('sudo', ['--version']).status === 0) return ['sudo', [command, ...args]]
  throw new SetupError(`"${command}" needs root, and sudo is not here: run this as root`)
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
