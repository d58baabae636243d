import { createInterface } from 'node:readline/promises'
import type { Env } from './ports.ts'

/** The terminal, or the files and pipes in its place, of the command. */
export interface Terminal {
  /** Writes a line of the result to standard output. */
  readonly print: (line: string) => void
  /** Writes a line for the user to standard error. */
  readonly say: (line: string) => void
  /**
   * Says what the command waits for, in one line that the next output replaces; undefined removes it. Without a terminal it is an
   * ordinary line, at most one about every five seconds.
   */
  readonly wait: (what: string | undefined) => void
  /** Milliseconds since the last line, without those of `wait`. */
  readonly silence: () => number
  /** Both standard input and standard error are a terminal, so that a question reaches a user. */
  readonly isInteractive: boolean
  /** Standard input is a terminal: it shows what is typed. */
  readonly isInTerminal: boolean
  /** Standard output is a terminal, so that a table is more useful than lines. */
  readonly isOutTerminal: boolean
  /** Standard error is a terminal: it shows progress. */
  readonly isErrTerminal: boolean
  /** Whether standard error shows colours. */
  readonly hasColours: boolean
  /** Whether standard output shows colours. */
  readonly hasOutColours: boolean
  /** The width of the terminal in characters; 80 without one. */
  readonly columns: number
  /** Asks on standard error and reads one line; '' at the end of the input. */
  readonly ask: (question: string) => Promise<string>
  /** All of standard input, at most 64 KiB. */
  readonly readInput: () => Promise<string>
}

/** In bytes; a password is shorter. */
const inputLimit = 64 * 1024
/** The pause between two lines of `wait` without a terminal, in ms. */
const waitPause = 5_000

/** Colours need a terminal; NO_COLOR and TERM=dumb switch them off (no-color.org). */
const wantsColours = (env: Env): boolean => !env.NO_COLOR && env.TERM !== 'dumb'

export function createTerminal(
  { stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>,
  env: Env,
  now: () => number = () => performance.now(),
): Terminal {
  const columns = (stdout.isTTY ? stdout.columns : stderr.columns) || 80
  const isLive = stderr.isTTY === true && env.TERM !== 'dumb'
  let last = now()
  let waited: number | undefined
  let hasWaitLine = false
  const clear = () => {
    if (hasWaitLine) stderr.write('\r\u001b[K')
    hasWaitLine = false
  }
  const write = (stream: NodeJS.WriteStream, line: string) => {
    clear()
    last = now()
    stream.write(`${line}\n`)
  }
  return {
    print: (line) => write(stdout, line),
    say: (line) => write(stderr, line),
    wait(what) {
      if (isLive) {
        clear()
        if (what === undefined) return
        stderr.write(what.slice(0, columns - 1))
        hasWaitLine = true
      } else if (what !== undefined && (waited === undefined || now() - waited >= waitPause)) {
        waited = now()
        stderr.write(`${what}\n`)
      }
    },
    silence: () => now() - last,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    isInTerminal: stdin.isTTY === true,
    isOutTerminal: stdout.isTTY === true,
    isErrTerminal: stderr.isTTY === true,
    hasColours: stderr.isTTY === true && wantsColours(env),
    hasOutColours: stdout.isTTY === true && wantsColours(env),
    columns,
    async ask(question) {
      clear()
      const lines = createInterface({ input: stdin, output: stderr })
      const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
      try {
        return await Promise.race([lines.question(question), closed])
      } finally {
        lines.close()
        last = now()
      }
    },
    readInput: () => readAll(stdin),
  }
}

async function readAll(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > inputLimit) throw new Error('Standard input is longer than 64 KiB.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
