/** The command `tagboat` for the end-to-end tests, as installed from the packed tarball. */
import { spawn } from 'node:child_process'
import { command, compileCache, engines, newFolder, node24 } from './environment.ts'

export interface CommandOptions {
  /** Where the command starts, usually a folder from `makeProject`. */
  readonly folder: string
  readonly engine?: keyof typeof engines
  readonly env?: Record<string, string | undefined>
  /** Standard input; empty by default. */
  readonly input?: string
  readonly onStart?: (child: { kill(signal: NodeJS.Signals): boolean }) => void
  readonly onError?: (text: string) => void
}

export interface CommandDone {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `tagboat` outside CI, with a home of its own and without a terminal. */
export function tagboat(args: readonly string[], options: CommandOptions): Promise<CommandDone> {
  const { folder, engine = 'store', env = {}, input = '' } = options
  const { PATH, TMPDIR } = process.env
  const child = spawn(node24, [command, ...args], {
    cwd: folder,
    env: {
      PATH,
      TMPDIR,
      HOME: newFolder('home'),
      DOCKER_HOST: engines[engine],
      NODE_COMPILE_CACHE: compileCache,
      ...env,
    },
    timeout: 100_000,
  })
  options.onStart?.(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
    options.onError?.(stderr)
  })
  child.stdin.once('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
