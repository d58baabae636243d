import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import type { Env } from './ports.ts'

/** The terminal, or the files and pipes in its place, of the command. */
export interface Terminal {
  /** Writes a line of the result to standard output. */
  readonly print: (line: string) => void
  /** Writes a line for the user to standard error. */
  readonly say: (line: string) => void
  /**
   * Says what the command waits for, in one line that the next output replaces; undefined removes it. Without a terminal it is an
   * ordinary line after 1, 6, 12, 24, ... seconds of silence.
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
/** The shortest pause between two lines of `wait` without a terminal, in ms. */
const waitPause = 5_000

/** Colours need a terminal; NO_COLOR and TERM=dumb switch them off (no-color.org). */
const wantsColours = (env: Env): boolean => !env.NO_COLOR && env.TERM !== 'dumb'

/** Standard input; a terminal says so. */
type Input = Readable & { readonly isTTY?: boolean | undefined }
/** Standard output or standard error; a terminal has a width. */
type Output = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined }

interface Streams {
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
}

export function createTerminal(
  { stdin, stdout, stderr }: Streams,
  env: Env,
  now: () => number = () => performance.now(),
): Terminal {
  const columns = (stdout.isTTY ? stdout.columns : stderr.columns) || 80
  // A reader that has gone, as with `| head`, must not end a publish half-way.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  const { hideWait, ...output } = createOutput({ stdout, stderr }, env, { columns, now })
  return {
    ...output,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    isInTerminal: stdin.isTTY === true,
    isOutTerminal: stdout.isTTY === true,
    isErrTerminal: stderr.isTTY === true,
    hasColours: stderr.isTTY === true && wantsColours(env),
    hasOutColours: stdout.isTTY === true && wantsColours(env),
    columns,
    async ask(question) {
      hideWait()
      const lines = createInterface({ input: stdin, output: stderr })
      // Ctrl-C is not a signal while readline reads keys. It ends the whole run, and not only the question.
      lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
      const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
      try {
        return await Promise.race([lines.question(question), closed])
      } finally {
        lines.close()
        hideWait()
      }
    },
    readInput: () => readAll(stdin),
  }
}

/** The lines of both streams, and one about a wait below them. */
function createOutput(
  { stdout, stderr }: Omit<Streams, 'stdin'>,
  { TERM }: Env,
  { columns, now }: { readonly columns: number; readonly now: () => number },
): Pick<Terminal, 'print' | 'say' | 'wait' | 'silence'> & { readonly hideWait: () => void } {
  const canReplace = stderr.isTTY === true && TERM !== 'dumb'
  let last = now()
  let waited = Number.NEGATIVE_INFINITY
  let hasWait = false
  const hideWait = () => {
    if (hasWait) stderr.write('\r\u001b[K')
    hasWait = false
    last = now()
  }
  const write = (stream: Output) => (line: string) => {
    hideWait()
    stream.write(`${line}\n`)
  }
  const replace = (what: string | undefined) => {
    const before = hasWait ? '\r\u001b[K' : ''
    hasWait = what !== undefined
    stderr.write(`${before}${what?.slice(0, columns - 1) ?? ''}`)
  }
  const add = (what: string) => {
    if (now() - waited < Math.max(waitPause, waited - last)) return
    waited = now()
    stderr.write(`${what}\n`)
  }
  return {
    print: write(stdout),
    say: write(stderr),
    wait: (what) => (canReplace ? replace(what) : what === undefined ? undefined : add(what)),
    silence: () => now() - last,
    hideWait,
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
