import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type Cancellation, cancelledError, createCancellation } from './cancellation.ts'
import { childEnvironment } from './child-environment.ts'
import type { Exec, ExecOptions, ExecResult } from './ports.ts'

/**
 * The Exec port over node:child_process: @actions/exec gives no access to the child process, which a cancelled run must end.
 * A command that fails in a cancelled run, or would start in one, throws the cancellation.
 */
export function createExec(baseEnv: NodeJS.ProcessEnv, cancellation = createCancellation()): Exec {
  const { signal } = cancellation
  return (command, args, options = {}) =>
    new Promise<ExecResult>((resolve, reject) => {
      if (signal.aborted) return reject(cancelledError())
      const env = { ...childEnvironment(baseEnv, options), ...options.env }
      const error = options.drawsProgress ? 'inherit' : 'pipe'
      const child = spawn(command, args, {
        env,
        cwd: options.cwd,
        stdio: ['pipe', 'pipe', error],
        shell: false,
      })
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
      // A command may end without reading its input, which closes the pipe. Its exit code is the result.
      child.stdin?.once('error', () => undefined)
      child.stdin?.end(options.input ?? '')
    })
}

/** Ends a child after `timeout` ms or when the run is cancelled, and kills it if it does not end. Returns a clean-up function. */
function limitTime(
  child: ChildProcess,
  { signal, times }: Cancellation,
  timeout: number | undefined,
): () => void {
  const timers: NodeJS.Timeout[] = []
  // A helper that the child started may keep the pipes open, although they are no longer read.
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

/** How much of each stream is kept, in bytes. Of a longer one it is the end, where commands report why they failed. */
const longestOutput = 64 * 1024 * 1024

function collect(stream: Readable | null, onLine: ExecOptions['onLine']): () => string {
  if (stream === null) return () => ''
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
