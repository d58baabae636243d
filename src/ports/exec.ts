import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { childEnvironment } from './child-environment.ts'
import type { Exec, ExecOptions, ExecResult } from './ports.ts'

/**
 * The Exec port over node:child_process. Not @actions/exec: it gives no handle on the child, and a cancelled
 * run must end its build.
 */
export function createExec(baseEnv: NodeJS.ProcessEnv, running = new Set<() => void>()): Exec {
  return (command, args, options = {}) =>
    new Promise<ExecResult>((resolve, reject) => {
      const env = { ...childEnvironment(baseEnv, options), ...options.env }
      const child = spawn(command, args, { env, cwd: options.cwd, stdio: 'pipe', shell: false })
      const end = () => child.kill('SIGTERM')
      // A helper that the child started may keep the pipes open; nobody reads them after the time is up.
      const giveUp = () => {
        child.once('exit', () => [child.stdout, child.stderr].forEach((stream) => void stream.destroy()))
        end()
      }
      const timer = options.timeout === undefined ? undefined : setTimeout(giveUp, options.timeout)
      const ticker = options.onSecond === undefined ? undefined : setInterval(options.onSecond, 1000)
      running.add(end)
      const stdout = collect(child.stdout, options.onLine)
      const stderr = collect(child.stderr, options.onLine)
      const finish = () => {
        clearTimeout(timer)
        clearInterval(ticker)
        running.delete(end)
      }
      child.once('error', (error: NodeJS.ErrnoException) => {
        finish()
        if (error.code === 'ENOENT') resolve({ code: 127, stdout: '', stderr: `${command}: not found` })
        else reject(error)
      })
      child.once('close', (code, signal) => {
        finish()
        resolve({ code: code ?? (signal ? 130 : 1), stdout: stdout(), stderr: stderr() })
      })
      // A command that ends without reading its input closes the pipe; its exit code tells what happened.
      child.stdin.once('error', () => undefined)
      child.stdin.end(options.input ?? '')
    })
}

/** What is kept of each stream, in bytes; of a longer one its end, where commands say why they failed. */
const longestOutput = 64 * 1024 * 1024

function collect(stream: Readable, onLine: ExecOptions['onLine']): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    while (size - (chunks[0]?.length ?? 0) >= longestOutput) size -= chunks.shift()?.length ?? 0
  })
  if (onLine) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine)
  return () => Buffer.concat(chunks).toString('utf8')
}
