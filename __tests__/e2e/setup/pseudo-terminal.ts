/** The command `tagboat` in a pseudo-terminal, by Debian's expect. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { compileCache, engines, newFolder, node24, command as program } from './environment.ts'

const script = fileURLToPath(new URL('./terminal.exp', import.meta.url))

/** What a user types once a text is on the screen: `\r` is Enter, `\x03` Ctrl-C. */
export interface Reply {
  /** Exact; it must arrive after the text of the reply before. */
  readonly after: string
  readonly type: string
}

export interface TerminalOptions {
  /** Where the command starts, usually a folder from `makeProject`. */
  readonly folder: string
  readonly engine?: keyof typeof engines
  /** `undefined` removes a variable. */
  readonly env?: Record<string, string | undefined>
  readonly replies?: readonly Reply[]
  /** In characters; 100 by default. */
  readonly columns?: number
  /** Standard output goes to this file, as in `docker run $(tagboat build)`; standard error stays the terminal. */
  readonly outputFile?: string
  /** How long one reply and the end may take, in seconds. */
  readonly seconds?: number
}

export interface TerminalDone {
  /** 124 if a text did not arrive in time, 125 if a signal killed the command. */
  readonly code: number | null
  /** All bytes that the terminal got. */
  readonly raw: string
  /** As text: without escape sequences, with `\n` at the end of lines. A line that was written again appears more than once. */
  readonly screen: string
  /** Why the script gave up; empty otherwise. */
  readonly trouble: string
}

/** Runs `tagboat` outside CI in a terminal, with a home of its own. Typed text is not echoed. */
export function tagboatInTerminal(args: readonly string[], options: TerminalOptions): Promise<TerminalDone> {
  const {
    folder,
    engine = 'store',
    env = {},
    replies = [],
    columns = 100,
    outputFile,
    seconds = 60,
  } = options
  const command = [node24, program, ...args]
  const redirected =
    outputFile === undefined ? command : ['/bin/sh', '-c', `exec "$@" >"$0"`, outputFile, ...command]
  const typed = replies.flatMap(({ after, type }) => [after, type])
  const { PATH, TMPDIR } = process.env
  const numbers = [columns, 30, seconds, replies.length].map(String)
  const child = spawn('expect', ['-f', script, ...numbers, ...typed, ...redirected], {
    cwd: folder,
    env: {
      PATH,
      TMPDIR,
      TERM: 'xterm-256color',
      HOME: newFolder('home'),
      DOCKER_HOST: engines[engine],
      NODE_COMPILE_CACHE: compileCache,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 110_000,
  })
  let raw = ''
  let trouble = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    raw += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    trouble += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const screen = stripVTControlCharacters(raw).replace(/\r+\n/g, '\n')
      resolve({ code, raw, screen, trouble })
    })
  })
}
