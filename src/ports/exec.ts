import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type Cancellation, cancelledError, createCancellation } from './cancellation.ts'
import { childEnvironment } from './child-environment.ts'
import type { Exec, ExecOptions, ExecResult } from './ports.ts'

/**
 * The Exec port over node:child_process. Not @actions/exec: it gives no handle on the child, and a cancelled run must end
 * its build. A command that a cancelled run ends, or would begin, throws that; one that ends well all the same is a result.
 */
export function createExec(baseEnv: NodeJS.ProcessEnv, cancellation = createCancellation()): Exec {
  const { signal } = cancellation
  return (command, args, options = {}) =>
    new Promise<ExecResult>((resolve, reject) => {
      if (signal.aborted) return reject(cancelledError())
      const env = { ...childEnvironment(baseEnv, options), ...options.env }
      const child = spawn(command, args, { env, cwd: options.cwd, stdio: 'pipe', shell: false })
      const forget = limitTime(child, cancellation, options.timeout)
      const ticker = options.onSecond === undefined ? undefined : setInterval(options.onSecond, 1000)
      const stdout = collect(child.stdout, options.onLine)
      const stderr = collect(child.stderr, options.onLine)
      const finish = () => {
        forget()
        clearInterval(ticker)
      }
      child.once('error', (error: NodeJS.ErrnoException) => {
        finish()
        if (error.code === 'ENOENT') resolve({ code: 127, stdout: '', stderr: `${command}: not found` })
        else reject(error)
      })
      child.once('close', (code, killed) => {
        finish()
        if (signal.aborted && code !== 0) reject(cancelledError())
        else resolve({ code: code ?? (killed ? 130 : 1), stdout: stdout(), stderr: stderr() })
      })
      // A command that ends without reading its input closes the pipe; its exit code tells what happened.
      child.stdin.once('error', () => undefined)
      child.stdin.end(options.input ?? '')
    })
}

/** Ends a child after `timeout` ms, and with the run; one that takes no notice of that is killed. Returns what forgets it. */
function limitTime(
  child: ChildProcess,
  { signal, times }: Cancellation,
  timeout: number | undefined,
): () => void {
  const timers: NodeJS.Timeout[] = []
  // A helper that the child started may keep the pipes open; nobody reads them after the time is up.
  const letGo = () => [child.stdout, child.stderr].forEach((stream) => void stream?.destroy())
  const end = () => {
    child.once('exit', () => timers.push(setTimeout(letGo, 100)))
    child.kill('SIGTERM')
    timers.push(setTimeout(() => child.kill('SIGKILL'), times.kill))
  }
  if (timeout !== undefined) timers.push(setTimeout(end, timeout))
  signal.addEventListener('abort', end, { once: true })
  return () => {
    signal.removeEventListener('abort', end)
    timers.forEach(clearTimeout)
  }
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
