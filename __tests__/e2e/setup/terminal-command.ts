/** The command `tagboat` on a pseudo-terminal, which `script` of util-linux makes. */
import { spawn } from 'node:child_process'
import { program } from './command.ts'
import { compileCache, newFolder, node24 } from './environment.ts'

/** Types `answer` once the output matches `at`. */
export interface Typed {
  readonly folder: string
  readonly env: Record<string, string>
  readonly at: RegExp
  readonly answer: string
}

/** Runs `tagboat`, whose arguments contain no quotes, on a terminal. Returns everything that the terminal shows, and the exit code. */
export function typeInto(
  args: readonly string[],
  { folder, env, at, answer }: Typed,
): Promise<{ readonly code: number | null; readonly screen: string }> {
  const words = [node24, program, ...args].map((word) => `'${word}'`).join(' ')
  const { PATH, TMPDIR } = process.env
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', words, '/dev/null'], {
    cwd: folder,
    env: {
      PATH,
      TMPDIR,
      HOME: newFolder('home'),
      SHELL: '/bin/sh',
      TERM: 'xterm',
      NODE_COMPILE_CACHE: compileCache,
      ...env,
    },
    timeout: 60_000,
  })
  let screen = ''
  let isTyped = false
  child.stdout.on('data', (chunk) => {
    screen += chunk
    if (isTyped || !at.test(screen)) return
    isTyped = true
    child.stdin.write(answer)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, screen }))
  })
}
