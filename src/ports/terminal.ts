import { createInterface } from 'node:readline/promises'
import type { Env } from './ports.ts'

/** The terminal, or the files and pipes in its place, of the command. */
export interface Terminal {
  /** Writes a line of the result to standard output. */
  readonly print: (line: string) => void
  /** Writes a line for the user to standard error. */
  readonly say: (line: string) => void
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
  /** The width of the terminal in characters; 80 without one. */
  readonly columns: number
  /** Asks on standard error and reads one line; '' at the end of the input. */
  readonly ask: (question: string) => Promise<string>
  /** All of standard input, at most 64 KiB. */
  readonly readInput: () => Promise<string>
}

/** In bytes; a password is shorter. */
const inputLimit = 64 * 1024

/** Colours need a terminal; NO_COLOR and TERM=dumb switch them off (no-color.org). */
const wantsColours = (env: Env): boolean => !env.NO_COLOR && env.TERM !== 'dumb'

export function createTerminal(
  { stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>,
  env: Env,
): Terminal {
  // A reader that has gone, as with `| head`, must not end a publish half-way.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  return {
    print: (line) => void stdout.write(`${line}\n`),
    say: (line) => void stderr.write(`${line}\n`),
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    isInTerminal: stdin.isTTY === true,
    isOutTerminal: stdout.isTTY === true,
    isErrTerminal: stderr.isTTY === true,
    hasColours: stderr.isTTY === true && wantsColours(env),
    columns: (stdout.isTTY ? stdout.columns : stderr.columns) || 80,
    async ask(question) {
      const lines = createInterface({ input: stdin, output: stderr })
      // Ctrl-C is not a signal while readline reads keys. It ends the whole run, and not only the question.
      lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
      const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
      try {
        return await Promise.race([lines.question(question), closed])
      } finally {
        lines.close()
      }
    },
    async readInput() {
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of stdin) {
        const bytes = Buffer.from(chunk)
        size += bytes.length
        if (size > inputLimit) throw new Error('Standard input is longer than 64 KiB.')
        chunks.push(bytes)
      }
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}
